"""One person's day: the vision, the work in order, and what each piece of it serves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from goldenthread.audit.models import Entry
from goldenthread.desk.day_order import Place, Placed, in_order, place_of
from goldenthread.desk.reasons import so_that
from goldenthread.lead.direction.models import Vision
from goldenthread.manage.plans.models import Task
from goldenthread.manage.plans.queries import my_day_tasks
from goldenthread.people.models import Assignment, Post
from goldenthread.people.queries import Standing, main_post_of
from goldenthread.thread.addresses import item_address
from goldenthread.thread.models import Item
from goldenthread.thread.queries import hides
from goldenthread.thread.spine import Step, chains_up

DONE_AT_MOST = 30


@dataclass(frozen=True, slots=True)
class VisionWords:
    """The current vision as the page says it."""

    item_id: int
    title: str
    statement: str
    horizon_year: int
    version: int
    adopted_on: date | None
    by: str
    by_post: str


@dataclass(frozen=True, slots=True)
class DayTask:
    """One piece of work on a day, and why it is done.

    `reason` is the title of the nearest goal or objective above it, `so_that` the reason it gives of itself,
    `reason_url` its page, `refs` the references of that and of the goal; all empty when it serves nothing or something
    the reader may not see (`is_restricted`). `ends_at` is where the way up ends short of the vision.
    """

    task: Task
    placed: Placed
    lens: str
    reason: str
    so_that: str
    reason_url: str
    refs: tuple[str, ...]
    reaches: bool
    is_unaffirmed: bool
    is_restricted: bool
    ends_at: Step | None

    @property
    def ends_url(self) -> str:
        return item_address(kind=self.ends_at.kind, item_id=self.ends_at.item_id) if self.ends_at else ""

    @property
    def serves_nothing(self) -> bool:
        return self.task.serves_id is None

    @property
    def is_fixed(self) -> bool:
        return self.placed.place == Place.FIXED

    @property
    def is_for_the_day(self) -> bool:
        return self.placed.place == Place.TODAY

    @property
    def is_late(self) -> bool:
        return self.placed.place == Place.LATE


@dataclass(frozen=True, slots=True)
class Day:
    """A day's work in order. `planned_minutes` count what is meant for the day; `reaching` how many pieces reach the
    vision; `done` is what the person marked done that day, newest first."""

    tasks: list[DayTask]
    planned_minutes: int
    reaching: int
    done: list[Task]


def vision_words(*, on: date) -> VisionWords | None:
    """Return the current vision with whoever stands behind it, or None. One query."""
    held = (
        Assignment.objects.filter(person=OuterRef("item__lead"), starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .order_by("-is_main", "starts_on", "id")
        .values("post__title")
    )
    found = (
        Vision.objects.filter(item__kind=Item.Kind.VISION, item__state=Item.State.LIVE)
        .annotate(by_post=Subquery(held[:1]))
        .select_related("item__lead")
        .first()
    )
    if found is None:
        return None
    return VisionWords(
        item_id=found.pk,
        title=found.item.title,
        statement=found.statement,
        horizon_year=found.horizon_year,
        version=found.item.version,
        adopted_on=found.adopted_on,
        by=found.item.lead.name if found.item.lead else "",
        by_post=found.by_post or "",
    )


def place_of_person(standing: Standing) -> Post | None:
    """Return the post somebody mainly holds, with its unit. One query, none without a post."""
    return main_post_of(standing.person, on=standing.on) if standing.post_ids else None


def day_of(standing: Standing, *, day: date, today: date) -> Day:
    """Return a person's day: three queries, two for a day to come."""
    tasks = in_order(my_day_tasks(standing, day=day), day=day)
    chains = chains_up({task.serves_id for task in tasks if task.serves_id is not None})
    shown = [_day_task(task, chains.get(task.serves_id or 0, []), standing=standing, day=day) for task in tasks]
    meant = [each.task for each in shown if each.task.planned_on == day or each.placed.place == Place.TODAY]
    return Day(
        tasks=shown,
        planned_minutes=sum(task.remaining_minutes for task in meant),
        reaching=sum(each.reaches for each in shown),
        done=_done_on(standing, day=day) if day <= today else [],
    )


def _day_task(task: Task, chain: list[Step], *, standing: Standing, day: date) -> DayTask:
    worded = [step for step in chain if step.kind != Item.Kind.PLAN] or chain[:1]
    reason = worded[0] if worded else None
    is_restricted = reason is not None and hides(reason, person_id=standing.person.pk, report_ids=())
    named = [step for step in worded if step.kind != Item.Kind.VISION]
    top = chain[-1] if chain else None
    reaches = top is not None and top.kind == Item.Kind.VISION and top.state == Item.State.LIVE
    is_said = reason is not None and not is_restricted
    return DayTask(
        task=task,
        placed=place_of(task, day=day),
        lens=task.lens or (chain[0].lens if chain else ""),
        reason=reason.title if is_said and reason else "",
        so_that=so_that(_description(task, reason)) if is_said and reason else "",
        reason_url=item_address(kind=reason.kind, item_id=reason.item_id) if is_said and reason else "",
        refs=tuple(dict.fromkeys(step.reference for step in named[:1] + named[-1:])) if is_said else (),
        reaches=reaches,
        is_unaffirmed=any(step.is_unaffirmed for step in chain),
        is_restricted=is_restricted,
        ends_at=None if reaches or is_restricted else top,
    )


def _description(task: Task, step: Step) -> str:
    """Return the description of a step if the task's own query brought it: of what it serves, or of the one above."""
    if task.serves is not None and task.serves_id == step.item_id:
        return task.serves.description
    brought = {1: "upper_description", 2: "upper_upper_description"}.get(step.height, "")
    return str(vars(task).get(brought) or "")


def _done_on(standing: Standing, *, day: date) -> list[Task]:
    """Return the tasks that somebody marked done on a day and that still are, newest first. One query.

    Asked of the trail, which keeps each person's entries together; done tasks have no index by person, as there are
    millions of them.
    """
    start = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    marked = Entry.objects.filter(
        person_number=standing.person.pk,
        action="task.done",
        at__gte=start,
        at__lt=start + timedelta(days=1),
    ).order_by("-id")
    done = Task.objects.filter(pk__in=marked.values("subject_number"), state=Task.State.DONE, done_on=day)
    return list(done.order_by("-id")[:DONE_AT_MOST])
