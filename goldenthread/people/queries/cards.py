"""Posts with the people who hold them, in one query: what the pages of a unit, a post and a person are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Lower

from goldenthread.people.models import Assignment, Post
from goldenthread.people.queries.chart import SENIORITY
from goldenthread.people.queries.standing import held_on


@dataclass(frozen=True, slots=True)
class Holder:
    """One person in a post. `fte` is their share of full time in it, `whole_fte` in all posts they hold."""

    person_id: int
    name: str
    fte: Decimal
    is_acting: bool
    whole_fte: Decimal


@dataclass(slots=True)
class Card:
    """A post and who holds it, first comer first."""

    post: Post
    holders: list[Holder] = field(default_factory=list)

    @property
    def unnamed_fte(self) -> Decimal:
        """Full-time equivalents filled by people nobody names."""
        if self.post.is_vacant or (self.holders and not self.post.is_group):
            return Decimal(0)
        return max(self.post.fte - sum((holder.fte for holder in self.holders), Decimal(0)), Decimal(0))


def cards(condition: Q, *, on: date, most: int = 200) -> list[Card]:
    """Return the posts that meet a condition, the most senior first, with their holders on a day. One query.

    At most `most` rows of a post and a holder.
    """
    held = Q(assignments__starts_on__lte=on) & (Q(assignments__ends_on__isnull=True) | Q(assignments__ends_on__gte=on))
    whole = (
        Assignment.objects.filter(held_on(on), person=OuterRef("held__person")).order_by().values("person")
    ).annotate(whole=Sum("fte"))
    rows: QuerySet[Post] = (
        Post.objects.filter(condition)
        .select_related("unit")
        .annotate(held=FilteredRelation("assignments", condition=held))
        .annotate(
            holder_id=F("held__person_id"),
            holder_name=F("held__person__name"),
            holder_fte=F("held__fte"),
            holder_kind=F("held__kind"),
            holder_whole=Subquery(whole.values("whole")),
        )
        .order_by(SENIORITY, Lower("title"), "pk", "held__starts_on", "held__pk")
    )
    return _grouped(rows[:most])


def _grouped(rows: Iterable[Post]) -> list[Card]:
    found: dict[int, Card] = {}
    for row in rows:
        said = row.__dict__
        card = found.setdefault(row.pk, Card(post=row))
        if said["holder_id"] is not None:
            card.holders.append(
                Holder(
                    person_id=said["holder_id"],
                    name=said["holder_name"],
                    fte=said["holder_fte"],
                    is_acting=said["holder_kind"] != Assignment.Kind.SUBSTANTIVE,
                    whole_fte=said["holder_whole"] or said["holder_fte"],
                )
            )
    return list(found.values())
