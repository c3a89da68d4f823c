"""Two records of one person made one, after a look at what would move, and taken apart again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.people import actions, queries
from goldenthread.people.forms import MergeForm, ReasonForm
from goldenthread.people.models import Person, PersonMerge
from goldenthread.people.queries.merging import merges as all_merges
from goldenthread.people.queries.merging import would_move
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.people.views.shared import attempt, bound, hub_tabs
from goldenthread.ui.form_page import FormPage, render_form

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _may_merge(request: PersonRequest) -> None:
    gate.require(Action.PERSON_MERGE, request.standing.own_relations, view=Action.PERSON_VIEW)


@person_required
@require_safe
def merges(request: PersonRequest) -> HttpResponse:
    _may_merge(request)
    return render(request, "people/merges.html", {"tabs": hub_tabs(request, "merges"), "merges": all_merges()})


@person_required
@get_or_post
def person_merge(request: PersonRequest, person_id: int) -> HttpResponse:
    _may_merge(request)
    person = get_object_or_404(queries.people_visible_to(request.standing), pk=person_id)
    form = bound(request, MergeForm)
    pair = _pair(form, person)
    done = None
    if pair is not None and "confirmed" in request.POST:
        kept, merged = pair
        done = attempt(
            form,
            lambda: actions.merge_people(
                kept=kept, merged=merged, reason=form.cleaned_data["reason"], by=request.person, now=request.now
            ),
        )
    if done is not None:
        messages.success(request, _("Made one. You can take them apart again here."))
        return redirect("people:merges")
    context = {
        "person": person,
        "form": form,
        "pair": pair,
        "moving": would_move(pair[1]) if pair is not None else [],
    }
    return render(request, "people/person_merge.html", context, status=422 if form.errors else 200)


def _pair(form: MergeForm, person: Person) -> tuple[Person, Person] | None:
    """Return (the record that stays, the one that ends), once both are known."""
    if not form.is_valid():
        return None
    other = form.cleaned_data["other"]
    return (person, other) if form.cleaned_data["keep"] == "this" else (other, person)


@person_required
@get_or_post
def person_unmerge(request: PersonRequest, merge_id: int) -> HttpResponse:
    _may_merge(request)
    merge = get_object_or_404(PersonMerge.objects.select_related("kept", "merged"), pk=merge_id)
    form = bound(request, ReasonForm)
    done = attempt(
        form, lambda: actions.unmerge_people(merge=merge, **form.cleaned_data, by=request.person, now=request.now)
    )
    if done is not None:
        messages.success(request, _("Taken apart: each has back what it had."))
        return redirect("people:person", merge.merged_id)
    said = {"kept": queries.written(merge.kept), "merged": queries.written(merge.merged)}
    page = FormPage(
        title=_("Take %(merged)s and %(kept)s apart") % said,
        intro=_("What was moved goes back, unless it was handed to somebody else since."),
        submit=_("Take records apart"),
        back_url=reverse("people:merges"),
    )
    return render_form(request, form, page)
