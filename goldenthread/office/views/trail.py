"""The audit trail, searched by an auditor."""

from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.audit.queries import Wanted
from goldenthread.office import actions
from goldenthread.office.forms import TrailForm
from goldenthread.office.queries import entries_for_auditor
from goldenthread.office.trail import SOURCES, Row, export_lines, row_of, subject_options, what_of
from goldenthread.people.requests import PersonRequest, person_required, wants_fragment
from goldenthread.ui.paging import page_number, slice_of
from goldenthread.ui.sorting import query_without

ROWS = 50
MOST_EXPORTED = 100_000
ROWS_A_TIME = 2_000


def _wanted(form: TrailForm) -> Wanted:
    """Return what is asked for; a field that makes no sense is left out."""
    form.is_valid()
    given = form.cleaned_data
    return Wanted(
        words=given.get("q") or "",
        action=given.get("action") or "",
        subject_kind=given.get("subject_kind") or "",
        subject_number=given.get("subject"),
        person_number=given.get("person"),
        source=given.get("source") or "",
        first_day=given.get("first_day"),
        last_day=given.get("last_day"),
    )


@person_required
@require_safe
@vary_on_headers("HX-Request")
def trail(request: PersonRequest) -> HttpResponse:
    gate.require(Action.AUDIT_VIEW, request.standing.own_relations)
    form = TrailForm(request.GET)
    wanted = _wanted(form)
    part = slice_of(entries_for_auditor(wanted), number=page_number(request.GET.get("page", "")), size=ROWS)
    rows = [row_of(entry) for entry in part.rows]
    context = {
        "form": form,
        "part": part,
        "rows": rows,
        "query": query_without(request.GET, "page"),
        "source_options": list(SOURCES.items()),
        "subject_options": subject_options(),
        "action_words": what_of(wanted.action) if wanted.action else "",
        "without_action": f"?{query_without(request.GET, 'page', 'action')}",
        "person_words": _name_in(rows) if wanted.person_number else "",
        "without_person": f"?{query_without(request.GET, 'page', 'person')}",
        "subject_words": _label_in(rows) if wanted.subject_number else "",
        "without_subject": f"?{query_without(request.GET, 'page', 'subject', 'subject_kind')}",
    }
    name = "office/trail.html#listing" if wants_fragment(request) else "office/trail.html"
    return render(request, name, context, status=422 if form.errors else 200)


def _name_in(rows: list[Row]) -> str:
    return rows[0].entry.person_name if rows else "–"


def _label_in(rows: list[Row]) -> str:
    return rows[0].label or rows[0].about if rows else "–"


@person_required
@require_safe
def trail_export(request: PersonRequest) -> StreamingHttpResponse:
    gate.require(Action.AUDIT_VIEW, request.standing.own_relations)
    entries = entries_for_auditor(_wanted(TrailForm(request.GET)))[: MOST_EXPORTED + 1]
    actions.note_trail_export(narrowed_to=request.GET.urlencode(), by=request.person, now=request.now)
    lines = export_lines(entries.iterator(chunk_size=ROWS_A_TIME), most=MOST_EXPORTED)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit-trail.csv"'
    return response
