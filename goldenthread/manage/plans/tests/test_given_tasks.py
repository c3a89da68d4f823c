"""Who is told that they were given work, once for all that is given at once."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.manage.plans import actions
from goldenthread.manage.plans.tests.browsing import Browse
from goldenthread.manage.plans.tests.work import NOW, Work, make_task
from goldenthread.notices.models import Notice
from goldenthread.people.models import Assignment, Person
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item
from tests.cast import Cast


def told(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person, kind="task").order_by("id").values_list("words", flat=True))


def test_a_new_task_is_told_to_whoever_gets_it_with_the_way_to_it(cast: Cast) -> None:
    task = make_task("Visit Calder Street", by=cast.mona, person=cast.alice)

    assert told(cast.alice) == [f"Mona Manager gave you {task.reference} Visit Calder Street"]
    assert Notice.objects.get(person=cast.alice).url == f"/plans/tasks/{task.pk}/"
    assert not told(cast.mona)


def test_nobody_is_told_of_what_they_give_themselves_or_nobody(cast: Cast) -> None:
    make_task("My own", by=cast.mona, person=cast.mona)
    make_task("Nobody's", by=cast.mona)

    assert not Notice.objects.exists()


def test_giving_it_to_another_tells_the_other_alone_and_saving_the_same_tells_nobody(cast: Cast) -> None:
    task = make_task("Visit Calder Street", by=cast.alice, person=cast.alice)

    given = actions.assign_task(task=task, person=cast.bob, by=cast.mona, now=NOW)
    actions.assign_task(task=given, person=cast.bob, by=cast.mona, now=NOW)

    assert told(cast.bob) == [f"Mona Manager gave you {task.reference} Visit Calder Street"]
    assert not told(cast.alice)


def test_a_row_of_a_list_tells_too(cast: Cast, work: Work) -> None:
    actions.change_row(task=work.loose, title="Label the store", due_on=None, who=cast.alice, by=cast.mona, now=NOW)

    assert told(cast.alice)[-1] == f"Mona Manager gave you {work.loose.reference} Label the store"


def test_what_a_post_gets_is_told_to_each_who_holds_it_but_not_to_the_giver(cast: Cast) -> None:
    Assignment.objects.create(person=cast.bob, post=cast.prevention_officer, starts_on=date(2026, 1, 1), is_main=False)

    make_task("Answer referrals", by=cast.bob, post=cast.prevention_officer)

    assert len(told(cast.alice)) == 1
    assert not told(cast.bob)


def test_who_has_left_is_told_nothing(cast: Cast) -> None:
    make_task("For whoever comes next", by=cast.mona, person=cast.lena)

    assert not told(cast.lena)


def test_the_words_say_nothing_of_somebodys_own_development(cast: Cast) -> None:
    aim = thread.create_item(
        new=thread.NewItem(
            kind=Item.Kind.OBJECTIVE,
            title="Speak to a full room",
            subject=cast.alice,
            visibility=Item.Visibility.RESTRICTED,
        ),
        by=cast.alice,
        now=NOW,
    )
    task = make_task("Read a book", by=cast.mona, serves=aim, person=cast.alice)

    (words,) = told(cast.alice)
    assert words == f"Mona Manager gave you {task.reference} Read a book"


def test_many_at_once_are_one_notice(cast: Cast, work: Work, browse: Browse) -> None:
    tasks = [make_task(f"Visit {number}", by=cast.alice, serves=work.plan.item) for number in range(3)]
    before = len(told(cast.bob))

    browse(cast.alice).post(
        "/plans/tasks/at-once/",
        {"do": "assign", "chosen": [task.pk for task in tasks], "sure": "1", "who": "Bob Colleague"},
    )

    assert told(cast.bob)[before:] == ["Alice Owner gave you 3 tasks"]
    assert Notice.objects.filter(person=cast.bob).latest("id").url == "/work/"


def test_those_that_cannot_be_given_are_not_told_of(cast: Cast, work: Work) -> None:
    done = actions.finish_task(task=work.alices, by=cast.alice, now=NOW)

    assigned = actions.assign_tasks(tasks=[done, work.loose], person=cast.otto, by=cast.mona, now=NOW)

    assert [task.pk for task in assigned.tasks] == [work.loose.pk]
    assert len(assigned.refusals) == 1
    assert told(cast.otto) == [f"Mona Manager gave you {work.loose.reference} Label the store"]


def test_a_refused_gift_tells_nobody(cast: Cast, work: Work) -> None:
    done = actions.finish_task(task=work.alices, by=cast.alice, now=NOW)

    with pytest.raises(actions.TaskIsOver):
        actions.assign_task(task=done, person=cast.otto, by=cast.mona, now=NOW)

    assert not told(cast.otto)
