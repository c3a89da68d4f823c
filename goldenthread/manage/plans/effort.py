"""Effort as people write it: 1 h 30 min, 90 min, 1.5 h, 2h. Pure: no Django, no clock."""

from __future__ import annotations

import re

MINUTES_IN_HOUR = 60
MOST_MINUTES = 10_000 * MINUTES_IN_HOUR  # about five working years; more is a slip of the finger

_WRITTEN = re.compile(
    r"""^\s*
    (?:(?P<hours>\d+(?:[.,]\d+)?)\s*(?:h|hrs?|hours?)\s*)?
    (?:(?P<minutes>\d+)\s*(?:m|mins?|minutes?)\s*)?
    $""",
    re.VERBOSE | re.IGNORECASE,
)
_BARE = re.compile(r"^\s*(?P<hours>\d+(?:[.,]\d+)?)\s*$")


class NotATime(ValueError):
    """The words are no length of time."""


def minutes_of(text: str) -> int:
    """Return whole minutes, 0 to MOST_MINUTES, rounded to the nearest; a bare number counts as hours, nothing as 0.

    Raises:
        NotATime: the words say no length of time, or one that is too long.
    """
    if not text.strip():
        return 0
    found = _WRITTEN.match(text) or _BARE.match(text)
    if found is None:
        raise NotATime(text)
    parts = found.groupdict()
    hours = float((parts.get("hours") or "0").replace(",", "."))
    minutes = round(hours * MINUTES_IN_HOUR) + int(parts.get("minutes") or 0)
    if minutes > MOST_MINUTES:
        raise NotATime(text)
    return minutes


def written(minutes: int) -> str:
    """Return minutes as somebody would type them: 1 h 30 min, 45 min, 2 h; nothing for 0."""
    hours, rest = divmod(minutes, MINUTES_IN_HOUR)
    return " ".join([*([f"{hours} h"] if hours else []), *([f"{rest} min"] if rest else [])])
