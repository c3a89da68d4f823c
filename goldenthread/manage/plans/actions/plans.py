"""Making, changing and copying plans. Ending and re-opening one is for `thread.actions`, as for every item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from goldenthread.manage.plans.actions.tasks import NewTask, create_task
from goldenthread.manage.plans.models import Plan, Task, TaskPart
from goldenthread.people.models import Person, Post, Unit
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item, Lens


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlan:
    """What is said of a plan when it is made. It is owned by a post or a unit, or by neither."""

    title: str
    purpose: str = ""
    serves: Item | None = None
    lens: Lens = Lens.MANAGE
    owner_post: Post | None = None
    owner_unit: Unit | None = None
    lead: Person | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    rhythm_days: int | None = None
    budget: Decimal | None = None
    state: Item.State = Item.State.LIVE


@transaction.atomic
def create_plan(*, new: NewPlan, by: Person | None, now: datetime) -> Plan:
    """Make a plan, and hang it from what it serves.

    Raises:
        thread.CannotConnect: it cannot serve that.
    """
    item = thread.create_item(
        new=thread.NewItem(
            kind=Item.Kind.PLAN,
            title=new.title,
            description=new.purpose,
            lens=new.lens,
            owner_post=new.owner_post,
            owner_unit=new.owner_unit,
            lead=new.lead,
            state=new.state,
            starts_on=new.starts_on,
            ends_on=new.ends_on,
            rhythm_days=new.rhythm_days,
        ),
        by=by,
        now=now,
    )
    plan = Plan.objects.create(item=item, purpose=new.purpose, budget=new.budget)
    if new.serves is not None:
        thread.connect(lower=item, upper=new.serves, by=by, now=now)
    return plan


@transaction.atomic
def change_plan(
    *,
    plan: Plan,
    values: Mapping[str, object],
    purpose: str,
    budget: Decimal | None,
    by: Person | None,
    now: datetime,
    is_material: bool = False,
    reason: str = "",
    seen_at: datetime | None = None,
) -> Item:
    """Change a plan: `values` are fields of its item.

    Raises:
        thread.ChangedMeanwhile: somebody changed it since `seen_at`.
        thread.ItemIsOver: it is closed.
    """
    item = thread.change_item(
        item=plan.item,
        values={**values, "description": purpose},
        by=by,
        now=now,
        is_material=is_material,
        reason=reason,
        seen_at=seen_at,
    )
    Plan.objects.filter(pk=plan.pk).update(purpose=purpose, budget=budget)
    return item


@transaction.atomic
def copy_plan(
    *, plan: Plan, title: str, starts_on: date | None, tasks: QuerySet[Task], by: Person, now: datetime
) -> Plan:
    """Make a draft from a plan: its words, and these tasks of it with their checklists, to do again, given to nobody.

    Dropped tasks are left out. Days are moved so that the first day of the plan is `starts_on`; without it, or without
    a first day, they are empty.
    """
    item = plan.item
    shift = starts_on - item.starts_on if starts_on and item.starts_on else None

    def moved(day: date | None) -> date | None:
        return day + shift if day is not None and shift is not None else None

    copy = create_plan(
        new=NewPlan(
            title=title,
            purpose=plan.purpose,
            lens=Lens(item.lens),
            owner_post=item.owner_post,
            owner_unit=item.owner_unit,
            lead=by,
            starts_on=starts_on,
            ends_on=moved(item.ends_on),
            rhythm_days=item.rhythm_days,
            budget=plan.budget,
            state=Item.State.DRAFT,
        ),
        by=by,
        now=now,
    )
    parts: dict[int, list[TaskPart]] = {}
    for part in TaskPart.objects.filter(task__in=tasks.values("pk")).order_by("task_id", "position", "id"):
        parts.setdefault(part.task_id, []).append(part)
    for task in tasks.exclude(state=Task.State.DROPPED).order_by("position", "id"):
        made = create_task(
            new=NewTask(
                title=task.title,
                notes=task.notes,
                serves=copy.item,
                lens=task.lens,
                priority=task.priority,
                effort_minutes=task.effort_minutes,
                starts_on=moved(task.starts_on),
                due_on=moved(task.due_on),
                position=task.position,
            ),
            by=by,
            now=now,
        )
        TaskPart.objects.bulk_create(
            [TaskPart(task=made, words=part.words, position=part.position) for part in parts.get(task.pk, [])]
        )
    return copy
