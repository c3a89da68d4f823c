"""What posts, units and people own, lead and carry, as rows of a list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from goldenthread.manage.objectives.models import Duty
from goldenthread.thread.addresses import item_address
from goldenthread.thread.models import Item, Link
from goldenthread.thread.queries.frame import StateShown, state_of

SHOWN = 25


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item with what it serves and where it stands. `is_led`: by the person asked about; `is_duty`: standing."""

    item: Item
    url: str
    kind: str
    serves: str
    serves_url: str
    state: StateShown
    is_led: bool
    is_owned: bool
    is_duty: bool

    @property
    def is_plan(self) -> bool:
        return self.item.kind == Item.Kind.PLAN

    @property
    def is_aim(self) -> bool:
        """Whether it is something to reach or keep up: a goal or an objective."""
        return self.item.kind in {Item.Kind.GOAL, Item.Kind.OBJECTIVE}

    @property
    def silent_days(self) -> int | None:
        """For how many days nothing has been said, where that is all there is to say."""
        return self.state.silent_days if self.state.mark == "no_news" else None


def open_to_all() -> Q:
    """Return the condition for items that anybody here may see: published, not restricted."""
    return Q(visibility=Item.Visibility.EVERYONE) & ~Q(state=Item.State.DRAFT)


def items_held(
    *,
    now: datetime,
    posts: Collection[int] = (),
    unit: int = 0,
    lead: int = 0,
    subject: int = 0,
    most: int = SHOWN,
) -> tuple[list[ItemRow], bool]:
    """Return live items that these posts or this unit own or carry, or this person leads, and whether there are more.

    Only what is open to everyone; with `subject`, also what is restricted and about that person, for those who may see
    it. Goals first, then objectives, then plans, by reference. One query.
    """
    mine = Q(owner_post__in=posts)
    if unit:
        mine |= Q(owner_unit=unit)
    if lead:
        mine |= Q(lead=lead)
    carried = Duty.objects.filter(objective=OuterRef("pk"), post__in=posts)
    about = Q(subject=subject, visibility=Item.Visibility.RESTRICTED) if subject else Q(pk__in=())
    up = Link.objects.filter(lower=OuterRef("pk"), is_primary=True).exclude(state=Link.State.RETIRED)
    seen_above = up.filter(upper__visibility=Item.Visibility.EVERYONE).exclude(upper__state=Item.State.DRAFT)
    rows: QuerySet[Item] = (
        Item.objects.filter((open_to_all() & (mine | Q(Exists(carried)))) | about, state=Item.State.LIVE)
        .select_related("objective")
        .annotate(
            up_id=Subquery(seen_above.values("upper_id")[:1]),
            up_kind=Subquery(seen_above.values("upper__kind")[:1]),
            up_reference=Subquery(seen_above.values("upper__reference")[:1]),
            up_state=Subquery(up.values("state")[:1]),
            is_carried=Exists(carried),
        )
        .order_by("kind", "reference", "pk")
    )
    found = list(rows[: most + 1])
    return [_row(item, now=now, lead=lead, unit=unit, posts=posts) for item in found[:most]], len(found) > most


def _row(item: Item, *, now: datetime, lead: int, unit: int, posts: Collection[int]) -> ItemRow:
    said = item.__dict__
    objective = getattr(item, "objective", None)
    upper = said["up_id"]
    return ItemRow(
        item=item,
        url=item_address(kind=item.kind, item_id=item.pk),
        kind=objective.kind if objective is not None else item.kind,
        serves=said["up_reference"] or "",
        serves_url=item_address(kind=said["up_kind"], item_id=upper) if upper else "",
        state=state_of(item, now=now),
        is_led=bool(lead) and item.lead_id == lead,
        is_owned=item.owner_post_id in posts or (bool(unit) and item.owner_unit_id == unit),
        is_duty=bool(said["is_carried"]),
    )
