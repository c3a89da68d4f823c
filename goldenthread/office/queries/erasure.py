"""Whose personal data is past its time, and when it is for those who have left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.db.models import QuerySet

from goldenthread.audit.models import Entry
from goldenthread.people.models import Person


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who has left, and the first day on which their data is past its time."""

    person: Person
    due_on: date
    is_due: bool


def leavers(*, on: date) -> QuerySet[Person]:
    """Return those who have left and are not erased, who left first first."""
    left = Person.objects.filter(left_on__lt=on, erased_at__isnull=True, merged_into__isnull=True)
    return left.select_related("account").order_by("left_on", "pk")


def due_for_erasure(*, on: date, keep_years: int) -> QuerySet[Person]:
    """Return those whose personal data is past its time on a day, who left first first."""
    return leavers(on=on).filter(left_on__lte=on - relativedelta(years=keep_years))


def with_due_day(people: list[Person], *, on: date, keep_years: int) -> list[Leaver]:
    """Return these leavers with the day on which they are due. No query."""
    found = []
    for person in people:
        if person.left_on is not None:
            due_on = person.left_on + relativedelta(years=keep_years)
            found.append(Leaver(person=person, due_on=due_on, is_due=due_on <= on))
    return found


def oldest_entry_at() -> datetime | None:
    """Return when the oldest entry of the trail was written. One query along an index."""
    return Entry.objects.order_by("at").values_list("at", flat=True).first()


def trail_kept_from(*, now: datetime, keep_years: int) -> datetime:
    """Return the moment before which entries of the trail are past their time."""
    return now - relativedelta(years=keep_years)
