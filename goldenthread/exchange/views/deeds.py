"""What is done with an import: looked at again, cured, brought in, stopped, thrown away, undone."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Protocol

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.exchange import actions
from goldenthread.exchange.actions import asking
from goldenthread.exchange.models import Import
from goldenthread.exchange.views.shared import import_for, kind_of
from goldenthread.jobs.actions import JobIsOver
from goldenthread.people.models import Person
from goldenthread.people.requests import PersonRequest, person_required

CELL = re.compile(r"(senior|junior|plan):(\d{1,8}):(\d{1,4})")
LONGEST_CURE = 1000


class Ask(Protocol):
    """Asks for a long part of an import."""

    def __call__(self, *, of_import: Import, by: Person, now: datetime) -> object: ...


def asked(request: PersonRequest, pk: int, ask: Ask) -> HttpResponse:
    """Ask for a long part of an import, and show its page, which says how it stands or why not."""
    of_import = import_for(request, pk)
    try:
        ask(of_import=of_import, by=request.person, now=request.now)
    except actions.NotReady as problem:
        messages.error(request, str(problem))
    return redirect("exchange:import", pk)


@person_required
@require_POST
def import_check(request: PersonRequest, pk: int) -> HttpResponse:
    return asked(request, pk, asking.ask_to_check)


@person_required
@require_POST
def import_cures(request: PersonRequest, pk: int) -> HttpResponse:
    """Keep what was typed beside rows, and look at the files again with it."""
    of_import = import_for(request, pk)
    cures = {role: dict(rows) for role, rows in of_import.settings.get("cures", {}).items()}
    count = 0
    for name, value in request.POST.items():
        found = CELL.fullmatch(name)
        text = str(value).strip()[:LONGEST_CURE]
        if found and text:
            count += 1
            role, row, place = found.groups()
            cures.setdefault(role, {})[row] = {**cures.get(role, {}).get(row, {}), place: text}
    if not count:
        messages.error(request, _("Type something beside at least one row."))
        return redirect("exchange:import", pk)
    try:
        settings = {**of_import.settings, "cures": cures}
        of_import = actions.change_import(of_import=of_import, settings=settings)
        asking.ask_to_check(of_import=of_import, by=request.person, now=request.now)
    except actions.NotReady as problem:
        messages.error(request, str(problem))
    else:
        said = ngettext("%(count)s cell put right.", "%(count)s cells put right.", count)
        messages.success(request, said % {"count": count})
    return redirect("exchange:import", pk)


@person_required
@require_POST
def import_run(request: PersonRequest, pk: int) -> HttpResponse:
    return asked(request, pk, asking.ask_to_run)


@person_required
@require_POST
def import_stop(request: PersonRequest, pk: int) -> HttpResponse:
    of_import = import_for(request, pk)
    try:
        asking.ask_to_stop(of_import=of_import, now=request.now)
    except JobIsOver as problem:
        messages.error(request, str(problem))
    return redirect("exchange:import", pk)


@person_required
@require_POST
def import_discard(request: PersonRequest, pk: int) -> HttpResponse:
    of_import = import_for(request, pk)
    try:
        actions.discard_import(of_import=of_import, by=request.person, now=request.now)
    except actions.NotReady as problem:
        messages.error(request, str(problem))
        return redirect("exchange:import", pk)
    messages.success(request, _("The files were thrown away. Nothing was changed."))
    return redirect("exchange:imports")


@person_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_undo(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask first; where there is script, a dialog on the import's own page does."""
    if request.method == "POST":
        return asked(request, pk, asking.ask_to_undo)
    of_import = import_for(request, pk)
    context = {"import": of_import, "kind": kind_of(of_import), "files": of_import.files.all()[:2]}
    return render(request, "exchange/undo.html", context)
