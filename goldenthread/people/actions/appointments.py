"""Making and ending the few dated appointments that give rights beyond posts and lines."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from goldenthread.people.actions.trail import record, take_turn
from goldenthread.people.models import Appointment, Person
from goldenthread.people.refusals import (
    AlreadyAppointed,
    ChangedMeanwhile,
    DatesOutOfOrder,
    LastAdministrator,
    PersonHasLeft,
)


@transaction.atomic
def appoint(
    *,
    person: Person,
    role: Appointment.Role,
    starts_on: date,
    reason: str,
    by: Person | None,
    now: datetime,
    ends_on: date | None = None,
) -> Appointment:
    """Appoint somebody from a day, perhaps until one.

    Raises:
        PersonHasLeft: they have left, or the record was merged.
        AlreadyAppointed: on one of these days they are already.
        DatesOutOfOrder: ends before it starts.
    """
    take_turn()
    if not Person.objects.filter(pk=person.pk, left_on__isnull=True, merged_into__isnull=True).exists():
        raise PersonHasLeft(
            _("%(person)s has left, and can hold no appointment.") % {"person": person.name}, field="person"
        )
    if ends_on is not None and ends_on < starts_on:
        raise DatesOutOfOrder(_("The last day lies before the first one."), field="ends_on")
    same = Appointment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on), person=person, role=role)
    if (same.filter(starts_on__lte=ends_on) if ends_on else same).exists():
        raise AlreadyAppointed(
            _("%(person)s is %(role)s already.") % {"person": person.name, "role": role.label}, field="role"
        )
    made = Appointment.objects.create(
        person=person, role=role, starts_on=starts_on, ends_on=ends_on, made_by=by, reason=reason
    )
    record(
        action="appointment.make",
        of=person,
        by=by,
        now=now,
        changes={"role": [None, str(role)], "starts_on": [None, starts_on.isoformat()]},
        reason=reason,
    )
    return made


@transaction.atomic
def end_appointment(
    *, appointment: Appointment, ends_on: date, reason: str, by: Person | None, now: datetime
) -> Appointment:
    """Say on which day an appointment counts for the last time, once.

    Raises:
        LastAdministrator: nobody would be left to administer.
        DatesOutOfOrder: before it started.
        ChangedMeanwhile: it has ended already.
    """
    take_turn()
    if ends_on < appointment.starts_on:
        raise DatesOutOfOrder(_("The last day lies before the first one."), field="ends_on")
    if appointment.role == Appointment.Role.ADMINISTRATOR:
        refuse_last_administrator(but=appointment.person)
    going_on = Appointment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=ends_on), pk=appointment.pk)
    if not going_on.update(ends_on=ends_on):
        raise ChangedMeanwhile(_("This appointment has already been ended."))
    record(
        action="appointment.end",
        of=appointment.person,
        by=by,
        now=now,
        changes={"role": [str(appointment.role), None], "ends_on": [None, ends_on.isoformat()]},
        reason=reason,
    )
    return Appointment.objects.select_related("person").get(pk=appointment.pk)


def refuse_last_administrator(*, but: Person) -> None:
    """Make sure that somebody else goes on administering, and can sign in to do so.

    Raises:
        LastAdministrator: nobody would.
    """
    others = Appointment.objects.filter(
        role=Appointment.Role.ADMINISTRATOR,
        ends_on__isnull=True,
        person__left_on__isnull=True,
        person__merged_into__isnull=True,
        person__account__is_active=True,
    ).exclude(person=but)
    if not others.exists():
        raise LastAdministrator(
            _(
                "Nobody else who can sign in administers without an end. "
                "Appoint another administrator first, then end this one."
            )
        )
