"""The pages of plans, their tasks in lists, and what stands below an item."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from goldenthread.manage.plans import actions
from goldenthread.manage.plans.models import Plan, Task
from goldenthread.manage.plans.tests.browsing import FRAGMENT, Browse, text
from goldenthread.manage.plans.tests.work import NOW, Work, days, make_task
from goldenthread.thread.models import Item, ItemFigure
from goldenthread.thread.spine import chain_up
from tests.cast import Cast

EVERYONE = ["alice", "mona", "carys", "bob", "otto", "ada", "dev"]


def plan_of(work: Work) -> Plan:
    return Plan.objects.select_related("item").get(pk=work.plan.pk)


def lines(answer: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.removeprefix("\ufeff"))))


@pytest.mark.parametrize("name", EVERYONE)
def test_a_published_plan_is_open_to_everyone_here(cast: Cast, work: Work, browse: Browse, name: str) -> None:
    client = browse(getattr(cast, name))

    page = text(client, f"/plans/{work.plan.pk}/")
    assert "Visits in the north valleys" in page
    assert ("Visit Calder Street" in page) == (name in {"alice", "mona", "carys", "bob"})
    text(client, f"/plans/serving/{work.plan.pk}/")
    text(client, f"/plans/below/{work.objective.pk}/")
    text(client, "/plans/")


def test_a_draft_is_seen_by_who_wrote_it(cast: Cast, browse: Browse) -> None:
    plan = actions.create_plan(new=actions.NewPlan(title="Quiet plan", state=Item.State.DRAFT), by=cast.alice, now=NOW)

    text(browse(cast.alice), f"/plans/{plan.pk}/")
    for path in ("", "edit/", "copy/"):
        assert browse(cast.bob).get(f"/plans/{plan.pk}/{path}").status_code == 404
    assert browse(cast.bob).get(f"/plans/serving/{plan.pk}/").status_code == 404
    assert browse(cast.bob).get(f"/plans/below/{plan.pk}/").status_code == 404
    assert "Quiet plan" not in text(browse(cast.bob), "/plans/?state=all")
    assert "Quiet plan" in text(browse(cast.alice), "/plans/?state=draft")


def test_who_may_change_a_plan(cast: Cast, work: Work, browse: Browse) -> None:
    for name, status in (("alice", 200), ("ada", 200), ("bob", 403), ("otto", 403)):
        assert browse(getattr(cast, name)).get(f"/plans/{work.plan.pk}/edit/").status_code == status, name


def test_strangers_see_no_plan(cast: Cast, work: Work, browse: Browse) -> None:
    paths = [
        "/plans/",
        "/plans/new/",
        "/plans/list.csv",
        f"/plans/{work.plan.pk}/",
        f"/plans/{work.plan.pk}/edit/",
        f"/plans/{work.plan.pk}/copy/",
        f"/plans/below/{work.plan.pk}/",
        f"/plans/serving/{work.plan.pk}/",
        f"/plans/serving/{work.plan.pk}/list.csv",
    ]
    for path in paths:
        assert Client().get(path).status_code == 302, path
        assert browse(cast.charlie).get(path).status_code == 403, path
        assert browse(cast.lena).get(path).status_code == 403, path
    assert browse(cast.alice).get(f"/plans/{work.objective.pk}/").status_code == 404


def test_a_plan_is_written_below_what_it_serves(cast: Cast, work: Work, browse: Browse) -> None:
    answer = browse(cast.mona).post(
        "/plans/new/",
        {
            "title": "Visits in the south",
            "purpose": "Before winter",
            "lens": "manage",
            "lead": f"Bob Colleague ({cast.bob.number})",
            "rhythm_days": "14",
            "budget": "1200.50",
            "serves": str(work.objective.pk),
        },
    )

    plan = Plan.objects.select_related("item__lead").get(item__title="Visits in the south")
    assert answer["Location"] == f"/plans/{plan.pk}/"
    assert (plan.item.lead, plan.item.state, str(plan.budget)) == (cast.bob, Item.State.LIVE, "1200.50")
    assert chain_up(plan.pk)[1].item_id == work.objective.pk


def test_a_plan_that_serves_nothing_yet_is_led_to_be_connected(cast: Cast, browse: Browse) -> None:
    answer = browse(cast.mona).post("/plans/new/", {"title": "Loose plan", "lens": "manage", "keep": "draft"})

    plan = Plan.objects.select_related("item").get()
    assert answer["Location"] == f"/items/{plan.pk}/connect/"
    assert plan.item.is_draft


def test_a_second_saving_over_somebody_elses_is_refused(cast: Cast, work: Work, browse: Browse) -> None:
    seen = work.plan.item.changed_at.isoformat()
    given = {"title": "First", "lens": "manage", "lead": "Alice Owner", "weight": "small", "seen_at": seen}
    client = browse(cast.alice)

    assert client.post(f"/plans/{work.plan.pk}/edit/", given).status_code == 302
    Item.objects.filter(pk=work.plan.pk).update(changed_at=NOW.replace(hour=11))
    refused = client.post(f"/plans/{work.plan.pk}/edit/", {**given, "title": "Second"})

    assert refused.status_code == 422
    assert plan_of(work).item.title == "First"


def test_the_list_of_tasks_is_narrowed_and_sorted(cast: Cast, work: Work, browse: Browse) -> None:
    client, path = browse(cast.alice), f"/plans/{work.plan.pk}/"
    make_task("Another visit", serves=work.plan.item, due_on=days(1))

    assert "Book interpreters" in text(client, f"{path}?state=late", headers=FRAGMENT)
    assert "Visit Calder" not in text(client, f"{path}?state=late", headers=FRAGMENT)
    assert "Visit Calder" in text(client, f"{path}?who=mine", headers=FRAGMENT)
    assert "Another visit" in text(client, f"{path}?who=nobody", headers=FRAGMENT)
    assert "Book interpreters" in text(client, f"{path}?q=bob", headers=FRAGMENT)
    assert "No task fits" in text(client, f"{path}?q=zzz", headers=FRAGMENT)
    by_title = text(client, f"{path}?sort=title", headers=FRAGMENT)
    assert by_title.index("Another visit") < by_title.index("Book interpreters") < by_title.index("Visit Calder")
    downwards = text(client, f"{path}?sort=title&down=1", headers=FRAGMENT)
    assert downwards.index("Visit Calder") < downwards.index("Another visit")
    assert "<html" not in by_title


def test_a_file_holds_what_the_list_shows_and_no_formula(cast: Cast, work: Work, browse: Browse) -> None:
    make_task("=1+1", serves=work.plan.item, person=cast.alice)

    rows = lines(text(browse(cast.alice), f"/plans/serving/{work.plan.pk}/list.csv?who=mine"))
    assert {row[1] for row in rows[1:]} == {"Visit Calder Street", "'=1+1"}
    assert len(lines(text(browse(cast.otto), f"/plans/serving/{work.plan.pk}/list.csv"))) == 1
    plans = lines(text(browse(cast.otto), "/plans/list.csv"))
    assert [row[1] for row in plans[1:]] == ["Visits in the north valleys"]


def test_many_tasks_are_done_at_once_as_far_as_they_are_mine(cast: Cast, work: Work, browse: Browse) -> None:
    chosen = {"do": "done", "chosen": [work.alices.pk, work.bobs.pk, work.loose.pk], "next": f"/plans/{work.plan.pk}/"}

    answer = browse(cast.alice).post("/plans/tasks/at-once/", chosen, follow=True)

    states = {task.pk: task.state for task in Task.objects.all()}
    assert (states[work.alices.pk], states[work.bobs.pk], states[work.loose.pk]) == ("done", "open", "open")
    page = answer.content.decode()
    assert "1 task changed." in page
    assert "1 was left: not yours to change." in page


def test_many_tasks_are_given_moved_and_dropped_after_asking(cast: Cast, work: Work, browse: Browse) -> None:
    client, both = browse(cast.alice), [work.alices.pk, work.bobs.pk]

    asked = client.post("/plans/tasks/at-once/", {"do": "assign", "chosen": both})
    assert "Will be changed" in asked.content.decode()
    client.post("/plans/tasks/at-once/", {"do": "assign", "chosen": both, "sure": "1", "who": "Bob Colleague"})
    assert set(Task.objects.filter(pk__in=both).values_list("person__name", flat=True)) == {"Bob Colleague"}
    wrong = client.post("/plans/tasks/at-once/", {"do": "move", "chosen": both, "sure": "1", "serves": "OBJ-999"})
    assert wrong.status_code == 422
    client.post(
        "/plans/tasks/at-once/", {"do": "move", "chosen": both, "sure": "1", "serves": work.objective.reference}
    )
    assert set(Task.objects.filter(pk__in=both).values_list("serves", flat=True)) == {work.objective.pk}
    browse(cast.mona).post(
        "/plans/tasks/at-once/", {"do": "drop", "chosen": both, "sure": "1", "reason": "Rain", "next": "/plans/"}
    )
    assert set(Task.objects.filter(pk__in=both).values_list("state", flat=True)) == {"dropped"}


@pytest.mark.parametrize(
    "given", [{}, {"do": "done"}, {"do": "explode", "chosen": ["1"]}, {"do": "done", "chosen": "x"}]
)
def test_nothing_chosen_does_nothing(cast: Cast, work: Work, browse: Browse, given: dict[str, str]) -> None:
    del work
    answer = browse(cast.alice).post("/plans/tasks/at-once/", given)

    assert answer.status_code == 302
    assert not Task.objects.filter(state="done").exists()


def test_a_row_is_changed_where_it_stands(cast: Cast, work: Work, browse: Browse) -> None:
    client, path = browse(cast.alice), f"/plans/tasks/{work.alices.pk}/row/"
    prefix = f"task-{work.alices.pk}"

    assert f'name="{prefix}-title"' in text(client, f"{path}?edit=1", headers=FRAGMENT)
    answer = client.post(
        path,
        {
            f"{prefix}-title": "Visit twice",
            f"{prefix}-due_on": days(9).isoformat(),
            f"{prefix}-who": "Bob Colleague",
        },
        headers=FRAGMENT,
    )
    assert answer.content.decode().lstrip().startswith(f'<tr role="row" id="task-{work.alices.pk}"')
    task = Task.objects.get(pk=work.alices.pk)
    assert (task.title, task.due_on, task.person) == ("Visit twice", days(9), cast.bob)

    refused = client.post(path, {f"{prefix}-title": ""}, headers=FRAGMENT)
    assert refused.status_code == 422
    assert client.get(path).status_code == 302
    assert browse(cast.otto).get(path, headers=FRAGMENT).status_code == 404


def test_what_stands_below_opens_level_by_level(cast: Cast, work: Work, browse: Browse) -> None:
    make_task("Direct work", serves=work.objective, person=cast.mona)
    client = browse(cast.mona)

    section = text(client, f"/plans/below/{work.objective.pk}/", headers=FRAGMENT)
    assert "Visits in the north valleys" in section
    assert "Direct work" in section
    assert "Visit Calder Street" not in section
    rows = text(client, f"/plans/below/{work.plan.pk}/?branch=1", headers=FRAGMENT)
    assert "Visit Calder Street" in rows
    assert "<section" not in rows
    assert "No open task that you may see." in text(
        browse(cast.otto), f"/plans/below/{work.plan.pk}/?branch=1", headers=FRAGMENT
    )


def test_a_copy_takes_only_the_tasks_that_one_may_see(cast: Cast, work: Work, browse: Browse) -> None:
    browse(cast.otto).post(f"/plans/{work.plan.pk}/copy/", {"title": "After theirs"})
    browse(cast.alice).post(f"/plans/{work.plan.pk}/copy/", {"title": "After mine"})

    assert Task.objects.filter(serves__title="After theirs").count() == 0
    assert Task.objects.filter(serves__title="After mine").count() == 2


def test_work_further_below_is_not_told_as_none(cast: Cast, work: Work, browse: Browse) -> None:
    path = f"/plans/below/{work.goal.pk}/"
    client = browse(cast.bob)
    assert "No plan or task yet" in text(client, path)

    ItemFigure.objects.create(item=work.goal, open_tasks=3, done_tasks=1, as_of=days(0))
    page = text(client, path)

    assert "3 open tasks, 1 done" in page
    assert "No plan or task yet" not in page
    assert "Nothing you may see hangs directly from it" in page
