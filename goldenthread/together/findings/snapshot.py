"""Reading what the rules look at: the whole organisation, or the neighbourhood of a change."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from goldenthread.manage.objectives.models import Duty, KeyResult
from goldenthread.manage.plans.models import Task
from goldenthread.people.models import Assignment, Post, Unit
from goldenthread.thread.models import Item, Link
from goldenthread.together.findings import rules
from goldenthread.together.findings.purpose import PostFact, Structure, UnitFact

_CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class Focus:
    """The places to judge again. Nothing directly beside them needs naming: it is read with them."""

    items: frozenset[int] = frozenset()
    posts: frozenset[int] = frozenset()
    tasks: frozenset[int] = frozenset()

    @property
    def size(self) -> int:
        """How many places these are."""
        return len(self.items) + len(self.posts) + len(self.tasks)


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


def structure(*, today: date) -> Structure:
    """Return all units and posts with what they own, carry and who holds them. Five queries."""
    live = Item.objects.filter(state=Item.State.LIVE).order_by()
    owners = live.exclude(owner_post__isnull=True, owner_unit__isnull=True)
    owned = list(owners.values_list("owner_post_id", "owner_unit_id").distinct().iterator(_CHUNK))
    owning_posts, owning_units = {post for post, _unit in owned}, {unit for _post, unit in owned}
    duties = Duty.objects.filter(objective__item__state=Item.State.LIVE).order_by()
    having = owning_posts | set(duties.values_list("post_id", flat=True).distinct().iterator(_CHUNK))
    units = {
        pk: UnitFact(id=pk, parent=parent, head=head, owns=pk in owning_units)
        for pk, parent, head in Unit.objects.order_by().values_list("pk", "parent_id", "head_post_id").iterator(_CHUNK)
    }
    having |= {unit.head for unit in units.values() if unit.owns and unit.head is not None}
    held = Assignment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today)
    people: dict[int, set[int]] = {}
    named: dict[int, int] = {}
    main_post: dict[int, int] = {}
    in_order = held.order_by("-is_main", "starts_on", "id").values_list("post_id", "person_id", "person__left_on")
    for post, person, left_on in in_order.iterator(_CHUNK):
        people.setdefault(post, set()).add(person)
        if left_on is None or left_on >= today:
            named.setdefault(post, person)
            main_post.setdefault(person, post)
    rows = Post.objects.order_by().values_list("pk", "filling", "abolished_on", "unit_id", "reports_to_id", "fte")
    posts = {
        pk: PostFact(
            id=pk,
            filling=filling,
            is_abolished=abolished_on is not None,
            unit=unit,
            above=above,
            has_purpose=pk in having,
            people=tuple(people.get(pk, ())),
            fte=fte,
        )
        for pk, filling, abolished_on, unit, above, fte in rows.iterator(_CHUNK)
    }
    return Structure(units=units, posts=posts, named=named, main_post=main_post)


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


def _without_vision() -> rules.WithoutVision | None:
    """Return how many live goals hang from nothing, where anything live could hang from a vision. One query."""
    kinds = [Item.Kind.GOAL, Item.Kind.OBJECTIVE, Item.Kind.PLAN]
    connected = Exists(Link.objects.filter(lower=OuterRef("pk"), is_primary=True).exclude(state=Link.State.RETIRED))
    hanging = Q(~connected, kind=Item.Kind.GOAL)
    counts = Item.objects.filter(kind__in=kinds, state=Item.State.LIVE).aggregate(
        n=Count("pk"), goals=Count("pk", filter=hanging), minutes=Sum("figure__minutes", filter=hanging)
    )
    return rules.WithoutVision(goals=counts["goals"], minutes=counts["minutes"] or 0) if counts["n"] else None


def snapshot(*, today: date, known: Structure, focus: Focus | None = None) -> rules.Snapshot:
    """Return what the rules look at; focus None: everything. Seven queries."""
    vision, total_minutes = _vision()
    links = _links(focus.items if focus else None)
    beside: set[int] | None = None
    if focus is not None:
        beside = set(focus.items) | {link.lower for link in links} | {link.upper for link in links}
    return rules.Snapshot(
        today=today,
        items=_items(beside),
        links=links,
        structure=known,
        tasks_serving_nothing=_tasks_serving_nothing(focus.tasks if focus else None),
        vision=vision,
        without_vision=None if vision is not None else _without_vision(),
        total_minutes=total_minutes,
        focus_items=focus.items if focus else None,
        focus_posts=focus.posts if focus else None,
    )
