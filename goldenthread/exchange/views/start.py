"""The beginning: what can be brought in, what was brought in before, and choosing files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.access import gate
from goldenthread.access.policy import Action, is_allowed
from goldenthread.exchange.actions.asking import ask_to_check
from goldenthread.exchange.actions.receiving import receive_folder, receive_tables
from goldenthread.exchange.forms import FolderUploadForm, OrganogramUploadForm, PlanUploadForm, UploadForm
from goldenthread.exchange.models import Import
from goldenthread.exchange.plan import PLAN
from goldenthread.exchange.queries.imports import can_be_undone, imports_before, imports_open, kept_until, phase_of
from goldenthread.exchange.reading import Unreadable
from goldenthread.exchange.views.shared import kind_of, kinds, phase_words, steps_of
from goldenthread.exchange.views.uploads import LimitUpload
from goldenthread.people.requests import PersonRequest, person_required

ROWS = 20
FORMS: dict[str, Callable[..., UploadForm]] = {
    Import.Kind.ORGANOGRAM.value: OrganogramUploadForm,
    Import.Kind.PLAN.value: PlanUploadForm,
    Import.Kind.FOLDER.value: FolderUploadForm,
}


@person_required
@require_safe
def imports(request: PersonRequest) -> HttpResponse:
    gate.require(Action.IMPORT_RUN, request.standing.own_relations)
    page = Paginator(imports_before(request.standing), ROWS).get_page(request.GET.get("page"))
    context = {
        "kinds": kinds().values(),
        "page": page,
        "past": [past_of(request, one) for one in page.object_list],
        "begun": [past_of(request, one) for one in imports_open(request.standing)[:ROWS]],
        "can_export": is_allowed(Action.EXPORT_RUN, request.standing.own_relations),
    }
    return render(request, "exchange/imports.html", context)


def past_of(request: PersonRequest, of_import: Import) -> dict[str, object]:
    """Return an import as a line of the list."""
    files = [file.name for file in of_import.files.all()]
    counts = fate_counts(of_import)
    return {
        "import": of_import,
        "name": kind_of(of_import).name,
        "files": files[:2],
        "files_more": max(0, len(files) - 2),
        "rows": sum(counts.values()),
        "new": counts.get("new", 0),
        "changed": counts.get("changed", 0),
        "stopped": counts.get("stopped", 0),
        "words": phase_words(phase_of(of_import)),
        "can_undo": can_be_undone(of_import, now=request.now),
        "kept_until": kept_until(of_import),
    }


def fate_counts(of_import: Import) -> dict[str, int]:
    """Return the rows of all files by fate."""
    totals: dict[str, int] = {}
    for file in of_import.counts.get("files", {}).values():
        for fate in ("new", "changed", "same", "stopped"):
            totals[fate] = totals.get(fate, 0) + int(file.get(fate, 0))
    return totals


@csrf_exempt
def import_new(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Count what arrives before anything reads it: that must be set up ahead of the check against forged requests."""
    if request.method == "POST":
        request.upload_handlers.insert(0, LimitUpload(request))
    return _import_new(request, kind)


@csrf_protect
@person_required
@require_http_methods(["GET", "HEAD", "POST"])
def _import_new(request: PersonRequest, kind: str) -> HttpResponse:
    gate.require(Action.IMPORT_RUN, request.standing.own_relations)
    if kind not in FORMS:
        raise Http404(_("Nothing of this kind can be brought in."))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FORMS[kind](*sent, today=request.standing.on)
    if sent and was_stopped(request):
        form.add_error(None, _("This is more than 400 MB. Bring it in on the server: goldenthread import."))
    elif sent and form.is_valid():
        of_import = receive(form, request)
        if of_import is not None:
            return after_receiving(request, form, of_import)
    context = {"form": form, "kind": kinds()[kind], "steps": steps_of(None, at=1, kind=kind)}
    return render(request, "exchange/upload.html", context, status=422 if form.errors else 200)


def was_stopped(request: HttpRequest) -> bool:
    return any(isinstance(handler, LimitUpload) and handler.was_stopped for handler in request.upload_handlers)


def receive(form: UploadForm, request: PersonRequest) -> Import | None:
    """Take the files in; None: they cannot be, and the form says why."""
    given: dict[str, Any] = {"as_of": form.day, "by": request.person, "now": request.now}
    try:
        if isinstance(form, FolderUploadForm):
            return receive_folder(files=form.cleaned_data["folder"], **given)
        if isinstance(form, PlanUploadForm):
            settings = plan_settings(form)
            return receive_tables(kind=Import.Kind.PLAN, files=form.tables, settings=settings, **given)
        headers = {role: list(table.header) for role, (_file, table) in form.tables.items()}
        settings = {"headers": headers}
        return receive_tables(kind=Import.Kind.ORGANOGRAM, files=form.tables, settings=settings, **given)
    except Unreadable as problem:
        form.add_error("folder" if "folder" in form.fields else None, f"{problem} {problem.cure}")
        return None


def plan_settings(form: PlanUploadForm) -> dict[str, object]:
    settings: dict[str, object] = {"headers": {PLAN: list(form.tables[PLAN][1].header)}}
    if form.cleaned_data["mapping"]:
        settings["mapping"] = form.cleaned_data["mapping"]
    return settings


def after_receiving(request: PersonRequest, form: UploadForm, of_import: Import) -> HttpResponse:
    if isinstance(form, OrganogramUploadForm) and form.were_swapped:
        messages.success(request, _("The two files stood in each other’s place. They were put right."))
    if of_import.kind == Import.Kind.FOLDER:
        ask_to_check(of_import=of_import, by=request.person, now=request.now)
        return redirect("exchange:import", of_import.pk)
    return redirect("exchange:import_columns", of_import.pk)
