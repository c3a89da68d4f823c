"""The tree of units and how strong each is."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from goldenthread.people.models import Assignment, Person, Post, Unit
from goldenthread.people.queries.units import Strength, strengths_of, unit_and_around, unit_branch, unit_tree
from tests.cast import TODAY, Cast
from tests.query_counts import queries_of

Browse = Callable[[str], Client]


def test_the_tree_opens_to_the_second_level(cast: Cast) -> None:
    (top,) = unit_tree(on=TODAY)

    assert (top.unit, top.strength) == (cast.service, Strength(people=5, posts=6, vacant=1))
    assert [(node.unit.name, node.strength.people, node.strength.vacant) for node in top.rows] == [
        ("Prevention", 3, 1),
        ("Response", 1, 0),
    ]
    assert [person.name for person in top.heads] == ["Carys Chief"]


def naive_strength(unit: Unit) -> Strength:
    """The same, worked out one by one."""
    people = posts = vacant = 0
    for inside in [one for one in Unit.objects.all() if one.path.startswith(unit.path)]:
        people += len(
            {held.person_id for held in Assignment.objects.filter(post__unit=inside) if held.is_held_on(TODAY)}
        )
        live = [post for post in Post.objects.filter(unit=inside) if not post.is_abolished]
        posts += len(live)
        vacant += sum(post.is_vacant for post in live)
    return Strength(people=people, posts=posts, vacant=vacant)


@pytest.mark.parametrize("seed", range(5))
def test_strengths_are_those_that_counting_gives(cast: Cast, seed: int) -> None:
    chance = random.Random(seed)
    units = list(Unit.objects.all())
    for n in range(12):
        parent = chance.choice(units)
        unit = Unit.objects.create(code=f"U{n}", name=f"U{n}", parent=parent)
        unit.path = f"{parent.path}{unit.pk}."
        unit.save(update_fields=["path"])
        units.append(unit)
    for n in range(40):
        post = Post.objects.create(
            reference=f"R{n}",
            title="Officer",
            unit=chance.choice(units),
            filling=chance.choice(Post.Filling.values),
            abolished_on=TODAY if chance.random() < 0.1 else None,
        )
        for _ in range(chance.randint(0, 2)):
            person = chance.choice([*cast.people().values(), Person.objects.create(number=f"N{n}{_}", name="N")])
            if not Assignment.objects.filter(person=person, post=post).exists():
                Assignment.objects.create(
                    person=person,
                    post=post,
                    is_main=False,
                    starts_on=chance.choice([date(2020, 1, 1), date(2027, 1, 1)]),
                    ends_on=chance.choice([None, None, date(2027, 6, 1)]),
                )

    assert strengths_of(units, on=TODAY) == {unit.pk: naive_strength(unit) for unit in units}


def test_a_closed_unit_is_on_a_list_of_its_own(cast: Cast, as_of: Browse) -> None:
    Unit.objects.create(code="OLD", name="Old Brigade", parent=cast.service, path="x", closed_on=date(2020, 1, 1))

    assert "Old Brigade" not in as_of("bob").get("/people/units/").content.decode()
    assert "Old Brigade" in as_of("bob").get("/people/units/?closed=yes").content.decode()


def test_a_branch_and_what_is_around_a_unit(cast: Cast) -> None:
    assert [node.unit for node in unit_branch(cast.service, on=TODAY)] == [cast.prevention, cast.response]
    unit, above, below = unit_and_around(cast.prevention.pk)
    assert (unit, above, below) == (cast.prevention, [cast.service], [])
    assert unit_and_around(cast.service.pk) == (cast.service, [], [cast.prevention, cast.response])
    assert unit_and_around(0) == (None, [], [])


def test_the_same_queries_whatever_the_size(cast: Cast, as_of: Browse) -> None:
    few = queries_of(as_of("mona"), "/people/units/")
    for n in range(30):
        unit = Unit.objects.create(code=f"U{n}", name=f"U{n}", parent=cast.service)
        Unit.objects.filter(pk=unit.pk).update(path=f"{cast.service.path}{unit.pk}.")

    assert queries_of(as_of("mona"), "/people/units/") == few
