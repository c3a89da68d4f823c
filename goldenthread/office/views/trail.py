"""The audit trail, searched by an auditor."""

from __future__ import annotations

import csv

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.audit import queries
from goldenthread.office.forms import TrailForm
from goldenthread.office.trail import SOURCES, export_rows, row_of
from goldenthread.people.requests import PersonRequest, person_required

PAGE = 50
MOST_SHOWN = 10_000
MOST_EXPORTED = 100_000


def _wanted(form: TrailForm) -> queries.Wanted:
    """Return what is asked for; a field that makes no sense is left out."""
    form.is_valid()
    given = form.cleaned_data
    return queries.Wanted(
        words=given.get("q") or "",
        action=given.get("action") or "",
        subject_kind=given.get("subject_kind") or "",
        person_number=given.get("person"),
        source=given.get("source") or "",
        first_day=given.get("first_day"),
        last_day=given.get("last_day"),
    )


@person_required
@require_safe
def trail(request: PersonRequest) -> HttpResponse:
    gate.require(Action.AUDIT_VIEW, request.standing.own_relations)
    form = TrailForm(request.GET)
    found = queries.narrowed(_wanted(form))[:MOST_SHOWN]
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "rows": [row_of(entry) for entry in page.object_list],
        "query": kept.urlencode(),
        "sources": list(SOURCES.items()),
        "is_narrowed": any(value for name, value in kept.items()),
    }
    return render(request, "office/trail.html", context, status=422 if form.errors else 200)


@person_required
@require_safe
def trail_export(request: PersonRequest) -> HttpResponse:
    gate.require(Action.AUDIT_VIEW, request.standing.own_relations)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit-trail.csv"'
    entries = queries.narrowed(_wanted(TrailForm(request.GET)))[:MOST_EXPORTED]
    csv.writer(response).writerows(export_rows(entries.iterator(chunk_size=2_000)))
    return response
