"""Working line of sight out again, and keeping it: for everyone, or around a change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from goldenthread.people.models import Post
from goldenthread.thread import line_of_sight as pure
from goldenthread.thread import spine as walks
from goldenthread.thread.line_of_sight import ItemId, PersonId, Placement, Reach, Sight
from goldenthread.thread.models import Item, ItemFigure, Link, PersonSight
from goldenthread.together.sight import queries

_FIGURE_FIELDS = [
    "people",
    "minutes",
    "unnamed_fte",
    "open_tasks",
    "done_tasks",
    "late_tasks",
    "children",
    "depth",
    "reaches_vision",
    "as_of",
]
_SIGHT_FIELDS = ["planned_minutes", "reaching_minutes", "unaffirmed_minutes", "as_of"]
_BATCH = 2_000


def refresh_all(*, today: date) -> None:
    """Work out every item's figures and every person's line of sight, and keep what changed, in one transaction."""
    spine = queries.spine()
    placed = queries.placements(today=today)
    reach = pure.reaches(items=spine.items, live=spine.live, ups=spine.ups, vision=spine.vision)
    below = pure.below(placed, items=spine.items, ups=spine.ups)
    unnamed = _unnamed_fte(spine)
    tasks = _tasks_below(spine, today=today)
    figures = [
        ItemFigure(
            item_id=item,
            people=below[item].people,
            minutes=below[item].minutes,
            unnamed_fte=Decimal(str(round(unnamed.get(item, 0), 3))),
            open_tasks=tasks[item][0],
            done_tasks=tasks[item][1],
            late_tasks=tasks[item][2],
            children=below[item].children,
            depth=below[item].depth,
            reaches_vision=reach[item] is not Reach.NONE,
            as_of=today,
        )
        for item in spine.items
    ]
    sights = pure.sights(placed, reach=reach)
    with transaction.atomic():
        _keep_figures(figures)
        _keep_sights(sights, today=today)
        PersonSight.objects.exclude(as_of=today).update(
            planned_minutes=0, reaching_minutes=0, unaffirmed_minutes=0, as_of=today
        )


def _keep_figures(figures: Iterable[ItemFigure]) -> None:
    ItemFigure.objects.bulk_create(
        figures, batch_size=_BATCH, update_conflicts=True, unique_fields=["item"], update_fields=_FIGURE_FIELDS
    )


def _keep_sights(sights: dict[PersonId, Sight], *, today: date) -> None:
    PersonSight.objects.bulk_create(
        [
            PersonSight(
                person_id=person,
                planned_minutes=sight.planned,
                reaching_minutes=sight.reaching,
                unaffirmed_minutes=sight.unaffirmed,
                as_of=today,
            )
            for person, sight in sights.items()
        ],
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["person"],
        update_fields=_SIGHT_FIELDS,
    )


def _tasks_below(spine: queries.Spine, *, today: date, items: Collection[int] | None = None) -> dict[ItemId, list[int]]:
    """Return open, done and late tasks on each item and below it."""
    counts = queries.task_counts(today=today, items=items)
    sums: dict[ItemId, list[int]] = defaultdict(lambda: [0, 0, 0])
    passed: set[ItemId] = set()
    for item in reversed(pure.order_from_top(spine.ups, spine.items)):
        own = counts.get(item)
        row = sums[item]
        if own is not None:
            row[0] += own.open
            row[1] += own.done
            row[2] += own.late
        passed.add(item)
        up = spine.ups.get(item)
        if up is not None and up.upper not in passed:
            above = sums[up.upper]
            for place in range(3):
                above[place] += row[place]
    return sums


def _unnamed_fte(spine: queries.Spine, *, items: Collection[int] | None = None) -> dict[ItemId, float]:
    """Return the full-time equivalents of posts with nobody named that own or carry something below each item."""
    unnamed = Post.objects.filter(filling=Post.Filling.UNNAMED, abolished_on__isnull=True)
    owned = unnamed.filter(owned_items__isnull=False)
    carried = unnamed.filter(duties__isnull=False)
    if items is not None:
        owned, carried = unnamed.filter(owned_items__in=items), unnamed.filter(duties__objective__in=items)
    worth: dict[int, float] = {}
    members: dict[ItemId, set[int]] = defaultdict(set)
    for rows in (
        owned.values_list("pk", "fte", "owned_items"),
        carried.values_list("pk", "fte", "duties__objective"),
    ):
        for post, fte, item in rows.order_by():
            worth[post] = float(fte)
            members[ItemId(item)].add(post)
    return pure.worth_below(members, worth=worth, items=spine.items, ups=spine.ups)


# Above this many items below, an item's figures are left to the full refresh.
LARGE = 1_500


def refresh_around(*, items: Collection[int], people: Collection[int], today: date) -> bool:
    """Work out again the figures of these items and what they hang from, and these people's line of sight.

    Returns whether something too large to be done at once (more than `LARGE` items below it) was left, so that a
    full refresh is due.
    """
    chains = walks.chains_up(items)
    left = False
    done: set[int] = set()
    figures: list[ItemFigure] = []
    for chain in sorted(chains.values(), key=len):
        if chain[0].item_id in done:
            continue
        part, was_large = _largest_part(chain)
        left = left or was_large
        if part is None:
            continue
        affected = {step.item_id for other in chains.values() for step in other} & part.ids - done
        figures += _figures_in(part, affected=affected, today=today)
        done |= affected
    with transaction.atomic():
        _keep_figures(figures)
        _refresh_people(people, today=today)
    return left


@dataclass(frozen=True, slots=True)
class _Part:
    """A branch of the thread: its top with the steps from it up, and everything below it."""

    top: list[walks.Step]
    ids: frozenset[int]


def _largest_part(chain: list[walks.Step]) -> tuple[_Part | None, bool]:
    """Return the largest branch around the bottom of a chain that is not too large, and whether a larger one was."""
    for place in range(len(chain) - 1, -1, -1):
        ids = walks.all_below(chain[place].item_id, most=LARGE)
        if ids is not None:
            return _Part(top=chain[place:], ids=ids), place < len(chain) - 1
    return None, True


def _figures_in(part: _Part, *, affected: Collection[int], today: date) -> list[ItemFigure]:
    """Return the figures of the affected items of a branch. Reads the branch once."""
    spine = queries.spine(part.ids)
    placed = queries.placements_on(part.ids, today=today)
    below = pure.below(placed, items=spine.items, ups=spine.ups)
    tasks = _tasks_below(spine, today=today, items=part.ids)
    unnamed = _unnamed_fte(spine, items=part.ids)
    reach = pure.reaches(
        items=spine.items,
        live=spine.live,
        ups=spine.ups,
        vision=ItemId(part.top[0].item_id) if _reach_of_chain(part.top) is not Reach.NONE else None,
    )
    return [
        ItemFigure(
            item_id=item,
            people=below[item].people,
            minutes=below[item].minutes,
            unnamed_fte=Decimal(str(round(unnamed.get(item, 0), 3))),
            open_tasks=tasks[item][0],
            done_tasks=tasks[item][1],
            late_tasks=tasks[item][2],
            children=below[item].children,
            depth=below[item].depth + len(part.top) - 1,
            reaches_vision=reach[item] is not Reach.NONE,
            as_of=today,
        )
        for item in spine.items
        if item in affected
    ]


def _reach_of_chain(chain: list[walks.Step]) -> Reach:
    """Return how the lowest item of a chain stands to the vision."""
    if not chain or chain[-1].kind != Item.Kind.VISION or any(step.state != Item.State.LIVE for step in chain):
        return Reach.NONE
    carries = [queries.CARRIES.get(Link.State(step.link_state), Reach.NONE) for step in chain if step.link_state]
    return min(carries, default=Reach.AFFIRMED)


def _refresh_people(people: Collection[int], *, today: date) -> None:
    if not people:
        return
    placed: list[Placement] = queries.placements(today=today, people=people)
    chains = walks.chains_up({placement.item for placement in placed if placement.item is not None})
    reach = {ItemId(item): _reach_of_chain(chain) for item, chain in chains.items()}
    sights = pure.sights(placed, reach=reach)
    empty = Sight(planned=0, reaching=0, unaffirmed=0)
    _keep_sights({PersonId(person): sights.get(PersonId(person), empty) for person in people}, today=today)
