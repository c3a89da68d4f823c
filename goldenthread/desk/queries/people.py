"""Who is signed in, for pages that are not asked through the people room."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from goldenthread.access.policy import Relation
from goldenthread.people.models import Appointment, Person
from goldenthread.people.queries import Standing


def person_of_account(account_id: int) -> Person | None:
    """Return the person an account belongs to, or None. One query."""
    return Person.objects.filter(account_id=account_id, merged_into__isnull=True).first()


def headship(standing: Standing) -> frozenset[Relation]:
    """Return that somebody leads a unit, if they do. No query."""
    return frozenset({Relation.UNIT_LEADER}) if standing.is_here and standing.headed_paths else frozenset()


def administrators(*, on: date) -> list[Person]:
    """Return who administers the installation on a day, by name. One query."""
    now = Q(appointments__ends_on__isnull=True) | Q(appointments__ends_on__gte=on)
    return list(
        Person.objects.filter(now, appointments__role=Appointment.Role.ADMINISTRATOR, appointments__starts_on__lte=on)
        .filter(merged_into__isnull=True)
        .distinct()
        .order_by("name", "pk")
    )
