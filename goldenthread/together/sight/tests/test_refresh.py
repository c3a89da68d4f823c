"""Figures and lines of sight as kept, against walking up from every single task and duty."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

import pytest

from goldenthread.manage.objectives.models import Duty
from goldenthread.manage.plans.models import Task
from goldenthread.organisation.queries import organisation
from goldenthread.people.models import Assignment
from goldenthread.thread.models import Item, ItemFigure, Link, PersonSight
from goldenthread.together.sight import actions
from tests.random_organisation import TODAY, RandomOrganisation

pytestmark = pytest.mark.django_db

Work = list[tuple[int, Item | None, int]]


def planned_work() -> Work:
    """Return (person, item, minutes) for every open task in the window and every standing duty, one by one."""
    work: Work = []
    for task in Task.objects.filter(state__in=["open", "doing"]).select_related("serves"):
        day = task.planned_on or task.due_on
        if day is not None and day > TODAY + timedelta(days=27):
            continue
        if task.person_id:
            work.append((task.person_id, task.serves, task.remaining_minutes))
        elif task.post_id:
            holders = sorted({held.person_id for held in Assignment.objects.filter(post=task.post_id, ends_on=None)})
            for place, person in enumerate(holders):
                rest = 1 if place < task.remaining_minutes % len(holders) else 0
                work.append((person, task.serves, task.remaining_minutes // len(holders) + rest))
    return work


def standing_work() -> dict[tuple[int, int], float]:
    """Return the exact (unrounded) standing minutes per person and item."""
    exact: dict[tuple[int, int], float] = defaultdict(float)
    for held in Assignment.objects.filter(ends_on=None).select_related("post"):
        duties = [
            duty
            for duty in Duty.objects.filter(post=held.post).select_related("objective__item")
            if duty.objective.kind == "standing" and duty.objective.item.state == "live"
        ]
        whole = organisation().full_time_minutes_a_week * 4 * float(held.fte) * float(held.post.standing_share)
        for duty in duties if whole else []:
            part = whole * duty.weight / sum(one.weight for one in duties)
            exact[held.person_id, duty.objective_id] += part
    return exact


def way_up(item: Item) -> list[tuple[Item, str | None]]:
    way: list[tuple[Item, str | None]] = [(item, None)]
    while True:
        link = Link.objects.filter(lower=way[-1][0], is_primary=True).exclude(state="retired").first()
        if link is None:
            return way
        way.append((link.upper, link.state))


def reaches(item: Item | None) -> bool:
    if item is None:
        return False
    way = way_up(item)
    top = way[-1][0]
    return (
        top.kind == "vision"
        and all(step.state == "live" for step, _state in way)
        and all(state in (None, "affirmed", "needs_reaffirm") for _step, state in way)
    )


def assert_kept_is_right() -> None:
    work = planned_work()
    standing = standing_work()
    everything: list[tuple[int, Item | None, float]] = [*work]
    everything += [(person, Item.objects.get(pk=item), minutes) for (person, item), minutes in standing.items()]
    slack = len(standing) + 1  # whole minutes against exact ones: less than one a duty
    for figure in ItemFigure.objects.all():
        here = [one for one in everything if one[1] and any(step.pk == figure.item_id for step, _s in way_up(one[1]))]
        assert figure.people == len({person for person, _item, _minutes in here})
        assert abs(figure.minutes - sum(minutes for _person, _item, minutes in here)) < slack
        assert figure.reaches_vision == reaches(Item.objects.get(pk=figure.item_id))
        tasks = [task for task in Task.objects.exclude(serves=None) if is_below(task, figure.item_id)]
        assert figure.open_tasks == sum(task.is_open for task in tasks)
        assert figure.done_tasks == sum(task.state == "done" for task in tasks)
        late = [task for task in tasks if task.is_open and task.due_on and task.due_on < TODAY]
        assert figure.late_tasks == len(late)
    for sight in PersonSight.objects.all():
        mine = [one for one in everything if one[0] == sight.person_id]
        assert abs(sight.planned_minutes - sum(minutes for _p, _i, minutes in mine)) < slack
        reaching = sum(minutes for _p, item, minutes in mine if reaches(item))
        assert abs(sight.reaching_minutes - reaching) < slack


def is_below(task: Task, item_id: int) -> bool:
    return task.serves is not None and any(step.pk == item_id for step, _state in way_up(task.serves))


@pytest.mark.parametrize("seed", range(300, 306))
def test_what_is_kept_is_what_walking_up_from_every_task_finds(seed: int) -> None:
    RandomOrganisation(seed).make()

    actions.refresh_all(today=TODAY)

    assert ItemFigure.objects.count() == Item.objects.count()
    assert_kept_is_right()


@pytest.mark.parametrize("seed", range(400, 404))
def test_refreshing_around_a_change_leaves_everything_right(seed: int) -> None:
    made = RandomOrganisation(seed)
    made.make()
    actions.refresh_all(today=TODAY)
    task = made.chance.choice(list(Task.objects.all()))
    before = task.serves_id
    after = made.chance.choice(made.items)
    Task.objects.filter(pk=task.pk).update(serves=after, remaining_minutes=999)

    left = actions.refresh_around(
        items=[number for number in (before, after.pk) if number],
        people=[person.pk for person in made.people],
        today=TODAY,
    )

    assert not left
    assert_kept_is_right()


def test_somebody_whose_work_is_gone_has_nothing_planned() -> None:
    made = RandomOrganisation(1)
    made.make()
    actions.refresh_all(today=TODAY)
    Task.objects.all().delete()
    Duty.objects.all().delete()

    actions.refresh_all(today=TODAY + timedelta(days=1))

    assert set(PersonSight.objects.values_list("planned_minutes", flat=True)) <= {0}
