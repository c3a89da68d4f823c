"""A small thread with work on it, made the way the product makes it.

Vision ── Goal ── Objective (Mona's post owns it) ── Plan (Alice leads it) ── tasks of Alice and Bob
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from goldenthread.lead.direction.models import Goal, Vision
from goldenthread.manage.objectives.models import Objective
from goldenthread.manage.plans import actions
from goldenthread.manage.plans.models import Plan, Task
from goldenthread.people.models import Person, Post
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item
from tests.cast import TODAY, Cast

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def days(count: int) -> date:
    """Return the day so many days from today."""
    return TODAY + timedelta(days=count)


@dataclass(frozen=True, slots=True)
class Work:
    vision: Item
    goal: Item
    objective: Item
    plan: Plan
    alices: Task
    bobs: Task
    loose: Task
    vacant: Task


def make_task(
    title: str,
    *,
    by: Person | None = None,
    serves: Item | None = None,
    person: Person | None = None,
    post: Post | None = None,
    due_on: date | None = None,
    planned_on: date | None = None,
    effort_minutes: int = 60,
) -> Task:
    """Make a task through its action."""
    return actions.create_task(
        new=actions.NewTask(
            title=title,
            serves=serves,
            person=person,
            post=post,
            due_on=due_on,
            planned_on=planned_on,
            effort_minutes=effort_minutes,
        ),
        by=by,
        now=NOW,
    )


def make_work(cast: Cast) -> Work:
    """Write the thread and its tasks to the database."""
    new = thread.NewItem
    vision = thread.create_item(new=new(kind=Item.Kind.VISION, title="Vision 2032"), by=cast.carys, now=NOW)
    Vision.objects.create(item=vision, statement="Every home is safer because we were there first.", horizon_year=2032)
    goal = thread.create_item(new=new(kind=Item.Kind.GOAL, title="Fewer people hurt"), by=cast.carys, now=NOW)
    Goal.objects.create(item=goal)
    objective = thread.create_item(
        new=new(kind=Item.Kind.OBJECTIVE, title="Visit the homes most at risk", owner_post=cast.head_of_prevention),
        by=cast.mona,
        now=NOW,
    )
    Objective.objects.create(item=objective, kind=Objective.Kind.CHANGE)
    thread.connect(lower=goal, upper=vision, by=cast.carys, now=NOW)
    thread.connect(lower=objective, upper=goal, by=cast.mona, now=NOW)
    plan = actions.create_plan(
        new=actions.NewPlan(title="Visits in the north valleys", serves=objective, lead=cast.alice),
        by=cast.mona,
        now=NOW,
    )
    return Work(
        vision=vision,
        goal=goal,
        objective=objective,
        plan=plan,
        alices=make_task("Visit Calder Street", by=cast.mona, serves=plan.item, person=cast.alice, due_on=days(2)),
        bobs=make_task("Book interpreters", by=cast.alice, serves=plan.item, person=cast.bob, due_on=days(-1)),
        loose=make_task("Label the store", by=cast.otto, person=cast.bob),
        vacant=make_task("Check the hydrants", serves=objective, post=cast.vacant_post),
    )
