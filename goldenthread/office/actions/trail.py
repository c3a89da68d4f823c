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
