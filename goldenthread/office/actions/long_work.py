"""Asking for long work that mends the installation."""

from __future__ import annotations

from datetime import datetime

from goldenthread.jobs.actions import enqueue_once
from goldenthread.jobs.models import Job
from goldenthread.office.long_work import SEARCH_REBUILD
from goldenthread.people.models import Person


def ask_to_rebuild_search(*, by: Person, now: datetime) -> Job | None:
    """Have the search built again. None: somebody has asked for that already and it waits."""
    return enqueue_once(kind=SEARCH_REBUILD, asked_by=by.account, now=now)
