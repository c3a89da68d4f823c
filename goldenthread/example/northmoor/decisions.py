"""What was decided about findings of Northmoor: accepted with a reason, or put off. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Decision:
    """`about` is the reference of an item or the title of posts; `who` a key of the cast; days as written."""

    code: str
    about: str
    state: Literal["accepted", "snoozed"]
    who: str
    decided_at: str
    again_on: str
    reason: str = ""


DECISIONS: tuple[Decision, ...] = (
    Decision("B6", "Executive Assistant", "accepted", "morwenna", "2026-06-15 10:20", "2027-03-31",
             "They carry what the officers they assist carry. We look at it again with the spring review."),
    Decision("B3", "OBJ-129", "accepted", "priya-raman", "2026-09-08 09:40", "2027-03-31",
             "It is done on the day the county pays the first month. Until then there is nothing to count."),
    Decision("B3", "OBJ-147", "accepted", "dominic", "2026-05-11 16:05", "2027-01-15",
             "It belongs to the vision we left behind. I close it with the annual report."),
    Decision("B10", "OBJ-147", "snoozed", "dominic", "2026-11-09 08:50", "2027-01-15"),
)  # fmt: skip
