"""The page of a person: what they hold, who stands above and below, what they own and lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from goldenthread.desk.structure.queries.items import ItemRow, items_held
from goldenthread.people import hierarchy
from goldenthread.people.hierarchy import Rung
from goldenthread.people.models import Assignment, Person
from goldenthread.people.queries import Standing, people_visible_to
from goldenthread.people.queries.cards import Card, Holder, cards
from goldenthread.people.queries.chart import shortened
from goldenthread.thread.models import PersonSight

MOST_REPORTS = 60


@dataclass(frozen=True, slots=True)
class Line:
    """The posts above one, nearest first, without the middle of a long line; `left_out` counts what is not here."""

    cards: list[Card]
    left_out: int

    @property
    def manager(self) -> tuple[Card, Holder] | None:
        """The next named post above, and its first holder."""
        return next(((card, card.holders[0]) for card in self.cards if card.holders), None)


@dataclass(frozen=True, slots=True)
class Around:
    """A person's line and who reports to them."""

    line: Line
    reports: list[Card]
    has_more_reports: bool


def find_person(person_id: int, *, standing: Standing) -> Person | None:
    """Return a person with their line of sight, or None when there is nobody the asker may see. One query."""
    return people_visible_to(standing).select_related("sight").filter(pk=person_id).first()


def kept_instead_of(person_id: int, *, standing: Standing) -> int | None:
    """Return the number of the record that a merged one became part of, or None. One query."""
    if not standing.is_here:
        return None
    return Person.objects.filter(pk=person_id).values_list("merged_into_id", flat=True).first()


def assignments_of(person: Person) -> list[Assignment]:
    """Return all times in a post, the main and the latest first. One query."""
    held = Assignment.objects.filter(person=person).select_related("post__unit", "post__role_profile")
    return list(held.order_by(F("is_main").desc(), "-starts_on", "-pk")[:100])


def lines_of(held: Sequence[Assignment]) -> dict[int, list[Rung]]:
    """Return the line above each post held. One query, none for no posts."""
    return hierarchy.lines_above([one.post_id for one in held])


def around_of(post_ids: Sequence[int], *, line: Sequence[Rung], on: date) -> Around:
    """Return the line above the first post, and who reports to any of the posts. One query.

    Somebody reports to the next named post above theirs, so the posts below vacant and unnamed ones count too.
    """
    if not post_ids:
        return Around(line=Line([], 0), reports=[], has_more_reports=False)
    above = [rung.post_id for rung in line[1:]]
    shown = shortened(above[::-1])[::-1]
    answered = RawSQL(*hierarchy.answered_sql(post_ids))
    found = cards(
        Q(pk__in=shown) | Q(reports_to__in=answered, abolished_on__isnull=True), on=on, most=MOST_REPORTS + len(shown)
    )
    by_post = {card.post.pk: card for card in found}
    # Who holds two posts on one line has somebody both above and below.
    is_below = {card.post.pk for card in found if card.post.pk not in shown or card.post.reports_to_id in post_ids}
    reports = [card for card in found if card.post.pk in is_below and card.post.pk not in post_ids]
    return Around(
        line=Line([by_post[pk] for pk in shown if pk in by_post], len(above) - len(shown)),
        reports=reports[:MOST_REPORTS],
        has_more_reports=len(found) >= MOST_REPORTS + len(shown),
    )


def items_of(person: Person, *, posts: Sequence[int], sees_private: bool, now: datetime) -> tuple[list[ItemRow], bool]:
    """Return what somebody leads, and what their posts own and carry, and whether there is more. One query."""
    return items_held(now=now, posts=posts, lead=person.pk, subject=person.pk if sees_private else 0)


def sight_of(person: Person) -> PersonSight | None:
    """Return somebody's line of sight as last worked out. No query: it was loaded with them."""
    sight: PersonSight | None = getattr(person, "sight", None)
    return sight
