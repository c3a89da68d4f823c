"""Who may see a task: the list and the gate say the same, for everyone and every task."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.access.policy import POLICY, Action, Relation, is_allowed
from goldenthread.manage.plans import actions, queries
from goldenthread.manage.plans.models import Task
from goldenthread.manage.plans.tests.work import NOW, Work, make_task
from goldenthread.people.queries import standing_of
from tests.cast import TODAY, Cast

TASK_ACTIONS = (Action.TASK_VIEW, Action.TASK_EDIT, Action.TASK_DO)


@pytest.mark.parametrize("action", TASK_ACTIONS)
def test_list_and_gate_agree_for_everyone(cast: Cast, work: Work, action: Action) -> None:
    del work
    for name in cast.people():
        standing = cast.standing(name)
        listed = set(queries.tasks_allowing(action, standing=standing).values_list("pk", flat=True))
        for task in Task.objects.all():
            relations = queries.relations_to_task(standing, task)
            assert (task.pk in listed) == is_allowed(action, relations), (name, task.title)


@pytest.mark.parametrize(
    ("name", "task", "expected"),
    [
        ("alice", "alices", {Relation.ASSIGNEE, Relation.PLAN_MEMBER}),
        ("mona", "alices", {Relation.LINE_MANAGER, Relation.MANAGER_ABOVE, Relation.AUTHOR}),
        ("carys", "alices", {Relation.MANAGER_ABOVE}),
        ("bob", "alices", {Relation.PLAN_MEMBER}),
        ("otto", "alices", set()),
        ("ada", "alices", set()),
        ("otto", "loose", {Relation.AUTHOR}),
        ("alice", "loose", set()),
        ("mona", "vacant", {Relation.PLAN_MEMBER}),
    ],
)
def test_relations_come_from_posts_plans_and_asking(
    cast: Cast, work: Work, name: str, task: str, expected: set[Relation]
) -> None:
    relations = queries.relations_to_task(cast.standing(name), getattr(work, task))

    known = {
        Relation.ASSIGNEE,
        Relation.AUTHOR,
        Relation.LINE_MANAGER,
        Relation.MANAGER_ABOVE,
        Relation.PLAN_MEMBER,
    }
    assert expected <= relations & known
    if not expected:
        assert not relations & known


def test_somebody_who_left_sees_no_task(cast: Cast, work: Work) -> None:
    gone = standing_of(cast.lena, on=TODAY)

    assert not queries.tasks_visible_to(gone).exists()
    assert queries.relations_to_task(gone, work.alices) == frozenset()


def test_an_administrator_sees_no_work_of_others(cast: Cast, work: Work) -> None:
    del work
    assert not queries.tasks_visible_to(cast.standing("ada")).exists()


def test_a_task_of_a_post_is_its_holders(cast: Cast) -> None:
    task = make_task("Test the pumps", post=cast.prevention_officer)

    assert Relation.ASSIGNEE in queries.relations_to_task(cast.standing("alice"), task)
    assert Relation.LINE_MANAGER in queries.relations_to_task(cast.standing("mona"), task)
    assert Relation.ASSIGNEE not in queries.relations_to_task(cast.standing("bob"), task)


def test_who_finished_their_last_task_is_no_member_any_more(cast: Cast, work: Work) -> None:
    actions.finish_task(task=work.bobs, by=cast.bob, now=NOW)

    assert Relation.PLAN_MEMBER not in queries.relations_to_task(cast.standing("bob"), work.alices)


@pytest.mark.parametrize(("name", "most"), [("alice", 2), ("mona", 4), ("carys", 4), ("dev", 1)])
def test_loading_a_task_takes_few_queries(cast: Cast, work: Work, name: str, most: int) -> None:
    standing = cast.standing(name)

    with CaptureQueriesContext(connection) as captured:
        queries.load_task(work.alices.pk, standing=standing)

    assert len(captured) <= most


def test_whoever_may_do_or_change_a_task_may_see_it() -> None:
    assert POLICY[Action.TASK_DO] <= POLICY[Action.TASK_VIEW]
    assert POLICY[Action.TASK_EDIT] <= POLICY[Action.TASK_VIEW]
