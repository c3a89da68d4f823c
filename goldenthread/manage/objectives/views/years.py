"""Planning years: beginning one, settling what is open at its end, closing it."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.manage.objectives import actions, queries
from goldenthread.manage.objectives.forms import SettleForm, YearForm
from goldenthread.manage.objectives.models import PlanningYear
from goldenthread.manage.objectives.queries.years import next_last_day, year_items
from goldenthread.people.requests import PersonRequest, person_required

AT_ONCE = 50


def _require(request: PersonRequest) -> None:
    relations = queries.relations_to_years(request.standing)
    gate.require(Action.YEAR_CLOSE, relations, view=Action.ITEM_VIEW)


@require_http_methods(["GET", "POST"])
@person_required
def years(request: PersonRequest) -> HttpResponse:
    _require(request)
    form = YearForm(request.POST or None)
    if form.is_valid():
        try:
            actions.write_year(
                label=form.cleaned_data["label"],
                starts_on=form.cleaned_data["starts_on"],
                ends_on=form.cleaned_data["ends_on"],
                by=request.person,
                now=request.now,
            )
        except actions.YearTaken as taken:
            form.add_error("label", str(taken))
        else:
            messages.success(request, _("The planning year is there."))
            return redirect("objectives:years")
    context = {"years": queries.years(), "form": form}
    return render(request, "objectives/years.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@person_required
def year(request: PersonRequest, year_id: int) -> HttpResponse:
    """What is still open at the end of a year, in parts; each part is looked at before it is carried out."""
    _require(request)
    found = get_object_or_404(PlanningYear.objects.select_related("closed_by"), pk=year_id)
    items = list(queries.items_to_settle(found)[:AT_ONCE])
    if request.method == "POST":  # what was on the page when it was sent, not what stands first by now
        listed = [int(number) for number in request.POST.getlist("item") if number.isdigit()]
        items = list(queries.items_to_settle(found).filter(pk__in=listed))
    form = SettleForm(
        request.POST or None,
        items=items,
        all_to=request.GET.get("all", ""),
        initial={"new_last_day": next_last_day(found.ends_on)},
    )
    if not form.is_valid():
        context = {
            "year": found,
            "form": form,
            "rows": [(row, form[f"fate_{row.item.pk}"]) for row in year_items(items)],
            "count": queries.settle_count(found),
            "rolled_over": queries.rolled_over(found),
        }
        return render(request, "objectives/year.html", context, status=422 if form.is_bound else 200)
    settled = form.settled()
    if not request.POST.get("sure"):
        return _preview(request, found, form, settled)
    actions.roll_over(year=found, settled=settled, by=request.person, now=request.now)
    messages.success(request, _("Done. It can be taken back from this page."))
    return redirect("objectives:year", found.pk)


def _preview(
    request: PersonRequest, found: PlanningYear, form: SettleForm, settled: list[actions.Settled]
) -> HttpResponse:
    fates = Counter(each.fate for each in settled)
    by_number = {item.pk: item for item in form.items}
    context = {
        "year": found,
        "form": form,
        "new_last_day": form.cleaned_data["new_last_day"],
        "carried": fates["carry"],
        "closed": fates["close"],
        "dropped": fates["drop"],
        "left": fates["leave"],
        "rows": [(by_number[each.item_id], each.fate) for each in settled],
    }
    return render(request, "objectives/year_preview.html", context)


@require_POST
@person_required
def year_undo(request: PersonRequest, year_id: int, entry_id: int) -> HttpResponse:
    _require(request)
    found = get_object_or_404(PlanningYear, pk=year_id)
    try:
        count = actions.undo_roll_over(year=found, entry_id=entry_id, by=request.person, now=request.now)
    except actions.CannotUndo as refused:
        messages.warning(request, str(refused))
    else:
        told = ngettext("%(count)s is as it was.", "%(count)s are as they were.", count)
        messages.success(request, told % {"count": count})
    return redirect("objectives:year", found.pk)


@require_POST
@person_required
def year_close(request: PersonRequest, year_id: int) -> HttpResponse:
    _require(request)
    found = get_object_or_404(PlanningYear, pk=year_id)
    try:
        actions.close_year(year=found, by=request.person, now=request.now)
    except actions.YearIsClosed as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("%(year)s is closed.") % {"year": found.label})
    return redirect("objectives:year", found.pk)


@require_POST
@person_required
def year_reopen(request: PersonRequest, year_id: int) -> HttpResponse:
    _require(request)
    found = get_object_or_404(PlanningYear, pk=year_id)
    actions.reopen_year(year=found, by=request.person, now=request.now)
    messages.success(request, _("%(year)s is open again.") % {"year": found.label})
    return redirect("objectives:year", found.pk)
