"""One person's load by week: a strip of bars with what they can give as a line. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT = 40.0
FLOOR = 36.0
ROOF = 10.0  # room for the words above the highest bar


@dataclass(frozen=True, slots=True)
class Week:
    """Minutes planned and minutes that can be given; `is_shut` when nothing can be (leave, holidays)."""

    planned_minutes: int
    available_minutes: int
    is_shut: bool = False

    @property
    def over_minutes(self) -> int:
        return max(self.planned_minutes - self.available_minutes, 0)


@dataclass(frozen=True, slots=True)
class DrawnWeek:
    """Places in pixels of a strip 40 high; `x` and `width` in per cent of its width."""

    x: float
    width: float
    bar_y: float
    bar_height: float
    over_y: float
    over_height: float
    line_y: float
    words_y: float
    over_hours: int
    is_shut: bool


def draw_load(weeks: Sequence[Week], *, most_minutes: int) -> tuple[DrawnWeek, ...]:
    """Return one drawn week for each; `most_minutes` is the highest bar of all strips on the page, so they compare.

    What stands above the line is drawn apart; hours over are rounded, and at least one where there is any.

    Raises:
        ValueError: most_minutes is not positive or a week lies above it.
    """
    if most_minutes <= 0 or any(max(w.planned_minutes, w.available_minutes) > most_minutes for w in weeks):
        raise ValueError("The scale of a load must hold every week.")
    width = 100 / max(len(weeks), 1)
    tall = (FLOOR - ROOF) / most_minutes
    return tuple(_week(week, x=index * width, width=width, tall=tall) for index, week in enumerate(weeks))


def _week(week: Week, *, x: float, width: float, tall: float) -> DrawnWeek:
    within = min(week.planned_minutes, week.available_minutes) * tall
    over = week.over_minutes * tall
    return DrawnWeek(
        x=round(x, 3),
        width=round(width, 3),
        bar_y=round(FLOOR - within, 1),
        bar_height=round(within, 1),
        over_y=round(FLOOR - within - over, 1),
        over_height=round(over, 1),
        line_y=round(FLOOR - week.available_minutes * tall, 1),
        words_y=round(FLOOR - within - over - 3, 1),
        over_hours=max(round(week.over_minutes / 60), 1) if week.over_minutes else 0,
        is_shut=week.is_shut,
    )
