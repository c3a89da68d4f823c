"""The tree of units, branch by branch, with how many people, posts and vacancies stand in each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value

from goldenthread.people.models import Assignment, Person, Post, Unit
from goldenthread.people.queries.listing import holders_by_post
from goldenthread.people.queries.standing import held_on


@dataclass(frozen=True, slots=True)
class Strength:
    """People (each counted once in each unit), live posts and vacancies, sub-units included."""

    people: int = 0
    posts: int = 0
    vacant: int = 0


@dataclass(slots=True)
class UnitNode:
    """One row of the tree. `is_open` when the rows below it are here; `more` counts units below that are not."""

    unit: Unit
    strength: Strength
    heads: tuple[Person, ...]
    below: int
    rows: list[UnitNode] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return bool(self.rows)

    @property
    def is_unfilled(self) -> bool:
        """Whether nobody leads it: no head post, or nobody named in it."""
        return not self.heads


def _branch(units: QuerySet[Unit], *, on: date) -> list[UnitNode]:
    """Return nodes for these units, in order of name. Three queries."""
    open_below = Count("children", filter=Q(children__closed_on__isnull=True))
    rows = list(units.annotate(below=open_below).order_by("name", "pk"))
    strengths = strengths_of(rows, on=on)
    heads = holders_by_post([unit.head_post_id for unit in rows if unit.head_post_id], on=on)
    return [
        UnitNode(
            unit=unit,
            strength=strengths[unit.pk],
            heads=tuple(held.person for held in heads.get(unit.head_post_id or 0, ())),
            below=unit.below,
        )
        for unit in rows
    ]


def strengths_of(units: Iterable[Unit], *, on: date) -> dict[int, Strength]:
    """Return how many people, posts and vacancies each of these units has, sub-units included. One query."""
    wanted = {unit.path: unit.pk for unit in units}
    inside = Q(pk__in=[])
    for path in _outermost(wanted):
        inside |= Q(path__startswith=path)
    within = Unit.objects.filter(inside).values("pk")
    posts = (
        Post.objects.filter(unit__in=within, abolished_on__isnull=True)
        .order_by()
        .values_list("unit__path")
        .annotate(people=Value(0), posts=Count("pk"), vacant=Count("pk", filter=Q(filling=Post.Filling.VACANT)))
        .values_list("unit__path", "people", "posts", "vacant")
    )
    people = (
        Assignment.objects.filter(held_on(on), post__unit__in=within)
        .order_by()
        .values_list("post__unit__path")
        .annotate(people=Count("person", distinct=True), posts=Value(0), vacant=Value(0))
        .values_list("post__unit__path", "people", "posts", "vacant")
    )
    sums = {pk: [0, 0, 0] for pk in wanted.values()}
    for path, *figures in posts.union(people, all=True):
        for pk in _upwards(path, wanted):
            for place, figure in enumerate(figures):
                sums[pk][place] += figure
    return {pk: Strength(*figures) for pk, figures in sums.items()}


def _outermost(paths: Iterable[str]) -> list[str]:
    """Return the paths that lie in no other one."""
    kept: list[str] = []
    for path in sorted(paths, key=len):
        if not any(path.startswith(outer) for outer in kept):
            kept.append(path)
    return kept


def _upwards(path: str, wanted: dict[str, int]) -> Iterable[int]:
    """Yield the numbers of the wanted units on a path."""
    parts = path.split(".")[:-1]
    for length in range(1, len(parts) + 1):
        pk = wanted.get(".".join(parts[:length]) + ".")
        if pk is not None:
            yield pk


def unit_tree(*, on: date) -> list[UnitNode]:
    """Return the units at the top, and those directly below them. Three queries."""
    upper = Q(parent__isnull=True) | Q(parent__parent__isnull=True)
    nodes = _branch(Unit.objects.filter(upper, closed_on__isnull=True), on=on)
    by_number = {node.unit.pk: node for node in nodes}
    tops = []
    for node in nodes:
        above = by_number.get(node.unit.parent_id or 0)
        if above is None:
            tops.append(node)
        else:
            above.rows.append(node)
    return tops


def unit_branch(unit: Unit, *, on: date) -> list[UnitNode]:
    """Return the open units directly below one. Three queries."""
    return _branch(Unit.objects.filter(parent=unit, closed_on__isnull=True), on=on)


def closed_units() -> list[Unit]:
    """Return the closed units, last closed first, up to 200. One query."""
    return list(Unit.objects.filter(closed_on__isnull=False).order_by("-closed_on", "name", "pk")[:200])


def unit_and_around(unit_id: int) -> tuple[Unit | None, list[Unit], list[Unit]]:
    """Return a unit with its head post and the post above that, the units above it (top first), and those directly
    below it (by name, open ones). One query."""
    itself = Unit.objects.filter(pk=unit_id, path__startswith=OuterRef("path"))
    around = Unit.objects.filter(Exists(itself) | Q(parent=unit_id)).exclude(path="")
    rows = list(around.select_related("head_post__reports_to"))
    unit = next((row for row in rows if row.pk == unit_id), None)
    if unit is None:
        return None, [], []
    above = [row for row in rows if row.pk != unit_id and row.parent_id != unit_id]
    below = [row for row in rows if row.parent_id == unit_id and row.closed_on is None]
    return unit, sorted(above, key=lambda row: len(row.path)), sorted(below, key=lambda row: (row.name.lower(), row.pk))
