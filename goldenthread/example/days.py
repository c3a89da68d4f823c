"""The days of the example. It is written for one Tuesday; on any other day all of it moves with the calendar. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

# The day the example is written for.
WRITTEN_FOR = date(2026, 11, 24)


@dataclass(frozen=True, slots=True)
class Days:
    """Turns the days as written into days around `today`."""

    today: date

    @property
    def shift(self) -> timedelta:
        return self.today - WRITTEN_FOR

    def day(self, written: str) -> date:
        """Return the day for one written as 2026-11-24.

        Raises:
            ValueError: not a day.
        """
        return date.fromisoformat(written) + self.shift

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
