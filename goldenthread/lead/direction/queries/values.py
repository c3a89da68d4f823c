"""Values with their behaviours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from goldenthread.lead.direction.models import Behaviour, Value
from goldenthread.people.models import Level
from goldenthread.people.queries import Standing
from goldenthread.thread import queries as thread
from goldenthread.thread.models import Item

ON_A_PAGE = 2  # behaviours of each kind that the plan on a page shows


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value with the first of what is seen and what is not."""

    item: Item
    meaning: str
    seen: tuple[Behaviour, ...]
    not_seen: tuple[Behaviour, ...]


@dataclass(frozen=True, slots=True)
class BehaviourSet:
    """What a value looks like, and does not, at one level; the empty level is everyone."""

    level: str
    label: str
    seen: tuple[Behaviour, ...]
    not_seen: tuple[Behaviour, ...]


def value_rows(standing: Standing, *, most: int | None = ON_A_PAGE) -> list[ValueRow]:
    """Return the live values in their order. Two queries, and those of visibility."""
    items = list(
        thread.items_visible_to(standing)
        .filter(kind=Item.Kind.VALUE, state=Item.State.LIVE, value__isnull=False)
        .select_related("value")
        .order_by("position", "id")
    )
    return value_rows_of(items, most=most)


def value_rows_of(items: list[Item], *, most: int | None = ON_A_PAGE) -> list[ValueRow]:
    """Return rows for values that were loaded with their own row, in the given order. One query."""
    by_value: dict[tuple[int, str], list[Behaviour]] = defaultdict(list)
    found = Behaviour.objects.filter(value__in=[item.pk for item in items])
    for behaviour in found.order_by("position", "id"):
        by_value[behaviour.value_id, behaviour.kind].append(behaviour)
    return [
        ValueRow(
            item=item,
            meaning=item.value.meaning,
            seen=tuple(by_value[item.pk, Behaviour.Kind.SEEN][:most]),
            not_seen=tuple(by_value[item.pk, Behaviour.Kind.NOT_SEEN][:most]),
        )
        for item in items
    ]


def behaviours_of(value: Value) -> list[Behaviour]:
    """Return the behaviours of a value in their order. One query."""
    return list(Behaviour.objects.filter(value=value).order_by("position", "id"))


def behaviours_by_level(behaviours: Iterable[Behaviour]) -> list[BehaviourSet]:
    """Return behaviours by level, everyone first, only levels that have any. No query beyond the behaviours' own."""
    by_level: dict[str, list[Behaviour]] = defaultdict(list)
    for behaviour in behaviours:
        by_level[behaviour.level].append(behaviour)
    labels = {"": _("Everyone"), **{level.value: str(level.label).capitalize() for level in Level}}
    return [
        BehaviourSet(
            level=level,
            label=label,
            seen=tuple(each for each in by_level[level] if each.kind == Behaviour.Kind.SEEN),
            not_seen=tuple(each for each in by_level[level] if each.kind == Behaviour.Kind.NOT_SEEN),
        )
        for level, label in labels.items()
        if by_level.get(level)
    ]
