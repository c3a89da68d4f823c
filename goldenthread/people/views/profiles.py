"""Role profiles: what kinds of post are there to do."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.access import gate
from goldenthread.access.policy import Action, is_allowed
from goldenthread.people import actions
from goldenthread.people.forms import ProfileForm
from goldenthread.people.models import RoleProfile
from goldenthread.people.queries.profiles import posts_following, profile_rows, profiles_visible_to
from goldenthread.people.refusals import ChangedMeanwhile
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.people.views.shared import attempt, bound, hub_tabs
from goldenthread.ui.form_page import FormPage, render_form

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _may_edit(request: PersonRequest) -> None:
    gate.require(Action.STRUCTURE_EDIT, request.standing.own_relations, view=Action.STRUCTURE_VIEW)


def _profile(request: PersonRequest, profile_id: int) -> RoleProfile:
    return get_object_or_404(profiles_visible_to(request.standing), pk=profile_id)


@person_required
@require_safe
def profiles(request: PersonRequest) -> HttpResponse:
    gate.require(Action.STRUCTURE_VIEW, request.standing.own_relations)
    context = {
        "tabs": hub_tabs(request, "profiles"),
        "rows": profile_rows(request.standing),
        "can_edit": is_allowed(Action.STRUCTURE_EDIT, request.standing.own_relations),
    }
    return render(request, "people/profiles.html", context)


@person_required
@require_safe
def profile(request: PersonRequest, profile_id: int) -> HttpResponse:
    gate.require(Action.STRUCTURE_VIEW, request.standing.own_relations)
    found = _profile(request, profile_id)
    posts, more = posts_following(found, on=request.standing.on)
    context = {
        "profile": found,
        "rows": posts,
        "more": more,
        "can_edit": is_allowed(Action.STRUCTURE_EDIT, request.standing.own_relations),
        "can_see_history": is_allowed(Action.STRUCTURE_HISTORY, request.standing.own_relations),
    }
    return render(request, "people/profile.html", context)


@person_required
@get_or_post
def profile_new(request: PersonRequest) -> HttpResponse:
    _may_edit(request)
    form = bound(request, ProfileForm)
    made = attempt(form, lambda: actions.create_profile(**form.values(), by=request.person, now=request.now))  # type: ignore[arg-type]  # the form's fields are the record's
    if made is not None:
        messages.success(request, _("%(profile)s is written.") % {"profile": made.title})
        return redirect("people:profile", made.pk)
    page = FormPage(title=_("Write a role profile"), submit=_("Add role profile"), back_url=reverse("people:profiles"))
    return render_form(request, form, page)


@person_required
@get_or_post
def profile_edit(request: PersonRequest, profile_id: int) -> HttpResponse:
    _may_edit(request)
    found = _profile(request, profile_id)
    form = bound(request, ProfileForm, initial=ProfileForm.initial_of(found))
    done = attempt(
        form, lambda: actions.change_profile(profile=found, values=form.values(), by=request.person, now=request.now)
    )
    if done is not None:
        messages.success(request, _("Saved."))
        return redirect("people:profile", found.pk)
    page = FormPage(
        title=_("Change %(profile)s") % {"profile": found.title},
        intro=_("Every post that follows it changes with it."),
        submit=_("Save changes"),
        back_url=reverse("people:profile", args=[found.pk]),
    )
    return render_form(request, form, page)


@person_required
@require_POST
def profile_retire(request: PersonRequest, profile_id: int) -> HttpResponse:
    _may_edit(request)
    found = _profile(request, profile_id)
    try:
        if found.retired_on is None:
            actions.retire_profile(
                profile=found, retired_on=request.standing.on, reason="", by=request.person, now=request.now
            )
            messages.success(request, _("Retired. Posts that follow it keep it."))
        else:
            actions.reopen_profile(profile=found, by=request.person, now=request.now)
            messages.success(request, _("Brought back."))
    except ChangedMeanwhile as refusal:
        messages.error(request, str(refusal))
    return redirect("people:profile", found.pk)
