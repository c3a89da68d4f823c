"""Reads of the trail: the whole of it for an auditor, one subject's for those who may see the subject."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone

from goldenthread.audit.models import Entry

# The attribute of an entry by which it is marked; every entry has it, read this way or not.
MARK = "is_withheld"


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


def narrowed(wanted: Wanted, *, withheld: Q) -> QuerySet[Entry]:
    """Return the entries that are asked for, newest first. One query.

    `withheld` is true of those whose words are not for whoever asks: they are marked, and not found by their words.
    """
    marked = Case(When(withheld, then=Value(True)), default=Value(False))  # noqa: FBT003 (a value of the database)
    found = Entry.objects.annotate(**{MARK: marked}).order_by("-at", "-id")
    if wanted.words:
        said = Q(subject_label__icontains=wanted.words) | Q(reason__icontains=wanted.words)
        found = found.filter(Q(person_name__icontains=wanted.words) | said & Q((MARK, False)))
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
