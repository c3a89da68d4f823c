"""Goals with the two people who answer for them side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from goldenthread.lead.direction.models import Goal
from goldenthread.lead.direction.queries.posts import holders_of_posts
from goldenthread.people.models import Person, Post
from goldenthread.people.queries import Standing
from goldenthread.thread import queries as thread
from goldenthread.thread.models import Item, ItemFigure


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal as lists show it. `leaders` and `managers` may be empty: the post is vacant, or there is none."""

    item: Item
    goal: Goal
    place: int
    leaders: tuple[Person, ...]
    managers: tuple[Person, ...]
    manager_post: Post | None
    know: tuple[str, ...]
    state: thread.StateShown
    figure: ItemFigure | None

    @property
    def leader_names(self) -> str:
        return ", ".join(person.name for person in self.leaders)

    @property
    def manager_names(self) -> str:
        return ", ".join(person.name for person in self.managers)

    @property
    def is_given_time(self) -> bool:
        """Whether anything below it has planned hours; not known before figures are worked out: then yes."""
        return self.figure is None or self.figure.minutes > 0 or self.figure.unnamed_fte > 0

    @property
    def is_broken(self) -> bool:
        """Whether nobody delivers it, or nobody has been given time for it."""
        return not self.managers or not self.is_given_time


def _goals(standing: Standing) -> QuerySet[Item]:
    return (
        thread.items_visible_to(standing)
        .filter(kind=Item.Kind.GOAL, goal__isnull=False)
        .select_related("goal__manager_post", "owner_post", "owner_unit", "lead", "figure")
        .order_by("position", "id")
    )


def goal_rows(standing: Standing, *, now: datetime, states: Iterable[str] = (Item.State.LIVE,)) -> list[GoalRow]:
    """Return the goals somebody may see, in order, with leader and manager. Two queries, and those of visibility."""
    items = list(_goals(standing).filter(state__in=list(states)))
    return rows_of(items, now=now)


def goals_ended(standing: Standing, *, now: datetime) -> list[GoalRow]:
    """Return the latest hundred goals that are over, newest first."""
    over = [Item.State.CLOSED, Item.State.RETIRED, Item.State.SUPERSEDED]
    return rows_of(list(_goals(standing).filter(state__in=over).order_by("-ended_at", "-id")[:100]), now=now)


def rows_of(items: list[Item], *, now: datetime) -> list[GoalRow]:
    """Return rows for goals that were loaded with their own row, in the given order. One query."""
    posts = [thread.owner_post_id(item) for item in items] + [item.goal.manager_post_id for item in items]
    holders = holders_of_posts(posts, on=timezone.localdate(now))
    return [_row(item, place, holders=holders, now=now) for place, item in enumerate(items, start=1)]


def page_items(standing: Standing) -> tuple[list[Item], list[Item]]:
    """Return the live goals and the live values somebody may see, each in order and with its own row.

    One query, and those of visibility.
    """
    found = (
        thread.items_visible_to(standing)
        .filter(kind__in=[Item.Kind.GOAL, Item.Kind.VALUE], state=Item.State.LIVE)
        .select_related("goal__manager_post", "value", "owner_post", "owner_unit", "lead", "figure")
        .order_by("position", "id")
    )
    items = list(found)
    return (
        [item for item in items if item.kind == Item.Kind.GOAL and hasattr(item, "goal")],
        [item for item in items if item.kind == Item.Kind.VALUE and hasattr(item, "value")],
    )


def _row(item: Item, place: int, *, holders: dict[int, list[Person]], now: datetime) -> GoalRow:
    goal = item.goal
    leaders = (item.lead,) if item.lead else tuple(holders.get(thread.owner_post_id(item) or 0, ()))
    return GoalRow(
        item=item,
        goal=goal,
        place=place,
        leaders=leaders,
        managers=tuple(holders.get(goal.manager_post_id or 0, ())),
        manager_post=goal.manager_post,
        know=tuple(line.strip() for line in goal.how_we_will_know.splitlines() if line.strip()),
        state=thread.state_of(item, now=now),
        figure=thread.figure_of(item),
    )
