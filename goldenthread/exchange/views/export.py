"""Taking everything out: Goldenthread's own files in one ZIP, made by a job and fetched afterwards."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.exchange.actions.asking import ask_to_export
from goldenthread.exchange.queries import exports
from goldenthread.exchange.tables import TABLES
from goldenthread.exchange.views.rows import table_words
from goldenthread.exchange.views.shared import progress_heading
from goldenthread.jobs import actions as jobs
from goldenthread.people.requests import PersonRequest, person_required


@person_required
@require_safe
def export(request: PersonRequest) -> HttpResponse:
    gate.require(Action.EXPORT_RUN, request.standing.own_relations)
    job = exports.latest_export(request.person)
    file = exports.export_file(job) if job is not None else None
    context = {
        **going_context(request),
        "made": job if file is not None else None,
        "bytes": file.stat().st_size if file is not None else 0,
        "failed": job if job is not None and job.state == job.State.FAILED else None,
        "tables": [(table_words(of.name), of.file, of.says) for of in TABLES],
    }
    return render(request, "exchange/export.html", context)


def going_context(request: PersonRequest) -> dict[str, object]:
    job = exports.latest_export(request.person)
    if job is None or job.is_over:
        return {"job": None}
    return {
        "job": job,
        "job_heading": progress_heading(job, now=request.now),
        "job_state": "waiting" if job.state == job.State.WAITING else "running",
    }


@person_required
@require_POST
def export_start(request: PersonRequest) -> HttpResponse:
    gate.require(Action.EXPORT_RUN, request.standing.own_relations)
    job = exports.latest_export(request.person)
    if job is None or job.is_over:
        ask_to_export(by=request.person, now=request.now)
    return redirect("exchange:export")


@person_required
@require_safe
def export_progress(request: PersonRequest) -> HttpResponse:
    gate.require(Action.EXPORT_RUN, request.standing.own_relations)
    context = going_context(request)
    if context["job"] is None:
        response = HttpResponse()
        response["HX-Redirect"] = reverse("exchange:export")
        return response
    return render(request, "exchange/_export_progress.html", context)


@person_required
@require_POST
def export_stop(request: PersonRequest) -> HttpResponse:
    gate.require(Action.EXPORT_RUN, request.standing.own_relations)
    job = exports.latest_export(request.person)
    try:
        if job is not None:
            jobs.ask_to_stop(job, now=request.now)
    except jobs.JobIsOver as problem:
        messages.error(request, str(problem))
    return redirect("exchange:export")


@person_required
@require_safe
def export_file(request: PersonRequest) -> FileResponse:
    """Give the ZIP to whoever had it made."""
    gate.require(Action.EXPORT_RUN, request.standing.own_relations)
    job = exports.latest_export(request.person)
    file = exports.export_file(job) if job is not None else None
    if job is None or file is None:
        raise Http404(_("There is no export to fetch. Make a new one."))
    day = localtime(job.ended_at).date().isoformat()
    return FileResponse(file.open("rb"), as_attachment=True, filename=f"goldenthread-{day}.zip")
