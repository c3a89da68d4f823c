"""What somebody has been told."""

from __future__ import annotations

from django.db.models import QuerySet

from goldenthread.access.policy import Relation
from goldenthread.notices.models import Notice
from goldenthread.people.models import Person

MOST_COUNTED = 100


def notices_of(person: Person, *, only_unread: bool = False) -> QuerySet[Notice]:
    """Return somebody's notices, newest first."""
    found = Notice.objects.filter(person=person)
    if only_unread:
        found = found.filter(read_at__isnull=True)
    return found.order_by("-id")


def unread_count(person: Person) -> int:
    """Return how many notices somebody has not read, counted no further than MOST_COUNTED. One query."""
    return Notice.objects.filter(person=person, read_at__isnull=True)[:MOST_COUNTED].count()


def relations_to_notice(person: Person, notice: Notice) -> frozenset[Relation]:
    """Return what somebody is to a notice: the one it was written to, or nothing."""
    return frozenset({Relation.SELF}) if notice.person_id == person.pk else frozenset()
