"""The tree of units, branch by branch, with how many people, posts and vacancies stand in each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import ngettext

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
    held = (
        Assignment.objects.filter(held_on(on), post__unit=OuterRef("pk"))
        .order_by()
        .values("post__unit")
        .annotate(people=Count("person", distinct=True))
        .values("people")
    )
    live = Q(posts__abolished_on__isnull=True)
    rows = (
        Unit.objects.filter(inside)
        .order_by()
        .annotate(live=Count("posts", filter=live))
        .annotate(vacant=Count("posts", filter=live & Q(posts__filling=Post.Filling.VACANT)), people=Subquery(held))
        .values_list("path", "people", "live", "vacant")
    )
    sums = {path: [0, 0, 0] for path in wanted}
    nearest: dict[str, str] = {path: path for path in wanted}
    for path, people, live_posts, vacant in rows:
        each = sums[_nearest(path, nearest)]
        each[0] += people or 0
        each[1] += live_posts
        each[2] += vacant
    # A unit's own, and then those of what is wanted below it: the lowest first.
    for path in sorted(wanted, key=len, reverse=True):
        above = _nearest(_parent(path), nearest) if _parent(path) else ""
        if above:
            sums[above] = [one + other for one, other in zip(sums[above], sums[path], strict=True)]
    return {pk: Strength(*sums[path]) for path, pk in wanted.items()}


def _outermost(paths: Iterable[str]) -> list[str]:
    """Return the paths that lie in no other one."""
    kept: list[str] = []
    for path in sorted(paths, key=len):
        if not any(path.startswith(outer) for outer in kept):
            kept.append(path)
    return kept


def _parent(path: str) -> str:
    """Return the path above ("" of one at the top)."""
    return path[: path.rfind(".", 0, -1) + 1]


def _nearest(path: str, known: dict[str, str]) -> str:
    """Return the lowest wanted path at or above this one ("" if there is none), and remember it."""
    passed = []
    while path and path not in known:
        passed.append(path)
        path = _parent(path)
    found = known.get(path, "")
    known.update(dict.fromkeys(passed, found))
    return found


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


def what_keeps_open(unit: Unit) -> str:
    """Return why a unit cannot be closed yet, and what to do about it; "" if nothing stands in the way. Two queries."""
    units = Unit.objects.filter(parent=unit, closed_on__isnull=True).count()
    if units:
        return ngettext(
            "%(count)s unit is still open below it. Close or move it first.",
            "%(count)s units are still open below it. Close or move them first.",
            units,
        ) % {"count": units}
    posts = Post.objects.filter(unit=unit, abolished_on__isnull=True).count()
    if posts:
        return ngettext(
            "%(count)s post is still in it. Move or abolish it first.",
            "%(count)s posts are still in it. Move or abolish them first.",
            posts,
        ) % {"count": posts}
    return ""
