"""A series over time with levels across it: averages, limits, targets. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from goldenthread.ui.charts.scale import Scale, ticks

Tone = Literal["", "improve", "concern", "now"]
LevelKind = Literal["mean", "limit", "target"]

LABEL_EVERY_WIDE = 9  # as many names under the axis as can be read at 800 pixels
LABEL_EVERY_PHONE = 4


@dataclass(frozen=True, slots=True)
class Point:
    """One value; its name stands below the axis where there is room. A missing value breaks the line."""

    name: str
    value: float | None
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A line across: an average (thin), a limit (dashed, thin) or a target (dashed, ink)."""

    value: float
    words: str
    kind: LevelKind = "mean"
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    tone: Tone
    is_square: bool


@dataclass(frozen=True, slots=True)
class DrawnLevel:
    y: float
    words_y: float
    words: str
    kind: LevelKind
    is_strong: bool


@dataclass(frozen=True, slots=True)
class Name:
    x: float
    words: str
    anchor: Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class SeriesChart:
    """Everything in pixels of a drawing of `width` by `height`."""

    width: float
    height: float
    left: float
    right: float
    ticks: tuple[tuple[float, float], ...]  # place, value
    levels: tuple[DrawnLevel, ...]
    line: str
    dots: tuple[Dot, ...]
    radius: float
    names: tuple[Name, ...]
    is_phone: bool


def draw_series(
    points: Sequence[Point], *, levels: Sequence[Level] = (), is_phone: bool = False, from_zero: bool = False
) -> SeriesChart:
    """Return the drawing, 800 by 236 pixels, or 358 by 200 for a phone, where only strong levels keep their words.

    Worse points are square as well as coloured. With `from_zero` the scale begins at nought.

    Raises:
        ValueError: no point has a value.
    """
    values = [point.value for point in points if point.value is not None]
    if not values:
        raise ValueError("A series needs at least one value.")
    values.extend(level.value for level in levels)
    low, high = min(values), max(values)
    if from_zero:
        low = min(low, 0.0)
    if low == high:
        low, high = low - 1, high + 1
    marks = ticks(low, high, at_most=4)
    width, height, right = (358.0, 200.0, 350.0) if is_phone else (800.0, 236.0, 704.0)
    left = 12.0 + 7.0 * max(len(f"{mark:g}") for mark in marks)
    y = Scale(marks[0], marks[-1], height - 26, 12.0)
    x = Scale(0.0, float(max(len(points) - 1, 1)), left, right)
    places = [(x(float(index)), y(p.value)) if p.value is not None else None for index, p in enumerate(points)]
    return SeriesChart(
        width=width,
        height=height,
        left=left,
        right=right,
        ticks=tuple((y(mark), mark) for mark in marks),
        levels=_levels(levels, y),
        line=_line(places),
        dots=tuple(
            Dot(*place, point.tone, point.tone == "concern")
            for place, point in zip(places, points, strict=True)
            if place is not None
        ),
        radius=2.75 if is_phone else 3.5,
        names=_names(points, x, LABEL_EVERY_PHONE if is_phone else LABEL_EVERY_WIDE),
        is_phone=is_phone,
    )


def _line(places: Sequence[tuple[float, float] | None]) -> str:
    drawn, pen_is_down = "", False
    for place in places:
        if place is not None:
            drawn += f"{'L' if pen_is_down else 'M'}{place[0]:g} {place[1]:g}"
        pen_is_down = place is not None
    return drawn


def _levels(levels: Sequence[Level], y: Scale) -> tuple[DrawnLevel, ...]:
    """Draw from the top down; words nearer than 14 pixels move down."""
    drawn: list[DrawnLevel] = []
    for level in sorted(levels, key=lambda each: -each.value):
        words_y = y(level.value) + 4
        if drawn and words_y - drawn[-1].words_y < 14:
            words_y = drawn[-1].words_y + 14
        drawn.append(DrawnLevel(y(level.value), round(words_y, 1), level.words, level.kind, level.is_strong))
    return tuple(drawn)


def _names(points: Sequence[Point], x: Scale, at_most: int) -> tuple[Name, ...]:
    every = max(1, -(-len(points) // at_most))
    last = len(points) - 1
    return tuple(
        Name(x(float(index)), points[index].name, "start" if index == 0 else "end" if index == last else "middle")
        for index in range(0, len(points), every)
    )
