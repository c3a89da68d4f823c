"""The plan on a page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldenthread.access import gate
from goldenthread.access.policy import Action, is_allowed
from goldenthread.lead.direction import queries
from goldenthread.lead.direction.views.parts import tabs_of
from goldenthread.people.requests import PersonRequest, person_required


@require_GET
@person_required
def direction(request: PersonRequest) -> HttpResponse:
    relations = queries.relations_to_direction(request.standing)
    gate.require(Action.ITEM_VIEW, relations)
    vision = queries.vision_now()
    goal_items, value_items = queries.page_items(request.standing)
    goals = queries.rows_of(goal_items, now=request.now)
    values = queries.value_rows_of(value_items)
    context = {
        "vision": vision,
        "goals": goals,
        "values": values,
        "paired": sum(bool(row.leaders and row.managers) for row in goals),
        "broken": [row for row in goals if row.is_broken],
        "tabs": tabs_of("page", vision_id=vision.pk if vision else None, goals=len(goals), values=len(values)),
        "can_write_vision": is_allowed(Action.VISION_WRITE, relations),
        "can_write_goal": is_allowed(Action.GOAL_WRITE, relations),
        "today": request.standing.on,
    }
    return render(request, "direction/direction.html", context)
