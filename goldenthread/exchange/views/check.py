"""One import, wherever it stands: being looked at, to be checked, being brought in, brought in, undone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from goldenthread.exchange.cells import write_row
from goldenthread.exchange.models import Import, ImportRow
from goldenthread.exchange.queries.imports import (
    Phase,
    can_be_undone,
    fates_of,
    first_remarks,
    imports_before,
    in_order_of_files,
    job_of,
    kept_until,
    listed_by_fate,
    minutes_alone,
    phase_of,
    rows_matching,
)
from goldenthread.exchange.reckoning import Fate
from goldenthread.exchange.views.rows import absent_lines, curable, ending_lines, row_lines, shown_row, table_lines
from goldenthread.exchange.views.shared import (
    asked_for,
    import_for,
    kind_of,
    phase_words,
    progress_heading,
    steps_of,
)
from goldenthread.exchange.views.start import fate_counts, past_of
from goldenthread.people.requests import PersonRequest, person_required, wants_fragment
from goldenthread.ui.formats import number
from goldenthread.ui.tabs import Tab

ROWS = 25
REMARKS = 50
PAST = 5
MOVES = 25
STEP_OF = {
    Phase.UNREAD: 3,
    Phase.CHECKING: 3,
    Phase.READY: 3,
    Phase.RUNNING: 4,
    Phase.STOPPED: 4,
    Phase.FAILED: 4,
}


@person_required
@require_safe
@vary_on_headers("HX-Request")
def import_page(request: PersonRequest, pk: int) -> HttpResponse:
    of_import = import_for(request, pk)
    rows = rows_context(request, of_import)
    if wants_fragment(request):
        return render(request, "exchange/import.html#listing", rows)
    phase = phase_of(of_import)
    counts, listed = fate_counts(of_import), rows["listed"]
    remarks = first_remarks(of_import, most=REMARKS + 1)
    stopped, noted = remarks[ImportRow.Fate.STOPPED], remarks[ImportRow.Fate.NOTED]
    past = past_beside(request, of_import)
    context = {
        **rows,
        **work_context(request, of_import, phase),
        "kind": kind_of(of_import),
        "title": kind_of(of_import).name if phase.is_carried_out else kind_of(of_import).title,
        "phase": phase,
        "phase_words": phase_words(phase),
        "files": list(of_import.files.all()),
        "steps": steps_of(of_import, at=STEP_OF.get(phase, 5), kind=of_import.kind),
        "standfirst": standfirst(of_import, phase, counts),
        "incoming": counts.get("new", 0) + counts.get("changed", 0) + counts.get("same", 0),
        "changes": of_import.counts.get("changes", 0),
        "stopped_count": counts.get("stopped", 0),
        "tables": table_lines(of_import),
        "absent": absent_lines(of_import),
        "movers": of_import.counts.get("movers", [])[:MOVES],
        "leavers": of_import.counts.get("leavers", [])[:MOVES],
        "stopped": [curable(of_import, row) for row in stopped[:REMARKS]],
        "has_more_stopped": len(stopped) > REMARKS,
        "noted": [curable(of_import, row) for row in noted[:REMARKS]],
        "has_more_noted": len(noted) > REMARKS,
        "noted_count": listed.get("noted", 0),
        "cures_allowed": phase is Phase.READY and of_import.kind != Import.Kind.FOLDER,
        "kept_until": kept_until(of_import),
        "minutes_alone": minutes_alone(of_import) if phase is Phase.READY or phase.is_broken_off else 0,
        "endings": ending_lines(of_import)[:MOVES],
        "can_undo": can_be_undone(of_import, now=request.now) and phase is Phase.DONE,
        "past": [past_of(request, one) for one in past],
    }
    return render(request, "exchange/import.html", context)


def past_beside(request: PersonRequest, of_import: Import) -> list[Import]:
    """Return the imports before this one, with the files of all of them and its own."""
    past = list(imports_before(request.standing).prefetch_related(None).exclude(pk=of_import.pk)[:PAST])
    prefetch_related_objects([of_import, *past], "files")
    return past


def rows_context(request: PersonRequest, of_import: Import) -> dict[str, Any]:
    """Return the list of rows as it was narrowed, its tabs, and how many rows are listed of each fate."""
    fate, words = asked_for(request, "fate"), asked_for(request, "q")
    if fate not in set(Fate):
        fate = ""
    found = rows_matching(fates_of(of_import), words=words, fate=fate)
    listed = listed_by_fate(of_import)
    paginator = Paginator(found, ROWS)
    if not words:
        paginator.count = listed.get(fate, 0) if fate else sum(listed.values()) - listed.get("noted", 0)
    page = paginator.get_page(request.GET.get("page"))
    counts = fate_counts(of_import)
    here = reverse("exchange:import", args=[of_import.pk])
    labels = [
        ("", _("All"), sum(counts.values()), ""),
        ("new", _("New"), counts.get("new", 0), "fate-new"),
        ("changed", _("Changed"), counts.get("changed", 0), "fate-change"),
        ("same", _("As it is"), counts.get("same", 0), "fate-same"),
        ("stopped", _("Stopped"), counts.get("stopped", 0), "fate-stop"),
    ]
    kept = request.GET.copy()
    kept.pop("page", None)
    return {
        "import": of_import,
        "fate": fate,
        "words": words,
        "page": page,
        "rows": [shown_row(row) for row in page.object_list],
        "several_files": len(of_import.counts.get("files", {})) > 1,
        "query": kept.urlencode(),
        "tabs": [
            (Tab(label, f"{here}?fate={code}#rows" if code else f"{here}#rows", count, is_current=code == fate), icon)
            for code, label, count, icon in labels
        ],
        "listed": listed,
        "is_cut": any(counts.get(code, 0) > listed.get(code, 0) for code in ("new", "changed", "same")),
    }


def work_context(request: PersonRequest, of_import: Import, phase: Phase) -> dict[str, object]:
    """Return how far the job of an import is, while there is one, or what went wrong with it."""
    job = job_of(of_import)
    if job is None:
        return {"job": None, "problem": of_import.problem}
    return {
        "job": job if phase.is_going else None,
        "job_heading": progress_heading(job, now=request.now),
        "job_state": "waiting" if job.state == job.State.WAITING else "running",
        "is_stopping": job.is_cancel_asked,
        "problem": of_import.problem or job.problem if phase in {Phase.UNREAD, Phase.FAILED, Phase.DONE} else "",
    }


def standfirst(of_import: Import, phase: Phase, counts: Mapping[str, int]) -> str:
    """Return in a sentence or two how things stand."""
    if phase is Phase.READY:
        return " ".join(filter(None, [coming(counts), held_back(counts), _("Nothing has been changed so far.")]))
    if phase in {Phase.DONE, Phase.UNDOING}:
        changes = int(of_import.counts.get("changes", 0))
        if not changes:
            return _("Everything in it was here already, so nothing was changed.")
        written = ngettext("%(count)s record was written.", "%(count)s records were written.", changes)
        return " ".join(filter(None, [written % {"count": number(changes)}, held_back(counts)]))
    return {
        Phase.UNREAD: _("Nothing has been changed."),
        Phase.CHECKING: _("The files are read and held against what is here. Nothing is changed by that."),
        Phase.STOPPED: _("It was stopped, and nothing was changed."),
        Phase.FAILED: _("It went wrong, and nothing was changed."),
        Phase.UNDONE: _("It was undone: everything it wrote was put back as it was."),
        Phase.DISCARDED: _("It was thrown away before anything was changed."),
    }.get(phase, "")


def coming(counts: Mapping[str, int]) -> str:
    """Say how many rows are new and change."""
    new, changed = counts.get("new", 0), counts.get("changed", 0)
    if not new and not changed:
        return _("Everything in it is here already.")
    said = ngettext("%(count)s row is new", "%(count)s rows are new", new) % {"count": number(new)}
    if not changed:
        return f"{said}."
    also = ngettext("%(count)s changes", "%(count)s change", changed) % {"count": number(changed)}
    if not new:
        only = ngettext("%(count)s row changes.", "%(count)s rows change.", changed)
        return only % {"count": number(changed)}
    return _("%(new)s and %(changed)s.") % {"new": said, "changed": also}


def held_back(counts: Mapping[str, int]) -> str:
    stopped = counts.get("stopped", 0)
    if not stopped:
        return ""
    words = ngettext("%(count)s row cannot be brought in.", "%(count)s rows cannot be brought in.", stopped)
    return words % {"count": number(stopped)}


@person_required
@require_safe
def import_progress(request: PersonRequest, pk: int) -> HttpResponse:
    """Answer the page that asks how far it is; once it is over, have it loaded anew."""
    of_import = import_for(request, pk)
    phase = phase_of(of_import)
    if not phase.is_going:
        response = HttpResponse(status=200)
        response["HX-Redirect"] = reverse("exchange:import", args=[pk])
        return response
    context = {"import": of_import, "phase": phase, **work_context(request, of_import, phase)}
    return render(request, "exchange/_progress.html", context)


@person_required
@require_safe
def import_rows(request: PersonRequest, pk: int) -> StreamingHttpResponse:
    """Give rows, with what becomes of them and why, as a spreadsheet."""
    of_import = import_for(request, pk)
    fate = asked_for(request, "fate")
    rows = ImportRow.objects.filter(of_import=of_import).order_by(*in_order_of_files(of_import))
    found = rows_matching(rows, words=asked_for(request, "q"), fate=fate)
    heads = [
        _("File"),
        _("Row"),
        _("Fate"),
        _("Name"),
        _("Column"),
        _("Found"),
        _("What changes or is wrong"),
        _("Cure"),
    ]
    lines: Iterator[str] = chain(["\ufeff", write_row(heads)], row_lines(found))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{pk}-{fate or "rows"}.csv"'
    return response
