"""Help, and the accessibility statement: open to everybody who is signed in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.desk import queries
from goldenthread.people.requests import PersonRequest, person_required


@require_GET
@person_required
def help_page(request: PersonRequest) -> HttpResponse:
    gate.require(Action.STRUCTURE_VIEW, request.standing.own_relations)
    return render(request, "desk/help.html", {"administrators": queries.administrators(on=request.standing.on)})


@require_GET
@person_required
def accessibility(request: PersonRequest) -> HttpResponse:
    gate.require(Action.STRUCTURE_VIEW, request.standing.own_relations)
    return render(
        request, "desk/accessibility.html", {"administrators": queries.administrators(on=request.standing.on)}
    )
