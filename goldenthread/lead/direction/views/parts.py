"""What the pages of this room share: the row of tabs, and loading one of its items."""

from __future__ import annotations

from django.http import Http404
from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils.translation import gettext as _

from goldenthread.access.policy import Relation
from goldenthread.lead.direction import queries
from goldenthread.organisation.queries import organisation
from goldenthread.organisation.words import word
from goldenthread.people.requests import PersonRequest
from goldenthread.thread import queries as thread
from goldenthread.thread.models import Item
from goldenthread.ui.tabs import Tab


def named(code: str, *, many: bool = False) -> str:
    """Return the organisation's own word, with a capital."""
    return capfirst(word(code, renamed=organisation().words, many=many))


def tabs_of(current: str, *, vision_id: int | None, goals: int | None = None, values: int | None = None) -> list[Tab]:
    """Return the tabs; `current` is page, vision, goals or values. Counts are shown where they are known."""
    vision_url = reverse("direction:vision", args=[vision_id]) if vision_id else reverse("direction:vision_new")
    return [
        Tab(_("Plan on a page"), reverse("direction:direction"), None, current == "page"),
        Tab(named("vision"), vision_url, None, current == "vision"),
        Tab(named("goal", many=True), reverse("direction:goals"), goals, current == "goals"),
        Tab(named("value", many=True), reverse("direction:values"), values, current == "values"),
    ]


def item_of(request: PersonRequest, item_id: int, *, kind: Item.Kind) -> tuple[Item, frozenset[Relation]]:
    """Return an item of this room with its own row, and what the asker is to it and to the direction; the caller gates.

    Raises:
        Http404: there is no such item of this kind.
    """
    room = {"vision": "vision__supersedes", "goal": "goal__manager_post", "value": "value"}[kind]
    item = thread.whole_items().select_related(
        "owner_post", "owner_unit", "lead", "subject", "author", "figure", "goal", "objective", room
    )
    found = item.filter(pk=item_id, kind=kind).first()
    if found is None or getattr(found, kind.value, None) is None:
        raise Http404
    relations = thread.relations_to_item(request.standing, found)
    if not relations:
        return found, relations
    return found, relations | queries.relations_to_direction(request.standing)
