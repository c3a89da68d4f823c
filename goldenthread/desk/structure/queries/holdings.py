"""What somebody leaves behind: open tasks, what they lead, what the posts they hold (or held) own and carry; and what a
post or a unit leaves behind when it ends."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q, QuerySet

from goldenthread.lead.direction.models import Goal
from goldenthread.manage.objectives.models import Duty
from goldenthread.manage.plans.models import Task
from goldenthread.people.models import Assignment, Person, Post, Unit
from goldenthread.people.queries import Standing, held_on
from goldenthread.thread.models import Item

MOST_TASKS = 500
MOST_ITEMS = 200
_GOING_ON = (Item.State.DRAFT, Item.State.LIVE)
_RESTRICTED_ABOVE = Q(serves__visibility=Item.Visibility.RESTRICTED)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What can be handed over; each kind in the order it is shown. `has_more` when there is more than is shown.

    `paired` are goals that a post delivers as their manager.
    """

    tasks: list[Task]
    led: list[Item]
    owned: list[Item]
    duties: list[Duty]
    has_more: bool
    paired: list[Goal] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.count

    @property
    def count(self) -> int:
        return len(self.tasks) + len(self.led) + len(self.owned) + len(self.duties) + len(self.paired)

    @property
    def references(self) -> list[str]:
        """What the trail names: references, and nothing of what only some may know of."""
        items = [*self.led, *self.owned, *(duty.objective.item for duty in self.duties)]
        items += [goal.item for goal in self.paired]
        named = [item.reference for item in items if not item.is_restricted]
        return [*(task.reference for task in self.tasks), *named]

    def keys(self) -> set[str]:
        """Return what is written into the boxes of the form."""
        kinds = (("task", self.tasks), ("led", self.led), ("owned", self.owned), ("duty", self.duties))
        return {f"{kind}-{one.pk}" for kind, ones in kinds for one in ones}

    def chosen(self, keys: Collection[str]) -> Holdings:
        """Return only what was chosen."""
        return Holdings(
            tasks=[one for one in self.tasks if f"task-{one.pk}" in keys],
            led=[one for one in self.led if f"led-{one.pk}" in keys],
            owned=[one for one in self.owned if f"owned-{one.pk}" in keys],
            duties=[one for one in self.duties if f"duty-{one.pk}" in keys],
            has_more=False,
        )


def posts_left_by(person: Person, *, on: date) -> list[Post]:
    """Return the posts somebody holds, or, once they have left, those that ended with their last day. One query."""
    held = held_on(on)
    if person.left_on is not None:
        held |= Q(ends_on=person.left_on)
    rows = Assignment.objects.filter(held, person=person).select_related("post__unit")
    return [one.post for one in rows.order_by(F("is_main").desc(), "starts_on", "pk")]


def holdings_of(person: Person, *, posts: Collection[Post], standing: Standing) -> Holdings:
    """Return what somebody and these posts hold, as far as the asker may see it. Four queries.

    Somebody's own development is left out, with the tasks that serve it: it goes to nobody else.
    """
    numbers = {post.pk for post in posts}
    tasks = _open_tasks().filter(Q(serves__isnull=True) | ~_RESTRICTED_ABOVE, person=person)
    asker = standing.person
    their_drafts = Q(author=asker) | Q(lead=asker) | Q(owner_post__in=standing.answered_posts)
    theirs = _going_on().filter(Q(lead=person) | Q(owner_post__in=numbers), visibility=Item.Visibility.EVERYONE)
    tasks_found = list(tasks[: MOST_TASKS + 1])
    items_found = list(theirs.filter(Q(state=Item.State.LIVE) | their_drafts)[: MOST_ITEMS + 1])
    duties_found = list(_carried(numbers)[: MOST_ITEMS + 1])
    items = items_found[:MOST_ITEMS]
    return Holdings(
        tasks=tasks_found[:MOST_TASKS],
        led=[item for item in items if item.lead_id == person.pk],
        owned=[item for item in items if item.owner_post_id in numbers],
        duties=duties_found[:MOST_ITEMS],
        has_more=len(tasks_found) > MOST_TASKS or max(len(items_found), len(duties_found)) > MOST_ITEMS,
    )


def left_by_post(post: Post) -> Holdings:
    """Return all that a post holds, whoever may see it. Four queries."""
    return _left(posts=[post.pk], owned=Q(owner_post=post))


def left_by_unit(unit: Unit) -> Holdings:
    """Return all that a unit holds itself, and what the abolished posts in it hold still. Five queries."""
    gone = list(Post.objects.filter(unit=unit, abolished_on__isnull=False).values_list("pk", flat=True))
    return _left(posts=gone, owned=Q(owner_unit=unit) | Q(owner_post__in=gone))


def _left(*, posts: Collection[int], owned: Q) -> Holdings:
    paired = Goal.objects.filter(manager_post__in=posts, item__state__in=_GOING_ON)
    return Holdings(
        tasks=list(_open_tasks().filter(post__in=posts)),
        led=[],
        owned=list(_going_on().filter(owned)),
        duties=list(_carried(posts)),
        has_more=False,
        paired=list(paired.select_related("item", "manager_post").order_by("item__reference", "pk")),
    )


def _open_tasks() -> QuerySet[Task]:
    tasks = Task.objects.filter(is_open=True).select_related("serves", "person", "post")
    return tasks.order_by(F("due_on").asc(nulls_last=True), "pk")


def _going_on() -> QuerySet[Item]:
    items = Item.objects.filter(state__in=_GOING_ON).select_related("owner_post", "lead")
    return items.order_by("kind", "reference", "pk")


def _carried(posts: Collection[int]) -> QuerySet[Duty]:
    duties = Duty.objects.filter(post__in=posts, objective__item__state=Item.State.LIVE)
    return duties.select_related("objective__item", "post").order_by("objective__item__reference", "pk")
