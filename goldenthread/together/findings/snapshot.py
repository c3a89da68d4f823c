"""Reading what the rules look at: the whole organisation, or the neighbourhood of a change."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from goldenthread.manage.objectives.models import Duty, KeyResult
from goldenthread.manage.plans.models import Task
from goldenthread.people.models import Post
from goldenthread.thread.models import Item, Link
from goldenthread.together.findings import rules

_CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class Focus:
    """The places to judge again. Nothing directly beside them needs naming: it is read with them."""

    items: frozenset[int] = frozenset()
    posts: frozenset[int] = frozenset()
    tasks: frozenset[int] = frozenset()


def _links(ids: Collection[int] | None) -> list[rules.LinkFact]:
    links = Link.objects.exclude(state=Link.State.RETIRED).order_by()
    if ids is not None:
        links = links.filter(Q(lower__in=ids) | Q(upper__in=ids))
    return [
        rules.LinkFact(*row)
        for row in links.values_list("pk", "lower_id", "upper_id", "kind", "is_primary", "upper_version").iterator(
            _CHUNK
        )
    ]


def _tasks_on(ids: Collection[int] | None) -> tuple[dict[int, int], dict[int, int]]:
    """Return all tasks, and the open ones, that serve each item directly. One query over the index."""
    tasks = Task.objects.filter(serves__isnull=False) if ids is None else Task.objects.filter(serves__in=ids)
    every: dict[int, int] = {}
    still_open: dict[int, int] = {}
    for item, state, n in tasks.order_by().values_list("serves_id", "state").annotate(n=Count("id")).iterator(_CHUNK):
        every[item] = every.get(item, 0) + n
        if state in {Task.State.OPEN, Task.State.DOING}:
            still_open[item] = still_open.get(item, 0) + n
    return every, still_open


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)


def _items(ids: Collection[int] | None) -> dict[int, rules.ItemFact]:
    every, still_open = _tasks_on(ids)
    items: QuerySet[Item] = Item.objects.order_by()
    if ids is not None:
        items = items.filter(pk__in=ids)
    rows = items.annotate(
        has_yardstick=Exists(KeyResult.objects.filter(objective=OuterRef("pk"))),
    ).values_list(
        "pk",
        "kind",
        "state",
        "objective__kind",
        "owner_post_id",
        "owner_unit__head_post_id",
        "lead_id",
        "starts_on",
        "ends_on",
        "version",
        "said_at",
        "created_at",
        "rhythm_days",
        "has_yardstick",
        "figure__people",
        "figure__minutes",
    )
    return {
        row[0]: rules.ItemFact(
            id=row[0],
            kind=row[1],
            state=row[2],
            objective_kind=row[3] or "",
            owner_post=row[4],
            owner_unit_head=row[5],
            has_lead=row[6] is not None,
            starts_on=row[7],
            ends_on=row[8],
            version=row[9],
            last_news=_day(row[10] or row[11]),
            rhythm_days=row[12],
            has_yardstick=row[13],
            tasks=every.get(row[0], 0),
            open_tasks=still_open.get(row[0], 0),
            people=row[14] or 0,
            minutes=row[15] or 0,
        )
        for row in rows.iterator(_CHUNK)
    }


def _posts(ids: Collection[int] | None, *, today: date) -> dict[int, rules.PostFact]:
    live_duties = Duty.objects.filter(post=OuterRef("pk"), objective__item__state=Item.State.LIVE)
    owned = Item.objects.filter(owner_post=OuterRef("pk"), state=Item.State.LIVE)
    headed = Item.objects.filter(owner_unit__head_post=OuterRef("pk"), state=Item.State.LIVE)
    posts: QuerySet[Post] = Post.objects.order_by()
    if ids is not None:
        posts = posts.filter(pk__in=ids)
    held = Q(assignments__starts_on__lte=today) & (
        Q(assignments__ends_on__isnull=True) | Q(assignments__ends_on__gte=today)
    )
    people = dict(
        posts.filter(held).values_list("pk").annotate(n=Count("assignments__person", distinct=True)).iterator(_CHUNK)
    )
    rows = posts.annotate(carries=Exists(live_duties), owns=Exists(owned), owns_as_head=Exists(headed)).values_list(
        "pk", "filling", "abolished_on", "carries", "owns", "owns_as_head"
    )
    return {
        pk: rules.PostFact(
            id=pk,
            filling=filling,
            is_abolished=abolished_on is not None,
            carries=int(carries),
            owns=int(owns or heads),
            people=people.get(pk, 0),
        )
        for pk, filling, abolished_on, carries, owns, heads in rows.iterator(_CHUNK)
    }


def _tasks_serving_nothing(ids: Collection[int] | None) -> list[rules.TaskFact]:
    tasks = Task.objects.filter(is_open=True, serves__isnull=True).order_by()
    if ids is not None:
        tasks = tasks.filter(pk__in=ids)
    return [
        rules.TaskFact(id=pk, minutes=minutes, people=1 if person else 0)
        for pk, minutes, person in tasks.values_list("pk", "remaining_minutes", "person_id").iterator(_CHUNK)
    ]


def _vision() -> tuple[int | None, int]:
    """Return the live vision and all planned minutes below it."""
    row = Item.objects.filter(kind=Item.Kind.VISION, state=Item.State.LIVE).values_list("pk", "figure__minutes").first()
    return (row[0], row[1] or 0) if row else (None, 0)


def snapshot(*, today: date, focus: Focus | None = None) -> rules.Snapshot:
    """Return what the rules look at. Nine queries, whatever the focus; None: everything."""
    vision, total_minutes = _vision()
    if focus is None:
        return rules.Snapshot(
            today=today,
            items=_items(None),
            links=_links(None),
            posts=_posts(None, today=today),
            tasks_serving_nothing=_tasks_serving_nothing(None),
            vision=vision,
            total_minutes=total_minutes,
        )
    links = _links(focus.items)
    beside = set(focus.items) | {link.lower for link in links} | {link.upper for link in links}
    items = _items(beside)
    owners = {item.owner_post for item in items.values()} | {item.owner_unit_head for item in items.values()}
    return rules.Snapshot(
        today=today,
        items=items,
        links=links,
        posts=_posts(set(focus.posts) | {post for post in owners if post is not None}, today=today),
        tasks_serving_nothing=_tasks_serving_nothing(focus.tasks),
        vision=vision,
        total_minutes=total_minutes,
        focus_items=focus.items,
        focus_posts=focus.posts,
    )
