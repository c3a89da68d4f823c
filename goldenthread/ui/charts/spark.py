"""A line so small that it stands beside a name: no axis, the last value marked. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.ui.charts.scale import Scale, bounds

WIDTH = 96.0
HEIGHT = 24.0
MARGIN = 4.0


@dataclass(frozen=True, slots=True)
class Spark:
    """A path and the place of the last value, in pixels of a drawing of 96 by 24; both empty without values."""

    line: str
    last: tuple[float, float] | None


def draw_spark(values: Sequence[float | None]) -> Spark:
    """Return the line through the values, evenly apart and in order; a missing value breaks it."""
    kept = [value for value in values if value is not None]
    if not kept:
        return Spark("", None)
    x = Scale(0.0, float(max(len(values) - 1, 1)), MARGIN, WIDTH - MARGIN)
    y = Scale(*bounds(kept, margin_fraction=0.0), HEIGHT - MARGIN, MARGIN)
    line, pen_is_down, last = "", False, None
    for index, value in enumerate(values):
        if value is not None:
            last = (x(float(index)), y(value))
            line += f"{'L' if pen_is_down else 'M'}{last[0]:g} {last[1]:g}"
        pen_is_down = value is not None
    return Spark(line, last)
