"""What line of sight is worked out from: the links, and who has how many minutes planned on what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.expressions import RawSQL

from goldenthread.manage.objectives.models import Duty
from goldenthread.manage.plans.models import Task
from goldenthread.organisation.queries import organisation
from goldenthread.people.models import Assignment
from goldenthread.thread import spine as walks
from goldenthread.thread.line_of_sight import ItemId, PersonId, Placement, Reach, Up, standing_minutes
from goldenthread.thread.models import Item, Link

WINDOW_DAYS = 28
CARRIES = {Link.State.AFFIRMED: Reach.AFFIRMED, Link.State.NEEDS_REAFFIRM: Reach.UNAFFIRMED}


@dataclass(frozen=True, slots=True)
class Spine:
    """All items and the primary links between them."""

    items: list[ItemId]
    live: frozenset[ItemId]
    ups: dict[ItemId, Up]
    vision: ItemId | None


def spine(ids: Collection[int] | None = None) -> Spine:
    """Return the whole spine, or these items of it. Two queries."""
    items: list[ItemId] = []
    live: set[ItemId] = set()
    vision: ItemId | None = None
    rows = Item.objects.order_by() if ids is None else Item.objects.filter(pk__in=ids).order_by()
    for pk, kind, state in rows.values_list("pk", "kind", "state").iterator(chunk_size=20_000):
        item = ItemId(pk)
        items.append(item)
        if state == Item.State.LIVE:
            live.add(item)
            if kind == Item.Kind.VISION:
                vision = item
    links = Link.objects.filter(is_primary=True).exclude(state=Link.State.RETIRED).order_by()
    if ids is not None:
        links = links.filter(lower__in=ids)
    ups = {
        ItemId(lower): Up(upper=ItemId(upper), carries=CARRIES.get(Link.State(state), Reach.NONE))
        for lower, upper, state in links.values_list("lower_id", "upper_id", "state").iterator(chunk_size=20_000)
    }
    return Spine(items=items, live=frozenset(live), ups=ups, vision=vision)


def in_window(*, today: date) -> Q:
    """Return which open tasks are planned in the window: their planned day, else their due day, is not after it.

    Late ones are still to be done and count; so do those without a day.
    """
    last = today + timedelta(days=WINDOW_DAYS - 1)
    return Q(planned_on__lte=last) | Q(planned_on__isnull=True) & (Q(due_on__lte=last) | Q(due_on__isnull=True))


def task_placements(
    *, today: date, people: Collection[int] | None = None, items: Collection[int] | None = None
) -> Iterator[Placement]:
    """Yield the minutes of open tasks in the window per person and item. One query, and two for tasks of posts."""
    open_tasks = Task.objects.filter(in_window(today=today), is_open=True).order_by()
    if items is not None:
        # By state, too: the index of what serves an item is by state, and few of its tasks are still open.
        open_tasks = open_tasks.filter(serves__in=items, state__in=[Task.State.OPEN, Task.State.DOING])
    own = open_tasks.filter(person__isnull=False) if people is None else open_tasks.filter(person__in=people)
    for person, item, minutes in (
        own.values_list("person_id", "serves_id").annotate(minutes=Sum("remaining_minutes")).iterator(chunk_size=20_000)
    ):
        yield Placement(PersonId(person), None if item is None else ItemId(item), minutes or 0)
    of_posts = list(
        open_tasks.filter(post__isnull=False)
        .values_list("post_id", "serves_id")
        .annotate(minutes=Sum("remaining_minutes"))
    )
    if not of_posts:
        return
    holders: dict[int, list[int]] = defaultdict(list)
    for post, person in _held(today=today).values_list("post_id", "person_id").order_by("person_id").distinct():
        holders[post].append(person)
    for post, item, minutes in of_posts:
        sharing = holders.get(post, [])
        for place, person in enumerate(sharing):
            part = (minutes or 0) // len(sharing) + (1 if place < (minutes or 0) % len(sharing) else 0)
            if people is None or person in people:
                yield Placement(PersonId(person), None if item is None else ItemId(item), part)


def _held(*, today: date) -> QuerySet[Assignment]:
    return Assignment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today)


def standing_placements(
    *, today: date, people: Collection[int] | None = None, posts: Collection[int] | None = None
) -> Iterator[Placement]:
    """Yield the standing share of each holder's time per live standing objective of their posts. Two queries."""
    weights: dict[int, dict[ItemId, int]] = defaultdict(dict)
    duties = Duty.objects.filter(
        objective__item__state=Item.State.LIVE, objective__kind="standing", post__standing_share__gt=0
    )
    if posts is not None:
        duties = duties.filter(post__in=posts)
    for post, item, weight in duties.values_list("post_id", "objective_id", "weight").order_by().iterator():
        weights[post][ItemId(item)] = weight
    window_minutes = organisation().full_time_minutes_a_week * WINDOW_DAYS // 7
    held = _held(today=today).filter(post__standing_share__gt=0)
    if people is not None:
        held = held.filter(person__in=people)
    if posts is not None:
        held = held.filter(post__in=posts)
    for person, post, fte, share in (
        held.values_list("person_id", "post_id", "fte", "post__standing_share").order_by().iterator(chunk_size=20_000)
    ):
        parts = standing_minutes(
            full_time_minutes=window_minutes,
            fte=float(fte),
            standing_share=float(share),
            weights=weights.get(post, {}),
        )
        for item, minutes in parts.items():
            yield Placement(PersonId(person), item, minutes)


def placements(*, today: date, people: Collection[int] | None = None) -> list[Placement]:
    """Return everyone's (or these people's) planned minutes. Five queries."""
    return [*task_placements(today=today, people=people), *standing_placements(today=today, people=people)]


def placements_on(items: Collection[int], *, today: date) -> list[Placement]:
    """Return the minutes planned on these items. Six queries."""
    posts = list(Duty.objects.filter(objective__in=items).order_by().values_list("post_id", flat=True).distinct())
    standing = standing_placements(today=today, posts=posts) if posts else iter(())
    return [
        *task_placements(today=today, items=items),
        *(placement for placement in standing if placement.item in items),
    ]


def people_around(*, items: Collection[int], tasks: Collection[int], most: int) -> set[int]:
    """Return the people with open work on these items, on what hangs directly or further below them, or on these tasks.

    At most `most` of them. Two queries and one an item.
    """
    found: set[int] = set()
    if tasks:
        found |= set(Task.objects.filter(pk__in=tasks, person__isnull=False).values_list("person_id", flat=True)[:most])
    for item in sorted(items):
        if len(found) >= most:
            break
        below = Task.objects.filter(serves__in=RawSQL(*walks.below_sql(item)), is_open=True, person__isnull=False)
        found |= set(below.order_by().values_list("person_id", flat=True).distinct()[:most])
    return found


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """Tasks that serve an item directly."""

    open: int = 0
    done: int = 0
    late: int = 0


def task_counts(*, today: date, items: Collection[int] | None = None) -> dict[int, TaskCounts]:
    """Return the tasks that serve each item directly. Two queries: one over the index alone, one over open tasks."""
    tasks = Task.objects.filter(serves__isnull=False) if items is None else Task.objects.filter(serves__in=items)
    by_state: dict[int, dict[str, int]] = defaultdict(dict)
    for item, state, n in tasks.order_by().values_list("serves_id", "state").annotate(n=Count("id")).iterator():
        by_state[item][state] = n
    late = dict(
        tasks.filter(is_open=True, due_on__lt=today)
        .order_by()
        .values_list("serves_id")
        .annotate(n=Count("id"))
        .iterator()
    )
    return {
        item: TaskCounts(
            open=states.get("open", 0) + states.get("doing", 0), done=states.get("done", 0), late=late.get(item, 0)
        )
        for item, states in by_state.items()
    }
