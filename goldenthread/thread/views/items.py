"""The permanent address of an item; ending and re-opening it; watching it; its whole history."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.thread import actions, queries
from goldenthread.thread.addresses import item_address
from goldenthread.thread.forms import EndForm, ReasonForm, WatchForm
from goldenthread.thread.models import Item
from goldenthread.thread.views.loading import item_for, to_page_of
from goldenthread.ui.paging import page_number, slice_of

HISTORY_SIZE = 40


@require_GET
@person_required
def item(request: PersonRequest, item_id: int) -> HttpResponse:
    found, relations = item_for(request, item_id)
    gate.require(queries.view_action(found), relations)
    return to_page_of(found)


@require_http_methods(["GET", "POST"])
@person_required
def item_end(request: PersonRequest, item_id: int) -> HttpResponse:
    found, relations = item_for(request, item_id)
    gate.require(Action.ITEM_RETIRE, relations, view=queries.view_action(found))
    if found.is_over:
        messages.warning(request, _("This has already been closed."))
        return to_page_of(found)
    form = EndForm(request.POST or None, initial={"state": request.GET.get("state", "")})
    if form.is_valid():
        try:
            actions.end_item(
                item=found,
                state=Item.State(form.cleaned_data["state"]),
                reason=form.cleaned_data["reason"],
                by=request.person,
                now=request.now,
            )
        except actions.ItemIsOver as over:
            form.add_error(None, str(over))
        else:
            messages.success(request, _("%(item)s is closed.") % {"item": found.reference})
            return to_page_of(found)
    context = {"item": found, "form": form, "asked": queries.whom_it_asks(found), "back": _page(found)}
    return render(request, "thread/item_end.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@person_required
def item_reopen(request: PersonRequest, item_id: int) -> HttpResponse:
    found, relations = item_for(request, item_id)
    gate.require(Action.ITEM_RETIRE, relations, view=queries.view_action(found))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.reopen_item(item=found, reason=form.cleaned_data["reason"], by=request.person, now=request.now)
        except actions.ItemIsOver as over:
            form.add_error(None, str(over))
        else:
            messages.success(request, _("%(item)s is open again.") % {"item": found.reference})
            return to_page_of(found)
    context = {"item": found, "form": form, "back": _page(found)}
    return render(request, "thread/item_reopen.html", context, status=422 if form.is_bound else 200)


@require_POST
@person_required
def item_publish(request: PersonRequest, item_id: int) -> HttpResponse:
    found, relations = item_for(request, item_id)
    gate.require(queries.edit_action(found), relations, view=queries.view_action(found))
    if found.kind == Item.Kind.VISION:
        raise Http404
    try:
        actions.publish_item(item=found, by=request.person, now=request.now)
    except actions.ItemIsOver as over:
        messages.warning(request, str(over))
    else:
        messages.success(request, _("%(item)s is published.") % {"item": found.reference})
    return to_page_of(found)


@require_POST
@person_required
def item_watch(request: PersonRequest, item_id: int) -> HttpResponse:
    found, relations = item_for(request, item_id)
    gate.require(queries.view_action(found), relations)
    form = WatchForm(request.POST)
    if form.is_valid() and form.cleaned_data["do"] == "watch":
        actions.watch(item=found, person=request.person, now=request.now)
        messages.success(request, _("You will be told what happens to %(item)s.") % {"item": found.reference})
    elif form.is_valid():
        actions.unwatch(item=found, person=request.person)
        messages.success(request, _("You will no longer be told of %(item)s.") % {"item": found.reference})
    return to_page_of(found)


@require_GET
@person_required
def item_history(request: PersonRequest, item_id: int) -> HttpResponse:
    found, relations = item_for(request, item_id)
    gate.require(queries.view_action(found), relations)
    part = slice_of(queries.trail_of(found), number=page_number(request.GET.get("page", "")), size=HISTORY_SIZE)
    versions = queries.versions_of(found)
    latest = versions[0].version if versions else 1
    before = page_number(request.GET.get("before", str(max(latest - 1, 1))))
    after = page_number(request.GET.get("after", str(latest)))
    context = {
        "item": found,
        "back": _page(found),
        "part": part,
        "happenings": queries.happenings(part.rows),
        "versions": versions,
        "comparison": queries.compare_versions(versions, before=before, after=after),
        "before": before,
        "after": after,
    }
    return render(request, "thread/item_history.html", context)


def _page(found: Item) -> str:
    return item_address(kind=found.kind, item_id=found.pk)


@require_GET
@person_required
def item_check_ins(request: PersonRequest, item_id: int) -> HttpResponse:
    found, relations = item_for(request, item_id)
    gate.require(queries.view_action(found), relations)
    part = slice_of(queries.check_ins_of(found), number=page_number(request.GET.get("page", "")), size=HISTORY_SIZE)
    return render(request, "thread/item_check_ins.html", {"item": found, "part": part, "back": _page(found)})
