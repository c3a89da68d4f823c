"""In which order a day's work is shown, and why. Pure: no Django, no clock.

The order, in the words of the page: fixed times first, by the clock; then what is late, the latest first; then what is
meant for this day; then what is due soonest; last what has no date. Among equals the more urgent comes first, then the
older. A person can move whatever has no fixed time, by planning it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import IntEnum
from typing import Protocol, TypeVar


class Workable(Protocol):
    """What the order looks at. Priority: 1 high, 2 ordinary, 3 low. `pk` grows with age: lower is older."""

    @property
    def pk(self) -> int: ...
    @property
    def priority(self) -> int: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def planned_on(self) -> date | None: ...
    @property
    def planned_from(self) -> time | None: ...


W = TypeVar("W", bound=Workable)


class Place(IntEnum):
    """Why something stands where it stands, in the order of the page."""

    FIXED = 0  # meant for this day at a time
    LATE = 1  # due before this day, or meant for an earlier day and not done
    TODAY = 2  # meant for this day at no certain time, or due on it
    SOON = 3  # due after this day
    ANY_TIME = 4  # no date at all


@dataclass(frozen=True, slots=True)
class Placed:
    """Where something stands on a day. `was_on` is the day it should have been done, when it is late."""

    place: Place
    was_on: date | None = None


def place_of(work: Workable, *, day: date) -> Placed:
    """Return where a piece of work stands on a day."""
    if work.planned_on == day and work.planned_from is not None:
        return Placed(Place.FIXED)
    if work.due_on is not None and work.due_on < day:
        return Placed(Place.LATE, work.due_on)
    if work.planned_on == day or work.due_on == day:
        return Placed(Place.TODAY)
    if work.planned_on is not None and work.planned_on < day:
        return Placed(Place.LATE, work.planned_on)
    if work.due_on is not None or work.planned_on is not None:
        return Placed(Place.SOON)
    return Placed(Place.ANY_TIME)


def _key(work: Workable, day: date) -> tuple[int, time, date, int, int]:
    placed = place_of(work, day=day)
    at = work.planned_from if placed.place == Place.FIXED and work.planned_from is not None else time.min
    until = placed.was_on or work.due_on or work.planned_on or date.max
    return (placed.place, at, until, work.priority, work.pk)


def in_order(tasks: Iterable[W], *, day: date) -> list[W]:
    """Return tasks in the order of the page. Never loses or doubles one; the order they come in does not matter."""
    return sorted(tasks, key=lambda work: _key(work, day))
