"""Key results and measures, and their readings."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from goldenthread.manage.objectives.actions.trail import record
from goldenthread.manage.objectives.models import KeyResult, Objective, Reading
from goldenthread.people.models import Person
from goldenthread.ui import formats


class TitleTaken(Exception):
    """The objective has a key result with this title."""


class ReadingThere(Exception):
    """There is a reading of this day already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResultWords:
    """A key result as somebody writes it. A band is kept from `band_low` to `target`."""

    kind: str
    title: str
    unit_of_measure: str = ""
    direction: str = KeyResult.Direction.UP.value
    baseline: Decimal | None = None
    band_low: Decimal | None = None
    target: Decimal | None = None
    due_on: date | None = None


def _plain(value: object) -> object:
    """Return a value as the trail keeps it; 9.5000 as 9.5."""
    if isinstance(value, Decimal):
        return formats.number(value)
    return value.isoformat() if isinstance(value, date) else value


def _refuse_taken_title(objective: Objective, title: str, *, besides: int = 0) -> None:
    if KeyResult.objects.filter(objective=objective, title=title).exclude(pk=besides).exists():
        raise TitleTaken(_("This objective already has a key result with that title."))


@transaction.atomic
def add_key_result(*, objective: Objective, words: KeyResultWords, by: Person | None, now: datetime) -> KeyResult:
    """Add a key result at the end.

    Raises:
        TitleTaken: there is one with that title.
    """
    _refuse_taken_title(objective, words.title)
    position = KeyResult.objects.filter(objective=objective).count()
    try:
        with transaction.atomic():
            made = KeyResult.objects.create(objective=objective, position=position, **asdict(words))
    except IntegrityError as taken:
        raise TitleTaken(_("This objective already has a key result with that title.")) from taken
    record("key_result.add", item=objective.item, by=by, now=now, changes={"title": [None, words.title]})
    return made


@transaction.atomic
def change_key_result(*, key_result: KeyResult, words: KeyResultWords, by: Person | None, now: datetime) -> None:
    """Change a key result; what changed goes into the trail of its objective.

    Raises:
        TitleTaken: another one has that title.
    """
    _refuse_taken_title(key_result.objective, words.title, besides=key_result.pk)
    given = asdict(words)
    changes = {
        name: [_plain(getattr(key_result, name)), _plain(value)]
        for name, value in given.items()
        if getattr(key_result, name) != value
    }
    if not changes:
        return
    KeyResult.objects.filter(pk=key_result.pk).update(**given)
    record("key_result.change", item=key_result.objective.item, by=by, now=now, changes=changes)


@transaction.atomic
def remove_key_result(*, key_result: KeyResult, by: Person | None, now: datetime) -> None:
    """Take a key result away, with its readings."""
    count, _each = KeyResult.objects.filter(pk=key_result.pk).delete()
    if count:
        changes = {"title": [key_result.title, None]}
        record("key_result.remove", item=key_result.objective.item, by=by, now=now, changes=changes)


@transaction.atomic
def record_reading(
    *, key_result: KeyResult, on: date, value: Decimal, note: str, by: Person | None, now: datetime
) -> Reading:
    """Record the value of a key result on a day.

    Raises:
        ReadingThere: that day has one already; take it away first.
    """
    try:
        with transaction.atomic():
            made = Reading.objects.create(key_result=key_result, on=on, value=value, note=note)
    except IntegrityError as there:
        raise ReadingThere(_("There is a reading of this day already. Take it away first.")) from there
    said = _("%(value)s on %(day)s for “%(title)s”") % {
        "value": formats.number(value),
        "day": formats.day(on),
        "title": key_result.title,
    }
    record("reading.add", item=key_result.objective.item, by=by, now=now, changes={"reading": [None, said]})
    return made


@transaction.atomic
def remove_reading(*, reading: Reading, by: Person | None, now: datetime) -> None:
    """Take a reading away: it was wrong."""
    count, _each = Reading.objects.filter(pk=reading.pk).delete()
    if not count:
        return
    said = _("%(value)s on %(day)s for “%(title)s”") % {
        "value": formats.number(reading.value),
        "day": formats.day(reading.on),
        "title": reading.key_result.title,
    }
    item = reading.key_result.objective.item
    record("reading.remove", item=item, by=by, now=now, changes={"reading": [said, None]})
