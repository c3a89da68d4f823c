"""The first two steps of every view here: load the item, and what the asker is to it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from goldenthread.access.policy import Relation
from goldenthread.people.requests import PersonRequest
from goldenthread.thread import queries
from goldenthread.thread.addresses import item_address
from goldenthread.thread.models import Item, Link


def item_for(request: PersonRequest, item_id: int) -> tuple[Item, frozenset[Relation]]:
    """Return an item and what the asker is to it; the caller gates.

    Raises:
        Http404: there is no such item.
    """
    item = queries.whole_items().filter(pk=item_id).first()
    if item is None:
        raise Http404
    return item, queries.relations_to_item(request.standing, item)


def link_for(request: PersonRequest, link_id: int) -> tuple[Link, frozenset[Relation]]:
    """Return a link with both ends, and what the asker is to its lower end; the caller gates.

    Raises:
        Http404: there is no such link.
    """
    link = (
        Link.objects.select_related(
            "lower", "lower__owner_unit", "lower__owner_post", "lower__lead", "lower__subject", "lower__goal", "upper"
        )
        .filter(pk=link_id)
        .first()
    )
    if link is None:
        raise Http404
    return link, queries.relations_to_item(request.standing, link.lower)


def to_page_of(item: Item, *, fragment: str = "") -> HttpResponse:
    """Lead to an item's own page."""
    return redirect(item_address(kind=item.kind, item_id=item.pk) + fragment)
