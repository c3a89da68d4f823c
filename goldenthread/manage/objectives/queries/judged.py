"""What an objective is judged by, with its readings, and the posts that carry it: one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Count, DateField, DecimalField, F, Min, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenthread.manage.objectives import progress
from goldenthread.manage.objectives.models import Duty, KeyResult
from goldenthread.thread.models import Item
from goldenthread.ui import formats
from goldenthread.ui.charts.key_result import Forecast, KeyResultChart, draw_key_result

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class ReadingRow:
    reading_id: int
    on: date
    value: Decimal
    note: str


@dataclass(frozen=True, slots=True)
class KeyResultRow:
    """A key result or measure as pages show it: what it says, where it stands, its small picture."""

    key_result_id: int
    kind: str
    title: str
    unit: str
    readings: tuple[ReadingRow, ...]
    aim_words: str
    say: str
    verdict: progress.Verdict
    mark: str
    mark_words: str
    chart: KeyResultChart | None
    chart_label: str

    @property
    def latest(self) -> ReadingRow | None:
        return self.readings[-1] if self.readings else None


@dataclass(frozen=True, slots=True)
class CarriedBy:
    """Posts with one title that carry a standing objective with one weight. `post_id` is one of them."""

    post_id: int
    title: str
    weight: int
    posts: int


@dataclass(frozen=True, slots=True)
class Judged:
    """Key results in their order, then the posts that carry the objective, the most first."""

    key_results: tuple[KeyResultRow, ...]
    carried_by: tuple[CarriedBy, ...]

    @property
    def post_count(self) -> int:
        return sum(each.posts for each in self.carried_by)


@dataclass(frozen=True, slots=True)
class _Row:
    what: str
    number: int
    title: str
    kind: str
    direction: str
    unit: str
    position: int
    baseline: Decimal | None
    band_low: Decimal | None
    target: Decimal | None
    due_on: date | None
    other_id: int | None
    on: date | None
    value: Decimal | None
    note: str


_NUMBER = DecimalField(max_digits=18, decimal_places=4)
_NAMES = (
    "_what",
    "_number",
    "_title",
    "_kind",
    "_direction",
    "_unit",
    "_position",
    "_baseline",
    "_band_low",
    "_target",
    "_due_on",
    "_other_id",
    "_on",
    "_value",
    "_note",
)
_TYPES: dict[str, Any] = {
    **dict.fromkeys(("_what", "_title", "_kind", "_direction", "_unit", "_note"), TextField()),
    **dict.fromkeys(("_number", "_position", "_other_id"), BigIntegerField()),
    **dict.fromkeys(("_baseline", "_band_low", "_target", "_value"), _NUMBER),
    **dict.fromkeys(("_due_on", "_on"), DateField()),
}


def _branch(rows: QuerySet[Any], **columns: Any) -> QuerySet[Any, Any]:
    """Return one part of the union: always the same columns of the same types, on both databases."""
    typed = {name: Cast(columns.get(name[1:], Value(None)), _TYPES[name]) for name in _NAMES}
    found: QuerySet[Any, Any] = rows.annotate(**typed).values_list(*_NAMES)
    return found


def _rows(objective_id: int) -> list[_Row]:
    key_results = _branch(
        KeyResult.objects.filter(objective=objective_id),
        what=Value("key_result"),
        number=F("pk"),
        title=F("title"),
        kind=F("kind"),
        direction=F("direction"),
        unit=F("unit_of_measure"),
        position=F("position"),
        baseline=F("baseline"),
        band_low=F("band_low"),
        target=F("target"),
        due_on=F("due_on"),
        other_id=F("readings__id"),
        on=F("readings__on"),
        value=F("readings__value"),
        note=Coalesce(F("readings__note"), Value("")),
    )
    duties = _branch(
        Duty.objects.filter(objective=objective_id).values("post__title", "weight").annotate(posts=Count("pk")),
        what=Value("duty"),
        number=F("posts"),
        title=F("post__title"),
        kind=Value(""),
        direction=Value(""),
        unit=Value(""),
        position=F("weight"),
        other_id=Min("post_id"),
        note=Value(""),
    )
    return [_Row(*values) for values in key_results.union(duties, all=True)]


def judged_by(item: Item, *, on: date) -> Judged:
    """Return what an objective is judged by, and who carries it. One query."""
    by_number: dict[int, list[_Row]] = defaultdict(list)
    duties = []
    for row in _rows(item.pk):
        if row.what == "duty":
            duties.append(CarriedBy(row.other_id or 0, row.title, row.position, row.number))
        else:
            by_number[row.number].append(row)
    rows = [_key_result(found, item=item, on=on) for found in by_number.values()]
    places = {number: found[0].position for number, found in by_number.items()}
    return Judged(
        key_results=tuple(sorted(rows, key=lambda row: (places[row.key_result_id], row.key_result_id))),
        carried_by=tuple(sorted(duties, key=lambda duty: (-duty.posts, duty.title, duty.weight))),
    )


def duties_of(item: Item) -> QuerySet[Duty]:
    """Return each post that carries an objective, by title."""
    return Duty.objects.filter(objective=item.pk).select_related("post__unit").order_by("post__title", "pk")


def row_of(key_result: KeyResult, *, item: Item, on: date) -> KeyResultRow:
    """Return one key result as its own page shows it. One query."""
    return next(row for row in judged_by(item, on=on).key_results if row.key_result_id == key_result.pk)


def _key_result(found: Sequence[_Row], *, item: Item, on: date) -> KeyResultRow:
    first = found[0]
    readings = sorted(
        (
            ReadingRow(row.other_id, row.on, row.value, row.note)
            for row in found
            if row.other_id is not None and row.on is not None and row.value is not None
        ),
        key=lambda reading: reading.on,
    )
    aim = progress.Aim(
        direction=_direction(first.direction),
        baseline=_float(first.baseline),
        target=_float(first.target),
        band_low=_float(first.band_low),
    )
    points = [progress.Point(reading.on, float(reading.value)) for reading in readings]
    start, end = _span(first, points, item=item, on=on)
    likely = None
    if aim.direction != "band" and aim.target is not None and end > on:
        likely = progress.forecast(points, on=end)
    has_end = first.due_on is not None or item.ends_on is not None
    verdict = progress.verdict_of(aim, points, likely=likely, has_end=has_end)
    mark, mark_words = _mark(verdict, is_measure=first.kind == KeyResult.Kind.MEASURE)
    return KeyResultRow(
        key_result_id=first.number,
        kind=first.kind,
        title=first.title,
        unit=first.unit,
        readings=tuple(readings),
        aim_words=_aim_words(aim),
        say=_say(aim, points, start=start, end=end, on=on, likely=likely, has_end=has_end),
        verdict=verdict,
        mark=mark,
        mark_words=mark_words,
        chart=_chart(aim, points, start=start, end=end, likely=likely, has_end=has_end),
        chart_label=_chart_label(first.title, points),
    )


def _direction(code: str) -> progress.Direction:
    return "down" if code == "down" else "band" if code == "band" else "up"


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _span(row: _Row, points: Sequence[progress.Point], *, item: Item, on: date) -> tuple[date, date]:
    """From when to when the picture runs: the objective's own days, or the last year for what has no end."""
    end = row.due_on or item.ends_on or max([on, *(point.on for point in points)])
    start = item.starts_on or (points[0].on if points else end - A_YEAR)
    if row.due_on is None and item.ends_on is None:
        start = max(start, end - A_YEAR)
    return (start, end) if start < end else (end - A_YEAR, end)


def _aim_words(aim: progress.Aim) -> str:
    if aim.target is None:
        return _("no target yet")
    target = formats.number(aim.target)
    if aim.direction == "band":
        low = formats.number(aim.band_low) if aim.band_low is not None else "–"
        return _("keep within %(low)s to %(high)s") % {"low": low, "high": target}
    if aim.baseline is None:
        words = _("down to %(target)s") if aim.direction == "down" else _("up to %(target)s")
        return words % {"target": target}
    words = _("from %(start)s down to %(target)s") if aim.direction == "down" else _("from %(start)s up to %(target)s")
    return words % {"start": formats.number(aim.baseline), "target": target}


_MARKS: dict[progress.Verdict, str] = {
    "reached": "done",
    "on_track": "on_track",
    "at_risk": "at_risk",
    "off_track": "off_track",
    "in_band": "on_track",
    "out_of_band": "off_track",
    "cannot_tell": "no_news",
    "not_there": "not_started",
}


def _mark(verdict: progress.Verdict, *, is_measure: bool) -> tuple[str, str]:
    words = {
        "reached": _("At the target") if is_measure else _("Reached"),
        "not_there": _("Not at the target"),
        "on_track": "",
        "at_risk": "",
        "off_track": "",
        "in_band": _("In band"),
        "out_of_band": _("Out of band"),
        "cannot_tell": _("Too early to tell"),
    }
    return _MARKS[verdict], words[verdict]


def _say(
    aim: progress.Aim,
    points: Sequence[progress.Point],
    *,
    start: date,
    end: date,
    on: date,
    likely: progress.Interval | None,
    has_end: bool,
) -> str:
    """Say in a sentence or two what the picture shows."""
    if not points:
        return _("No reading has been recorded yet.")
    if aim.direction == "band":
        run = progress.run_in_band(aim, points)
        if not run:
            return _("The latest reading lies outside the band.")
        return ngettext("In the band at the latest reading.", "In the band for %(count)s readings in a row.", run) % {
            "count": run
        }
    said = []
    gone = progress.fraction_of(aim, points[-1].value)
    if gone is not None and has_end:
        pace = progress.even_pace(start=start, end=end, on=on)
        said.append(_("Ahead of the even pace.") if gone >= pace else _("Below the even pace."))
    if likely is not None:
        said.append(
            _("As it is going: %(middle)s by %(day)s, likely %(low)s to %(high)s.")
            % {
                "middle": _rounded(likely.middle),
                "day": formats.day(end),
                "low": _rounded(likely.low),
                "high": _rounded(likely.high),
            }
        )
    return " ".join(said)


def _rounded(value: float) -> str:
    """Three figures are as many as a forecast can bear."""
    if value == 0:
        return "0"
    places = max(0, 2 - len(str(int(abs(value)))) + 1)
    size = 10 ** max(0, len(str(int(abs(value)))) - 3)
    return formats.number(round(value / size) * size if size > 1 else round(value, places))


def _chart(
    aim: progress.Aim,
    points: Sequence[progress.Point],
    *,
    start: date,
    end: date,
    likely: progress.Interval | None,
    has_end: bool,
) -> KeyResultChart | None:
    if not points and aim.target is None:
        return None
    is_band = aim.direction == "band" and aim.band_low is not None and aim.target is not None
    return draw_key_result(
        points=[(point.on, point.value) for point in points],
        start=start,
        end=end,
        start_value=aim.baseline if has_end and not is_band else None,
        target=None if is_band else aim.target,
        band=(aim.band_low, aim.target) if is_band and aim.band_low is not None and aim.target is not None else None,
        forecast=Forecast(likely.low, likely.middle, likely.high) if likely else None,
    )


def _chart_label(title: str, points: Sequence[progress.Point]) -> str:
    if not points:
        return _("%(title)s: no reading yet") % {"title": title}
    return _("%(title)s: from %(first)s on %(from)s to %(last)s on %(to)s") % {
        "title": title,
        "first": formats.number(points[0].value),
        "from": formats.day(points[0].on),
        "last": formats.number(points[-1].value),
        "to": formats.day(points[-1].on),
    }
