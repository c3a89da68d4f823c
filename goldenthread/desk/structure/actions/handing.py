"""Handing over what somebody leaves behind."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goldenthread.audit import actions as audit
from goldenthread.desk.structure.actions.giving import CannotHandOver, Receiver, give, tell_receivers
from goldenthread.desk.structure.queries.holdings import Holdings
from goldenthread.people.models import Person
from goldenthread.thread.actions import touch
from goldenthread.thread.models import Touched


@transaction.atomic
def hand_over(*, leaver: Person, chosen: Holdings, to: Receiver, reason: str, by: Person | None, now: datetime) -> int:
    """Give what was chosen to somebody else: all of it, or nothing. Whoever takes it is told.

    Returns how many things were handed over.

    Raises:
        CannotHandOver: the receiver cannot take one of them, or somebody changed one meanwhile.
    """
    if chosen.is_empty:
        raise CannotHandOver(_("Choose what to hand over."))
    give(chosen=chosen, to=to, reason=reason, by=by, now=now)
    audit.record(
        action="person.hand_over",
        subject_kind="person",
        subject_number=leaver.pk,
        subject_label=leaver.name,
        by=by,
        now=now,
        changes={"handed_over": [", ".join(chosen.references), str(to)]},
        reason=reason,
    )
    touch(Touched.Kind.PERSON, [leaver.pk], now=now)
    tell_receivers(chosen=chosen, to=to, left_by=leaver.name, key=f"handover-{leaver.pk}", by=by, now=now)
    return chosen.count
