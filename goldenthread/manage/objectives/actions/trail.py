"""Entries of the trail about an objective."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from goldenthread.audit import actions as audit
from goldenthread.people.models import Person
from goldenthread.thread import actions as thread
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
    audit.record(
        action=action,
        subject_kind="item",
        subject_number=item.pk,
        subject_label=item.trail_label,
        by=by,
        now=now,
        changes=changes,
        reason=reason,
    )
    thread.touch(Touched.Kind.ITEM, [item.pk], now=now)
