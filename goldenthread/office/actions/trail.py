"""The trail of accounts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from goldenthread.access.models import Account
from goldenthread.audit import actions as audit
from goldenthread.people.models import Person


def record(
    *,
    action: str,
    of: Account,
    by: Person | None,
    now: datetime,
    changes: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    """Append to the trail of one account."""
    audit.record(
        action=action,
        subject_kind="account",
        subject_number=of.pk,
        subject_label=of.email,
        by=by,
        now=now,
        changes=changes,
        reason=reason,
    )


def note_trail_export(*, narrowed_to: str, by: Person, now: datetime) -> None:
    """Write into the trail that somebody took (a part of) it away."""
    audit.record(
        action="audit.export",
        subject_kind="organisation",
        subject_number=1,
        subject_label="",
        by=by,
        now=now,
        changes={"narrowed_to": [None, narrowed_to]} if narrowed_to else None,
    )
