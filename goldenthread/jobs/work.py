"""What workers do for the jobs themselves: say that they are alive, and forget what ended long ago."""

from __future__ import annotations

from datetime import datetime, timedelta

from goldenthread.jobs import actions, queries
from goldenthread.jobs.handlers import recurring

KEPT_FOR = timedelta(days=90)


@recurring("jobs.alive", seconds=15.0)
def alive(now: datetime) -> None:
    queries.note_worker(now=now)


@recurring("jobs.forget", seconds=3600.0)
def forget(now: datetime) -> None:
    actions.forget_ended(before=now - KEPT_FOR)
    actions.forget_left_files()
