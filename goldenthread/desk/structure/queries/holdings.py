"""What somebody leaves behind: open tasks, what they lead, and what the posts they hold (or held) own and carry."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from goldenthread.manage.objectives.models import Duty
from goldenthread.manage.plans.models import Task
from goldenthread.people.models import Assignment, Person, Post
from goldenthread.people.queries import held_on
from goldenthread.thread.models import Item

MOST_TASKS = 500
MOST_ITEMS = 200


@dataclass(frozen=True, slots=True)
class Holdings:
    """What can be handed over; each kind in the order it is shown. `has_more` when there is more than is shown."""

    tasks: list[Task]
    led: list[Item]
    owned: list[Item]
    duties: list[Duty]
    has_more: bool

    @property
    def is_empty(self) -> bool:
        return not (self.tasks or self.led or self.owned or self.duties)

    @property
    def count(self) -> int:
        return len(self.tasks) + len(self.led) + len(self.owned) + len(self.duties)

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


def holdings_of(person: Person, *, posts: Collection[Post]) -> Holdings:
    """Return what somebody and these posts hold. Three queries."""
    numbers = {post.pk for post in posts}
    tasks = Task.objects.filter(person=person, is_open=True).select_related("serves", "person", "post")
    live = Item.objects.filter(state__in=[Item.State.DRAFT, Item.State.LIVE]).select_related("owner_post", "lead")
    theirs = live.filter(Q(lead=person) | Q(owner_post__in=numbers)).order_by("kind", "reference", "pk")
    carried = Duty.objects.filter(post__in=numbers, objective__item__state=Item.State.LIVE)
    tasks_found = list(tasks.order_by(F("due_on").asc(nulls_last=True), "pk")[: MOST_TASKS + 1])
    items_found = list(theirs[: MOST_ITEMS + 1])
    duties_found = list(
        carried.select_related("objective__item", "post").order_by("objective__item__reference", "pk")[: MOST_ITEMS + 1]
    )
    items = items_found[:MOST_ITEMS]
    return Holdings(
        tasks=tasks_found[:MOST_TASKS],
        led=[item for item in items if item.lead_id == person.pk],
        owned=[item for item in items if item.owner_post_id in numbers],
        duties=duties_found[:MOST_ITEMS],
        has_more=len(tasks_found) > MOST_TASKS or max(len(items_found), len(duties_found)) > MOST_ITEMS,
    )
