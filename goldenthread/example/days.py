"""The days of the example. It is written for one Tuesday; on any other day all of it moves with the calendar. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

# The day the example is written for.
WRITTEN_FOR = date(2026, 11, 24)

DAY = timedelta(days=1)
FAR = timedelta(days=60)  # nearer than this, it matters how many days ago or ahead something is


@dataclass(frozen=True, slots=True)
class Days:
    """Turns the days as written into days around `today`."""

    today: date

    @property
    def shift(self) -> timedelta:
        return self.today - WRITTEN_FOR

    def day(self, written: str) -> date:
        """Return the day for one written as 2026-11-24. A year still begins and ends with a month: the nearest one.

        Raises:
            ValueError: not a day.
        """
        there = date.fromisoformat(written)
        moved = there + self.shift
        if abs(there - WRITTEN_FOR) < FAR:
            return moved
        if there.day == 1:
            return _nearest_first(moved)
        if (there + DAY).day == 1:
            return _nearest_first(moved + DAY) - DAY
        return moved

    def moment(self, written: str) -> datetime:
        """Return the time for one written as 2026-11-24 or 2026-11-24 16:20, in UTC.

        Raises:
            ValueError: neither.
        """
        day, _space, clock = written.partition(" ")
        return self.at(self.day(day), clock or "09:00")

    def at(self, day: date, clock: str) -> datetime:
        """Return a time of day in UTC."""
        return datetime.combine(day, time.fromisoformat(clock), tzinfo=UTC)

    def after(self, days: int) -> date:
        """Return the day so many days after today (before, when negative)."""
        return self.today + timedelta(days=days)


def _nearest_first(day: date) -> date:
    """Return the first of a month that is nearest to a day."""
    first = day.replace(day=1)
    following = (first + 31 * DAY).replace(day=1)
    return first if day - first <= following - day else following
