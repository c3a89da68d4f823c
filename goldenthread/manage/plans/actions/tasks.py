"""Making, changing, doing and dropping tasks. Each change is one conditional UPDATE, a short entry in the trail, and a
word to whoever works out line of sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from goldenthread.audit import actions as audit
from goldenthread.audit.models import Entry
from goldenthread.manage.plans.actions.telling import tell_given
from goldenthread.manage.plans.models import Task
from goldenthread.people.models import Person, Post
from goldenthread.search import actions as search
from goldenthread.thread.actions import touch
from goldenthread.thread.models import Item, Lens, Touched


class TaskIsOver(Exception):
    """The task is done or dropped, so this cannot be done to it."""


class TaskIsOpen(Exception):
    """There is nothing to undo: the task is open."""


class TaskChangedMeanwhile(Exception):
    """Somebody changed the task after this person opened it."""


class CannotServe(Exception):
    """The task cannot hang from this item; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """What is said of a task when it is made. Effort is in minutes; at most one of person and post."""

    title: str
    serves: Item | None = None
    person: Person | None = None
    post: Post | None = None
    notes: str = ""
    lens: Lens | str = ""
    priority: int = Task.Priority.ORDINARY
    effort_minutes: int = 0
    starts_on: date | None = None
    due_on: date | None = None
    planned_on: date | None = None
    planned_from: time | None = None
    position: int = 0


def _record(
    task: Task,
    verb: str,
    *,
    by: Person | None,
    now: datetime,
    changes: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    audit.record(
        action=f"task.{verb}",
        subject_kind="task",
        subject_number=task.pk,
        subject_label=f"{task.reference} {task.title}",
        by=by,
        now=now,
        changes=changes,
        reason=reason,
    )


def _index(task: Task) -> None:
    """Keep open tasks, and only those, where the search finds them."""
    if task.is_open:
        search.put(kind="task", number=task.pk, reference=task.reference, words=f"{task.title}\n{task.notes}")
    else:
        search.remove(kind="task", number=task.pk)


def _touch(
    task: Task, *, now: datetime, item_id: int | None = None, person_id: int | None = None, post_id: int | None = None
) -> None:
    """Say that the task changed, and what it hung from or who had it before."""
    touch(Touched.Kind.TASK, [task.pk], now=now)
    touch(Touched.Kind.ITEM, [item_id], now=now)
    touch(Touched.Kind.PERSON, [person_id], now=now)
    touch(Touched.Kind.POST, [post_id], now=now)


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, date | time):
        return value.isoformat()
    return value.trail_label if isinstance(value, Item) else str(value)


def _refuse_nonsense(item: Item | None, *, person: Person | None) -> None:
    if item is None:
        return
    if item.is_over:
        raise CannotServe(_("%(item)s is closed; choose something live.") % {"item": item.reference})
    if item.is_restricted and (person is None or item.subject_id != person.pk):
        raise CannotServe(_("Somebody's own development is not for others' work to hang from."))


@transaction.atomic
def create_task(*, new: NewTask, by: Person | None, now: datetime) -> Task:
    """Make an open task, asked for by whoever makes it, and tell whoever is given it.

    Raises:
        CannotServe: it would hang from something closed, or from somebody else's development.
    """
    _refuse_nonsense(new.serves, person=new.person)
    task = Task.objects.create(
        title=new.title,
        notes=new.notes,
        serves=new.serves,
        person=new.person,
        post=new.post,
        asked_by=by,
        lens=new.lens,
        priority=new.priority,
        effort_minutes=new.effort_minutes,
        remaining_minutes=new.effort_minutes,
        starts_on=new.starts_on,
        due_on=new.due_on,
        planned_on=new.planned_on,
        planned_from=new.planned_from,
        position=new.position,
        created_at=now,
    )
    _record(task, "create", by=by, now=now)
    _index(task)
    _touch(task, now=now)
    tell_given(tasks=[task], by=by, now=now)
    return task


def _write(task: Task, values: Mapping[str, object], *, verb: str, by: Person | None, now: datetime) -> Task:
    """Write changed fields of an open task if nobody wrote those fields since it was read.

    Raises:
        TaskIsOver: it is done or dropped.
        TaskChangedMeanwhile: somebody wrote one of these fields first.
    """
    changed = {name: value for name, value in values.items() if getattr(task, name) != value}
    if not changed:
        return task
    before = {name: getattr(task, name) for name in changed}
    as_read: dict[str, object] = {}
    for name, value in before.items():
        as_read[f"{name}__isnull" if value is None else name] = True if value is None else value
    if not Task.objects.filter(pk=task.pk, is_open=True, **as_read).update(**changed):
        if not Task.objects.filter(pk=task.pk, is_open=True).exists():
            raise TaskIsOver(_("This task is no longer open. Undo that first, then change it."))
        raise TaskChangedMeanwhile(
            _("Somebody changed this task while you were writing. Look at it as it stands now, then save again.")
        )
    fresh = Task.objects.select_related("serves", "person", "post").get(pk=task.pk)
    _record(
        fresh,
        verb,
        by=by,
        now=now,
        changes={name: [_plain(before[name]), _plain(value)] for name, value in changed.items()},
    )
    return fresh


@transaction.atomic
def change_task(*, task: Task, values: Mapping[str, object], by: Person | None, now: datetime) -> Task:
    """Change what is said of an open task: title, notes, lens, priority, effort, dates.

    Raises:
        TaskIsOver: it is done or dropped.
        TaskChangedMeanwhile: somebody changed the same thing first.
    """
    fresh = _write(task, values, verb="change", by=by, now=now)
    _index(fresh)
    _touch(fresh, now=now)
    return fresh


@transaction.atomic
def assign_task(
    *,
    task: Task,
    person: Person | None = None,
    post: Post | None = None,
    by: Person | None,
    now: datetime,
    is_told: bool = True,
) -> Task:
    """Give an open task to a person, or to a post whoever holds it, or to nobody, and tell who gets it.

    With `is_told=False` the caller tells them, of this and of whatever else it gives at once.

    Raises:
        ValueError: both a person and a post.
        CannotServe: it hangs from somebody else's own development.
        TaskIsOver, TaskChangedMeanwhile: as for `change_task`.
    """
    if person is not None and post is not None:
        raise ValueError("A task belongs to a person or to a post, not to both.")
    _refuse_nonsense(task.serves if task.serves and task.serves.is_restricted else None, person=person)
    fresh = _write(task, {"person": person, "post": post}, verb="assign", by=by, now=now)
    _touch(fresh, now=now, person_id=task.person_id, post_id=task.post_id)
    if is_told and fresh is not task:
        tell_given(tasks=[fresh], by=by, now=now)
    return fresh


@dataclass(frozen=True, slots=True)
class Assigned:
    """What became of many tasks: those that could be given, and for each other one the reason why not."""

    tasks: list[Task]
    refusals: list[str]


@transaction.atomic
def assign_tasks(
    *, tasks: Sequence[Task], person: Person | None = None, post: Post | None = None, by: Person | None, now: datetime
) -> Assigned:
    """Give each of these tasks that can be given, as `assign_task` does, and tell who gets them once for all.

    Raises:
        ValueError: both a person and a post.
    """
    done, given, refusals = [], [], []
    for task in tasks:
        try:
            fresh = assign_task(task=task, person=person, post=post, by=by, now=now, is_told=False)
        except (TaskIsOver, TaskChangedMeanwhile, CannotServe) as refusal:
            refusals.append(str(refusal))
            continue
        done.append(fresh)
        if fresh is not task:
            given.append(fresh)
    tell_given(tasks=given, by=by, now=now)
    return Assigned(done, refusals)


@transaction.atomic
def change_row(
    *, task: Task, title: str, due_on: date | None, who: Person | Post | None, by: Person | None, now: datetime
) -> Task:
    """Change what a row of a list shows: title, day, and who does it.

    Raises:
        CannotServe, TaskIsOver, TaskChangedMeanwhile: as for `change_task` and `assign_task`.
    """
    fresh = change_task(task=task, values={"title": title, "due_on": due_on}, by=by, now=now)
    if who == (fresh.person or fresh.post):
        return fresh
    return assign_task(
        task=fresh,
        person=who if isinstance(who, Person) else None,
        post=who if isinstance(who, Post) else None,
        by=by,
        now=now,
    )


@transaction.atomic
def plan_task(*, task: Task, on: date | None, at: time | None = None, by: Person | None, now: datetime) -> Task:
    """Say on which day, perhaps from what time, somebody means to do an open task; without a day: any time.

    Raises:
        TaskIsOver, TaskChangedMeanwhile: as for `change_task`.
    """
    fresh = _write(task, {"planned_on": on, "planned_from": at if on else None}, verb="plan", by=by, now=now)
    _touch(fresh, now=now)
    return fresh


@transaction.atomic
def connect_task(*, task: Task, item: Item | None, by: Person | None, now: datetime) -> Task:
    """Let an open task serve an item or be part of a plan; without an item it serves nothing.

    Raises:
        CannotServe: the item is closed, or it is somebody else's own development.
        TaskIsOver, TaskChangedMeanwhile: as for `change_task`.
    """
    _refuse_nonsense(item, person=task.person)
    fresh = _write(task, {"serves": item}, verb="connect", by=by, now=now)
    _touch(fresh, now=now, item_id=task.serves_id)
    return fresh


def _end(
    task: Task, values: Mapping[str, object], *, verb: str, by: Person | None, now: datetime, reason: str = ""
) -> Task:
    if not Task.objects.filter(pk=task.pk, is_open=True).update(**values):
        raise TaskIsOver(_("This task has already been done or dropped."))
    fresh = Task.objects.select_related("serves", "person", "post").get(pk=task.pk)
    _record(
        fresh,
        verb,
        by=by,
        now=now,
        changes={"state": [task.state, fresh.state], "remaining_minutes": [task.remaining_minutes, 0]},
        reason=reason,
    )
    _index(fresh)
    _touch(fresh, now=now)
    return fresh


@transaction.atomic
def start_task(*, task: Task, by: Person | None, now: datetime) -> Task:
    """Say that a task is under way, once.

    Raises:
        TaskIsOver: it is under way already, done or dropped.
    """
    today = timezone.localdate(now)
    if not Task.objects.filter(pk=task.pk, state=Task.State.OPEN).update(state=Task.State.DOING, started_on=today):
        raise TaskIsOver(_("This task is already under way, done or dropped."))
    fresh = Task.objects.select_related("serves", "person", "post").get(pk=task.pk)
    _record(fresh, "start", by=by, now=now)
    _touch(fresh, now=now)
    return fresh


@transaction.atomic
def finish_task(*, task: Task, by: Person | None, now: datetime) -> Task:
    """Mark an open task done, once.

    Raises:
        TaskIsOver: somebody marked it done or dropped it first.
    """
    values = {"state": Task.State.DONE, "done_on": timezone.localdate(now), "remaining_minutes": 0}
    return _end(task, values, verb="done", by=by, now=now)


@transaction.atomic
def drop_task(*, task: Task, reason: str, by: Person | None, now: datetime) -> Task:
    """Give an open task up, once, with a reason.

    Raises:
        TaskIsOver: somebody marked it done or dropped it first.
    """
    return _end(task, {"state": Task.State.DROPPED, "remaining_minutes": 0}, verb="drop", by=by, now=now, reason=reason)


def _before_its_end(task: Task) -> tuple[str, int]:
    """Return the state and the minutes that a task had before it was ended, as the trail says."""
    ended = (
        Entry.objects.filter(subject_kind="task", subject_number=task.pk, action__in=["task.done", "task.drop"])
        .order_by("-id")
        .first()
    )
    state = Task.State.DOING if task.started_on else Task.State.OPEN
    if ended is None:
        return state, task.effort_minutes
    state_was, minutes_were = ended.changes.get("state", [state])[0], ended.changes.get("remaining_minutes", [0])[0]
    return (state_was if state_was in {Task.State.OPEN, Task.State.DOING} else state), int(minutes_were)


@transaction.atomic
def undo_task(*, task: Task, by: Person | None, now: datetime) -> Task:
    """Open a task again that was marked done or dropped, with what remained to do then.

    Raises:
        TaskIsOpen: it is open.
        CannotServe: what it served has been closed.
    """
    _refuse_nonsense(task.serves, person=task.person)
    state, minutes = _before_its_end(task)
    opened = Task.objects.filter(pk=task.pk, is_open=False).update(state=state, done_on=None, remaining_minutes=minutes)
    if not opened:
        raise TaskIsOpen(_("This task is open, so there is nothing to undo."))
    fresh = Task.objects.select_related("serves", "person", "post").get(pk=task.pk)
    _record(fresh, "undo", by=by, now=now, changes={"state": [task.state, fresh.state]})
    _index(fresh)
    _touch(fresh, now=now)
    return fresh
