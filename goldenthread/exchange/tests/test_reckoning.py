"""Holding files against the database: every row has its fate, and what cannot come in says why."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.exchange.reckoning import Fate
from goldenthread.exchange.records import Gravity
from goldenthread.exchange.tests import bringing
from goldenthread.exchange.tests.bringing import (
    SMALL_ORGANISATION,
    TODAY,
    bring_files,
    look_at,
    stopped,
)
from goldenthread.people.models import Assignment, Person, Post, Unit
from goldenthread.thread.models import Item, ItemVersion, Link

pytestmark = pytest.mark.django_db

UNIT = "code,name\nS,Service\n"


def counts(reckoning: object, name: str) -> dict[str, int]:
    from goldenthread.exchange.reckoning import Reckoning

    assert isinstance(reckoning, Reckoning)
    return {fate: count for fate, count in reckoning.files[f"{name}.csv"].as_numbers().items() if count}


def test_everything_is_new_in_an_empty_installation() -> None:
    reckoning = look_at(**SMALL_ORGANISATION)

    assert stopped(reckoning) == []
    assert {name: counts(reckoning, name) for name in SMALL_ORGANISATION} == {
        name: {"new": content.count("\n") - 1} for name, content in SMALL_ORGANISATION.items()
    }
    assert Unit.objects.count() == 0


def test_the_same_files_change_nothing_the_second_time() -> None:
    bring_files(**SMALL_ORGANISATION)

    again = bring_files(**SMALL_ORGANISATION)

    assert again.changes == 0
    assert again.unaccounted == 0
    assert {fate for tally in again.files.values() for fate, count in tally.counts.items() if count} == {Fate.SAME}


def test_a_changed_cell_is_shown_before_and_after() -> None:
    bring_files(**SMALL_ORGANISATION)

    reckoning = look_at(posts="reference,title,unit,reports_to\nP2,Senior officer,S,P1\n")

    (row,) = reckoning.rows
    assert (row.fate, dict(row.changes)) == (
        Fate.CHANGED,
        {"title": ("Officer", "Senior officer"), "unit": ("B", "S")},
    )


def test_what_is_not_in_the_files_is_listed_and_left_alone() -> None:
    bring_files(**SMALL_ORGANISATION)

    reckoning = bring_files(posts="reference,title,unit\nP1,Chief,S\n", tasks="number,title\n10,Draw the list\n")

    assert reckoning.absent["posts"].labels == ("P2",)
    assert reckoning.absent["tasks"].count == 1
    assert Post.objects.count() == 2


def test_a_column_that_is_left_out_is_left_as_it_is() -> None:
    bring_files(**SMALL_ORGANISATION)

    bring_files(people="number,name\n1,Carys Morgan\n")

    person = Person.objects.get(number="1")
    assert (person.name, person.email) == ("Carys Morgan", "c@example.org")


def test_the_same_row_twice_is_brought_in_once_and_said() -> None:
    reckoning = bring_files(units="code,name\nA,Alpha\nA,Alpha\n")

    assert counts(reckoning, "units") == {"new": 2}
    assert [(problem.code, problem.gravity) for problem in reckoning.problems] == [("same_row_twice", Gravity.NOTED)]
    assert Unit.objects.count() == 1


def test_units_know_their_path_and_posts_their_filling() -> None:
    bring_files(**SMALL_ORGANISATION)

    service, branch = Unit.objects.get(code="S"), Unit.objects.get(code="B")
    assert (service.path, branch.path) == (f"{service.pk}.", f"{service.pk}.{branch.pk}.")
    assert set(Post.objects.values_list("filling", flat=True)) == {"named"}
    assert service.head_post is not None
    assert service.head_post.reference == "P1"


def test_moving_a_unit_moves_the_paths_below_it() -> None:
    bring_files(units="code,name,parent\nA,A,\nB,B,A\nC,C,B\nD,D,\n")

    bring_files(units="code,name,parent\nB,B,D\n")

    paths = {unit.code: unit.path for unit in Unit.objects.all()}
    assert paths["C"].startswith(paths["B"])
    assert paths["B"].startswith(paths["D"])


def test_a_post_whose_last_holder_ended_is_vacant_from_the_day_after() -> None:
    bring_files(**SMALL_ORGANISATION)

    reckoning = bring_files(assignments="person,post,starts_on,ends_on\n2,P2,2021-04-01,2026-10-31\n")

    post = Post.objects.get(reference="P2")
    assert (post.filling, post.vacant_since) == ("vacant", date(2026, 11, 1))
    assert reckoning.changes == 2
    assert reckoning.tables["posts"].consequences == 1


def test_a_line_of_ten_thousand_posts_comes_in_whichever_way_it_is_sorted() -> None:
    rows = [f"P{level},Post {level},S,{f'P{level + 1}' if level < 9_999 else ''}" for level in range(10_000)]
    posts = "\n".join(["reference,title,unit,reports_to", *rows, ""])

    reckoning = bring_files(units=UNIT, posts=posts)

    assert stopped(reckoning) == []
    assert Post.objects.filter(reports_to__isnull=True).count() == 1
    assert look_at(units=UNIT, posts=posts).changes == 0


def test_two_people_can_change_their_addresses_with_each_other() -> None:
    bring_files(people=bringing.PEOPLE)

    reckoning = bring_files(people="number,name,email\n1,Carys,m@example.org\n2,Mona,c@example.org\n")

    assert stopped(reckoning) == []
    assert Person.objects.get(number="1").email == "m@example.org"


def test_a_primary_link_can_be_handed_on_within_one_file() -> None:
    goals = "reference,title\nG1,A\nG2,B\nG3,C\n"
    first = "lower,upper,is_primary,made_at\nG1,G2,yes,2026-01-01T00:00:00Z\n"
    bring_files(goals=goals, links=first)

    reckoning = bring_files(
        links="lower,upper,is_primary,state,made_at\n"
        "G1,G2,yes,retired,2026-01-01T00:00:00Z\n"
        "G1,G3,yes,affirmed,2026-02-01T00:00:00Z\n"
    )

    assert stopped(reckoning) == []
    assert Link.objects.get(is_primary=True, state="affirmed").upper.reference == "G3"


def test_a_vision_can_be_superseded_within_one_file() -> None:
    header = "reference,title,state,statement,horizon_year,supersedes\n"
    bring_files(visions=f"{header}V1,A,live,a,2030,\n")

    reckoning = bring_files(visions=f"{header}V2,B,live,b,2035,V1\nV1,A,superseded,a,2030,\n")

    assert stopped(reckoning) == []
    assert Item.objects.get(kind="vision", state="live").reference == "V2"


def test_a_second_post_of_one_person_is_not_their_main_one() -> None:
    files = {**SMALL_ORGANISATION, "assignments": "person,post\n1,P1\n1,P2\n"}

    reckoning = bring_files(**files)

    assert stopped(reckoning) == []
    assert sorted(Assignment.objects.values_list("post__reference", "is_main", "starts_on")) == [
        ("P1", True, TODAY),
        ("P2", False, TODAY),
    ]


def test_new_items_get_their_first_version_unless_the_files_bring_versions() -> None:
    bring_files(goals="reference,title,description\nG1,A,words\n")

    bring_files(
        goals="reference,title\nG1,A\nG2,B\n",
        item_versions="item,version,title,at\nG2,1,Before,2026-01-01T00:00:00Z\n",
    )

    assert sorted(ItemVersion.objects.values_list("item__reference", "title", "words")) == [
        ("G1", "A", "words"),
        ("G2", "Before", ""),
    ]


def test_links_of_a_source_cite_the_version_as_it_stands() -> None:
    bring_files(goals="reference,title,version\nG1,A,4\nG2,B,1\n")

    bring_files(links="lower,upper,is_primary\nG2,G1,yes\n")

    assert Link.objects.get().upper_version == 4


def test_two_files_that_contradict_each_other_about_a_post_are_told_so() -> None:
    files = {**SMALL_ORGANISATION, "posts": "reference,title,unit,filling\nP1,Chief,S,vacant\nP2,Officer,B,named\n"}

    reckoning = bring_files(**files)

    assert [(problem.code, problem.origin.row) for problem in reckoning.problems] == [("filling_contradicts", 2)]
