"""What an item could hang from: suggestions, and what a search finds."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from goldenthread.people.models import Person
from goldenthread.people.queries import Standing, main_post_of
from goldenthread.thread.may_serve import MAY_SERVE
from goldenthread.thread.models import Item
from goldenthread.thread.queries.access import items_visible_to, open_items

MOST_FOUND = 20
MOST_SUGGESTED = 8


def possible_uppers(lower: Item, *, standing: Standing) -> QuerySet[Item]:
    """Return what the asker may see and this item could serve: live (for a draft, drafts too), of a fitting kind.

    Whether a circle would come of it is found out when it is tried. Unordered.
    """
    kinds = sorted(MAY_SERVE[lower.kind])
    if lower.is_draft or lower.subject_id is not None:
        states = [Item.State.LIVE, Item.State.DRAFT] if lower.is_draft else [Item.State.LIVE]
        own = Q(subject=lower.subject_id) if lower.subject_id is not None else Q(pk__in=[])
        open_to_all = Q(visibility=Item.Visibility.EVERYONE)
        found = items_visible_to(standing).filter(open_to_all | own, state__in=states)
    else:
        found = open_items(standing).filter(state=Item.State.LIVE)
    return (
        found.filter(kind__in=kinds)
        .exclude(pk=lower.pk)
        .select_related("owner_post", "owner_unit", "lead", "objective")
    )


def search_uppers(lower: Item, *, text: str, standing: Standing) -> list[Item]:
    """Return what could be served and has these words in its title, or this reference; the nearest kinds first."""
    found = possible_uppers(lower, standing=standing)
    words = text.split()[:8]
    in_title = Q()
    for word in words:
        in_title &= Q(title__icontains=word)
    return list(_nearest_first(found.filter(in_title | Q(reference__iexact=text.strip())))[:MOST_FOUND])


def suggest_uppers(lower: Item, *, standing: Standing) -> list[Item]:
    """Return what this item might well serve: what its own unit has, then the goals, then the vision. Two queries."""
    unit_id = _unit_of(lower, standing=standing)
    uppers = possible_uppers(lower, standing=standing)
    of_unit = Q(owner_unit=unit_id) | Q(owner_post__unit=unit_id) if unit_id is not None else Q(pk__in=[])
    ours = list(_nearest_first(uppers.filter(of_unit, kind__in=[Item.Kind.OBJECTIVE, Item.Kind.PLAN]))[:MOST_SUGGESTED])
    above = uppers.filter(kind__in=[Item.Kind.GOAL, Item.Kind.VISION, Item.Kind.VALUE])
    return ours + list(_nearest_first(above)[: MOST_SUGGESTED + 4])


def _nearest_first(found: QuerySet[Item]) -> QuerySet[Item]:
    rank = Case(
        When(kind=Item.Kind.GOAL, then=Value(0)),
        When(kind=Item.Kind.OBJECTIVE, then=Value(1)),
        When(kind=Item.Kind.VALUE, then=Value(2)),
        When(kind=Item.Kind.VISION, then=Value(3)),
        default=Value(4),
        output_field=IntegerField(),
    )
    return found.order_by(rank, "position", "pk")


def _unit_of(item: Item, *, standing: Standing) -> int | None:
    if item.owner_unit_id is not None:
        return item.owner_unit_id
    if item.owner_post is not None:
        return item.owner_post.unit_id
    person: Person = item.lead or standing.person
    post = main_post_of(person, on=standing.on)
    return post.unit_id if post else None
