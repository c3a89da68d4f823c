"""The page of a person: what everybody sees, and what is private."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from goldenthread.manage.objectives.models import Objective
from goldenthread.manage.plans.tests.work import NOW, Work
from goldenthread.people import actions
from goldenthread.people.models import Assignment, Person, Post
from goldenthread.thread.models import Item, PersonSight
from tests.cast import TODAY, Cast
from tests.query_counts import queries_of

Browse = Callable[[str], Client]
EVERYBODY = ["carys", "mona", "alice", "bob", "otto", "ada", "dev", "audrey"]


def page_of(client: Client, person: Person) -> str:
    page = client.get(f"/people/{person.pk}/")
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize("name", EVERYBODY)
def test_everybody_here_sees_post_line_and_reports(cast: Cast, as_of: Browse, name: str) -> None:
    response = as_of(name).get(f"/people/{cast.mona.pk}/")

    assert [card.holders[0].name for card in response.context["line"].cards] == ["Carys Chief"]
    assert [card.holders[0].name for card in response.context["reports"] if card.holders] == [
        "Alice Owner",
        "Bob Colleague",
    ]
    assert "Head of Prevention" in response.content.decode()


def test_strangers_leavers_and_wrong_methods_are_refused(cast: Cast, as_of: Browse) -> None:
    address = f"/people/{cast.alice.pk}/"

    assert Client().get(address).status_code == 302
    assert as_of("charlie").get(address).status_code == 403
    assert as_of("lena").get(address).status_code == 403
    assert as_of("bob").post(address).status_code == 405
    assert as_of("bob").get("/people/999999/").status_code == 404


@pytest.mark.parametrize("name", EVERYBODY)
def test_line_of_sight_is_for_the_person_and_the_line_above(cast: Cast, as_of: Browse, name: str) -> None:
    PersonSight.objects.create(person=cast.alice, planned_minutes=3300, reaching_minutes=2940, as_of=TODAY)

    page = page_of(as_of(name), cast.alice)

    assert ("49 h of 55 h reach the vision." in page) is (name in {"alice", "mona", "carys"})


@pytest.mark.parametrize("name", EVERYBODY)
def test_development_is_for_the_person_and_their_line_manager(cast: Cast, as_of: Browse, name: str) -> None:
    item = Item.objects.create(
        kind="objective",
        reference="OBJ-91",
        title="Lead a debrief",
        visibility="restricted",
        subject=cast.alice,
        lead=cast.alice,
        created_at=NOW,
        changed_at=NOW,
    )
    Objective.objects.create(item=item, kind="development")

    page = page_of(as_of(name), cast.alice)

    assert ("Lead a debrief" in page) is (name in {"alice", "mona"})


@pytest.mark.parametrize("name", EVERYBODY)
def test_posts_held_before_are_for_the_person_and_the_records(cast: Cast, as_of: Browse, name: str) -> None:
    Assignment.objects.create(
        person=cast.alice,
        post=cast.vacant_post,
        starts_on=date(2019, 1, 1),
        ends_on=date(2020, 3, 31),
        is_main=False,
    )

    page = page_of(as_of(name), cast.alice)

    assert ("1 Jan 2019 to 31 Mar 2020" in page) is (name in {"alice", "ada", "audrey"})


def test_what_somebody_leads_and_their_post_owns_is_listed(cast: Cast, work: Work, as_of: Browse) -> None:
    rows = as_of("bob").get(f"/people/{cast.mona.pk}/").context["items"]
    assert [(row.item.title, row.is_owned, row.serves) for row in rows] == [
        ("Visit the homes most at risk", True, work.goal.reference)
    ]

    rows = as_of("bob").get(f"/people/{cast.alice.pk}/").context["items"]
    assert [(row.item.kind, row.is_led) for row in rows] == [("plan", True)]


def test_what_was_said_long_ago_shows_the_silence_beside_it(cast: Cast, work: Work, as_of: Browse) -> None:
    Item.objects.filter(pk=work.objective.pk).update(said="on_track", said_at="2026-10-01T09:00Z", rhythm_days=14)

    page = page_of(as_of("bob"), cast.mona)

    assert "On track" in page
    assert "no news for 54 days" in page


def test_a_vision_and_a_value_have_no_state(cast: Cast, work: Work, as_of: Browse) -> None:
    Item.objects.filter(pk=work.vision.pk).update(lead=cast.carys)

    assert "Vision 2032" in page_of(as_of("bob"), cast.carys)


def test_what_is_above_but_hidden_is_not_named(cast: Cast, work: Work, as_of: Browse) -> None:
    Item.objects.filter(pk=work.goal.pk).update(state="draft")

    (row,) = as_of("bob").get(f"/people/{cast.mona.pk}/").context["items"]

    assert (row.serves, row.serves_url) == ("", "")


def test_the_manager_is_the_next_named_holder_above(cast: Cast, as_of: Browse) -> None:
    Post.objects.filter(pk=cast.second_officer.pk).update(reports_to=cast.vacant_post)

    response = as_of("bob").get(f"/people/{cast.bob.pk}/")

    card, holder = response.context["line"].manager
    assert (card.post, holder.name) == (cast.head_of_prevention, "Mona Manager")
    mona = as_of("bob").get(f"/people/{cast.mona.pk}/")
    assert "Bob Colleague" in [holder.name for card in mona.context["reports"] for holder in card.holders]


def test_somebody_without_a_post_has_a_page(cast: Cast, as_of: Browse) -> None:
    assert "Holds no post" in page_of(as_of("bob"), cast.ada)
    assert "This is you" in page_of(as_of("ada"), cast.ada)


def test_who_left_has_a_page_that_says_so(cast: Cast, as_of: Browse) -> None:
    page = page_of(as_of("bob"), cast.lena)

    assert "Left on 30 Jun 2026" in page
    assert "Holds nothing any more" in page


def test_a_merged_record_leads_to_the_one_that_stays(cast: Cast, as_of: Browse) -> None:
    other = Person.objects.create(number="A-77", name="Alice M Owner")
    actions.merge_people(kept=cast.alice, merged=other, reason="", by=cast.ada, now=NOW)

    assert as_of("bob").get(f"/people/{other.pk}/").headers["Location"] == f"/people/{cast.alice.pk}/"
    assert as_of("lena").get(f"/people/{other.pk}/").status_code == 403


def test_changes_and_handover_are_offered_to_whom_they_work_for(cast: Cast, as_of: Browse) -> None:
    def offered(name: str, what: str) -> bool:
        return f"/people/{cast.alice.pk}/{what}/" in page_of(as_of(name), cast.alice)

    assert {name for name in EVERYBODY if offered(name, "edit")} == {"ada"}
    assert {name for name in EVERYBODY if offered(name, "merge")} == {"ada"}
    assert {name for name in EVERYBODY if offered(name, "hand-over")} == {"ada", "mona", "carys"}
    assert {name for name in EVERYBODY if offered(name, "history")} == {"ada", "alice", "audrey"}


@pytest.mark.parametrize("name", ["<script>go()</script>", "محمد عبد الله", "王小明", "O’Neill & Söhne"])
def test_any_name_is_shown_as_it_is(cast: Cast, as_of: Browse, name: str) -> None:
    Person.objects.filter(pk=cast.alice.pk).update(name=name)

    page = as_of("bob").get(f"/people/{cast.alice.pk}/")

    assert "<script>go()" not in page.content.decode()
    assert page.context["person"].name == name


def test_the_same_queries_whatever_the_size(cast: Cast, work: Work, as_of: Browse) -> None:
    client = as_of("carys")
    few = queries_of(client, f"/people/{cast.mona.pk}/")

    posts = Post.objects.bulk_create(
        Post(
            reference=f"X-{n}",
            title=f"O {n}",
            unit=cast.prevention,
            filling="named",
            reports_to=cast.head_of_prevention,
        )
        for n in range(200)
    )
    people = Person.objects.bulk_create(Person(number=f"X{n}", name=f"Person {n}") for n in range(200))
    Assignment.objects.bulk_create(
        Assignment(person=person, post=post, starts_on=date(2024, 1, 1))
        for person, post in zip(people, posts, strict=True)
    )
    Item.objects.bulk_create(
        Item(kind="objective", reference=f"O-{n}", title="x", lead=cast.mona, created_at=NOW, changed_at=NOW)
        for n in range(100)
    )

    assert queries_of(client, f"/people/{cast.mona.pk}/") == few


def test_the_page_of_a_post_shows_holder_line_and_what_it_owns(cast: Cast, work: Work, as_of: Browse) -> None:
    client = as_of("bob")

    response = client.get(f"/people/posts/{cast.head_of_prevention.pk}/")

    page = response.content.decode()
    assert "Mona Manager" in page
    assert "Carys Chief" in page
    assert "Visit the homes most at risk" in page
    queries_of(client, f"/people/posts/{cast.head_of_prevention.pk}/")
    assert "Nobody. What it owns" in client.get(f"/people/posts/{cast.vacant_post.pk}/").content.decode()


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_held_a_post_before_is_for_those_it_concerns(cast: Cast, as_of: Browse, name: str) -> None:
    Assignment.objects.create(
        person=cast.lena, post=cast.prevention_officer, starts_on=date(2018, 1, 1), ends_on=date(2020, 3, 31)
    )

    page = as_of(name).get(f"/people/posts/{cast.prevention_officer.pk}/").content.decode()

    assert ("Lena Left" in page) is (name in {"alice", "mona", "carys", "ada", "audrey"})


def test_the_page_of_a_post_refuses_strangers_and_wrong_methods(cast: Cast, as_of: Browse) -> None:
    address = f"/people/posts/{cast.chief.pk}/"

    assert Client().get(address).status_code == 302
    assert as_of("charlie").get(address).status_code == 403
    assert as_of("bob").post(address).status_code == 405
    assert as_of("bob").get("/people/posts/999999/").status_code == 404
