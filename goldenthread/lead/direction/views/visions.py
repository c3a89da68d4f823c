"""The vision: reading it, writing a draft, changing it, publishing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.access import gate
from goldenthread.access.policy import Action, is_allowed
from goldenthread.lead.direction import actions, queries
from goldenthread.lead.direction.forms import ChangeVisionForm, NewVisionForm, PublishForm
from goldenthread.lead.direction.models import Vision
from goldenthread.lead.direction.views.parts import item_of, tabs_of
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.thread import queries as thread
from goldenthread.thread.changing import changing, try_to_save
from goldenthread.thread.models import Item
from goldenthread.thread.wording import compare


@require_GET
@person_required
def vision(request: PersonRequest, item_id: int) -> HttpResponse:
    item, relations = item_of(request, item_id, kind=Item.Kind.VISION)
    gate.require(thread.view_action(item), relations)
    shown = item.vision
    may_write = is_allowed(Action.VISION_WRITE, relations)
    context = {
        "item": item,
        "vision": shown,
        "frame": thread.frame_of(
            item, standing=request.standing, relations=relations, now=request.now, kinds_below=[Item.Kind.GOAL]
        ),
        "changes": queries.earlier_visions(),
        "drafts": queries.vision_drafts(request.standing) if may_write else [],
        "tabs": tabs_of("vision", vision_id=item.pk),
        "can_write": may_write,
        "can_change": may_write and not item.is_over,
        "publish_url": reverse("direction:vision_publish", args=[item.pk]) if may_write else "",
    }
    return render(request, "direction/vision.html", context)


@require_http_methods(["GET", "POST"])
@person_required
def vision_new(request: PersonRequest) -> HttpResponse:
    gate.require(Action.VISION_WRITE, queries.relations_to_direction(request.standing), view=Action.ITEM_VIEW)
    form = NewVisionForm(request.POST or None, initial=_words_now(request))
    if form.is_valid():
        made = actions.write_vision(words=form.words(), by=request.person, now=request.now)
        messages.success(request, _("The draft is kept. Nobody else sees it until it is published."))
        return redirect("direction:vision", made.pk)
    return render(request, "direction/vision_new.html", {"form": form}, status=422 if form.is_bound else 200)


def _words_now(request: PersonRequest) -> dict[str, Any]:
    """A new vision begins from the one that stands."""
    present = queries.vision_now()
    if present is None:
        return {"horizon_year": request.standing.on.year + 5}
    return {
        "statement": present.statement,
        "name": present.item.title,
        "horizon_year": present.horizon_year,
        "story": present.story,
    }


@require_http_methods(["GET", "POST"])
@person_required
def vision_edit(request: PersonRequest, item_id: int) -> HttpResponse:
    item, relations = item_of(request, item_id, kind=Item.Kind.VISION)
    gate.require(Action.VISION_WRITE, relations, view=thread.view_action(item))
    shown = item.vision
    initial = {
        "statement": shown.statement,
        "name": item.title,
        "horizon_year": shown.horizon_year,
        "story": shown.story,
    }
    form = ChangeVisionForm(request.POST or None, initial=initial)
    if item.is_draft:
        form.drop_weight()
    tried = try_to_save(
        form, lambda: _save(request, shown, form), before=shown.statement, after=lambda: form.words().statement
    )
    if tried.is_saved:
        messages.success(request, _("The vision is saved."))
        return redirect("direction:vision", item.pk)
    context = changing(item, form, tried)
    return render(request, "direction/vision_edit.html", context, status=422 if form.is_bound else 200)


def _save(request: PersonRequest, shown: Vision, form: ChangeVisionForm) -> None:
    actions.change_vision(
        vision=shown,
        words=form.words(),
        by=request.person,
        now=request.now,
        seen_at=form.cleaned_data["seen_at"],
        is_material=form.is_material,
        reason=form.given_reason,
    )


@require_http_methods(["GET", "POST"])
@person_required
def vision_publish(request: PersonRequest, item_id: int) -> HttpResponse:
    item, relations = item_of(request, item_id, kind=Item.Kind.VISION)
    gate.require(Action.VISION_WRITE, relations, view=thread.view_action(item))
    if not item.is_draft:
        messages.warning(request, _("This vision is no draft any more."))
        return redirect("direction:vision", item.pk)
    present = queries.vision_now()
    form = PublishForm(request.POST or None, initial={"adopted_on": request.standing.on})
    if form.is_valid():
        try:
            actions.publish_vision(
                vision=item.vision,
                adopted_on=form.cleaned_data["adopted_on"],
                by=request.person,
                now=request.now,
            )
        except actions.NotADraft as published:
            form.add_error(None, str(published))
        else:
            messages.success(request, _("The vision is published."))
            return redirect("direction:vision", item.pk)
    context = {
        "item": item,
        "vision": item.vision,
        "present": present,
        "pieces": compare(present.statement if present else "", item.vision.statement),
        "form": form,
        "asked": thread.whom_it_asks(present.item) if present else None,
    }
    return render(request, "direction/vision_publish.html", context, status=422 if form.is_bound else 200)
