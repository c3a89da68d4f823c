"""The tree of units, and opening, changing and moving one. `desk` closes one: it knows what the unit owns."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.access import gate
from goldenthread.access.policy import Action, is_allowed
from goldenthread.people import actions, queries
from goldenthread.people.forms import HeadForm, MoveUnitForm, ReasonForm, UnitForm
from goldenthread.people.models import Unit
from goldenthread.people.queries.units import closed_units, unit_branch, unit_tree
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.people.views.shared import attempt, bound, hub_tabs, named
from goldenthread.ui.form_page import FormPage, render_form

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _may_edit(request: PersonRequest) -> None:
    gate.require(Action.STRUCTURE_EDIT, request.standing.own_relations, view=Action.STRUCTURE_VIEW)


def _unit(request: PersonRequest, unit_id: int) -> Unit:
    return get_object_or_404(
        queries.units_visible_to(request.standing).select_related("parent", "head_post"), pk=unit_id
    )


def _address(unit: Unit) -> str:
    return reverse("people:unit", args=[unit.pk])


@person_required
@require_safe
def units(request: PersonRequest) -> HttpResponse:
    gate.require(Action.STRUCTURE_VIEW, request.standing.own_relations)
    context = {
        "tabs": hub_tabs(request, "units"),
        "nodes": unit_tree(on=request.standing.on),
        "closed": closed_units() if "closed" in request.GET else None,
        "title": named("unit", many=True),
        "can_edit": is_allowed(Action.STRUCTURE_EDIT, request.standing.own_relations),
    }
    return render(request, "people/units.html", context)


@person_required
@require_safe
def unit_below(request: PersonRequest, unit_id: int) -> HttpResponse:
    gate.require(Action.STRUCTURE_VIEW, request.standing.own_relations)
    unit = _unit(request, unit_id)
    return render(request, "people/_unit_rows.html", {"nodes": unit_branch(unit, on=request.standing.on)})


@person_required
@get_or_post
def unit_new(request: PersonRequest) -> HttpResponse:
    _may_edit(request)
    asked = request.GET.get("parent", "")
    above = queries.units_visible_to(request.standing).filter(pk=asked).first() if asked.isdecimal() else None
    form = bound(request, UnitForm, initial={"parent": above, "opened_on": request.standing.on})
    unit = attempt(form, lambda: actions.create_unit(**form.cleaned_data, by=request.person, now=request.now))
    if unit is not None:
        messages.success(request, _("%(unit)s is open.") % {"unit": unit.name})
        return redirect(_address(unit))
    page = FormPage(
        title=_("Open a unit"),
        submit=_("Open unit"),
        back_url=_address(above) if above else reverse("people:units"),
    )
    return render_form(request, form, page)


@person_required
@get_or_post
def unit_edit(request: PersonRequest, unit_id: int) -> HttpResponse:
    _may_edit(request)
    unit = _unit(request, unit_id)
    form = bound(
        request, UnitForm, initial={name: getattr(unit, name) for name in ("name", "code", "purpose", "opened_on")}
    )
    del form.fields["parent"]
    done = attempt(
        form, lambda: actions.change_unit(unit=unit, values=form.cleaned_data, by=request.person, now=request.now)
    )
    if done is not None:
        messages.success(request, _("Saved."))
        return redirect(_address(unit))
    page = FormPage(title=_("Change %(unit)s") % {"unit": unit.name}, submit=_("Save changes"), back_url=_address(unit))
    return render_form(request, form, page)


@person_required
@get_or_post
def unit_move(request: PersonRequest, unit_id: int) -> HttpResponse:
    _may_edit(request)
    unit = _unit(request, unit_id)
    form = bound(request, MoveUnitForm, initial={"parent": unit.parent})
    done = attempt(form, lambda: actions.move_unit(unit=unit, **form.cleaned_data, by=request.person, now=request.now))
    if done is not None:
        messages.success(request, _("Moved, with everything below it."))
        return redirect(_address(unit))
    page = FormPage(title=_("Move %(unit)s") % {"unit": unit.name}, submit=_("Move unit"), back_url=_address(unit))
    return render_form(request, form, page)


@person_required
@get_or_post
def unit_head(request: PersonRequest, unit_id: int) -> HttpResponse:
    _may_edit(request)
    unit = _unit(request, unit_id)
    form = bound(request, HeadForm, initial={"head_post": unit.head_post})

    def act() -> Unit:
        said = form.cleaned_data
        return actions.set_head(
            unit=unit, post=said["head_post"], reason=said["reason"], by=request.person, now=request.now
        )

    if attempt(form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect(_address(unit))
    page = FormPage(
        title=_("Who heads %(unit)s?") % {"unit": unit.name},
        intro=_("Whoever holds this post leads the unit, answers for what it owns, and sees its load."),
        submit=_("Set head"),
        back_url=_address(unit),
    )
    return render_form(request, form, page)


@person_required
@get_or_post
def unit_reopen(request: PersonRequest, unit_id: int) -> HttpResponse:
    _may_edit(request)
    unit = _unit(request, unit_id)
    form = bound(request, ReasonForm)
    done = attempt(
        form, lambda: actions.reopen_unit(unit=unit, **form.cleaned_data, by=request.person, now=request.now)
    )
    if done is not None:
        messages.success(request, _("%(unit)s is open.") % {"unit": unit.name})
        return redirect(_address(unit))
    page = FormPage(
        title=_("Re-open %(unit)s") % {"unit": unit.name}, submit=_("Re-open unit"), back_url=_address(unit)
    )
    return render_form(request, form, page)
