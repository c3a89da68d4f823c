"""Closing a planning year: what is still open is carried over, closed or dropped, and that can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from goldenthread.audit import actions as audit
from goldenthread.audit.models import Entry
from goldenthread.manage.objectives.models import PlanningYear
from goldenthread.manage.objectives.queries.years import ROLL_OVER, UNDONE, items_to_settle
from goldenthread.people.models import Person
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item, Link

Fate = Literal["carry", "close", "drop", "leave"]


class YearTaken(Exception):
    """There is a year with this label."""


class YearIsClosed(Exception):
    """The year was closed before, or something in it is still open."""


class CannotUndo(Exception):
    """It was taken back before, or is no such entry."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What becomes of one open item; `ends_on` is its new last day when it is carried over."""

    item_id: int
    fate: Fate
    ends_on: date | None = None


def write_year(*, label: str, starts_on: date, ends_on: date, by: Person, now: datetime) -> PlanningYear:
    """Begin a planning year.

    Raises:
        YearTaken: there is one with this label.
    """
    try:
        with transaction.atomic():
            year = PlanningYear.objects.create(label=label, starts_on=starts_on, ends_on=ends_on)
            _record("year.create", year, by=by, now=now, changes={})
    except IntegrityError as taken:
        raise YearTaken(_("There is a planning year with this name.")) from taken
    return year


def _record(action: str, year: PlanningYear, *, by: Person, now: datetime, changes: dict[str, object]) -> Entry:
    return audit.record(
        action=action,
        subject_kind="planning_year",
        subject_number=year.pk,
        subject_label=year.label,
        by=by,
        now=now,
        changes=changes,
    )


@transaction.atomic
def roll_over(*, year: PlanningYear, settled: Sequence[Settled], by: Person, now: datetime) -> Entry:
    """Carry over, close and drop what is still open in a year, all of it or nothing.

    What somebody closed or changed in the meantime is left alone. The entry in the trail holds all that is needed to
    take it back.
    """
    open_now = items_to_settle(year).in_bulk([each.item_id for each in settled])
    done: dict[str, list[list[object]]] = {"carried": [], "closed": [], "dropped": []}
    reason = _("At the end of %(year)s") % {"year": year.label}
    for each in settled:
        item = open_now.get(each.item_id)
        if item is None or each.fate == "leave":
            continue
        if each.fate == "carry" and each.ends_on is not None and item.ends_on is not None:
            if each.ends_on > item.ends_on:
                thread.change_item(item=item, values={"ends_on": each.ends_on}, by=by, now=now, reason=reason)
                done["carried"].append([item.pk, item.ends_on.isoformat(), each.ends_on.isoformat()])
        elif each.fate == "close":
            thread.end_item(item=item, state=Item.State.CLOSED, reason=reason, by=by, now=now)
            done["closed"].append([item.pk])
        elif each.fate == "drop":
            thread.end_item(item=item, state=Item.State.RETIRED, reason=reason, by=by, now=now)
            done["dropped"].append([item.pk])
    return _record(ROLL_OVER, year, by=by, now=now, changes=dict(done))


@transaction.atomic
def undo_roll_over(*, year: PlanningYear, entry_id: int, by: Person, now: datetime) -> int:
    """Take back one rolling over. Returns how many items are as they were; what was changed since stays as it is.

    Raises:
        CannotUndo: it was taken back before, or the year has no such entry.
    """
    entry = Entry.objects.filter(
        pk=entry_id, subject_kind="planning_year", subject_number=year.pk, action=ROLL_OVER
    ).first()
    before = Entry.objects.filter(
        subject_kind="planning_year", subject_number=year.pk, action=UNDONE, changes__entry=entry_id
    )
    if entry is None or before.exists():
        raise CannotUndo(_("This has been taken back already."))
    count = sum(_uncarry(*row, by=by, now=now) for row in entry.changes.get("carried", []))
    ended = [*entry.changes.get("closed", []), *entry.changes.get("dropped", [])]
    count += sum(_unend(int(row[0]), ended_at=entry.at, by=by, now=now) for row in ended)
    _record(UNDONE, year, by=by, now=now, changes={"entry": entry_id})
    return count


def _uncarry(item_id: int, was: str, became: str, *, by: Person, now: datetime) -> bool:
    item = Item.objects.filter(pk=item_id, ends_on=date.fromisoformat(became), state=Item.State.LIVE).first()
    if item is None:
        return False
    thread.change_item(item=item, values={"ends_on": date.fromisoformat(was)}, by=by, now=now)
    return True


def _unend(item_id: int, *, ended_at: datetime, by: Person, now: datetime) -> bool:
    """Open again what was ended then, and let links that were asked about for that reason be as they were."""
    item = Item.objects.filter(pk=item_id, ended_at=ended_at, state__in=[Item.State.CLOSED, Item.State.RETIRED]).first()
    if item is None:
        return False
    thread.reopen_item(item=item, reason=_("Taken back"), by=by, now=now)
    Link.objects.filter(upper=item, state=Link.State.NEEDS_REAFFIRM, asked_at=ended_at).update(
        state=Link.State.AFFIRMED, asked_at=None, asked_because=""
    )
    return True


@transaction.atomic
def close_year(*, year: PlanningYear, by: Person, now: datetime) -> None:
    """Close a year in which nothing is open any more.

    Raises:
        YearIsClosed: it was closed before, or something is open still.
    """
    if items_to_settle(year).exists():
        raise YearIsClosed(_("Something in this year is still open. Carry it over, close it or drop it first."))
    if not PlanningYear.objects.filter(pk=year.pk, closed_at__isnull=True).update(closed_at=now, closed_by=by):
        raise YearIsClosed(_("This year has already been closed."))
    _record("year.close", year, by=by, now=now, changes={})


@transaction.atomic
def reopen_year(*, year: PlanningYear, by: Person, now: datetime) -> None:
    """Open a closed year again."""
    if PlanningYear.objects.filter(pk=year.pk, closed_at__isnull=False).update(closed_at=None, closed_by=None):
        _record("year.reopen", year, by=by, now=now, changes={})
