"""Tasks below somebody's own development: who may see the task sees it, and nothing of the objective."""

from __future__ import annotations

import pytest

from goldenthread.audit.models import Entry
from goldenthread.manage.objectives.actions import ObjectiveWords, write_objective
from goldenthread.manage.objectives.models import Objective
from goldenthread.manage.plans import actions
from goldenthread.manage.plans.models import Task
from goldenthread.manage.plans.tests.browsing import FRAGMENT, Browse, text
from goldenthread.manage.plans.tests.work import NOW, make_task
from goldenthread.people.models import Person
from goldenthread.thread.models import Item, Link
from tests.cast import Cast

TITLE = "Speak to a full room"


@pytest.fixture
def aim(cast: Cast) -> Item:
    """What Alice wants to learn. She and Mona, her line manager, may see it."""
    words = ObjectiveWords(title=TITLE)
    return write_objective(
        kind=Objective.Kind.DEVELOPMENT, words=words, subject=cast.alice, by=cast.alice, now=NOW
    ).item


@pytest.fixture
def direct(cast: Cast, aim: Item) -> Task:
    """A task of Alice that serves it directly, asked for by Otto, who may not see the aim."""
    return make_task("Chair the meeting", by=cast.otto, serves=aim, person=cast.alice)


@pytest.fixture
def plan(cast: Cast, aim: Item) -> Item:
    """A plan that an import let serve it, with tasks of Alice and of Bob: both may see all tasks of the plan."""
    new = actions.NewPlan(title="Practise in small rooms", lead=cast.alice)
    item = actions.create_plan(new=new, by=cast.alice, now=NOW).item
    Link.objects.create(lower=item, upper=aim, kind=Link.Kind.SERVES, is_primary=True, upper_version=1, made_at=NOW)
    make_task("Book the small room", by=cast.alice, serves=item, person=cast.alice)
    make_task("Listen and say what was heard", by=cast.alice, serves=item, person=cast.bob)
    return item


def hides_aim(page: str, aim: Item) -> bool:
    return TITLE not in page and aim.reference not in page


def test_the_list_of_a_plan_shows_its_members_the_tasks_and_hides_the_aim(
    cast: Cast, aim: Item, plan: Item, browse: Browse
) -> None:
    for who in (cast.bob, cast.carys):
        page = text(browse(who), f"/plans/serving/{plan.pk}/")
        assert "Book the small room" in page
        assert hides_aim(page, aim), who
    assert TITLE in text(browse(cast.alice), f"/plans/serving/{plan.pk}/")


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/plans/serving/{plan}/", FRAGMENT),
        ("/plans/serving/{plan}/list.csv?state=all", {}),
        ("/plans/{plan}/", {}),
        ("/plans/below/{plan}/", {}),
    ],
)
def test_so_do_its_other_forms(
    cast: Cast, aim: Item, plan: Item, browse: Browse, path: str, headers: dict[str, str]
) -> None:
    page = text(browse(cast.bob), path.format(plan=plan.pk), headers=headers)

    assert "Listen and say what was heard" in page
    assert hides_aim(page, aim)


def test_the_list_of_the_aim_itself_is_for_those_who_may_see_it(
    cast: Cast, aim: Item, direct: Task, browse: Browse
) -> None:
    for path in (f"/plans/serving/{aim.pk}/", f"/plans/serving/{aim.pk}/list.csv"):
        assert direct.title in text(browse(cast.mona), path)
        for who in (cast.bob, cast.carys, cast.otto):
            assert hides_aim(text(browse(who), path, status=404), aim)


@pytest.mark.parametrize("name", ["otto", "carys"])
@pytest.mark.parametrize("part", ["", "connect/", "assign/", "change/", "drop/"])
def test_pages_of_the_task_show_others_nothing_of_the_aim(
    cast: Cast, aim: Item, direct: Task, browse: Browse, name: str, part: str
) -> None:
    who: Person = getattr(cast, name)

    page = text(browse(who), f"/plans/tasks/{direct.pk}/{part}")

    assert direct.title in page
    assert hides_aim(page, aim)


def test_those_who_may_see_the_aim_find_it_in_the_form(cast: Cast, aim: Item, direct: Task, browse: Browse) -> None:
    for who in (cast.alice, cast.mona):
        assert TITLE in text(browse(who), f"/plans/tasks/{direct.pk}/connect/")


def test_ones_own_work_says_nothing_of_anothers_aim(cast: Cast, aim: Item, direct: Task, browse: Browse) -> None:
    astray = make_task("Astray", by=cast.otto, person=cast.bob)
    Task.objects.filter(pk=astray.pk).update(serves=aim)

    for who, title in ((cast.otto, direct.title), (cast.bob, "Astray")):
        page = text(browse(who), "/work/")
        assert title in page
        assert hides_aim(page, aim)


def test_the_trail_keeps_the_aims_title_to_itself(cast: Cast, aim: Item) -> None:
    task = make_task("Chair the meeting", by=cast.alice, person=cast.alice)

    actions.connect_task(task=task, item=aim, by=cast.alice, now=NOW)

    assert TITLE not in str(Entry.objects.get(action="task.connect").changes)
