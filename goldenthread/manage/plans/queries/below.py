"""What stands below an item: the plans that serve it and the tasks that hang from it, one level at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, FilteredRelation, Q, QuerySet

from goldenthread.manage.plans.models import Task
from goldenthread.manage.plans.queries.access import tasks_visible_to
from goldenthread.people.queries import Standing
from goldenthread.thread.models import Item, ItemFigure, Link
from goldenthread.thread.queries import figure_of

PLANS_SHOWN = 40
TASKS_SHOWN = 25


@dataclass(frozen=True, slots=True)
class PlanBelow:
    """A plan and what is worked out to stand below it; `is_unaffirmed`: its link is to be affirmed again."""

    item: Item
    figure: ItemFigure | None
    is_unaffirmed: bool

    @property
    def tasks(self) -> int:
        return self.figure.open_tasks + self.figure.done_tasks if self.figure else 0


@dataclass(frozen=True, slots=True)
class BelowItem:
    """What stands directly below an item, as far as somebody may see it."""

    plans: list[PlanBelow]
    has_more_plans: bool
    tasks: list[tuple[Task, bool]]  # with whether it is late
    has_more_tasks: bool

    @property
    def is_empty(self) -> bool:
        return not self.plans and not self.tasks


def plans_serving(item: Item) -> QuerySet[Item]:
    """Return the live plans that hang directly from an item, most hours first. Plans are open to everyone here."""
    return (
        Item.objects.annotate(
            up=FilteredRelation(
                "links_up", condition=Q(links_up__is_primary=True) & ~Q(links_up__state=Link.State.RETIRED)
            )
        )
        .filter(
            up__upper=item,
            kind=Item.Kind.PLAN,
            state=Item.State.LIVE,
            visibility=Item.Visibility.EVERYONE,
        )
        .annotate(link_state=F("up__state"))
        .select_related("lead", "figure")
        .order_by(F("figure__minutes").desc(nulls_last=True), "pk")
    )


def below_item(item: Item, *, standing: Standing, today: date) -> BelowItem:
    """Return what stands directly below an item. Three queries at most."""
    plans = list(plans_serving(item)[: PLANS_SHOWN + 1])
    tasks = list(
        tasks_visible_to(standing)
        .filter(serves=item, is_open=True)
        .select_related("person", "post")
        .order_by(F("due_on").asc(nulls_last=True), "pk")[: TASKS_SHOWN + 1]
    )
    return BelowItem(
        plans=[
            PlanBelow(plan, figure_of(plan), vars(plan)["link_state"] == Link.State.NEEDS_REAFFIRM)
            for plan in plans[:PLANS_SHOWN]
        ],
        has_more_plans=len(plans) > PLANS_SHOWN,
        tasks=[(task, task.is_late(today=today)) for task in tasks[:TASKS_SHOWN]],
        has_more_tasks=len(tasks) > TASKS_SHOWN,
    )
