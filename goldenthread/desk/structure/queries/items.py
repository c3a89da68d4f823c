"""What posts, units and people own, lead and carry, as rows of a list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from goldenthread.manage.objectives.models import Duty
from goldenthread.thread.addresses import item_address
from goldenthread.thread.models import Item, Link
from goldenthread.thread.queries.frame import StateShown, state_of

SHOWN = 25
_PRIMARY = Q(links_up__is_primary=True) & Q(links_up__state__in=[state for state in Link.State if state != "retired"])


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

    @property
    def unheard_days(self) -> int | None:
        """For how many days nothing more has been said, where something was said before."""
        return self.state.silent_days if self.state.mark != "no_news" else None


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
    carried = Duty.objects.filter(objective=OuterRef("pk"), post__in=posts)
    about = Q(subject=subject, visibility=Item.Visibility.RESTRICTED) if subject else Q(pk__in=())
    theirs = _numbers(posts=posts, unit=unit, lead=lead, subject=subject)
    rows: QuerySet[Item] = (
        Item.objects.filter(open_to_all() | about, pk__in=theirs, state=Item.State.LIVE)
        .select_related("objective")
        .annotate(up=FilteredRelation("links_up", condition=_PRIMARY))
        .annotate(
            up_id=F("up__upper_id"),
            up_kind=F("up__upper__kind"),
            up_reference=F("up__upper__reference"),
            up_visibility=F("up__upper__visibility"),
            up_state=F("up__upper__state"),
            is_carried=Exists(carried),
        )
        .order_by("kind", "reference", "pk")
    )
    found = list(rows[: most + 1])
    return [_row(item, now=now, lead=lead, unit=unit, posts=posts) for item in found[:most]], len(found) > most


def _numbers(*, posts: Collection[int], unit: int, lead: int, subject: int) -> QuerySet[Any, Any]:
    """Return the numbers of what is theirs: one search of one index each, joined."""
    found: list[QuerySet[Any, Any]] = [
        Item.objects.filter(owner_post__in=posts).values_list("pk", flat=True),
        Duty.objects.filter(post__in=posts).values_list("objective_id", flat=True),
    ]
    if unit:
        found.append(Item.objects.filter(owner_unit=unit).values_list("pk", flat=True))
    if lead:
        found.append(Item.objects.filter(lead=lead).values_list("pk", flat=True))
    if subject:
        found.append(Item.objects.filter(subject=subject).values_list("pk", flat=True))
    first, *others = (rows.order_by() for rows in found)
    return first.union(*others)


def _row(item: Item, *, now: datetime, lead: int, unit: int, posts: Collection[int]) -> ItemRow:
    said = item.__dict__
    objective = getattr(item, "objective", None)
    is_seen = said["up_visibility"] == Item.Visibility.EVERYONE and said["up_state"] != Item.State.DRAFT
    return ItemRow(
        item=item,
        url=item_address(kind=item.kind, item_id=item.pk),
        kind=objective.kind if objective is not None else item.kind,
        serves=said["up_reference"] if is_seen else "",
        serves_url=item_address(kind=said["up_kind"], item_id=said["up_id"]) if is_seen else "",
        state=state_of(item, now=now),
        is_led=bool(lead) and item.lead_id == lead,
        is_owned=item.owner_post_id in posts or (bool(unit) and item.owner_unit_id == unit),
        is_duty=bool(said["is_carried"]),
    )
