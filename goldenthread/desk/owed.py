"""What one person owes others, and by when. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

DebtKind = Literal["reaffirm", "check_in", "mention", "handover", "reminder"]

# How long somebody has, from being asked. A fortnight for a re-affirmation, so that one absence does not make it late;
# what people wrote to you waits from the day it was written.
DAYS_TO_ANSWER: dict[DebtKind, int] = {"reaffirm": 14, "mention": 0, "handover": 7, "reminder": 0}
# A check-in is listed this many days before it is due, so that it can be done before the silence is noticed.
CHECK_IN_NOTICE_DAYS = 7
ICONS: dict[DebtKind, str] = {
    "reaffirm": "mend",
    "check_in": "checkin",
    "mention": "reply",
    "handover": "move",
    "reminder": "bell",
}


@dataclass(frozen=True, slots=True)
class Debt:
    """One thing owed: `number` is of a link, an item or a notice; `due_on` the day by which it is expected."""

    kind: DebtKind
    number: int
    title: str
    detail: str
    url: str
    due_on: date

    @property
    def icon(self) -> str:
        """The name of the icon that stands for this kind of debt."""
        return ICONS[self.kind]

    def is_now(self, *, today: date) -> bool:
        """Whether it is due today or was due before."""
        return self.due_on <= today


def due_day(*, kind: DebtKind, since: date, rhythm_days: int = 0) -> date:
    """Return the day by which something is expected: asked, or last heard of, on `since`."""
    return since + timedelta(days=rhythm_days if kind == "check_in" else DAYS_TO_ANSWER[kind])


def in_order(debts: Iterable[Debt]) -> list[Debt]:
    """Return debts by the day they are due, then by kind and number, so that the order never flickers."""
    return sorted(debts, key=lambda debt: (debt.due_on, debt.kind, debt.number))
