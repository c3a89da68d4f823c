"""The checklist of a task."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from goldenthread.audit import actions as audit
from goldenthread.manage.plans.actions.tasks import TaskIsOver
from goldenthread.manage.plans.models import Task, TaskPart
from goldenthread.people.models import Person


def _record(part: TaskPart, verb: str, *, by: Person | None, now: datetime) -> None:
    audit.record(
        action=f"task.{verb}",
        subject_kind="task",
        subject_number=part.task_id,
        subject_label=f"{part.task.reference} {part.task.title}",
        by=by,
        now=now,
        changes={"part": [None, part.words]},
    )


@transaction.atomic
def add_part(*, task: Task, words: str, by: Person | None, now: datetime) -> TaskPart:
    """Add a line at the end of an open task's checklist.

    Raises:
        TaskIsOver: the task is done or dropped.
    """
    if not Task.objects.filter(pk=task.pk, is_open=True).exists():
        raise TaskIsOver(_("This task is no longer open. Undo that first, then change it."))
    last = task.parts.aggregate(last=Max("position"))["last"]
    part = TaskPart.objects.create(task=task, words=words, position=0 if last is None else last + 1)
    _record(part, "part_add", by=by, now=now)
    return part


@transaction.atomic
def tick_part(*, part: TaskPart, is_done: bool, by: Person | None, now: datetime) -> None:
    """Tick a line of the checklist, or take the tick away. Doing so twice changes nothing."""
    if TaskPart.objects.filter(pk=part.pk, is_done=not is_done).update(is_done=is_done):
        _record(part, "part_tick" if is_done else "part_untick", by=by, now=now)


@transaction.atomic
def remove_part(*, part: TaskPart, by: Person | None, now: datetime) -> None:
    """Take a line out of the checklist."""
    if TaskPart.objects.filter(pk=part.pk).delete()[0]:
        _record(part, "part_remove", by=by, now=now)
