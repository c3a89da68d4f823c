"""Entries of the trail about an objective."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from goldenthread.people.models import Person
from goldenthread.thread import actions as thread
from goldenthread.thread.actions import trail
from goldenthread.thread.models import Item, Touched


def record(
    action: str,
    *,
    item: Item,
    by: Person | None,
    now: datetime,
    changes: Mapping[str, object],
    reason: str = "",
) -> None:
    """Write an entry about an objective, and have what is worked out from it worked out again."""
    trail.record(action, item=item, by=by, now=now, changes=changes, reason=reason)
    thread.touch(Touched.Kind.ITEM, [item.pk], now=now)
