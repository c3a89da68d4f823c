"""Entries of the trail about an item."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from goldenthread.audit import actions as audit
from goldenthread.people.models import Person
from goldenthread.thread.models import Item


def record(
    action: str,
    *,
    item: Item,
    by: Person | None,
    now: datetime,
    changes: Mapping[str, object] | None = None,
    reason: str = "",
    is_material: bool = False,
) -> None:
    """Write an entry about an item, which goes by its reference alone where not everybody may see it."""
    audit.record(
        action=action,
        subject_kind="item",
        subject_number=item.pk,
        subject_label=item.trail_label,
        by=by,
        now=now,
        changes=changes,
        reason=reason,
        is_material=is_material,
    )
