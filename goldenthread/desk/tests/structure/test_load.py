"""What people have planned against what they can give: the arithmetic, and the statement that gathers it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.desk.structure.hours import planned_work
from goldenthread.desk.structure.load import (
    WEEKS,
    WEEKS_OF_GOALS,
    Work,
    minutes_by_goal,
    monday_of,
    most_minutes,
    over,
    rounded,
    shared_out,
    shortened_weeks,
    week_minutes,
    week_shares,
    week_starts,
    weeks_of,
)
from goldenthread.manage.objectives.models import Duty, Objective
from goldenthread.manage.plans.models import Task
from goldenthread.people.models import Post
from goldenthread.thread.models import Item
from goldenthread.thread.spine import chain_up
from goldenthread.ui.charts.load import Week
from tests.cast import TODAY, Cast
from tests.random_organisation import RandomOrganisation

MINUTES = st.lists(st.integers(0, 5000), min_size=WEEKS, max_size=WEEKS).map(tuple)
ONE_WORK = st.builds(
    Work, person=st.none(), post=st.integers(1, 4), goal=st.integers(0, 3), minutes=MINUTES
) | st.builds(Work, person=st.integers(1, 5), post=st.none(), goal=st.integers(0, 3), minutes=MINUTES)


@given(day=st.dates())
def test_a_week_begins_on_the_monday_that_is_not_after_the_day(day: date) -> None:
    monday = monday_of(day)

    assert monday.weekday() == 0
    assert 0 <= (day - monday).days < 7


def test_eight_weeks_follow_one_another() -> None:
    starts = week_starts(date(2026, 11, 24))

    assert starts[0] == date(2026, 11, 23)
    assert len(starts) == WEEKS
    assert {(later - earlier).days for earlier, later in pairwise(starts)} == {7}


@given(work=st.lists(ONE_WORK), holders=st.dictionaries(st.integers(1, 4), st.lists(st.integers(1, 5), unique=True)))
def test_sharing_out_loses_no_minute_of_a_post_that_somebody_holds(
    work: list[Work], holders: dict[int, list[int]]
) -> None:
    kept = [one for one in work if one.post is None or holders.get(one.post)]

    shared = shared_out(work, holders)

    assert all(one.person is not None and one.post is None for one in shared)
    for week in range(WEEKS):
        assert sum(one.minutes[week] for one in shared) == sum(one.minutes[week] for one in kept)


@given(work=st.lists(ONE_WORK.filter(lambda one: one.person is not None)), given_minutes=st.integers(0, 3000))
def test_weeks_of_all_people_hold_all_work(work: list[Work], given_minutes: int) -> None:
    strips = {
        person: weeks_of(person, work, available_minutes=given_minutes, shares=[1.0] * WEEKS) for person in range(1, 6)
    }

    for week in range(WEEKS):
        assert sum(strip[week].planned_minutes for strip in strips.values()) == sum(one.minutes[week] for one in work)
    assert most_minutes(strips.values()) >= max(given_minutes, 1)


def test_a_week_with_holidays_gives_less_and_keeps_less_for_standing_duties() -> None:
    starts = week_starts(date(2026, 11, 24))
    fridays_off = {start + timedelta(days=n) for start in starts for n in range(4)}
    fridays_off -= {starts[5] + timedelta(days=n) for n in range(7)}
    shares = week_shares(starts, worked=fridays_off, days_a_week=5)
    standing = Work(person=1, post=None, goal=0, minutes=(100,) * WEEKS, is_standing=True)
    task = Work(person=1, post=None, goal=0, minutes=(30,) * WEEKS)

    weeks = weeks_of(1, shortened_weeks([standing, task], shares), available_minutes=1000, shares=shares)

    assert shares == (0.8, 0.8, 0.8, 0.8, 0.8, 0.0, 0.8, 0.8)
    assert (weeks[0].planned_minutes, weeks[0].available_minutes, weeks[0].is_shut) == (110, 800, False)
    assert (weeks[5].planned_minutes, weeks[5].available_minutes, weeks[5].is_shut) == (30, 0, True)


def test_over_counts_only_what_lies_above_and_tells_the_last_week() -> None:
    weeks = [Week(100, 120), Week(150, 120), Week(130, 120), Week(10, 120)]

    assert over(weeks) == (40, 3)
    assert over([Week(0, 0)]) == (0, 0)


@given(work=st.lists(ONE_WORK))
def test_goals_together_hold_the_next_four_weeks(work: list[Work]) -> None:
    by_goal = minutes_by_goal(work)

    assert sum(by_goal.values()) == sum(sum(one.minutes[:WEEKS_OF_GOALS]) for one in work)
    assert all(minutes > 0 for minutes in by_goal.values())


@pytest.mark.parametrize(("minutes", "shown"), [(0, 0), (45, 45), (60, 60), (89, 60), (91, 120), (1769, 1740)])
def test_hours_are_whole_unless_there_is_less_than_one(minutes: int, shown: int) -> None:
    assert rounded(minutes) == shown


def test_a_share_of_full_time_gives_its_share_of_minutes() -> None:
    assert week_minutes(full_time_minutes=2220, fte=Decimal("0.6")) == 1332
    assert week_minutes(full_time_minutes=2220, fte=Decimal(0)) == 0


def task(person: int | None, *, post: Post | None = None, serves: Item | None = None, **dates: object) -> None:
    Task.objects.create(
        title="x",
        person_id=person,
        post=post,
        serves=serves,
        effort_minutes=60,
        remaining_minutes=60,
        created_at="2026-11-01T00:00Z",
        **dates,
    )


def test_a_task_stands_in_the_week_of_its_planned_day_else_of_its_due_day(cast: Cast) -> None:
    alice = cast.alice.pk
    task(alice, planned_on=date(2026, 12, 1), due_on=date(2026, 12, 20))
    task(alice, due_on=date(2026, 12, 20))
    task(alice, due_on=date(2026, 1, 1))
    task(alice, due_on=date(2027, 1, 18))
    task(alice)
    task(alice, due_on=TODAY, state="done", done_on=TODAY)

    work, goals = planned_work(people=[alice], posts=[], day=TODAY, full_time_minutes=2220)

    assert [one.minutes for one in work] == [(60, 60, 0, 60, 0, 0, 0, 0)]
    assert goals == {}


def test_standing_time_is_split_by_weight_among_the_duties_of_the_post(cast: Cast) -> None:
    now = "2026-11-01T00:00Z"
    for number, weight in ((1, 1), (2, 3)):
        item = Item.objects.create(
            kind="objective", reference=f"OBJ-{number}", title="x", created_at=now, changed_at=now
        )
        objective = Objective.objects.create(item=item, kind="standing")
        Duty.objects.create(post=cast.prevention_officer, objective=objective, weight=weight)
    Post.objects.filter(pk=cast.prevention_officer.pk).update(standing_share=Decimal("0.2"))

    work, _goals = planned_work(people=[cast.alice.pk], posts=[], day=TODAY, full_time_minutes=2220)

    assert sorted(one.minutes for one in work) == [(111,) * WEEKS, (333,) * WEEKS]


def naive(people: list[int], posts: list[int]) -> dict[tuple[int | None, int | None, int], tuple[int, ...]]:
    """The same for tasks, one by one: minutes by person, post and nearest goal."""
    starts = week_starts(TODAY)
    sums: dict[tuple[int | None, int | None, int], list[int]] = defaultdict(lambda: [0] * WEEKS)
    for one in Task.objects.filter(is_open=True):
        if one.person_id not in people and one.post_id not in posts:
            continue
        day = one.planned_on or one.due_on
        if day is None or day >= starts[-1] + timedelta(weeks=1):
            continue
        week = max((day - starts[0]).days // 7, 0)
        chain = chain_up(one.serves_id) if one.serves_id else []
        goal = next(
            (
                step.item_id
                for step in chain
                if step.kind == "goal" and step.state != "draft" and step.visibility == "everyone"
            ),
            0,
        )
        sums[one.person_id, one.post_id, goal][week] += one.remaining_minutes
    return {key: tuple(minutes) for key, minutes in sums.items() if any(minutes)}


@pytest.mark.parametrize("seed", range(6))
def test_the_statement_gathers_what_reading_one_by_one_gathers(db: None, seed: int) -> None:
    made = RandomOrganisation(seed)
    made.make()
    Duty.objects.all().delete()
    people = [person.pk for person in made.people]
    posts = [post.pk for post in made.posts]

    work, goals = planned_work(people=people, posts=posts, day=TODAY, full_time_minutes=2220)

    sums: dict[tuple[int | None, int | None, int], list[int]] = defaultdict(lambda: [0] * WEEKS)
    for one in work:
        key = (one.person, one.post, one.goal)
        sums[key] = [total + minutes for total, minutes in zip(sums[key], one.minutes, strict=True)]
    assert {key: tuple(minutes) for key, minutes in sums.items() if any(minutes)} == naive(people, posts)
    assert set(goals) <= set(Item.objects.filter(kind="goal").values_list("pk", flat=True))


def test_nobody_has_no_work(db: None) -> None:
    assert planned_work(people=[], posts=[1], day=TODAY, full_time_minutes=2220) == ([], {})
