"""Findings over HTTP: the list, one finding, and what people decide about it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goldenthread.access import gate
from goldenthread.access.policy import Action, Relation, is_allowed
from goldenthread.jobs.actions import enqueue
from goldenthread.people.models import Unit
from goldenthread.people.requests import PersonRequest, person_required, wants_fragment
from goldenthread.thread.models import Item
from goldenthread.thread.queries import relations_to_item, view_action
from goldenthread.together.findings import actions, queries
from goldenthread.together.findings.forms import AcceptForm, SnoozeForm
from goldenthread.together.findings.models import Finding
from goldenthread.together.findings.rows import Row, export_rows, grouped, row_of
from goldenthread.together.findings.work import SCAN

PAGE = 10
MOST_EXPORTED = 20_000


def _wanted(request: PersonRequest) -> queries.Wanted:
    """Return what the address asks for; what makes no sense there is left out."""
    given = request.GET
    unit = Unit.objects.filter(pk=given["unit"]).first() if given.get("unit", "").isdigit() else None
    return queries.Wanted(
        state=given.get("state", "") if given.get("state") in Finding.State.values else Finding.State.OPEN,
        kind=given.get("kind", "") if given.get("kind") in Finding.Kind.values else "",
        severity=given.get("severity", "") if given.get("severity") in {"weighty", "1", "2", "3"} else "",
        code=given.get("code", "") if given.get("code", "").isalnum() else "",
        unit_path=unit.path if unit else "",
        words=given.get("q", "").strip()[:100],
        group=given.get("group", "") if given.get("group") in {"mender", "kind", "none"} else "mender",
        mine_only=given.get("mine") == "1",
    )


def _upper_units() -> list[tuple[int, str]]:
    """Return the units at the top and those directly below, as choices."""
    upper = Unit.objects.filter(Q(parent__isnull=True) | Q(parent__parent__isnull=True), closed_on__isnull=True)
    return list(upper.order_by("path").values_list("pk", "name")[:60])


@person_required
@require_safe
def findings(request: PersonRequest) -> HttpResponse:
    gate.require(Action.FINDINGS_VIEW, request.standing.own_relations)
    wanted = _wanted(request)
    visible = queries.findings_visible_to(request.standing)
    totals = queries.totals(visible, standing=request.standing)
    chosen = queries.narrowed(visible, wanted, standing=request.standing)
    weighs = totals.of_state(wanted.state) <= queries.MOST_WEIGHED
    ordered = queries.in_order(chosen, group=wanted.group, standing=request.standing, weighs=weighs)
    count = None if wanted.is_narrowed else totals.of_state(wanted.state)
    page, rows = queries.Page(ordered, PAGE, count=count).rows(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "wanted": wanted,
        "totals": totals,
        "groups": grouped(rows, group=wanted.group, standing=request.standing),
        "page": page,
        "query": kept.urlencode(),
        "kinds": Finding.Kind.choices,
        "severities": [("weighty", _("Serious and moderate")), *Finding.Severity.choices],
        "units": _upper_units(),
        "unit_id": request.GET.get("unit", ""),
        "groupings": [("mender", _("Who can mend it")), ("kind", _("Kind")), ("none", _("Nothing"))],
        "can_scan": is_allowed(Action.JOBS_VIEW, request.standing.own_relations),
    }
    return render(request, "findings/findings.html", context)


@person_required
@require_safe
def findings_export(request: PersonRequest) -> HttpResponse:
    gate.require(Action.FINDINGS_VIEW, request.standing.own_relations)
    visible = queries.findings_visible_to(request.standing)
    chosen = queries.narrowed(visible, _wanted(request), standing=request.standing)
    rows = queries.with_words(queries.in_order(chosen, group="mender", standing=request.standing))[:MOST_EXPORTED]
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="findings.csv"'
    csv.writer(response).writerows(export_rows(rows))
    return response


@person_required
@require_safe
def findings_here(request: PersonRequest, item_id: int) -> HttpResponse:
    item = get_object_or_404(Item.objects.select_related("owner_unit", "subject"), pk=item_id)
    relations = relations_to_item(request.standing, item)
    gate.require(view_action(item), relations)
    found = queries.findings_here(item_id, standing=request.standing)
    template = "findings/_here.html" if wants_fragment(request) else "findings/here.html"
    context = {
        "rows": [row_of(one) for one in found],
        "item": item,
        "can_mend": is_allowed(Action.FINDING_ACCEPT, relations),
    }
    response = render(request, template, context)
    response["Vary"] = "HX-Request"
    return response


@require_POST
@person_required
def findings_scan(request: PersonRequest) -> HttpResponse:
    gate.require(Action.JOBS_VIEW, request.standing.own_relations, view=Action.FINDINGS_VIEW)
    job = enqueue(kind=SCAN, asked_by=request.person.account, now=request.now, words=_("Look at the whole thread"))
    messages.success(request, _("The whole thread is being looked at again."))
    return redirect("jobs:job", job.pk)


def _load(request: PersonRequest, finding_id: int) -> tuple[Finding, frozenset[Relation]]:
    """Return a finding that the asker may see, and what they are to it."""
    found = get_object_or_404(queries.with_words(queries.findings_visible_to(request.standing)), pk=finding_id)
    return found, queries.relations_to_finding(request.standing, found)


@person_required
@require_safe
def finding(request: PersonRequest, finding_id: int) -> HttpResponse:
    found, relations = _load(request, finding_id)
    gate.require(Action.FINDINGS_VIEW, relations)
    return _show(request, row=row_of(found), relations=relations)


def _show(
    request: PersonRequest,
    *,
    row: Row,
    relations: frozenset[Relation],
    accept: AcceptForm | None = None,
    snooze: SnoozeForm | None = None,
) -> HttpResponse:
    today = request.standing.on
    context = {
        "row": row,
        "finding": row.finding,
        "can_decide": is_allowed(Action.FINDING_ACCEPT, relations) and row.finding.state != Finding.State.MENDED,
        "accept_form": accept or AcceptForm(initial={"again_on": today + timedelta(days=182)}),
        "snooze_form": snooze or SnoozeForm(initial={"again_on": today + timedelta(days=14)}),
    }
    has_errors = any(form is not None and form.errors for form in (accept, snooze))
    return render(request, "findings/finding.html", context, status=422 if has_errors else 200)


def _decided(
    request: PersonRequest, found: Finding, form: AcceptForm | SnoozeForm, decide: Callable[..., object]
) -> bool:
    """Decide on a finding as the form says if it is valid; a refusal is shown above it."""
    if not form.is_valid():
        return False
    try:
        decide(finding=found, by=request.person, now=request.now, today=request.standing.on, **form.cleaned_data)
    except (actions.NeedsAReason, actions.FindingAlreadyMended) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@person_required
def finding_accept(request: PersonRequest, finding_id: int) -> HttpResponse:
    found, relations = _load(request, finding_id)
    gate.require(Action.FINDING_ACCEPT, relations, view=Action.FINDINGS_VIEW)
    if request.method != "POST":
        return _show(request, row=row_of(found), relations=relations)
    form = AcceptForm(request.POST)
    if _decided(request, found, form, actions.accept_finding):
        messages.success(request, _("Accepted. It comes back on the day you chose."))
        return redirect("findings:findings")
    return _show(request, row=row_of(found), relations=relations, accept=form)


@require_POST
@person_required
def finding_snooze(request: PersonRequest, finding_id: int) -> HttpResponse:
    found, relations = _load(request, finding_id)
    gate.require(Action.FINDING_ACCEPT, relations, view=Action.FINDINGS_VIEW)
    form = SnoozeForm(request.POST)
    if _decided(request, found, form, actions.snooze_finding):
        messages.success(request, _("Put off. It comes back on the day you chose."))
        return redirect("findings:findings")
    return _show(request, row=row_of(found), relations=relations, snooze=form)


@require_POST
@person_required
def finding_reopen(request: PersonRequest, finding_id: int) -> HttpResponse:
    found, relations = _load(request, finding_id)
    gate.require(Action.FINDING_ACCEPT, relations, view=Action.FINDINGS_VIEW)
    try:
        actions.reopen_finding(finding=found, by=request.person, now=request.now)
    except actions.FindingAlreadyMended as exc:
        messages.error(request, str(exc))
    else:
        messages.success(request, _("Back on the list."))
    return redirect("findings:finding", found.pk)


@require_POST
@person_required
def finding_remind(request: PersonRequest, finding_id: int) -> HttpResponse:
    found, relations = _load(request, finding_id)
    gate.require(Action.FINDING_REMIND, relations, view=Action.FINDINGS_VIEW)
    if actions.remind_mender(finding=found, by=request.person, now=request.now, today=request.standing.on):
        messages.success(request, _("Reminded. Nobody is reminded of the same thing twice in a day."))
    else:
        messages.error(request, _("Nobody is named who could mend it, so nobody was reminded."))
    return redirect("findings:finding", found.pk)
