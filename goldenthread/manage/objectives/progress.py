"""How far a key result has come, where it is heading, and what may honestly be said of it. Pure.

Values are in the key result's own unit; days are calendar days; fractions are of the way from start to target: 0 is the
start, 1 the target, less or more where it went the wrong way or beyond.

Source of the forecast: the prediction interval of simple linear regression (Draper and Smith, Applied Regression
Analysis, third edition, 1998, section 1.4): estimate ± t · s · √(1 + 1/n + (x − x̄)²/Sxx), n − 2 degrees of freedom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Literal

Direction = Literal["up", "down", "band"]
Verdict = Literal["reached", "on_track", "at_risk", "off_track", "in_band", "out_of_band", "not_there", "cannot_tell"]

FEWEST_TO_FORECAST = 4  # readings: with fewer the interval says nothing
NEARLY_FRACTION = 0.9  # of the way: readings that build on one another make the interval narrower than the truth
# Student's t at 0.90, that is for 80 times in 100 on both sides, for 1 to 30 degrees of freedom; then the normal value.
# Source: NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2.
_T_90 = (
    *(3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372),
    *(1.363, 1.356, 1.350, 1.345, 1.341, 1.337, 1.333, 1.330, 1.328, 1.325),
    *(1.323, 1.321, 1.319, 1.318, 1.316, 1.315, 1.314, 1.313, 1.311, 1.310),
)
_Z_90 = 1.282


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a day."""

    on: date
    value: float


@dataclass(frozen=True, slots=True)
class Aim:
    """What is aimed at: a band to be kept, from `band_low` to `target`, or `target` to be reached from `baseline`."""

    direction: Direction
    baseline: float | None
    target: float | None
    band_low: float | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a value will lie 80 times in 100, and its middle; low ≤ middle ≤ high."""

    low: float
    middle: float
    high: float


def fraction_of(aim: Aim, value: float) -> float | None:
    """Return how much of the way has been gone, not cut off at 0 or 1. None for a band, or without start or target."""
    if aim.direction == "band" or aim.baseline is None or aim.target is None or aim.target == aim.baseline:
        return None
    return (value - aim.baseline) / (aim.target - aim.baseline)


def even_pace(*, start: date, end: date, on: date) -> float:
    """Return the fraction in [0, 1] of the time that has passed. The whole of it when there is no time between."""
    if end <= start:
        return 1.0
    return min(max((on - start).days / (end - start).days, 0.0), 1.0)


def is_reached(aim: Aim, value: float) -> bool:
    """Tell whether the value is as good as the target or better; in a band: whether it lies within, edges included."""
    if aim.target is None:
        return False
    if aim.direction == "band":
        return aim.band_low is not None and aim.band_low <= value <= aim.target
    return value >= aim.target if aim.direction == "up" else value <= aim.target


def forecast(points: Sequence[Point], *, on: date) -> Interval | None:
    """Return where the readings are heading on a day, or None with too few of them or all on one day.

    Points in any order.
    """
    count = len(points)
    if count < FEWEST_TO_FORECAST:
        return None
    days = [float(point.on.toordinal()) for point in points]
    values = [point.value for point in points]
    middle_day, middle_value = sum(days) / count, sum(values) / count
    spread = sum((day - middle_day) ** 2 for day in days)
    if spread == 0:
        return None
    slope = sum((day - middle_day) * (value - middle_value) for day, value in zip(days, values, strict=True)) / spread
    left = [value - middle_value - slope * (day - middle_day) for day, value in zip(days, values, strict=True)]
    error = sqrt(sum(rest**2 for rest in left) / (count - 2))
    distance = on.toordinal() - middle_day
    estimate = middle_value + slope * distance
    reach = _t_90(count - 2) * error * sqrt(1 + 1 / count + distance**2 / spread)
    return Interval(estimate - reach, estimate, estimate + reach)


def _t_90(degrees: int) -> float:
    return _T_90[degrees - 1] if degrees <= len(_T_90) else _Z_90


def verdict_of(aim: Aim, points: Sequence[Point], *, likely: Interval | None, has_end: bool = True) -> Verdict:
    """Return what the figures say, given the readings in order of time and the forecast for the due day.

    On track when even the worse end of the interval reaches the target, off track when the better end does not go even
    nearly there, otherwise at risk. Without a forecast nothing is said beyond whether it has been reached; nor of what
    has no end, where nothing is ever due.
    """
    if not points or aim.target is None:
        return "cannot_tell"
    latest = points[-1].value
    if aim.direction == "band":
        return "in_band" if is_reached(aim, latest) else "out_of_band"
    if is_reached(aim, latest):
        return "reached"
    if not has_end:
        return "not_there"
    if likely is None:
        return "cannot_tell"
    worse, better = (likely.low, likely.high) if aim.direction == "up" else (likely.high, likely.low)
    if is_reached(aim, worse):
        return "on_track"
    gone = fraction_of(aim, better)
    is_near = is_reached(aim, better) or (gone is not None and gone >= NEARLY_FRACTION)
    return "at_risk" if is_near else "off_track"


def run_in_band(aim: Aim, points: Sequence[Point]) -> int:
    """Return for how many readings in a row, up to the latest, the value has been within its band."""
    count = 0
    for point in reversed(points):
        if not is_reached(aim, point.value):
            break
        count += 1
    return count
