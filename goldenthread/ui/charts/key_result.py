"""The picture of a key result: its line, the even pace, the target or band, the forecast. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.ui.charts.scale import Scale, bounds

WIDTH = 240.0
HEIGHT = 72.0
LEFT, RIGHT = 2.0, 194.0
TOP, BOTTOM = 8.0, 52.0
AXIS = 56.5
LABELS_APART = 12.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is likely at the end date: an interval and its middle, in the unit of the key result."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Aim:
    """A dashed line: its place in pixels, where its words stand, and its value."""

    y: float
    words_y: float
    value: float


@dataclass(frozen=True, slots=True)
class KeyResultChart:
    """Everything in pixels of a 240 by 72 drawing; absent parts are empty or None."""

    aims: tuple[Aim, ...]
    band_y: float
    band_height: float
    pace: str
    line: str
    now: tuple[float, float] | None
    whisker: str
    middle_y: float | None
    start: date
    end: date

    left: float = LEFT
    right: float = RIGHT
    axis: float = AXIS


def draw_key_result(
    *,
    points: Sequence[tuple[date, float]],
    start: date,
    end: date,
    start_value: float | None,
    target: float | None,
    band: tuple[float, float] | None = None,
    forecast: Forecast | None = None,
) -> KeyResultChart:
    """Return the drawing of readings in order of time.

    With a target, `start_value` begins the dotted even pace; with a band (low, high) there is no pace.
    Readings outside start and end are drawn at the edge.

    Raises:
        ValueError: start is not before end; both a target and a band; a band upside down.
    """
    if not start < end:
        raise ValueError("A key result starts before it ends.")
    if target is not None and band is not None:
        raise ValueError("A key result has a target or a band, not both.")
    if band is not None and not band[0] < band[1]:
        raise ValueError("A band has its lower value first.")
    seen = [value for _day, value in points]
    seen.extend(value for value in (start_value, target, *(band or ())) if value is not None)
    if forecast:
        seen.extend((forecast.low, forecast.high))
    y = Scale(*bounds(seen), BOTTOM, TOP)
    x = Scale(float(start.toordinal()), float(end.toordinal()), LEFT, RIGHT)
    places = [(x.clamped(float(when.toordinal())), y(value)) for when, value in points]
    goals = (target,) if target is not None else tuple(reversed(band or ()))
    top, bottom = (y(band[1]), y(band[0])) if band else (0.0, 0.0)
    return KeyResultChart(
        aims=_aims([(y(value), value) for value in goals]),
        band_y=top,
        band_height=round(bottom - top, 1),
        pace=_path([(LEFT, y(start_value)), (RIGHT, y(target))])
        if start_value is not None and target is not None
        else "",
        line=_path(places) if len(places) > 1 else "",
        now=places[-1] if places else None,
        whisker=_whisker(y(forecast.low), y(forecast.high)) if forecast else "",
        middle_y=y(forecast.middle) if forecast else None,
        start=start,
        end=end,
    )


def _path(places: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in places)


def _whisker(low_y: float, high_y: float) -> str:
    return f"M{RIGHT:g} {low_y:g}V{high_y:g}M{RIGHT - 3:g} {low_y:g}h6M{RIGHT - 3:g} {high_y:g}h6"


def _aims(goals: Sequence[tuple[float, float]]) -> tuple[Aim, ...]:
    """Keep the words of two close lines readable by moving the lower words down."""
    drawn: list[Aim] = []
    for y, value in goals:
        words_y = y + 4
        if drawn and words_y - drawn[-1].words_y < LABELS_APART:
            words_y = drawn[-1].words_y + LABELS_APART
        drawn.append(Aim(y, round(words_y, 1), value))
    return tuple(drawn)
