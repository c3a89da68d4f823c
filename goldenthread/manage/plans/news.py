"""What is said of an item and what the system notices: two voices, one state on a row. Pure: no Django, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class News:
    """A state as `ui` names it, or nothing; `days` of silence when it is `no_news` beyond the rhythm."""

    state: str
    days: int | None = None


def news_of(*, said: str, last_news: date, rhythm_days: int | None, today: date) -> News:
    """Return what a row says of an item: silence beyond its rhythm before what its owner said.

    `last_news` is the day it was last spoken of, or made. Without a rhythm nothing is late.
    """
    silent_days = (today - last_news).days
    if rhythm_days is not None and silent_days > rhythm_days:
        return News("no_news", silent_days)
    return News(said)
