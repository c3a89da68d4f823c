"""Working line of sight out again, and keeping it: for everyone, or around a change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models.expressions import RawSQL

from goldenthread.manage.objectives.models import Duty
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


def _tasks_below(spine: queries.Spine, *, today: date) -> dict[ItemId, list[int]]:
    """Return open, done and late tasks on each item and below it."""
    counts = queries.task_counts(today=today)
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


def _unnamed_fte(spine: queries.Spine) -> dict[ItemId, float]:
    """Return the full-time equivalents of posts with nobody named that own or carry something below each item."""
    worth = {
        pk: float(fte)
        for pk, fte in Post.objects.filter(filling=Post.Filling.UNNAMED, abolished_on__isnull=True).values_list(
            "pk", "fte"
        )
    }
    if not worth:
        return {}
    members: dict[ItemId, set[int]] = defaultdict(set)
    for item, post in Item.objects.filter(owner_post__filling=Post.Filling.UNNAMED).values_list("pk", "owner_post_id"):
        if post in worth:
            members[ItemId(item)].add(post)
    for item, post in Duty.objects.filter(post__filling=Post.Filling.UNNAMED).values_list("objective_id", "post_id"):
        if post in worth:
            members[ItemId(item)].add(post)
    return pure.worth_below(members, worth=worth, items=spine.items, ups=spine.ups)


# Above this many items below, an item's figures are left to the full refresh.
LARGE = 5_000


def refresh_around(*, items: Collection[int], people: Collection[int], today: date) -> bool:
    """Work out again the figures of these items and what they hang from, and these people's line of sight.

    Returns whether something too large to be done at once (more than `LARGE` items below it) was left, so that a
    full refresh is due.
    """
    chains = walks.chains_up(items)
    affected = {step.item_id for chain in chains.values() for step in chain}
    left = False
    figures: list[ItemFigure] = []
    for item in sorted(affected):
        figure = _figure_of(item, today=today)
        if figure is None:
            left = True
        else:
            figures.append(figure)
    with transaction.atomic():
        _keep_figures(figures)
        _refresh_people(people, today=today)
    return left


def _reach_of_chain(chain: list[walks.Step]) -> Reach:
    """Return how the lowest item of a chain stands to the vision."""
    if not chain or chain[-1].kind != Item.Kind.VISION or any(step.state != Item.State.LIVE for step in chain):
        return Reach.NONE
    carries = [queries.CARRIES.get(Link.State(step.link_state), Reach.NONE) for step in chain if step.link_state]
    return min(carries, default=Reach.AFFIRMED)


def _figure_of(item: int, *, today: date) -> ItemFigure | None:
    subtree = set(
        Item.objects.filter(pk__in=RawSQL(*walks.below_sql(item))).order_by().values_list("pk", flat=True)[: LARGE + 1]
    )
    if len(subtree) > LARGE:
        return None
    placed = queries.placements_on(subtree, today=today)
    counts = queries.task_counts(today=today, items=subtree).values()
    chain = walks.chain_up(item)
    unnamed = Post.objects.filter(filling=Post.Filling.UNNAMED, abolished_on__isnull=True)
    posts = dict(unnamed.filter(owned_items__in=subtree).values_list("pk", "fte")) | dict(
        unnamed.filter(duties__objective__in=subtree).values_list("pk", "fte")
    )
    return ItemFigure(
        item_id=item,
        people=len({placement.person for placement in placed}),
        minutes=sum(placement.minutes for placement in placed),
        unnamed_fte=sum(posts.values(), Decimal(0)),
        open_tasks=sum(count.open for count in counts),
        done_tasks=sum(count.done for count in counts),
        late_tasks=sum(count.late for count in counts),
        children=Link.objects.filter(upper=item, is_primary=True).exclude(state=Link.State.RETIRED).count(),
        depth=max(len(chain) - 1, 0),
        reaches_vision=_reach_of_chain(chain) is not Reach.NONE,
        as_of=today,
    )


def _refresh_people(people: Collection[int], *, today: date) -> None:
    if not people:
        return
    placed: list[Placement] = queries.placements(today=today, people=people)
    chains = walks.chains_up({placement.item for placement in placed if placement.item is not None})
    reach = {ItemId(item): _reach_of_chain(chain) for item, chain in chains.items()}
    sights = pure.sights(placed, reach=reach)
    empty = Sight(planned=0, reaching=0, unaffirmed=0)
    _keep_sights({PersonId(person): sights.get(PersonId(person), empty) for person in people}, today=today)
