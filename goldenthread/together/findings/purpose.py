"""Which posts and units have a purpose: something live that they own, or a live standing objective they carry. Pure.

A unit has a purpose when it owns something live, or one of its posts (filled or vacant, not abolished) owns or carries
something live. Its filled posts without one are then told one by one. A unit without purpose is told as a whole, and
only the topmost of those with nothing but such units below: a department that has no objective at all is one place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PostFact:
    """A post. `has_purpose`: it carries a live standing objective, or it or a unit it heads owns something live.

    `people` are the numbers of those who hold it today; `fte` is what it stands for, 0 or more.
    """

    id: int
    filling: str
    is_abolished: bool
    unit: int
    above: int | None = None
    has_purpose: bool = False
    people: tuple[int, ...] = ()
    fte: Decimal = Decimal(1)

    @property
    def is_filled(self) -> bool:
        return not self.is_abolished and self.filling != "vacant"

    @property
    def unnamed_fte(self) -> Decimal:
        return self.fte if self.filling == "unnamed" else Decimal(0)


@dataclass(frozen=True, slots=True)
class UnitFact:
    """A unit. `owns`: it owns something live."""

    id: int
    parent: int | None = None
    head: int | None = None
    owns: bool = False


@dataclass(frozen=True, slots=True)
class Structure:
    """All units and all posts; `named` is the first person named in a post, `main_post` the first post of a person."""

    units: Mapping[int, UnitFact]
    posts: Mapping[int, PostFact]
    named: Mapping[int, int] = field(default_factory=dict)
    main_post: Mapping[int, int] = field(default_factory=dict)

    def people(self) -> int:
        """Return how many people hold a post."""
        return len({person for post in self.posts.values() if post.is_filled for person in post.people})

    def at_the_top(self) -> int | None:
        """Return the head post of the first unit at the top that has one, else the first post that reports to none."""
        heads = (unit.head for _id, unit in sorted(self.units.items()) if unit.parent is None)
        first = next((head for head in heads if head is not None), None)
        return first if first is not None else _top_of([post for post in self.posts.values() if post.is_filled])


@dataclass(frozen=True, slots=True)
class Bare:
    """A unit without purpose, with those below it when they have none either (`with_below`).

    `posts` counts the filled posts, `people` those who hold them, `unnamed_fte` what is filled by nobody named.
    `is_whole`: no filled post stands anywhere else. `answers`: the post that answers for the unit.
    """

    unit: int
    posts: int
    people: int
    unnamed_fte: Decimal
    with_below: bool
    is_whole: bool
    answers: int | None


def with_purpose(structure: Structure) -> frozenset[int]:
    """Return the units that have a purpose of their own, whatever is below them."""
    owning = {unit.id for unit in structure.units.values() if unit.owns}
    return frozenset(
        owning | {post.unit for post in structure.posts.values() if post.has_purpose and not post.is_abolished}
    )


def bare_posts(structure: Structure, having: frozenset[int]) -> Iterator[PostFact]:
    """Yield the filled posts without purpose in the units that have one (`having`)."""
    for post in structure.posts.values():
        if post.is_filled and not post.has_purpose and post.unit in having:
            yield post


def bare_units(structure: Structure, having: frozenset[int]) -> Iterator[Bare]:
    """Yield the units without purpose that have to be named, those above before those below.

    Where no filled post stands, nobody lacks anything, and nothing is named.
    """
    filled: dict[int, list[PostFact]] = defaultdict(list)
    for post in structure.posts.values():
        if post.is_filled:
            filled[post.unit].append(post)
    all_filled = sum(map(len, filled.values()))
    below: dict[int, list[int]] = defaultdict(list)
    for unit in structure.units.values():
        if unit.parent is not None:
            below[unit.parent].append(unit.id)
    order = _from_the_top(structure, below)
    alive: set[int] = set()
    for number in reversed(order):
        if number in having or not alive.isdisjoint(below[number]):
            alive.add(number)
    for number in order:
        parent = structure.units[number].parent
        if number in having or (parent is not None and parent not in alive):
            continue
        inside = [number] if number in alive else _down_from(number, below)
        posts = [post for one in inside for post in filled[one]]
        if not posts:
            continue
        yield Bare(
            unit=number,
            posts=len(posts),
            people=len({person for post in posts for person in post.people}),
            unnamed_fte=sum((post.unnamed_fte for post in posts), Decimal(0)),
            with_below=len(posts) > len(filled[number]),
            is_whole=len(posts) == all_filled,
            answers=_answering(structure, number, posts),
        )


def _from_the_top(structure: Structure, below: Mapping[int, Sequence[int]]) -> list[int]:
    """Return the units, each after the one above it."""
    order = sorted(unit.id for unit in structure.units.values() if unit.parent is None)
    for number in order:  # grows on the way
        order.extend(below[number])
    return order


def _down_from(number: int, below: Mapping[int, Sequence[int]]) -> list[int]:
    inside = [number]
    for one in inside:  # grows on the way
        inside.extend(below[one])
    return inside


def _answering(structure: Structure, number: int, posts: Sequence[PostFact]) -> int | None:
    """Return the head post of the unit, else of the nearest unit above that has one, else the topmost of its posts."""
    place: int | None = number
    while place is not None:
        unit = structure.units[place]
        if unit.head is not None:
            return unit.head
        place = unit.parent
    return _top_of(posts)


def _top_of(posts: Sequence[PostFact]) -> int | None:
    """Return the first of these posts that reports to none of the others."""
    inside = {post.id for post in posts}
    return min((post.id for post in posts if post.above not in inside), default=min(inside, default=None))
