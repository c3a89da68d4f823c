"""What can happen to a task, and what it leaves behind."""

from __future__ import annotations

from datetime import time

import pytest

from goldenthread.audit.models import Entry
from goldenthread.manage.plans import actions
from goldenthread.manage.plans.models import Task, TaskPart
from goldenthread.manage.plans.tests.work import NOW, Work, days, make_task
from goldenthread.search.models import Entry as Found
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item, Touched
from tests.cast import TODAY, Cast


def again(task: Task) -> Task:
    return Task.objects.select_related("serves", "person", "post").get(pk=task.pk)


def trail(task: Task) -> list[str]:
    entries = Entry.objects.filter(subject_kind="task", subject_number=task.pk).order_by("id")
    return list(entries.values_list("action", flat=True))


def test_a_new_task_is_open_found_and_told_of(cast: Cast) -> None:
    task = make_task("Visit Calder Street", by=cast.mona, person=cast.alice, effort_minutes=90)

    assert task.is_open
    assert (task.remaining_minutes, task.asked_by) == (90, cast.mona)
    assert Found.objects.get(kind="task", number=task.pk).reference == f"T-{task.pk}"
    assert trail(task) == ["task.create"]
    assert Touched.objects.filter(kind="task", number=task.pk).exists()


def test_finishing_says_when_and_takes_it_out_of_the_search(cast: Cast, work: Work) -> None:
    done = actions.finish_task(task=work.alices, by=cast.alice, now=NOW)

    assert (done.state, done.done_on, done.remaining_minutes) == (Task.State.DONE, TODAY, 0)
    assert not Found.objects.filter(kind="task", number=done.pk).exists()


def test_finishing_twice_says_so(cast: Cast, work: Work) -> None:
    actions.finish_task(task=work.alices, by=cast.alice, now=NOW)

    with pytest.raises(actions.TaskIsOver, match="already"):
        actions.finish_task(task=work.alices, by=cast.bob, now=NOW)

    assert trail(work.alices).count("task.done") == 1


def test_undo_brings_back_what_remained(cast: Cast) -> None:
    task = make_task("Write the report", person=cast.alice, effort_minutes=180)
    task = actions.change_task(task=task, values={"remaining_minutes": 30}, by=cast.alice, now=NOW)
    done = actions.finish_task(task=task, by=cast.alice, now=NOW)

    opened = actions.undo_task(task=done, by=cast.alice, now=NOW)

    assert (opened.state, opened.remaining_minutes, opened.done_on) == (Task.State.OPEN, 30, None)
    assert Found.objects.filter(kind="task", number=task.pk).exists()


def test_undo_brings_back_that_it_was_under_way(cast: Cast, work: Work) -> None:
    doing = actions.start_task(task=work.alices, by=cast.alice, now=NOW)
    done = actions.finish_task(task=doing, by=cast.alice, now=NOW)

    assert actions.undo_task(task=done, by=cast.alice, now=NOW).state == Task.State.DOING


def test_undoing_what_is_open_says_so(cast: Cast, work: Work) -> None:
    with pytest.raises(actions.TaskIsOpen):
        actions.undo_task(task=work.alices, by=cast.alice, now=NOW)


def test_a_task_done_elsewhere_opens_with_its_whole_effort(cast: Cast) -> None:
    task = Task.objects.create(
        title="Brought in done", person=cast.alice, state="done", done_on=TODAY, effort_minutes=75, created_at=NOW
    )

    assert actions.undo_task(task=task, by=cast.alice, now=NOW).remaining_minutes == 75


def test_dropping_keeps_the_reason(cast: Cast, work: Work) -> None:
    actions.drop_task(task=work.alices, reason="The street was demolished", by=cast.mona, now=NOW)

    assert again(work.alices).state == Task.State.DROPPED
    assert Entry.objects.get(action="task.drop").reason == "The street was demolished"


def test_starting_twice_says_so(cast: Cast, work: Work) -> None:
    actions.start_task(task=work.alices, by=cast.alice, now=NOW)

    with pytest.raises(actions.TaskIsOver):
        actions.start_task(task=work.alices, by=cast.alice, now=NOW)


def test_a_change_of_the_same_field_by_two_is_refused_to_the_second(cast: Cast, work: Work) -> None:
    first, second = again(work.alices), again(work.alices)
    actions.change_task(task=first, values={"title": "Visit Calder Street, six homes"}, by=cast.alice, now=NOW)

    with pytest.raises(actions.TaskChangedMeanwhile):
        actions.change_task(task=second, values={"title": "Visit Calder Street, eight homes"}, by=cast.mona, now=NOW)

    assert again(work.alices).title == "Visit Calder Street, six homes"


def test_changes_of_different_fields_by_two_both_hold(cast: Cast, work: Work) -> None:
    first, second = again(work.alices), again(work.alices)
    actions.change_task(task=first, values={"title": "Visit the street"}, by=cast.alice, now=NOW)
    actions.change_task(task=second, values={"due_on": days(9)}, by=cast.mona, now=NOW)

    assert (again(work.alices).title, again(work.alices).due_on) == ("Visit the street", days(9))


def test_an_empty_field_can_be_filled_and_emptied(cast: Cast, work: Work) -> None:
    planned = actions.plan_task(task=work.alices, on=TODAY, at=time(9, 30), by=cast.alice, now=NOW)
    assert (planned.planned_on, planned.planned_from) == (TODAY, time(9, 30))

    emptied = actions.plan_task(task=planned, on=None, at=time(9, 30), by=cast.alice, now=NOW)
    assert (emptied.planned_on, emptied.planned_from) == (None, None)


def test_what_is_done_cannot_be_changed(cast: Cast, work: Work) -> None:
    done = actions.finish_task(task=work.alices, by=cast.alice, now=NOW)

    with pytest.raises(actions.TaskIsOver):
        actions.change_task(task=done, values={"title": "Something else"}, by=cast.alice, now=NOW)


def test_giving_a_task_to_a_post_takes_it_from_the_person_and_tells_of_both(cast: Cast, work: Work) -> None:
    Touched.objects.all().delete()

    given = actions.assign_task(task=work.alices, post=cast.second_officer, by=cast.mona, now=NOW)

    assert (given.person, given.post) == (None, cast.second_officer)
    assert set(Touched.objects.values_list("kind", "number")) == {("task", given.pk), ("person", cast.alice.pk)}


def test_a_task_belongs_to_one(cast: Cast, work: Work) -> None:
    with pytest.raises(ValueError, match="not to both"):
        actions.assign_task(task=work.alices, person=cast.bob, post=cast.chief, by=cast.mona, now=NOW)


def test_connecting_tells_what_it_hung_from_before(cast: Cast, work: Work) -> None:
    Touched.objects.all().delete()

    moved = actions.connect_task(task=work.alices, item=work.objective, by=cast.alice, now=NOW)

    assert moved.serves == work.objective
    assert ("item", work.plan.pk) in set(Touched.objects.values_list("kind", "number"))


def test_a_task_hangs_from_nothing_closed(cast: Cast, work: Work) -> None:
    closed = thread.end_item(item=work.plan.item, state=Item.State.CLOSED, reason="Over", by=cast.alice, now=NOW)

    with pytest.raises(actions.CannotServe, match="closed"):
        actions.connect_task(task=work.loose, item=closed, by=cast.bob, now=NOW)


def test_a_task_of_another_hangs_from_nobodys_own_development(cast: Cast, work: Work) -> None:
    growth = thread.create_item(
        new=thread.NewItem(
            kind=Item.Kind.OBJECTIVE,
            title="Learn to coach",
            subject=cast.alice,
            visibility=Item.Visibility.RESTRICTED,
        ),
        by=cast.alice,
        now=NOW,
    )

    with pytest.raises(actions.CannotServe, match="development"):
        actions.connect_task(task=work.bobs, item=growth, by=cast.bob, now=NOW)
    assert actions.connect_task(task=work.alices, item=growth, by=cast.alice, now=NOW).serves == growth
    with pytest.raises(actions.CannotServe):
        actions.assign_task(task=again(work.alices), person=cast.bob, by=cast.mona, now=NOW)


def test_the_checklist_is_ticked_once(cast: Cast, work: Work) -> None:
    first = actions.add_part(task=work.alices, words="Ring ahead", by=cast.alice, now=NOW)
    second = actions.add_part(task=work.alices, words="Take six alarms", by=cast.alice, now=NOW)

    actions.tick_part(part=first, is_done=True, by=cast.alice, now=NOW)
    actions.tick_part(part=first, is_done=True, by=cast.alice, now=NOW)
    actions.remove_part(part=second, by=cast.alice, now=NOW)

    assert list(TaskPart.objects.values_list("words", "is_done")) == [("Ring ahead", True)]
    assert trail(work.alices)[1:] == ["task.part_add", "task.part_add", "task.part_tick", "task.part_remove"]


def test_a_done_task_takes_no_more_parts(cast: Cast, work: Work) -> None:
    done = actions.finish_task(task=work.alices, by=cast.alice, now=NOW)

    with pytest.raises(actions.TaskIsOver):
        actions.add_part(task=done, words="One more", by=cast.alice, now=NOW)
