"""Who may see a task: the list and the gate say the same, for everyone and every task."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.access.policy import POLICY, Action, Relation, is_allowed
from goldenthread.manage.plans import actions, queries
from goldenthread.manage.plans.models import Task
from goldenthread.manage.plans.queries import access
from goldenthread.manage.plans.tests.work import NOW, Work, make_task
from goldenthread.people.models import Assignment, Person, Post
from goldenthread.people.queries import held_on, standing_of
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


def _lines_by_hand(person: Person, task: Task) -> set[Relation]:
    """The line above whoever does a task, walked post by post."""
    mine = set(Assignment.objects.filter(held_on(TODAY), person=person).values_list("post_id", flat=True))
    if task.post is not None:
        starts = [task.post]
    elif task.person is not None and task.person != person:
        starts = [one.post for one in Assignment.objects.filter(held_on(TODAY), person=task.person)]
    else:
        return set()
    found: set[Relation] = set()
    for start in starts:
        post, is_first = start.reports_to, True
        while post is not None:
            if post.pk in mine:
                found |= {Relation.MANAGER_ABOVE, *({Relation.LINE_MANAGER} if is_first else ())}
            is_first = is_first and post.filling != Post.Filling.NAMED and post.pk not in mine
            post = post.reports_to
    return found


def test_the_line_above_is_as_walked_by_hand(cast: Cast, work: Work) -> None:
    del work
    for name in cast.people():
        standing = cast.standing(name)
        for task in Task.objects.all():
            relations = queries.relations_to_task(standing, task) & {Relation.LINE_MANAGER, Relation.MANAGER_ABOVE}
            assert relations == (_lines_by_hand(standing.person, task) if standing.is_here else set()), (name, task)


def test_open_tasks_told_by_number_are_those_listed(cast: Cast, work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    del work
    for name in cast.people():
        standing = cast.standing(name)
        listed = set(queries.tasks_visible_to(standing).filter(is_open=True).values_list("pk", flat=True))
        assert set(queries.open_tasks_visible_to(standing, most=1_000) or ()) == listed, name
        told = queries.open_tasks_visible_to(standing, most=max(len(listed) - 1, 0))
        assert told is None or len(told) == len(listed) == 0, name
    monkeypatch.setattr(access, "MANY_POSTS", 1)
    assert queries.open_tasks_visible_to(cast.standing("carys"), most=1_000) is None


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
