"""The list of plans: narrowed, sorted, taken away as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from goldenthread.access import gate
from goldenthread.access.policy import Action, is_allowed
from goldenthread.manage.plans.queries.listing import PLAN_SORTS, PlanSearch, plan_lines, plans_narrowed
from goldenthread.manage.plans.views.asking import heads, number, query, words
from goldenthread.people.models import Person
from goldenthread.people.requests import PersonRequest, person_required, wants_fragment
from goldenthread.people.spreadsheet import csv_lines
from goldenthread.thread import queries as thread
from goldenthread.thread.models import Item
from goldenthread.ui.paging import page_number, slice_of

PAGE_SIZE = 25
_KEPT = ("q", "state", "said", "lead", "sort", "down")


def _search(request: PersonRequest) -> PlanSearch:
    asked = request.GET
    sort = asked.get("sort", "")
    return PlanSearch(
        words=words(asked),
        state=asked.get("state", ""),
        said=asked.get("said", ""),
        lead_id=number(asked.get("lead", "")),
        sort=sort if sort in PLAN_SORTS else "reference",
        is_descending=asked.get("down") == "1",
    )


@vary_on_headers("HX-Request")
@require_GET
@person_required
def plans(request: PersonRequest) -> HttpResponse:
    gate.require(Action.ITEM_VIEW, request.standing.own_relations)
    search = _search(request)
    part = slice_of(
        plans_narrowed(search, standing=request.standing),
        number=page_number(request.GET.get("page", "")),
        size=PAGE_SIZE,
    )
    lead = Person.objects.filter(pk=search.lead_id).first() if search.lead_id else None
    context = {
        "search": search,
        "part": part,
        "rows": [(item, thread.state_of(item, now=request.now), thread.figure_of(item)) for item in part.rows],
        "heads": heads(request.GET, _KEPT, sorts=PLAN_SORTS, sort=search.sort, is_descending=search.is_descending),
        "query": query(request.GET, _KEPT),
        "is_narrowed": bool(query(request.GET, ("q", "state", "said", "lead"))),
        "lead": lead,
        "without_lead": f"?{query(request.GET, _KEPT, lead='')}",
        "state_options": [
            ("draft", _("Drafts")),
            ("closed", _("Closed")),
            ("retired", _("Retired")),
            ("all", _("In any state")),
        ],
        "said_options": [
            *((code, str(label).capitalize()) for code, label in Item.Said.choices if code),
            ("nothing", _("Nothing said yet")),
        ],
        "can_create": is_allowed(Action.ITEM_CREATE, request.standing.own_relations),
    }
    name = "plans/plans.html#listing" if wants_fragment(request) else "plans/plans.html"
    return render(request, name, context)


@require_GET
@person_required
def plans_export(request: PersonRequest) -> HttpResponse:
    """Hand over the list as it is narrowed now, as a file for a spreadsheet."""
    gate.require(Action.ITEM_VIEW, request.standing.own_relations)
    first, *rows = plan_lines(plans_narrowed(_search(request), standing=request.standing))
    return HttpResponse(
        "".join(csv_lines([str(head) for head in first], rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="plans.csv"'},
    )
