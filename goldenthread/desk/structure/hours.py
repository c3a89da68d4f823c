"""The planned work of some people and posts, week by week, with the goal above each, in one statement.

Raw SQL (a recursive common table expression), written for and tested on SQLite 3.40+ and PostgreSQL 15+. It reads the
open tasks of the people and posts named, their standing duties, and the links above those; nothing else: `IN (...)`
where an equals sign would do keeps SQLite from reading a whole table first, for a filter to spare itself some lookups.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from goldenthread.desk.structure.load import WEEKS, Work, week_starts

DEEPEST = 100


@dataclass(frozen=True, slots=True)
class GoalWords:
    """A goal as a list shows it."""

    number: int
    reference: str
    title: str


_WORK = """
    SELECT {person} AS person, {post} AS post, t.serves_id AS serves, 0 AS standing, {sums}
    FROM plans_task t
    WHERE t.is_open AND t.{who} IN ({marks}) AND COALESCE(t.planned_on, t.due_on) < %s
    GROUP BY t.{who}, t.serves_id
"""

_STANDING = """
    SELECT a.person_id AS person, CAST(NULL AS bigint) AS post, d.objective_id AS serves, 1 AS standing, {parts}
    FROM people_assignment a
    JOIN people_post p ON p.id = a.post_id AND p.standing_share > 0
    JOIN objectives_duty d ON d.post_id = p.id
    JOIN thread_item i ON i.id = d.objective_id AND i.state = 'live'
    WHERE a.person_id IN ({marks}) AND a.starts_on <= %s AND (a.ends_on IS NULL OR a.ends_on >= %s)
"""

_STATEMENT = """
    WITH RECURSIVE work AS ({branches}),
    up(start, id, height) AS (
        SELECT DISTINCT serves, serves, 0 FROM work WHERE serves IS NOT NULL
        UNION ALL
        SELECT up.start, l.upper_id, up.height + 1
        FROM up JOIN thread_link l ON l.lower_id IN (up.id)
        WHERE l.is_primary AND l.state <> 'retired' AND up.height < {deepest}
    ),
    nearest(start, height) AS (
        SELECT up.start, MIN(up.height) FROM up JOIN thread_item i ON i.id IN (up.id)
        WHERE i.kind = 'goal' AND i.state <> 'draft' AND i.visibility = 'everyone' GROUP BY up.start
    )
    SELECT work.person, work.post, work.standing, g.id, g.reference, g.title, {weeks}
    FROM work
    LEFT JOIN nearest ON nearest.start = work.serves
    LEFT JOIN up ON up.start = nearest.start AND up.height = nearest.height
    LEFT JOIN thread_item g ON g.id IN (up.id)
"""


def planned_work(
    *, people: Sequence[int], posts: Sequence[int], day: date, full_time_minutes: int
) -> tuple[list[Work], dict[int, GoalWords]]:
    """Return the open work of these people and posts in the coming weeks, and the goals it serves. One query.

    A task stands in the week of its planned day, else of its due day; a late one in this week; one without a day in
    none. The standing share of a holder's time stands in every week, split by weight among the post's duties.
    """
    if not people:
        return [], {}
    starts = week_starts(day)
    end = starts[-1] + timedelta(weeks=1)
    branches: list[str] = []
    parameters: list[int | date] = []
    for who, numbers in (("person_id", people), ("post_id", posts)):
        if numbers:
            sums, days = _sums(starts)
            mine, nobody = f"t.{who}", "CAST(NULL AS bigint)"
            person, post = (mine, nobody) if who == "person_id" else (nobody, mine)
            branches.append(_WORK.format(person=person, post=post, who=who, sums=sums, marks=_marks(numbers)))
            parameters += [*days, *numbers, end]
    share = "a.fte * p.standing_share * %s * d.weight / SUM(d.weight) OVER (PARTITION BY a.id)"
    parts = ", ".join(f"ROUND({share}) AS w{index}" for index in range(WEEKS))
    branches.append(_STANDING.format(parts=parts, marks=_marks(people)))
    parameters += [*([full_time_minutes] * WEEKS), *people, day, day]
    statement = _STATEMENT.format(
        branches=" UNION ALL ".join(branches),
        deepest=DEEPEST,
        weeks=", ".join(f"work.w{index}" for index in range(WEEKS)),
    )
    work: list[Work] = []
    goals: dict[int, GoalWords] = {}
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        for person_id, post_id, standing, goal, reference, title, *minutes in cursor.fetchall():
            if goal is not None:
                goals[goal] = GoalWords(number=goal, reference=reference, title=title)
            weeks = tuple(int(one or 0) for one in minutes)
            work.append(Work(person=person_id, post=post_id, goal=goal or 0, minutes=weeks, is_standing=bool(standing)))
    return work, goals


def _marks(numbers: Sequence[int]) -> str:
    return ", ".join(["%s"] * len(numbers))


def _sums(starts: Sequence[date]) -> tuple[str, list[date]]:
    """Return one sum of minutes a week, and the days that part them; the first week takes what is late."""
    on = "COALESCE(t.planned_on, t.due_on)"
    sums, days = [], []
    for index, start in enumerate(starts):
        until = start + timedelta(weeks=1)
        after = "" if index == 0 else f"{on} >= %s AND "
        sums.append(f"SUM(CASE WHEN {after}{on} < %s THEN t.remaining_minutes ELSE 0 END) AS w{index}")
        days += [until] if index == 0 else [start, until]
    return ", ".join(sums), days
