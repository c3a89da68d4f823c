"""What one person has planned in each of the coming weeks against what they can give, and where the hours go. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from goldenthread.ui.charts.load import Week

DAYS_IN_WEEK = 7
HOUR = 60
WEEKS = 8
WEEKS_OF_GOALS = 4  # "where our hours go" looks this far ahead


@dataclass(frozen=True, slots=True)
class Work:
    """Open work of one person or one post that serves the same thing: minutes in each of the `WEEKS` coming weeks.

    Either `person` or `post` is a number. `goal` is the number of the nearest goal above it, or 0 when there is none.
    `is_standing` for the time kept for standing duties, which there is less of in a short week.
    """

    person: int | None
    post: int | None
    goal: int
    minutes: tuple[int, ...]
    is_standing: bool = False


def monday_of(day: date) -> date:
    """Return the Monday of the week a day lies in."""
    return day - timedelta(days=day.weekday())


def week_starts(day: date) -> list[date]:
    """Return the Mondays of this week and the ones to come, `WEEKS` in all."""
    first = monday_of(day)
    return [first + timedelta(weeks=index) for index in range(WEEKS)]


def week_shares(starts: Sequence[date], *, worked: Collection[date], days_a_week: int) -> tuple[float, ...]:
    """Return the fraction [0, 1] of each week that is worked: its worked days by those of a full week (at least 1)."""
    full = max(days_a_week, 1)
    return tuple(
        min(sum(start + timedelta(days=n) in worked for n in range(DAYS_IN_WEEK)) / full, 1.0) for start in starts
    )


def shortened_weeks(work: Iterable[Work], shares: Sequence[float]) -> list[Work]:
    """Return the work with less standing time in short weeks; tasks stay as they are."""
    return [
        replace(one, minutes=tuple(round(part * share) for part, share in zip(one.minutes, shares, strict=True)))
        if one.is_standing
        else one
        for one in work
    ]


def week_minutes(*, full_time_minutes: int, fte: Decimal) -> int:
    """Return the minutes a week that somebody with this share of full time (0 or more) can give, rounded."""
    return round(full_time_minutes * fte)


def shared_out(work: Iterable[Work], holders: Mapping[int, Sequence[int]]) -> list[Work]:
    """Return the work with each post's split evenly among its holders; the first ones take the odd minutes.

    `holders` maps a post to its holders' numbers. Work of a post that nobody holds is left out.
    """
    split: list[Work] = []
    for one in work:
        if one.post is None:
            split.append(one)
            continue
        sharing = holders.get(one.post, ())
        for place, person in enumerate(sharing):
            part = tuple(
                minutes // len(sharing) + (1 if place < minutes % len(sharing) else 0) for minutes in one.minutes
            )
            split.append(replace(one, person=person, post=None, minutes=part))
    return split


def weeks_of(person: int, work: Iterable[Work], *, available_minutes: int, shares: Sequence[float]) -> tuple[Week, ...]:
    """Return one person's coming weeks: everything planned, against the worked share of a full week's minutes."""
    sums = [0] * WEEKS
    for one in work:
        if one.person == person:
            sums = [total + minutes for total, minutes in zip(sums, one.minutes, strict=True)]
    return tuple(
        Week(planned_minutes=planned, available_minutes=round(available_minutes * share), is_shut=share == 0)
        for planned, share in zip(sums, shares, strict=True)
    )


def rounded(minutes: int) -> int:
    """Return minutes as whole hours of minutes, unless they are less than one hour."""
    return minutes if minutes < HOUR else round(minutes / HOUR) * HOUR


def most_minutes(strips: Iterable[Sequence[Week]]) -> int:
    """Return the highest minutes of all strips, so that they are drawn on one scale; at least 1."""
    return (
        max((max(week.planned_minutes, week.available_minutes) for weeks in strips for week in weeks), default=1) or 1
    )


def over(weeks: Sequence[Week]) -> tuple[int, int]:
    """Return the minutes above what can be given in all weeks, and how many weeks it takes to the last such one."""
    last = max((place for place, week in enumerate(weeks, start=1) if week.over_minutes), default=0)
    return sum(week.over_minutes for week in weeks), last


def minutes_by_goal(work: Iterable[Work]) -> dict[int, int]:
    """Return the minutes of the next `WEEKS_OF_GOALS` weeks under each goal; 0 stands for what reaches no goal."""
    sums: dict[int, int] = defaultdict(int)
    for one in work:
        sums[one.goal] += sum(one.minutes[:WEEKS_OF_GOALS])
    return {goal: minutes for goal, minutes in sums.items() if minutes}
