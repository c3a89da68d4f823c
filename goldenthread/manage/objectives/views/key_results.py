"""What an objective is judged by, its readings, and the posts that carry it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.access import gate
from goldenthread.access.policy import Relation, is_allowed
from goldenthread.manage.objectives import actions, queries
from goldenthread.manage.objectives.forms import DutyForm, KeyResultForm, ReadingForm
from goldenthread.manage.objectives.models import Duty, KeyResult, Objective, Reading
from goldenthread.manage.objectives.views.loading import objective_for, reading_action, require_edit
from goldenthread.people.picking import look_on
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.thread import queries as thread
from goldenthread.thread.models import Item
from goldenthread.ui.charts.series import Level, Point
from goldenthread.ui.formats import number
from goldenthread.ui.paging import page_number, slice_of
from goldenthread.ui.words import month_short

DUTIES_ON_A_PAGE = 50
_FIELDS = ("kind", "title", "direction", "unit_of_measure", "baseline", "band_low", "target", "due_on")


def _page_of(item_id: int) -> str:
    return reverse("objectives:objective", args=[item_id])


@require_http_methods(["GET", "POST"])
@person_required
def key_result_new(request: PersonRequest, item_id: int) -> HttpResponse:
    item, relations = objective_for(request, item_id)
    require_edit(item, relations)
    is_standing = item.objective.kind == Objective.Kind.STANDING
    kind = KeyResult.Kind.MEASURE if is_standing else KeyResult.Kind.RESULT
    form = KeyResultForm(request.POST or None, initial={"kind": kind.value, "direction": KeyResult.Direction.UP.value})
    if form.is_valid():
        try:
            actions.add_key_result(objective=item.objective, words=form.words(), by=request.person, now=request.now)
        except actions.TitleTaken as taken:
            form.add_error("title", str(taken))
        else:
            messages.success(request, _("The objective is now judged by “%(title)s”.") % form.cleaned_data)
            return redirect(f"{_page_of(item.pk)}#key-results")
    context = {"item": item, "form": form, "back": _page_of(item.pk), "is_new": True}
    return render(request, "objectives/key_result_form.html", context, status=422 if form.is_bound else 200)


def _key_result_for(request: PersonRequest, key_result_id: int) -> tuple[KeyResult, Item, frozenset[Relation]]:
    found = get_object_or_404(KeyResult, pk=key_result_id)
    item, relations = objective_for(request, found.objective_id)
    found.objective = item.objective
    return found, item, relations


@require_http_methods(["GET", "POST"])
@person_required
def key_result(request: PersonRequest, key_result_id: int) -> HttpResponse:
    """One key result: its readings as a chart and as a table, and a place to record the next."""
    found, item, relations = _key_result_for(request, key_result_id)
    view = thread.view_action(item)
    gate.require(reading_action(item) if request.method == "POST" else view, relations, view=view)
    form = ReadingForm(request.POST or None, initial={"on": request.standing.on})
    if item.is_live and form.is_valid():
        try:
            actions.record_reading(
                key_result=found,
                on=form.cleaned_data["on"],
                value=form.cleaned_data["value"],
                note=form.cleaned_data["note"],
                by=request.person,
                now=request.now,
            )
        except actions.ReadingThere as there:
            form.add_error("on", str(there))
        else:
            messages.success(request, _("The reading is recorded."))
            return redirect("objectives:key_result", found.pk)
    row = queries.row_of(found, item=item, on=request.standing.on)
    rights = thread.rights_over(item, relations)
    context = {
        "item": item,
        "found": found,
        "row": row,
        "form": form,
        "back": _page_of(item.pk),
        "points": [Point(_short_day(reading.on), float(reading.value)) for reading in row.readings],
        "levels": _levels(found),
        "can_edit": rights.can_edit,
        "can_record": item.is_live and is_allowed(reading_action(item), relations),
    }
    return render(request, "objectives/key_result.html", context, status=422 if form.is_bound else 200)


def _short_day(on: date) -> str:
    """The year is in the table; below a chart there is no room for it."""
    return f"{on.day} {month_short(on.month)}"


def _levels(found: KeyResult) -> list[Level]:
    """Return the target, or both edges of the band, as lines across the chart."""
    edges = [found.target] if found.direction != KeyResult.Direction.BAND else [found.band_low, found.target]
    return [
        Level(float(edge), _("aim %(value)s") % {"value": number(edge)}, "target", is_strong=True)
        for edge in edges
        if edge is not None
    ]


@require_http_methods(["GET", "POST"])
@person_required
def key_result_edit(request: PersonRequest, key_result_id: int) -> HttpResponse:
    found, item, relations = _key_result_for(request, key_result_id)
    require_edit(item, relations)
    form = KeyResultForm(request.POST or None, initial={name: _shown(getattr(found, name)) for name in _FIELDS})
    if form.is_valid():
        try:
            actions.change_key_result(key_result=found, words=form.words(), by=request.person, now=request.now)
        except actions.TitleTaken as taken:
            form.add_error("title", str(taken))
        else:
            messages.success(request, _("The key result is saved."))
            return redirect(f"{_page_of(item.pk)}#key-results")
    context = {"item": item, "form": form, "back": _page_of(item.pk), "found": found}
    return render(request, "objectives/key_result_form.html", context, status=422 if form.is_bound else 200)


def _shown(value: object) -> object:
    """Show 9.5000 as 9.5 in its box."""
    normal = getattr(value, "normalize", None)
    return f"{normal():f}" if normal is not None else value


@require_POST
@person_required
def key_result_remove(request: PersonRequest, key_result_id: int) -> HttpResponse:
    found, item, relations = _key_result_for(request, key_result_id)
    require_edit(item, relations)
    actions.remove_key_result(key_result=found, by=request.person, now=request.now)
    messages.success(request, _("“%(title)s” is taken away.") % {"title": found.title})
    return redirect(f"{_page_of(item.pk)}#key-results")


@require_POST
@person_required
def reading_remove(request: PersonRequest, reading_id: int) -> HttpResponse:
    reading = get_object_or_404(Reading.objects.select_related("key_result"), pk=reading_id)
    item, relations = objective_for(request, reading.key_result.objective_id)
    gate.require(reading_action(item), relations, view=thread.view_action(item))
    reading.key_result.objective = item.objective
    actions.remove_reading(reading=reading, by=request.person, now=request.now)
    messages.success(request, _("The reading is taken away."))
    return redirect("objectives:key_result", reading.key_result_id)


@require_http_methods(["GET", "POST"])
@person_required
def duties(request: PersonRequest, item_id: int) -> HttpResponse:
    """Which posts carry a standing objective."""
    item, relations = objective_for(request, item_id)
    require_edit(item, relations)
    if not item.objective.is_standing:
        messages.warning(request, _("Only a standing objective is carried by posts."))
        return redirect(_page_of(item.pk))
    form = DutyForm(request.POST or None)
    look_on(form, on=request.standing.on)
    if form.is_valid():
        actions.add_duty(
            objective=item.objective,
            post=form.cleaned_data["post"],
            weight=form.cleaned_data["weight"],
            by=request.person,
            now=request.now,
        )
        messages.success(request, _("%(post)s carries it now.") % {"post": form.cleaned_data["post"]})
        return redirect("objectives:duties", item.pk)
    context = {
        "item": item,
        "form": form,
        "back": _page_of(item.pk),
        "part": slice_of(
            queries.duties_of(item), number=page_number(request.GET.get("page", "")), size=DUTIES_ON_A_PAGE
        ),
    }
    return render(request, "objectives/duties.html", context, status=422 if form.is_bound else 200)


@require_POST
@person_required
def duty_remove(request: PersonRequest, duty_id: int) -> HttpResponse:
    duty = get_object_or_404(Duty.objects.select_related("post"), pk=duty_id)
    item, relations = objective_for(request, duty.objective_id)
    require_edit(item, relations)
    duty.objective = item.objective
    actions.remove_duty(duty=duty, by=request.person, now=request.now)
    messages.success(request, _("%(post)s no longer carries it.") % {"post": duty.post})
    return redirect("objectives:duties", item.pk)
