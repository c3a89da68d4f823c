"""Lists of plans and of tasks: narrowed, sorted, as rows and as lines of a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Lower
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.manage.plans.effort import written
from goldenthread.manage.plans.models import Task
from goldenthread.manage.plans.queries.access import tasks_visible_to
from goldenthread.people.queries import Standing
from goldenthread.people.queries.finding import holds_words
from goldenthread.thread.models import Item
from goldenthread.thread.queries import items_visible_to

MOST_IN_A_FILE = 20_000

# How each list may be sorted: a name in the address, its words, and the column. Each order ends in the number.
PLAN_SORTS: dict[str, tuple[Promise, str | Combinable]] = {
    "reference": (gettext_lazy("Reference"), "pk"),
    "title": (gettext_lazy("Plan"), Lower("title")),
    "until": (gettext_lazy("Until"), F("ends_on").asc(nulls_last=True)),
    "said": (gettext_lazy("Said"), F("said_at").asc(nulls_first=True)),
}
TASK_SORTS: dict[str, tuple[Promise, str | Combinable]] = {
    "order": (gettext_lazy("As planned"), "position"),
    "title": (gettext_lazy("Task"), Lower("title")),
    "due": (gettext_lazy("Due"), F("due_on").asc(nulls_last=True)),
    "effort": (gettext_lazy("Effort"), "effort_minutes"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSearch:
    """What is asked of the list of plans. Empty fields narrow nothing; `state` empty means live ones."""

    words: str = ""
    state: str = ""
    said: str = ""
    lead_id: int = 0
    sort: str = "reference"
    is_descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSearch:
    """What is asked of a list of tasks. `state` empty means open ones, `late` open ones past their day, `all` all."""

    words: str = ""
    state: str = ""
    who: str = ""
    sort: str = "order"
    is_descending: bool = False


def plans_narrowed(search: PlanSearch, *, standing: Standing) -> QuerySet[Item]:
    """Return the plans that somebody may see and asked for, in their order, with lead and figures. One query to run."""
    found = items_visible_to(standing).filter(kind=Item.Kind.PLAN, plan__isnull=False)
    if search.state != "all":
        found = found.filter(state=search.state or Item.State.LIVE)
    if search.words:
        found = found.filter(holds_words(search.words, "title", "reference"))
    if search.said:
        found = found.filter(said="" if search.said == "nothing" else search.said)
    if search.lead_id:
        found = found.filter(lead=search.lead_id)
    ordered = found.order_by(PLAN_SORTS.get(search.sort, PLAN_SORTS["reference"])[1], "pk")
    return (ordered.reverse() if search.is_descending else ordered).select_related(
        "plan", "lead", "owner_post", "owner_unit", "figure"
    )


def tasks_narrowed(search: TaskSearch, *, item: Item, standing: Standing, today: date) -> QuerySet[Task]:
    """Return the tasks that serve an item directly, as far as somebody may see and asked for them, in their order."""
    found = tasks_visible_to(standing).filter(serves=item)
    if search.state == "late":
        found = found.filter(is_open=True, due_on__lt=today)
    elif search.state in {Task.State.DONE, Task.State.DROPPED}:
        found = found.filter(state=search.state)
    elif search.state != "all":
        found = found.filter(is_open=True)
    if search.words:
        found = found.filter(holds_words(search.words, "title", "person__name", "post__title"))
    if search.who == "mine":
        found = found.filter(person=standing.person)
    elif search.who == "nobody":
        found = found.filter(person__isnull=True, post__isnull=True)
    ordered = found.order_by(TASK_SORTS.get(search.sort, TASK_SORTS["order"])[1], "pk")
    return (ordered.reverse() if search.is_descending else ordered).select_related("person", "post", "serves")


def task_lines(tasks: QuerySet[Task]) -> Iterator[list[object]]:
    """Yield the lines of a file of tasks, heads first, no further than MOST_IN_A_FILE."""
    yield [
        _("Reference"),
        _("Task"),
        _("State"),
        _("Who does it"),
        _("Serves"),
        _("Priority"),
        _("Effort"),
        _("Still to do"),
        _("Not before"),
        _("Due"),
        _("Planned for"),
        _("Done on"),
        _("Notes"),
    ]
    for task in tasks[:MOST_IN_A_FILE].iterator(chunk_size=1000):
        yield [
            task.reference,
            task.title,
            str(Task.State(task.state).label),
            task.person.name if task.person else task.post.title if task.post else "",
            task.serves.reference if task.serves else "",
            str(Task.Priority(task.priority).label),
            written(task.effort_minutes),
            written(task.remaining_minutes),
            *(day.isoformat() if day else "" for day in (task.starts_on, task.due_on, task.planned_on, task.done_on)),
            task.notes,
        ]


def plan_lines(plans: QuerySet[Item]) -> Iterator[list[object]]:
    """Yield the lines of a file of plans, heads first, no further than MOST_IN_A_FILE."""
    yield [
        _("Reference"),
        _("Plan"),
        _("State"),
        _("Said"),
        _("Led by"),
        _("Owned by"),
        _("First day"),
        _("Last day"),
        _("Budget"),
        _("Open tasks"),
        _("Done tasks"),
    ]
    for item in plans[:MOST_IN_A_FILE].iterator(chunk_size=1000):
        figure = getattr(item, "figure", None)
        owner = item.owner_post.title if item.owner_post else item.owner_unit.name if item.owner_unit else ""
        yield [
            item.reference,
            item.title,
            str(Item.State(item.state).label),
            str(Item.Said(item.said).label) if item.said else "",
            item.lead.name if item.lead else "",
            owner,
            item.starts_on.isoformat() if item.starts_on else "",
            item.ends_on.isoformat() if item.ends_on else "",
            item.plan.budget,
            figure.open_tasks if figure else "",
            figure.done_tasks if figure else "",
        ]
