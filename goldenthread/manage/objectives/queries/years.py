"""Planning years, what is still open at the end of one, and what was rolled over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from goldenthread.access.policy import Relation
from goldenthread.audit.models import Entry
from goldenthread.lead.direction.queries import relations_to_direction
from goldenthread.manage.objectives.models import PlanningYear
from goldenthread.people.queries import Standing
from goldenthread.thread.addresses import item_address
from goldenthread.thread.models import Item

MOST_COUNTED = 1_000
ROLL_OVER = "year.roll_over"
UNDONE = "year.roll_over_undone"


@dataclass(frozen=True, slots=True)
class YearItem:
    """Something dated that is still open at the end of a year."""

    item: Item
    url: str
    owner_words: str


@dataclass(frozen=True, slots=True)
class RolledOver:
    """One time that a part of a year was rolled over, and how much; whether it has been taken back since."""

    entry_id: int
    at: datetime
    by: str
    carried: int
    closed: int
    dropped: int
    is_undone: bool


def relations_to_years(standing: Standing) -> frozenset[Relation]:
    """Return what somebody is to the planning of the whole organisation. No query."""
    return relations_to_direction(standing)


def years() -> list[PlanningYear]:
    """Return the planning years, the latest first."""
    return list(PlanningYear.objects.select_related("closed_by").order_by("-starts_on", "-id")[:50])


def items_to_settle(year: PlanningYear) -> QuerySet[Item]:
    """Return the live objectives and plans that end within the year or before it, those that end first first.

    Somebody's own development is theirs to carry on, so it is not among them.
    """
    return (
        Item.objects.filter(
            kind__in=[Item.Kind.OBJECTIVE, Item.Kind.PLAN],
            state=Item.State.LIVE,
            visibility=Item.Visibility.EVERYONE,
            ends_on__isnull=False,
            ends_on__lte=year.ends_on,
        )
        .select_related("owner_post", "owner_unit", "lead")
        .order_by("ends_on", "pk")
    )


def settle_count(year: PlanningYear) -> int:
    """Return how much is still open, counted no further than MOST_COUNTED. One query."""
    return items_to_settle(year)[:MOST_COUNTED].count()


def year_items(items: Sequence[Item]) -> list[YearItem]:
    """Return open items as the page lists them. No query."""
    return [
        YearItem(
            item=item,
            url=item_address(kind=item.kind, item_id=item.pk),
            owner_words=item.owner_post.title if item.owner_post else item.owner_unit.name if item.owner_unit else "",
        )
        for item in items
    ]


def rolled_over(year: PlanningYear) -> list[RolledOver]:
    """Return what was rolled over out of a year, the latest first. One query."""
    entries = Entry.objects.filter(
        subject_kind="planning_year", subject_number=year.pk, action__in=[ROLL_OVER, UNDONE]
    ).order_by("-id")[:100]
    undone = {entry.changes.get("entry") for entry in entries if entry.action == UNDONE}
    return [
        RolledOver(
            entry_id=entry.pk,
            at=entry.at,
            by=entry.person_name,
            carried=len(entry.changes.get("carried", [])),
            closed=len(entry.changes.get("closed", [])),
            dropped=len(entry.changes.get("dropped", [])),
            is_undone=entry.pk in undone,
        )
        for entry in entries
        if entry.action == ROLL_OVER
    ]


def next_last_day(day: date) -> date:
    """Return the same day a year later; 28 Feb after a 29th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
