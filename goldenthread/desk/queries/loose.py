"""What hangs from nothing, as last found."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.access.policy import Action, is_allowed
from goldenthread.desk.queries.branch import is_mine
from goldenthread.desk.thread_map import hours_of
from goldenthread.people.queries import Standing
from goldenthread.thread.models import Item
from goldenthread.together.findings.models import Finding

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Loose:
    """One live item that serves nothing, how much stands below it, and who can mend that."""

    item: Item
    people: int
    hours: int
    mender: str
    can_connect: bool


def hanging_from_nothing(reader: Standing) -> tuple[list[Loose], bool]:
    """Return up to SHOWN live items that serve nothing, most people first, and whether there are more. One query."""
    if not reader.is_here:
        return [], False
    found = (
        Finding.objects.filter(code="B5", state=Finding.State.OPEN, item__state=Item.State.LIVE)
        .filter(item__visibility=Item.Visibility.EVERYONE)
        .select_related("item__objective", "mender")
        .order_by("severity", "-people", "id")
    )
    rows = list(found[: SHOWN + 1])
    runs_it = is_allowed(Action.ITEM_CONNECT, reader.own_relations)
    loose = [
        Loose(
            item=finding.item,
            people=finding.people,
            hours=hours_of(finding.minutes) or 0,
            mender=finding.mender.name if finding.mender else "",
            can_connect=runs_it or finding.mender_id == reader.person.pk or is_mine(finding.item, reader),
        )
        for finding in rows[:SHOWN]
        if finding.item is not None
    ]
    return loose, len(rows) > SHOWN
