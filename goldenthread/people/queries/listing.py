"""The lists of people and of posts: who may see them, narrowed, sorted, and as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower
from django.template.defaultfilters import capfirst

from goldenthread.people.models import Assignment, Level, Person, Post, Unit
from goldenthread.people.queries.finding import holds_words
from goldenthread.people.queries.standing import Standing, held_on


def people_visible_to(standing: Standing) -> QuerySet[Person]:
    """Return the people somebody may see: everyone, also who has left, but each only once. Unordered."""
    if not standing.is_here:
        return Person.objects.none()
    return Person.objects.filter(merged_into__isnull=True)


def posts_visible_to(standing: Standing) -> QuerySet[Post]:
    """Return the posts somebody may see: all of them. Unordered."""
    return Post.objects.all() if standing.is_here else Post.objects.none()


def units_visible_to(standing: Standing) -> QuerySet[Unit]:
    """Return the units somebody may see: all of them. Unordered."""
    return Unit.objects.all() if standing.is_here else Unit.objects.none()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleSearch:
    """How the list of people is narrowed and sorted. Codes that mean nothing narrow nothing.

    `state`: here, no_post, left, all. `sort`: name, number, post, unit, joined; with a hyphen before it, from the end.
    """

    words: str = ""
    unit: Unit | None = None
    level: str = ""
    state: str = "here"
    sort: str = "name"


def _main_post(on: date) -> QuerySet[Assignment]:
    held = Assignment.objects.filter(held_on(on), person=OuterRef("pk"))
    return held.order_by(F("is_main").desc(), "starts_on", "pk")


def people_matching(standing: Standing, search: PeopleSearch) -> QuerySet[Person]:
    """Return the people a search finds, in its order."""
    on = standing.on
    found = people_visible_to(standing)
    here = Q(left_on__isnull=True) | Q(left_on__gte=on)
    held = Assignment.objects.filter(held_on(on))
    if search.state == "left":
        found = found.filter(~here)
    elif search.state != "all":
        found = found.filter(here)
    if search.state == "no_post":
        found = found.filter(~Exists(held.filter(person=OuterRef("pk"))))
    if search.words.strip():
        in_post = Assignment.objects.filter(held_on(on) & holds_words(search.words, "post__title", "post__reference"))
        by_name = holds_words(search.words, "name", "known_as", "number")
        found = found.filter(by_name | Q(pk__in=in_post.values("person_id")))
    if search.unit is not None:
        inside = Unit.objects.filter(path__startswith=search.unit.path)
        held = held.filter(post__unit__in=inside.values("pk"))
    if search.level in Level.values:
        held = held.filter(post__level=search.level)
    if search.unit is not None or search.level in Level.values:
        # From the few posts to their holders: asked the other way round, everybody would be looked at.
        found = found.filter(pk__in=held.values("person_id"))
    return _sorted(found, search.sort, on=on)


def _sorted(found: QuerySet[Person], sort: str, *, on: date) -> QuerySet[Person]:
    code = sort.removeprefix("-")
    if code in {"post", "unit"}:
        field = "post__title" if code == "post" else "post__unit__name"
        found = found.annotate(sorted_by=Subquery(_main_post(on).values(field)[:1]))
    keys: dict[str, F | Lower] = {
        "number": F("number"),
        "joined": F("joined_on"),
        "post": Lower("sorted_by"),
        "unit": Lower("sorted_by"),
    }
    key = keys.get(code, Lower("name"))
    ordered = key.desc(nulls_last=True) if sort.startswith("-") else key.asc(nulls_last=True)
    return found.order_by(ordered, Lower("name"), "pk")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in a list, with the post they mainly hold; `further` counts the others they hold."""

    person: Person
    post: Post | None
    further: int
    is_acting: bool
    has_left: bool
    level: str


def person_rows(people: Sequence[Person], *, on: date) -> list[PersonRow]:
    """Return rows for these people, in their order. One query."""
    held: dict[int, list[Assignment]] = {}
    of_them = Assignment.objects.filter(held_on(on), person__in=[person.pk for person in people])
    for one in of_them.select_related("post__unit").order_by(F("is_main").desc(), "starts_on", "pk"):
        held.setdefault(one.person_id, []).append(one)
    levels = {code: str(capfirst(str(label))) for code, label in Level.choices}
    rows = []
    for person in people:
        theirs = held.get(person.pk, [])
        rows.append(
            PersonRow(
                person=person,
                post=theirs[0].post if theirs else None,
                further=max(len(theirs) - 1, 0),
                is_acting=bool(theirs) and theirs[0].kind != Assignment.Kind.SUBSTANTIVE,
                has_left=person.left_on is not None and person.left_on < on,
                level=levels.get(theirs[0].post.level, "") if theirs else "",
            )
        )
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class PostSearch:
    """How the list of posts is narrowed and sorted.

    `state`: live, vacant, unnamed, named, abolished. `sort`: title, reference, unit, fte; a hyphen turns it round.
    """

    words: str = ""
    unit: Unit | None = None
    level: str = ""
    state: str = "live"
    sort: str = "title"


def posts_matching(standing: Standing, search: PostSearch) -> QuerySet[Post]:
    """Return the posts a search finds, with their units, in its order."""
    found = posts_visible_to(standing).select_related("unit")
    found = found.filter(abolished_on__isnull=search.state != "abolished")
    if search.state in Post.Filling.values:
        found = found.filter(filling=search.state)
    if search.words.strip():
        found = found.filter(holds_words(search.words, "title", "reference", "unit__name"))
    if search.unit is not None:
        found = found.filter(unit__path__startswith=search.unit.path)
    if search.level in Level.values:
        found = found.filter(level=search.level)
    code = search.sort.removeprefix("-")
    keys: dict[str, F | Lower] = {"reference": F("reference"), "unit": Lower("unit__name"), "fte": F("fte")}
    key = keys.get(code, Lower("title"))
    return found.order_by(key.desc() if search.sort.startswith("-") else key.asc(), "pk")


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post in a list with the people who hold it."""

    post: Post
    holders: tuple[Person, ...]


def post_rows(posts: Sequence[Post], *, on: date) -> list[PostRow]:
    """Return rows for these posts, in their order. One query."""
    holders = holders_by_post([post.pk for post in posts], on=on)
    return [PostRow(post, tuple(held.person for held in holders.get(post.pk, ()))) for post in posts]


def holders_by_post(post_ids: Sequence[int], *, on: date) -> dict[int, list[Assignment]]:
    """Return who holds each of these posts on a day, first comer first. One query."""
    found: dict[int, list[Assignment]] = {}
    held = Assignment.objects.filter(held_on(on), post__in=post_ids).select_related("person")
    for one in held.order_by("starts_on", "pk"):
        found.setdefault(one.post_id, []).append(one)
    return found


def unnamed_fte(post: Post, holders: Sequence[Assignment]) -> Decimal:
    """Return the full-time equivalents of a post that are filled by people nobody names."""
    if post.filling == Post.Filling.VACANT:
        return Decimal(0)
    if post.filling == Post.Filling.NAMED and not post.is_group:
        return Decimal(0)
    return max(post.fte - sum((held.fte for held in holders), Decimal(0)), Decimal(0))


MOST_UNITS_TO_CHOOSE = 200


class UnitName(NamedTuple):
    """What a filter needs of a unit: thousands of them are read for one list, and records would take their time."""

    pk: int
    name: str
    path: str


def open_units(standing: Standing) -> list[UnitName]:
    """Return the open units. One query."""
    rows = units_visible_to(standing).filter(closed_on__isnull=True).order_by().values_list("pk", "name", "path")
    return [UnitName(*row) for row in rows[: 20 * MOST_UNITS_TO_CHOOSE]]


def offered(units: Sequence[UnitName]) -> list[tuple[UnitName, int]]:
    """Return units with their depth (0 at the top) for a filter, as a tree read down.

    An organisation with more than 200 units is offered the upper ones; any other is found by its page.
    """
    depths = Counter(unit.path.count(".") for unit in units)
    deepest = max(depths, default=0)
    while deepest > 1 and sum(count for depth, count in depths.items() if depth <= deepest) > MOST_UNITS_TO_CHOOSE:
        deepest -= 1
    chosen = [unit for unit in units if unit.path.count(".") <= deepest]
    names = {str(unit.pk): unit.name.lower() for unit in chosen}
    chosen.sort(key=lambda unit: [names.get(part, "") for part in unit.path.split(".")])
    return [(unit, unit.path.count(".") - 1) for unit in chosen]


def units_to_choose(standing: Standing) -> list[tuple[UnitName, int]]:
    """Return the open units that a filter offers, as `offered`. One query."""
    return offered(open_units(standing))
