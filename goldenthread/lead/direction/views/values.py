"""Values and what living them looks like."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.access import gate
from goldenthread.access.policy import Action, is_allowed
from goldenthread.lead.direction import actions, queries
from goldenthread.lead.direction.forms import BehavioursForm, ChangeValueForm, NewValueForm
from goldenthread.lead.direction.models import Value
from goldenthread.lead.direction.views.parts import item_of, tabs_of
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.thread import queries as thread
from goldenthread.thread.changing import changing, try_to_save
from goldenthread.thread.models import Item


@require_GET
@person_required
def values(request: PersonRequest) -> HttpResponse:
    relations = queries.relations_to_direction(request.standing)
    gate.require(Action.ITEM_VIEW, relations)
    rows = queries.value_rows(request.standing, most=None)
    present = thread.current_vision()
    context = {
        "rows": rows,
        "tabs": tabs_of("values", vision_id=present.pk if present else None, values=len(rows)),
        "can_write": is_allowed(Action.VALUE_WRITE, relations),
    }
    return render(request, "direction/values.html", context)


@require_GET
@person_required
def value(request: PersonRequest, item_id: int) -> HttpResponse:
    item, relations = item_of(request, item_id, kind=Item.Kind.VALUE)
    gate.require(thread.view_action(item), relations)
    context = {
        "item": item,
        "value": item.value,
        "frame": thread.frame_of(item, standing=request.standing, relations=relations, now=request.now),
        "levels": queries.behaviours_by_level(queries.behaviours_of(item.value)),
        "can_change": is_allowed(Action.VALUE_WRITE, relations) and not item.is_over,
    }
    return render(request, "direction/value.html", context)


@require_http_methods(["GET", "POST"])
@person_required
def value_new(request: PersonRequest) -> HttpResponse:
    gate.require(Action.VALUE_WRITE, queries.relations_to_direction(request.standing), view=Action.ITEM_VIEW)
    form = NewValueForm(request.POST or None)
    if form.is_valid():
        made = actions.write_value(
            name=form.cleaned_data["name"],
            meaning=form.cleaned_data["meaning"],
            serves=thread.current_vision(),
            by=request.person,
            now=request.now,
        )
        messages.success(request, _("The value is there. Say now what living it looks like."))
        return redirect("direction:behaviours", made.pk)
    return render(request, "direction/value_new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@person_required
def value_edit(request: PersonRequest, item_id: int) -> HttpResponse:
    item, relations = item_of(request, item_id, kind=Item.Kind.VALUE)
    gate.require(Action.VALUE_WRITE, relations, view=thread.view_action(item))
    form = ChangeValueForm(request.POST or None, initial={"name": item.title, "meaning": item.value.meaning})
    tried = try_to_save(
        form,
        lambda: _save(request, item.value, form),
        before=f"{item.title}\n{item.value.meaning}",
        after=lambda: f"{form.cleaned_data['name']}\n{form.cleaned_data['meaning']}",
    )
    if tried.is_saved:
        messages.success(request, _("The value is saved."))
        return redirect("direction:value", item.pk)
    context = changing(item, form, tried)
    return render(request, "direction/value_edit.html", context, status=422 if form.is_bound else 200)


def _save(request: PersonRequest, value: Value, form: ChangeValueForm) -> None:
    actions.change_value(
        value=value,
        name=form.cleaned_data["name"],
        meaning=form.cleaned_data["meaning"],
        by=request.person,
        now=request.now,
        seen_at=form.cleaned_data["seen_at"],
        is_material=form.is_material,
        reason=form.given_reason,
    )


@require_http_methods(["GET", "POST"])
@person_required
def behaviours(request: PersonRequest, item_id: int) -> HttpResponse:
    item, relations = item_of(request, item_id, kind=Item.Kind.VALUE)
    gate.require(Action.VALUE_WRITE, relations, view=thread.view_action(item))
    form = BehavioursForm(request.POST or None, initial=BehavioursForm.shown(queries.behaviours_of(item.value)))
    if form.is_valid():
        actions.set_behaviours(value=item.value, wanted=form.wanted(), by=request.person, now=request.now)
        messages.success(request, _("What living this value looks like is saved."))
        return redirect("direction:value", item.pk)
    context = {"item": item, "form": form}
    return render(request, "direction/behaviours.html", context, status=422 if form.is_bound else 200)
