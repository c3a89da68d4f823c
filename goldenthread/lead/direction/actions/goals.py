"""Writing and changing goals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from goldenthread.lead.direction.models import Goal
from goldenthread.people.models import Person, Post
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item, Lens


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalWords:
    """A goal as somebody writes it: `owner_post` leads, `manager_post` delivers."""

    title: str
    description: str = ""
    how_we_will_know: str = ""
    theme: str = ""
    owner_post: Post | None = None
    lead: Person | None = None
    manager_post: Post | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    rhythm_days: int | None = None


@transaction.atomic
def write_goal(*, words: GoalWords, serves: Item | None, by: Person, now: datetime, is_draft: bool = False) -> Goal:
    """Write a goal at the end of the list, hung from what it serves (nothing: it will be found as a break).

    Raises:
        CannotConnect: it cannot serve that.
    """
    last = Item.objects.filter(kind=Item.Kind.GOAL).order_by("-position").values_list("position", flat=True).first()
    item = thread.create_item(
        new=thread.NewItem(
            kind=Item.Kind.GOAL,
            title=words.title,
            description=words.description,
            lens=Lens.SHARED,
            owner_post=words.owner_post,
            lead=words.lead,
            state=Item.State.DRAFT if is_draft else Item.State.LIVE,
            starts_on=words.starts_on,
            ends_on=words.ends_on,
            rhythm_days=words.rhythm_days,
            position=(last or 0) + 1,
        ),
        by=by,
        now=now,
    )
    goal = Goal.objects.create(
        item=item, how_we_will_know=words.how_we_will_know, theme=words.theme, manager_post=words.manager_post
    )
    if serves is not None:
        thread.connect(lower=item, upper=serves, by=by, now=now)
    return goal


@transaction.atomic
def change_goal(
    *,
    goal: Goal,
    words: GoalWords,
    by: Person,
    now: datetime,
    seen_at: datetime,
    is_material: bool = False,
    reason: str = "",
) -> Goal:
    """Change a goal, and whom it is paired with.

    Raises:
        ChangedMeanwhile, ItemIsOver: as for every item.
    """
    thread.change_item(
        item=goal.item,
        values={
            "title": words.title,
            "description": words.description,
            "owner_post": words.owner_post,
            "lead": words.lead,
            "starts_on": words.starts_on,
            "ends_on": words.ends_on,
            "rhythm_days": words.rhythm_days,
        },
        also={
            "how_we_will_know": (goal.how_we_will_know, words.how_we_will_know),
            "theme": (goal.theme, words.theme),
            "manager_post": (goal.manager_post, words.manager_post),
        },
        by=by,
        now=now,
        seen_at=seen_at,
        is_material=is_material and not goal.item.is_draft,
        reason=reason,
    )
    Goal.objects.filter(pk=goal.pk).update(
        how_we_will_know=words.how_we_will_know, theme=words.theme, manager_post=words.manager_post
    )
    return Goal.objects.select_related("item", "manager_post").get(pk=goal.pk)


@transaction.atomic
def pair_goal(*, goal: Goal, manager_post: Post | None, reason: str, by: Person | None, now: datetime) -> None:
    """Let another post deliver a goal, or none.

    Raises:
        ChangedMeanwhile, ItemIsOver: as for every item.
    """
    thread.change_item(
        item=goal.item,
        values={},
        also={"manager_post": (goal.manager_post, manager_post)},
        reason=reason,
        by=by,
        now=now,
    )
    Goal.objects.filter(pk=goal.pk).update(manager_post=manager_post)
