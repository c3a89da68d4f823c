"""The permanent address of an item, and the few things that can be done to any item."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from goldenthread.access import gate
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.thread import queries
from goldenthread.thread.addresses import item_address
from goldenthread.thread.models import Item


@person_required
def item(request: PersonRequest, item_id: int) -> HttpResponse:
    found = get_object_or_404(Item.objects.select_related("owner_unit", "subject"), pk=item_id)
    gate.require(queries.view_action(found), queries.relations_to_item(request.standing, found))
    return redirect(item_address(kind=found.kind, item_id=found.pk))
