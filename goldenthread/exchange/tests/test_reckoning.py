"""Holding files against the database: every row has its fate, and what cannot come in says why."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.exchange.queries.reckon import reckon
from goldenthread.exchange.reckoning import Fate
from goldenthread.exchange.records import Bundle, Gravity, Origin, Record
from goldenthread.exchange.tests import bringing
from goldenthread.exchange.tests.bringing import (
    NOW,
    SMALL_ORGANISATION,
    TODAY,
    bring,
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


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"posts": "reference,title,unit\nP1,Chief,X\n"}, [("posts.csv", 2, "unit", "nowhere")]),
        (
            {"units": "code,name,opened_on,closed_on\nS,Service,2026-02-01,2026-01-01\n"},
            [("units.csv", 2, "closed_on", "rule")],
        ),
        (
            {"units": "code,name,parent\nA,A,B\nB,B,A\n"},
            [("units.csv", 2, "parent", "circle"), ("units.csv", 3, "parent", "circle")],
        ),
        ({"units": "code,name,parent\nA,A,A\n"}, [("units.csv", 2, "parent", "circle")]),
        (
            {"units": UNIT, "posts": "reference,title,unit,reports_to\n1,A,S,2\n2,B,S,3\n3,C,S,1\n4,D,S,\n"},
            [("posts.csv", row, "reports_to", "circle") for row in (2, 3, 4)],
        ),
        (
            {"people": "number,name,email\n1,A,x@example.org\n2,B,X@EXAMPLE.org\n"},
            [("people.csv", 3, "email", "only_once")],
        ),
        ({"people": "number,name,email\n1,A,nobody\n"}, [("people.csv", 2, "email", "rule")]),
        (
            {"people": "number,name\n1,A\n1,B\n"},
            [("people.csv", 2, "name", "contradiction"), ("people.csv", 3, "name", "contradiction")],
        ),
        (
            {"tasks": "number,title\n1,A\n1,B\n"},
            [("tasks.csv", 3, "", "key_twice")],
        ),
        (
            {"tasks": "number,title,state,done_on\n1,A,done,\n2,B,open,2026-01-01\n"},
            [("tasks.csv", 2, "done_on", "rule"), ("tasks.csv", 3, "done_on", "rule")],
        ),
        (
            {"visions": "reference,title,statement,horizon_year\nV1,A,a,2030\nV2,B,b,2031\n"},
            [("visions.csv", 3, "state", "only_once")],
        ),
        (
            {"goals": "reference,title,visibility\nG1,A,restricted\n"},
            [("goals.csv", 2, "subject", "rule")],
        ),
        (
            {"organisation": 'name,words,working_days\nN,"{""color"":{}}",1 9\n'},
            [("organisation.csv", 2, "words", "rule")],
        ),
        (
            {"role_profiles": "code,title,lead_share,manage_share,shared_share\nR,R,0.5,0.5,0.5\n"},
            [("role_profiles.csv", 2, "shared_share", "rule")],
        ),
        (
            {
                "objectives": "reference,title,kind\nO1,A,change\n",
                "key_results": "objective,title,direction,band_low,target\nO1,K,band,5,4\n",
            },
            [("key_results.csv", 2, "band_low", "rule")],
        ),
    ],
)
def test_what_cannot_be_is_stopped_where_it_stands(
    files: dict[str, str], expected: list[tuple[str, int, str, str]]
) -> None:
    reckoning = bring_files(**files)

    assert stopped(reckoning) == expected
    assert reckoning.unaccounted == 0
    assert all(problem.reason and problem.cure for problem in reckoning.problems)


@pytest.mark.parametrize(
    ("links", "code"),
    [
        ("lower,upper\nGOAL-1,GOAL-1\n", "rule"),
        ("lower,upper,is_primary,kind\nPLAN-1,OBJ-1,yes,evidences\n", "rule"),
        ("lower,upper\nVIS-1,GOAL-1\n", "cannot_serve"),
        ("lower,upper\nPLAN-1,VIS-1\n", "cannot_serve"),
        ("lower,upper\nPLAN-1,NO-1\n", "nowhere"),
        ("lower,upper,is_primary\nPLAN-1,GOAL-1,yes\n", "only_once"),
    ],
)
def test_links_that_make_no_sense_are_stopped(links: str, code: str) -> None:
    bring_files(**SMALL_ORGANISATION)

    reckoning = bring_files(links=links)

    assert [problem[3] for problem in stopped(reckoning)] == [code]
    assert Link.objects.count() == 3


def test_links_that_close_a_circle_with_those_that_are_here_are_stopped() -> None:
    goals = "reference,title\nG1,A\nG2,B\nG3,C\n"
    bring_files(goals=goals, links="lower,upper,is_primary\nG1,G2,yes\nG2,G3,yes\n")

    reckoning = bring_files(links="lower,upper,is_primary\nG3,G1,yes\n")

    assert stopped(reckoning) == [("links.csv", 2, "upper", "circle")]


def test_what_hangs_on_a_stopped_row_is_stopped_with_it_and_the_rest_comes_in() -> None:
    files = {
        **SMALL_ORGANISATION,
        "posts": "reference,title,unit,reports_to,fte\nP1,Chief,S,,-1\nP2,Officer,B,,1\n",
        "units": "code,name,head_post\nS,Service,\nB,Branch,\n",
    }

    reckoning = bring_files(**files)

    assert {problem[:2] for problem in stopped(reckoning)} >= {
        ("posts.csv", 2),
        ("assignments.csv", 2),
        ("goals.csv", 2),
    }
    assert Post.objects.values_list("reference", flat=True).get() == "P2"
    assert Item.objects.filter(reference="PLAN-1").exists()
    assert reckoning.unaccounted == 0


def test_a_row_that_names_an_old_record_does_not_fall_with_that_records_wrong_row() -> None:
    bring_files(**SMALL_ORGANISATION)

    reckoning = bring_files(
        units="code,name,opened_on,closed_on\nB,Branch,2026-02-01,2026-01-01\n",
        posts="reference,title,unit\nP3,New post,B\n",
    )

    assert stopped(reckoning) == [("units.csv", 2, "closed_on", "rule")]
    assert Post.objects.filter(reference="P3").exists()


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


def test_units_too_deep_for_their_path_are_stopped() -> None:
    rows = [f"U{level},Level {level},{f'U{level - 1}' if level else ''}" for level in range(40)]

    reckoning = bring_files(units="\n".join(["code,name,parent", *rows, ""]))

    assert [problem[3] for problem in stopped(reckoning)] == ["too_deep"] * 10
    assert reckoning.unaccounted == 0


def test_a_line_of_ten_thousand_posts_comes_in_whichever_way_it_is_sorted() -> None:
    rows = [f"P{level},Post {level},S,{f'P{level + 1}' if level < 9_999 else ''}" for level in range(10_000)]
    posts = "\n".join(["reference,title,unit,reports_to", *rows, ""])

    reckoning = bring_files(units=UNIT, posts=posts)

    assert stopped(reckoning) == []
    assert Post.objects.filter(reports_to__isnull=True).count() == 1
    assert look_at(units=UNIT, posts=posts).changes == 0


def test_the_top_of_a_line_of_ten_thousand_takes_it_along_when_it_is_stopped() -> None:
    rows = [
        f"P{level},Post {level},{'S' if level < 9_999 else 'X'},{f'P{level + 1}' if level < 9_999 else ''}"
        for level in range(10_000)
    ]

    reckoning = look_at(units=UNIT, posts="\n".join(["reference,title,unit,reports_to", *rows, ""]))

    assert reckoning.files["posts.csv"].counts[Fate.STOPPED] == 10_000


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


# ---------------------------------------------------------------------- other people's files


def plan_bundle(**titles: str) -> Bundle:
    """A plan as its parser gives it: keys of the source, references given by us."""
    origin = Origin("plan", 2)
    return Bundle(
        records=[
            Record(
                "goals", "goal 54", {"title": titles.get("goal", "Rehabilitate")}, origin, "plan-2012", "Rehabilitate"
            ),
            Record("objectives", "objective 17", {"title": "Pay by results", "kind": "change"}, origin, "plan-2012"),
            Record(
                "links",
                "objective 17|goal 54",
                {"lower": "objective 17", "upper": "goal 54", "is_primary": True},
                origin,
                "plan-2012",
            ),
            Record(
                "tasks",
                "task 1739",
                {"title": titles.get("task", "Develop a strategy"), "serves": "objective 17"},
                origin,
                "plan-2012",
            ),
            Record("task_dates", "task 1739", {"task": "task 1739", "start_words": "Started"}, origin, "plan-2012"),
        ],
        rows_read={"plan": 1},
    )


def test_a_source_is_given_references_once_and_known_again() -> None:
    bring(plan_bundle())

    _import, again = bring(plan_bundle())

    assert again.changes == 0
    assert sorted(Item.objects.values_list("reference", flat=True)) == ["GOAL-1", "OBJ-1"]
    assert ItemVersion.objects.count() == 2


def test_a_source_that_says_something_new_changes_the_same_records() -> None:
    bring(plan_bundle())

    _import, again = bring(plan_bundle(goal="Rehabilitate more"))

    assert again.files["plan"].counts[Fate.CHANGED] == 1
    assert Item.objects.get(reference="GOAL-1").title == "Rehabilitate more"


def test_a_link_that_somebody_ended_is_not_made_again_by_the_same_file() -> None:
    bring(plan_bundle())
    Link.objects.update(state="retired")

    _import, again = bring(plan_bundle())

    assert again.changes == 0


def test_references_that_are_taken_are_passed_over() -> None:
    bring_files(goals="reference,title\nGOAL-1,A\nGOAL-2,B\n")

    bring(plan_bundle())

    assert Item.objects.get(title="Rehabilitate").reference == "GOAL-3"


def test_the_same_reference_in_another_source_is_another_post() -> None:
    def structure(source: str) -> Bundle:
        origin = Origin("senior", 2)
        return Bundle(
            records=[
                Record("units", "U", {"name": "Unit"}, origin, source),
                Record("posts", "49", {"title": f"Post of {source}", "unit": "U"}, origin, source),
            ],
            rows_read={"senior": 1},
        )

    bring(structure("one"))
    bring(structure("two"))

    assert sorted(Post.objects.values_list("reference", "title")) == [("49", "Post of one"), ("49-2", "Post of two")]
    assert reckon(structure("two"), as_of=TODAY, now=NOW).changes == 0
