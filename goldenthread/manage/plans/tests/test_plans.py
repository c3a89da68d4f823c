"""Making, changing and copying plans."""

from __future__ import annotations

from decimal import Decimal

import pytest

from goldenthread.manage.plans import actions
from goldenthread.manage.plans.models import Plan, Task, TaskPart
from goldenthread.manage.plans.tests.work import NOW, Work, days, make_task
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item
from goldenthread.thread.spine import chain_up
from tests.cast import TODAY, Cast


def test_a_new_plan_hangs_from_what_it_serves(work: Work) -> None:
    assert [step.item_id for step in chain_up(work.plan.pk)] == [
        work.plan.pk,
        work.objective.pk,
        work.goal.pk,
        work.vision.pk,
    ]
    assert work.plan.item.reference.startswith("PLAN-")


def test_a_plan_that_can_serve_nothing_of_the_kind_is_not_made(cast: Cast, work: Work) -> None:
    before = Plan.objects.count()

    with pytest.raises(thread.CannotConnect):
        actions.create_plan(new=actions.NewPlan(title="Straight up", serves=work.vision), by=cast.mona, now=NOW)

    assert Plan.objects.count() == before


def test_a_change_by_somebody_else_meanwhile_is_not_lost(cast: Cast, work: Work) -> None:
    seen_at = work.plan.item.changed_at
    later = NOW.replace(hour=10)
    actions.change_plan(
        plan=work.plan,
        values={"title": "Visits, all valleys"},
        purpose="Reach them",
        budget=Decimal(100),
        by=cast.alice,
        now=later,
        seen_at=seen_at,
    )

    with pytest.raises(thread.ChangedMeanwhile):
        actions.change_plan(
            plan=work.plan, values={"title": "Mine"}, purpose="", budget=None, by=cast.mona, now=later, seen_at=seen_at
        )

    plan = Plan.objects.select_related("item").get(pk=work.plan.pk)
    assert (plan.item.title, plan.purpose, plan.budget) == ("Visits, all valleys", "Reach them", Decimal(100))


def test_a_copy_has_the_work_to_do_again_and_gives_it_to_nobody(cast: Cast) -> None:
    plan = actions.create_plan(
        new=actions.NewPlan(title="Winter visits", starts_on=TODAY, ends_on=days(30), budget=Decimal(500)),
        by=cast.mona,
        now=NOW,
    )
    task = make_task("Book the hall", serves=plan.item, person=cast.alice, due_on=days(3), effort_minutes=45)
    actions.add_part(task=task, words="Ring the school", by=cast.alice, now=NOW)
    actions.tick_part(part=task.parts.get(), is_done=True, by=cast.alice, now=NOW)
    actions.finish_task(task=task, by=cast.alice, now=NOW)
    dropped = make_task("Never mind", serves=plan.item)
    actions.drop_task(task=dropped, reason="", by=cast.alice, now=NOW)

    copy = actions.copy_plan(
        plan=Plan.objects.select_related("item").get(pk=plan.pk),
        title="Winter visits, next year",
        starts_on=days(365),
        tasks=Task.objects.filter(serves=plan.item),
        by=cast.mona,
        now=NOW,
    )

    assert (copy.item.state, copy.item.ends_on, copy.budget) == (Item.State.DRAFT, days(395), Decimal(500))
    made = Task.objects.get(serves=copy.item)
    assert (made.title, made.person, made.state, made.due_on) == ("Book the hall", None, "open", days(368))
    assert list(TaskPart.objects.filter(task=made).values_list("words", "is_done")) == [("Ring the school", False)]
