"""An item's place in the thread: choosing it, changing it, affirming it, ending it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldenthread.access import gate
from goldenthread.access.policy import Action, is_allowed
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.thread import actions, queries
from goldenthread.thread.addresses import item_address
from goldenthread.thread.forms import AffirmForm, ConnectForm, ReasonForm
from goldenthread.thread.models import Item
from goldenthread.thread.spine import Step, chains_up
from goldenthread.thread.views.loading import item_for, link_for, to_page_of
from goldenthread.ui import thread_bar

if TYPE_CHECKING:
    from goldenthread.thread.models import Link


@require_http_methods(["GET", "POST"])
@person_required
def connect(request: PersonRequest, item_id: int) -> HttpResponse:
    """Choose what an item serves: first what, then in what way and why, with the thread as it would run."""
    item, relations = item_for(request, item_id)
    gate.require(Action.ITEM_CONNECT, relations, view=queries.view_action(item))
    if item.kind == Item.Kind.VISION or item.is_over:
        messages.warning(request, _("This hangs from nothing: a vision is the top, and what is closed is history."))
        return to_page_of(item)
    chosen = request.POST.get("to") or request.GET.get("to", "")
    if not chosen:
        return _choose(request, item)
    upper = queries.possible_uppers(item, standing=request.standing).filter(pk=chosen if chosen.isdigit() else 0)
    found = upper.first()
    if found is None:
        raise Http404
    return _confirm(request, item, found)


def _choose(request: PersonRequest, item: Item) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:200]
    standing = request.standing
    context = {
        "item": item,
        "back": item_address(kind=item.kind, item_id=item.pk),
        "steps": queries.bar_of_item(item.pk, standing=standing, report_ids=queries.subjects_known_from(item)),
        "text": text,
        "found": queries.search_uppers(item, text=text, standing=standing) if text else [],
        "suggested": [] if text else queries.suggest_uppers(item, standing=standing),
    }
    return render(request, "thread/connect.html", context)


def _confirm(request: PersonRequest, item: Item, upper: Item) -> HttpResponse:
    chains = chains_up([item.pk, upper.pk])
    parent = chains[item.pk][1] if len(chains[item.pk]) > 1 else None
    form = ConnectForm(request.POST or None, initial={"to": upper.pk})
    refusal = _refusal(item, upper)
    if form.is_valid() and not refusal:
        try:
            _make_link(request, item, upper, form=form, is_connected=parent is not None)
        except actions.CannotConnect as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("%(item)s now serves %(upper)s.") % {"item": item.reference, "upper": upper.reference}
            )
            return to_page_of(item)
    is_move = parent is not None and parent.item_id != upper.pk
    context = {
        "item": item,
        "upper": upper,
        "back": item_address(kind=item.kind, item_id=item.pk),
        "form": form,
        "refusal": refusal,
        "steps": _preview(request, item, upper, chains[upper.pk]),
        "parent": parent,
        "is_move": is_move,
        "asked": queries.whom_it_asks(item) if is_move else None,
    }
    return render(request, "thread/connect_confirm.html", context, status=422 if form.is_bound or refusal else 200)


def _refusal(item: Item, upper: Item) -> str:
    try:
        actions.refuse_nonsense(lower=item, upper=upper)
    except actions.CannotConnect as refused:
        return str(refused)
    return ""


def _make_link(request: PersonRequest, item: Item, upper: Item, *, form: ConnectForm, is_connected: bool) -> None:
    reason = form.cleaned_data["reason"]
    if form.cleaned_data["way"] == "also":
        actions.connect(lower=item, upper=upper, is_primary=False, reason=reason, by=request.person, now=request.now)
    elif is_connected:
        actions.move_item(item=item, upper=upper, reason=reason, by=request.person, now=request.now)
    else:
        actions.connect(lower=item, upper=upper, reason=reason, by=request.person, now=request.now)


def _preview(request: PersonRequest, item: Item, upper: Item, chain: list[Step]) -> list[thread_bar.Step]:
    """The thread as it would run: the steps of the upper item, and this one below it."""
    above = queries.bar_of_chain(chain, standing=request.standing, report_ids=queries.subjects_known_from(item))
    address = item_address(kind=upper.kind, item_id=upper.pk)
    steps = [
        replace(step, is_here=False, state="affirmed" if step.state == "here" else step.state, url=step.url or address)
        if step.stands_here
        else step
        for step in above
    ]
    here = thread_bar.Step(kind_label=item.reference, title=item.title, state="here", is_here=True)
    return [*steps, here]


@require_http_methods(["GET", "POST"])
@person_required
def affirm(request: PersonRequest, link_id: int) -> HttpResponse:
    """Show what changed above since somebody affirmed, and ask whether the lower item still serves it."""
    link, relations = link_for(request, link_id)
    item = link.lower
    gate.require(Action.ITEM_AFFIRM, relations, view=queries.view_action(item))
    if link.state == link.State.RETIRED:
        messages.warning(request, _("This link has been ended."))
        return to_page_of(item)
    can_end = is_allowed(Action.ITEM_CONNECT, relations)
    form = AffirmForm(request.POST or None)
    if form.is_valid():
        answer = _answer(request, link, form, can_end=can_end)
        if answer:
            messages.success(request, answer)
            return to_page_of(item)
    upper_shown = queries.may_show(link.upper, person=request.person, beside=item)
    context = {
        "item": item,
        "link": link,
        "form": form,
        "back": item_address(kind=item.kind, item_id=item.pk),
        "upper_url": item_address(kind=link.upper.kind, item_id=link.upper_id) if upper_shown else "",
        "changed": queries.what_changed_above(link) if upper_shown else None,
        "can_end": can_end,
        "can_connect": can_end and not item.is_over,
    }
    return render(request, "thread/affirm.html", context, status=422 if form.is_bound else 200)


def _answer(request: PersonRequest, link: Link, form: AffirmForm, *, can_end: bool) -> str:
    """Do what was answered; return what to say of it, or nothing when it could not be done."""
    names = {"item": link.lower.reference, "upper": link.upper.reference}
    try:
        if form.cleaned_data["do"] == "affirm":
            actions.affirm_link(link=link, by=request.person, now=request.now)
            return _("Affirmed: %(item)s still serves %(upper)s.") % names
        if can_end:
            actions.disconnect(link=link, reason=form.cleaned_data["reason"], by=request.person, now=request.now)
            return _("%(item)s no longer serves %(upper)s.") % names
        form.add_error(None, _("Ending the link is for whoever owns or leads this."))
    except actions.LinkIsOver as over:
        form.add_error(None, str(over))
    return ""


@require_http_methods(["GET", "POST"])
@person_required
def disconnect(request: PersonRequest, link_id: int) -> HttpResponse:
    """End a link, with a reason, after saying what that means."""
    link, relations = link_for(request, link_id)
    gate.require(Action.ITEM_CONNECT, relations, view=queries.view_action(link.lower))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.disconnect(link=link, reason=form.cleaned_data["reason"], by=request.person, now=request.now)
        except actions.LinkIsOver as over:
            form.add_error(None, str(over))
        else:
            messages.success(
                request,
                _("%(item)s no longer serves %(upper)s.")
                % {"item": link.lower.reference, "upper": link.upper.reference},
            )
            return to_page_of(link.lower)
    context = {
        "item": link.lower,
        "link": link,
        "form": form,
        "back": item_address(kind=link.lower.kind, item_id=link.lower_id),
        "upper_shown": queries.may_show(link.upper, person=request.person, beside=link.lower),
    }
    return render(request, "thread/disconnect.html", context, status=422 if form.is_bound else 200)
