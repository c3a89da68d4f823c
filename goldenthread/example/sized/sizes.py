"""How large the measured organisations are. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """`tasks` counts all tasks, open and over; `readings` all values of key results and measures; `years` the history."""

    code: str
    people: int
    years: int
    tasks: int
    objectives: int
    readings: int

    @property
    def tasks_each(self) -> int:
        return self.tasks // self.people


OPEN_EACH = 40
# XL is the largest police force: its smoke test has a year of history.
SIZES = {
    size.code: size
    for size in (
        Size("S", 300, 2, 60_000, 1_400, 20_000),
        Size("M", 3_000, 3, 1_200_000, 14_000, 200_000),
        Size("L", 15_000, 5, 10_005_000, 70_000, 1_000_000),
        Size("XL", 65_000, 1, 8_600_000, 300_000, 1_000_000),
    )
}
