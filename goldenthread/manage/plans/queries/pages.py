"""What the page of one task shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.audit.models import Entry
from goldenthread.manage.plans.models import Task, TaskPart
from goldenthread.people.queries import Standing, reports_of
from goldenthread.thread.models import Item
from goldenthread.thread.queries import bar_of_item
from goldenthread.ui import thread_bar

HISTORY_AT_MOST = 20

DEEDS = {
    "task.create": gettext_lazy("asked for this"),
    "task.change": gettext_lazy("changed it"),
    "task.assign": gettext_lazy("gave it to somebody else"),
    "task.plan": gettext_lazy("planned it for a day"),
    "task.connect": gettext_lazy("connected it"),
    "task.start": gettext_lazy("started it"),
    "task.done": gettext_lazy("marked it done"),
    "task.drop": gettext_lazy("dropped it"),
    "task.undo": gettext_lazy("opened it again"),
    "task.part_add": gettext_lazy("added a step"),
    "task.part_tick": gettext_lazy("ticked a step"),
    "task.part_untick": gettext_lazy("took a tick away"),
    "task.part_remove": gettext_lazy("removed a step"),
}


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done to a task."""

    at: datetime
    by: str
    words: str
    reason: str


def bar_of_task(task: Task, *, standing: Standing, can_edit: bool) -> list[thread_bar.Step]:
    """Return the steps from the vision down to a task. One query; two more below somebody else's development."""
    leaf = thread_bar.Step(kind_label=task.reference, title=task.title, state="here")
    item = task.serves
    if item is None:
        missing = thread_bar.Step(
            kind_label=_("Missing"),
            title=_("Serves nothing yet"),
            state="missing",
            action_label=_("Connect this task") if can_edit else "",
            action_url=reverse("plans:task_connect", args=[task.pk]) if can_edit else "",
        )
        return [missing, leaf]
    is_others = item.is_restricted and item.subject_id != standing.person.pk
    return bar_of_item(item.pk, standing=standing, report_ids=reports_of(standing) if is_others else (), leaf=leaf)


def serves_shown(task: Task, *, standing: Standing) -> Item | None:
    """Return what a task serves if the asker may be told: not somebody else's development. Queries only for that."""
    item = task.serves
    if item is None or not item.is_restricted or item.subject_id == standing.person.pk:
        return item
    return item if item.subject_id in reports_of(standing) else None


def parts_of(task: Task) -> list[TaskPart]:
    """Return a task's checklist in its order. One query."""
    return list(task.parts.order_by("position", "id"))


def history_of(task: Task) -> list[Deed]:
    """Return what was done to a task, newest first, at most `HISTORY_AT_MOST`. One query."""
    entries = Entry.objects.filter(subject_kind="task", subject_number=task.pk).order_by("-id")[:HISTORY_AT_MOST]
    return [
        Deed(entry.at, entry.person_name, str(DEEDS.get(entry.action, _("changed it"))), entry.reason)
        for entry in entries
    ]
