"""List and gate agree: an item is listed for somebody exactly when the gate would let them see it."""

from __future__ import annotations

import random
from datetime import date

import pytest

from goldenthread.access.policy import Relation, is_allowed
from goldenthread.people.models import Assignment, Person, Post
from goldenthread.people.queries import standing_of
from goldenthread.thread import queries
from goldenthread.thread.models import Item
from goldenthread.thread.tests.items import NOW, make_item
from tests.cast import TODAY, Cast

pytestmark = pytest.mark.django_db


def disagreements(people: list[Person]) -> list[str]:
    items = list(Item.objects.select_related("owner_post", "owner_unit", "lead", "subject", "goal").order_by("id"))
    found = []
    for person in people:
        standing = standing_of(person, on=TODAY)
        listed = set(queries.items_visible_to(standing).values_list("pk", flat=True))
        for item in items:
            allowed = is_allowed(queries.view_action(item), queries.relations_to_item(standing, item))
            if allowed != (item.pk in listed):
                found.append(f"{person}: {item}, listed {item.pk in listed}, gate {allowed}")
    return found


def make_one_of_each(cast: Cast) -> None:
    for state in (Item.State.LIVE, Item.State.DRAFT, Item.State.CLOSED, Item.State.RETIRED):
        make_item(f"nobody's {state}", state=state)
        make_item(f"by bob {state}", state=state, by=cast.bob)
        make_item(f"led by otto {state}", state=state, lead=cast.otto, by=cast.ada)
        make_item(f"prevention's {state}", state=state, owner_unit=cast.prevention)
        make_item(f"of a post {state}", state=state, owner_post=cast.prevention_officer)
        make_item(f"of a vacant post {state}", state=state, owner_post=cast.vacant_post)
        make_item(
            f"goal {state}",
            kind=Item.Kind.GOAL,
            state=state,
            owner_post=cast.chief,
            manager_post=cast.head_of_response,
        )
        for name, person in cast.people().items():
            make_item(f"about {name} {state}", state=state, subject=person, by=cast.ada)


def test_list_and_gate_agree_over_the_cast(cast: Cast) -> None:
    make_one_of_each(cast)

    assert disagreements([*cast.people().values(), cast.lena]) == []


def test_somebody_who_has_left_sees_nothing(cast: Cast) -> None:
    make_one_of_each(cast)

    standing = cast.standing("carys")
    gone = standing_of(cast.lena, on=TODAY)

    assert queries.items_visible_to(standing).exists()
    assert not queries.items_visible_to(gone).exists()
    assert queries.relations_to_item(gone, Item.objects.order_by("id")[0]) == frozenset()


@pytest.mark.parametrize("seed", range(6))
def test_list_and_gate_agree_over_random_organisations(seed: int, cast: Cast) -> None:
    chance = random.Random(seed)
    people = list(cast.people().values())
    posts = list(Post.objects.order_by("id"))
    for number in range(14):
        filling = chance.choice(list(Post.Filling))
        post = Post.objects.create(
            reference=f"R-{number}",
            title=f"Post {number}",
            unit=chance.choice([cast.prevention, cast.response]),
            reports_to=chance.choice(posts),
            filling=filling,
            abolished_on=TODAY if filling == Post.Filling.VACANT and chance.random() < 0.4 else None,
        )
        posts.append(post)
        if filling == Post.Filling.NAMED:
            person = Person.objects.create(number=f"R{number}", name=f"Person {number}")
            Assignment.objects.create(person=person, post=post, starts_on=date(2024, 1, 1))
            people.append(person)
    for number in range(60):
        owner = chance.choice(["post", "unit", "none"])
        subject = chance.choice(people) if chance.random() < 0.3 else None
        make_item(
            f"random {number}",
            kind=Item.Kind.OBJECTIVE if subject else chance.choice([Item.Kind.GOAL, Item.Kind.OBJECTIVE]),
            state=chance.choice([Item.State.LIVE, Item.State.DRAFT, Item.State.DRAFT, Item.State.CLOSED]),
            by=chance.choice([None, *people]),
            lead=chance.choice([None, *people]),
            subject=subject,
            owner_post=chance.choice(posts) if owner == "post" else None,
            owner_unit=chance.choice([cast.prevention, cast.response, cast.service]) if owner == "unit" else None,
            manager_post=chance.choice([None, *posts]),
        )

    assert disagreements([*people, cast.lena]) == []


def test_the_paired_manager_is_known_to_the_goal(cast: Cast) -> None:
    goal = make_item("goal", kind=Item.Kind.GOAL, owner_post=cast.chief, manager_post=cast.head_of_response)

    assert Relation.PAIRED_MANAGER in queries.relations_to_item(cast.standing("otto"), goal)
    assert Relation.PAIRED_MANAGER not in queries.relations_to_item(cast.standing("mona"), goal)


def test_a_vacant_post_is_answered_for_by_the_next_filled_one_above(cast: Cast) -> None:
    item = make_item("of a vacant post", owner_post=cast.vacant_post)

    assert queries.owners_of(item, standing=cast.standing("bob")) == [cast.mona]
    assert Relation.OWNER in queries.relations_to_item(cast.standing("mona"), item)
    assert Relation.OWNER_ABOVE in queries.relations_to_item(cast.standing("carys"), item)
    assert Relation.OWNER_ABOVE not in queries.relations_to_item(cast.standing("mona"), item)


def test_two_people_on_one_post_both_own_what_it_owns(cast: Cast) -> None:
    Assignment.objects.create(person=cast.bob, post=cast.prevention_officer, is_main=False, starts_on=date(2025, 1, 1))
    item = make_item("shared", owner_post=cast.prevention_officer)

    assert queries.owners_of(item, standing=cast.standing("bob")) == [cast.alice, cast.bob]
    assert NOW.date() == TODAY
