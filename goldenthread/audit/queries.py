"""Reads of the trail: the whole of it for an auditor, one subject's for those who may see the subject."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from goldenthread.audit.models import Entry


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the trail is asked for; empty: everything."""

    words: str = ""
    action: str = ""
    subject_kind: str = ""
    subject_number: int | None = None
    person_number: int | None = None
    source: str = ""
    first_day: date | None = None
    last_day: date | None = None


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def narrowed(wanted: Wanted) -> QuerySet[Entry]:
    """Return the entries that are asked for, newest first. One query."""
    found = Entry.objects.order_by("-at", "-id")
    if wanted.words:
        found = found.filter(
            Q(subject_label__icontains=wanted.words)
            | Q(person_name__icontains=wanted.words)
            | Q(reason__icontains=wanted.words)
        )
    if wanted.action:
        found = found.filter(action__startswith=wanted.action)
    if wanted.subject_kind:
        found = found.filter(subject_kind=wanted.subject_kind)
    if wanted.subject_number is not None:
        found = found.filter(subject_number=wanted.subject_number)
    if wanted.person_number is not None:
        found = found.filter(person_number=wanted.person_number)
    if wanted.source:
        found = found.filter(source=wanted.source)
    if wanted.first_day:
        found = found.filter(at__gte=_start(wanted.first_day))
    if wanted.last_day:
        found = found.filter(at__lt=_start(wanted.last_day + timedelta(days=1)))
    return found


def history_of(*, subject_kind: str, subject_number: int) -> QuerySet[Entry]:
    """Return what happened to one subject, newest first. One query."""
    return Entry.objects.filter(subject_kind=subject_kind, subject_number=subject_number).order_by("-id")
