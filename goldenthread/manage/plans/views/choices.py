"""What is suggested while somebody types who does a task and what it serves."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.manage.plans.forms.fields import TASK_SERVES
from goldenthread.manage.plans.queries import choices
from goldenthread.people.requests import PersonRequest, person_required


def _typed(request: PersonRequest) -> str:
    """Return what was typed so far, whatever the field is called."""
    name = next(iter(request.GET), "")
    return request.GET.get(name, "")


@require_GET
@person_required
def suggest_assignees(request: PersonRequest) -> HttpResponse:
    gate.require(Action.STRUCTURE_VIEW, request.standing.own_relations)
    found = choices.suggested_assignees(_typed(request), on=request.standing.on)
    return render(request, "plans/_suggestions.html", {"choices": found})


@require_GET
@person_required
def suggest_items(request: PersonRequest) -> HttpResponse:
    gate.require(Action.STRUCTURE_VIEW, request.standing.own_relations)
    found = choices.suggested_items(_typed(request), standing=request.standing, kinds=TASK_SERVES)
    return render(request, "plans/_suggestions.html", {"choices": found})
