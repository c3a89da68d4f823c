"""What is left in a post or unit that ends, as it is shown before: counted, and named where anybody may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from goldenthread.desk.structure.queries.holdings import Holdings
from goldenthread.thread.addresses import item_address
from goldenthread.thread.models import Item

NAMED = 10


@dataclass(frozen=True, slots=True)
class LeftItem:
    """One thing that is named, with its page."""

    reference: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Left:
    """One kind of what is left: how many, the first of them that anybody here may see, and how many are not named."""

    words: str
    named: list[LeftItem]
    others: int


def left_rows(left: Holdings) -> list[Left]:
    """Return what is left, kind by kind; kinds that are empty are left out, tasks are counted only. No query."""
    duties = [duty.objective.item for duty in left.duties]
    paired = [goal.item for goal in left.paired]
    tasks, owned = len(left.tasks), len(left.owned)
    kinds = [
        (ngettext("Owns %(count)s thing", "Owns %(count)s things", owned), owned, left.owned),
        (
            ngettext("Carries %(count)s standing duty", "Carries %(count)s standing duties", len(duties)),
            len(duties),
            duties,
        ),
        (ngettext("Delivers %(count)s goal", "Delivers %(count)s goals", len(paired)), len(paired), paired),
        (ngettext("Has %(count)s open task", "Has %(count)s open tasks", tasks), tasks, []),
    ]
    return [_left(words % {"count": count}, items, count=count) for words, count, items in kinds if count]


def _left(words: str, items: Sequence[Item], *, count: int) -> Left:
    named = [
        LeftItem(item.reference, item.title, item_address(kind=item.kind, item_id=item.pk))
        for item in items
        if not item.is_restricted and not item.is_draft
    ][:NAMED]
    return Left(words=words, named=named, others=count - len(named) if items else 0)
