"""Taking people in, changing what is known of them, and letting them go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from goldenthread.people.actions.appointments import refuse_last_administrator
from goldenthread.people.actions.holding import settle_posts
from goldenthread.people.actions.trail import differences, index_person, record, take_turn, told, touch
from goldenthread.people.models import Appointment, Assignment, Person
from goldenthread.people.refusals import ChangedMeanwhile, CodeTaken, DatesOutOfOrder, PersonIsMerged


def _refuse_taken(*, number: str, email: str, but: int = 0) -> None:
    others = Person.objects.exclude(pk=but)
    same_number = others.filter(number=number).first() if number else None
    if same_number is not None:
        raise CodeTaken(
            _("%(person)s has the staff number %(number)s already.") % {"person": same_number.name, "number": number},
            field="number",
        )
    same_email = (
        others.alias(address=Lower("email")).filter(address=email.lower(), merged_into__isnull=True).first()
        if email
        else None
    )
    if same_email is not None:
        raise CodeTaken(_("%(person)s has this e-mail address already.") % {"person": same_email.name}, field="email")


@transaction.atomic
def create_person(
    *,
    number: str,
    name: str,
    by: Person | None,
    now: datetime,
    known_as: str = "",
    email: str = "",
    joined_on: date | None = None,
) -> Person:
    """Take somebody in. A post is given to them by `assign_person`.

    Raises:
        CodeTaken: somebody else has the staff number or the e-mail address.
    """
    _refuse_taken(number=number, email=email)
    person = Person.objects.create(number=number, name=name, known_as=known_as, email=email, joined_on=joined_on)
    record(action="person.create", of=person, by=by, now=now)
    index_person(person)
    touch(people=[person.pk], now=now)
    return person


@transaction.atomic
def change_person(
    *, person: Person, values: Mapping[str, object], by: Person | None, now: datetime, reason: str = ""
) -> Person:
    """Change somebody's number, name, short name, e-mail address or first day.

    Raises:
        CodeTaken: somebody else has the staff number or the e-mail address.
        PersonIsMerged: the record was merged into another one.
        ChangedMeanwhile: the record was erased.
        DatesOutOfOrder: the first day would lie after the last one.
    """
    if person.merged_into_id is not None:
        raise PersonIsMerged(_("This record was merged into another one. Change that one."))
    if person.erased_at is not None:
        raise ChangedMeanwhile(_("This record was erased, so nobody knows whose it is. Add the person anew."))
    changed = differences(person, values)
    if not changed:
        return person
    _refuse_taken(number=str(changed.get("number", "")), email=str(changed.get("email", "")), but=person.pk)
    joined = changed.get("joined_on")
    if person.left_on and isinstance(joined, date) and joined > person.left_on:
        raise DatesOutOfOrder(_("Nobody joins after the day they left."), field="joined_on")
    Person.objects.filter(pk=person.pk).update(**changed)
    record(action="person.change", of=person, by=by, now=now, changes=told(person, changed), reason=reason)
    fresh = Person.objects.get(pk=person.pk)
    index_person(fresh)
    touch(people=[fresh.pk], now=now)
    return fresh


@transaction.atomic
def record_leaving(*, person: Person, left_on: date, reason: str, by: Person | None, now: datetime) -> Person:
    """Say that somebody leaves, with their last day, once. What they hold ends that day; what would begin later is off.

    Raises:
        DatesOutOfOrder: before they joined.
        ChangedMeanwhile: it is known already.
        LastAdministrator: nobody would be left to administer.
    """
    take_turn()
    if person.joined_on and left_on < person.joined_on:
        raise DatesOutOfOrder(_("Nobody leaves before the day they joined."), field="left_on")
    if not Person.objects.filter(pk=person.pk, left_on__isnull=True, merged_into__isnull=True).update(left_on=left_on):
        raise ChangedMeanwhile(_("It is already known that this person has left."))
    held = Assignment.objects.filter(person=person)
    running = held.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=left_on))
    posts = list(running.select_related("post").order_by("pk"))
    _end_appointments(person=person, on=left_on)
    held.filter(starts_on__gt=left_on).delete()
    running.update(ends_on=left_on)
    settle_posts([one.post_id for one in posts], on=timezone.localdate(now))
    changes: dict[str, object] = {"left_on": [None, left_on.isoformat()]}
    if posts:
        changes["posts"] = [", ".join(str(one.post) for one in posts), None]
    record(action="person.leave", of=person, by=by, now=now, changes=changes, reason=reason)
    touch(people=[person.pk], posts=[one.post_id for one in posts], now=now)
    return Person.objects.get(pk=person.pk)


def _end_appointments(*, person: Person, on: date) -> None:
    """Let the appointments of somebody who leaves end with their last day; those to come are off."""
    theirs = Appointment.objects.filter(person=person)
    going_on = theirs.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    if going_on.filter(role=Appointment.Role.ADMINISTRATOR).exists():
        refuse_last_administrator(but=person)
    theirs.filter(starts_on__gt=on).delete()
    going_on.update(ends_on=on)


@transaction.atomic
def record_return(*, person: Person, reason: str, by: Person | None, now: datetime) -> Person:
    """Say that somebody who had left is here (again), once. Posts are given to them anew.

    Raises:
        ChangedMeanwhile: they have not left, or the record was merged or erased.
    """
    gone = Person.objects.filter(pk=person.pk, left_on__isnull=False, merged_into__isnull=True)
    if not gone.filter(erased_at__isnull=True).update(left_on=None):
        if gone.exists():
            raise ChangedMeanwhile(_("This record was erased, so nobody knows whose it is. Add the person anew."))
        raise ChangedMeanwhile(_("This person has not left."))
    before = person.left_on.isoformat() if person.left_on else None
    record(action="person.return", of=person, by=by, now=now, changes={"left_on": [before, None]}, reason=reason)
    touch(people=[person.pk], now=now)
    return Person.objects.get(pk=person.pk)
