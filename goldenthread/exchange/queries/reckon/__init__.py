"""Holding what was read against the database, without writing anything."""

from __future__ import annotations

from datetime import date, datetime

from goldenthread.exchange.queries.reckon.reckoner import CHUNK, Progress, Reckoner, Silent
from goldenthread.exchange.reckoning import Reckoning
from goldenthread.exchange.records import Bundle

__all__ = ["CHUNK", "Progress", "Reckoner", "Silent", "reckon"]


def reckon(bundle: Bundle, *, as_of: date, now: datetime, progress: Progress | None = None) -> Reckoning:
    """Return what bringing a bundle in would do, every row accounted for."""
    reckoner = Reckoner(bundle, as_of=as_of, now=now, progress=progress)
    reckoner.whole()
    for _table, _entries in reckoner.later():
        pass
    return reckoner.result
