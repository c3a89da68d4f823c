"""Somebody's work by when it wants to be done. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from goldenthread.desk.day_order import W, Workable

MONDAY_TO_SUNDAY = 7


class Span(StrEnum):
    """When a piece of work wants to be done, in the order of the page."""

    LATE = "late"
    TODAY = "today"
    WEEK = "week"  # later this week, up to its Sunday
    NEXT = "next"  # the week after
    LATER = "later"
    ANY_TIME = "any_time"


def day_of(work: Workable) -> date | None:
    """Return the day that counts, the earlier of when it is meant to be done and when it is due, or None."""
    days = [day for day in (work.planned_on, work.due_on) if day is not None]
    return min(days, default=None)


def span_of(work: Workable, *, today: date) -> Span:
    """Return when a piece of work wants to be done, weeks beginning on Monday."""
    day = day_of(work)
    if day is None:
        return Span.ANY_TIME
    if day < today:
        return Span.LATE
    if day == today:
        return Span.TODAY
    sunday = today + timedelta(days=MONDAY_TO_SUNDAY - today.isoweekday())
    if day <= sunday:
        return Span.WEEK
    return Span.NEXT if day <= sunday + timedelta(days=MONDAY_TO_SUNDAY) else Span.LATER


def by_span(tasks: Iterable[W], *, today: date) -> dict[Span, list[W]]:
    """Return tasks by span, empty ones left out, each span by day, then priority, then age. None is lost or doubled."""
    found: dict[Span, list[W]] = {span: [] for span in Span}
    for work in tasks:
        found[span_of(work, today=today)].append(work)
    for rows in found.values():
        rows.sort(key=lambda work: (day_of(work) or date.max, work.priority, work.pk))
    return {span: rows for span, rows in found.items() if rows}
