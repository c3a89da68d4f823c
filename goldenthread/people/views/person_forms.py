"""Taking people in, changing what is known of them, letting them go, and what they hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.people import actions, queries
from goldenthread.people.forms import (
    AssignForm,
    AssignmentForm,
    EndForm,
    HolderForm,
    LeavingForm,
    MovePersonForm,
    PersonForm,
    ReasonForm,
)
from goldenthread.people.models import Assignment, Person
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.people.views.shared import attempt, bound
from goldenthread.ui.form_page import FormPage, render_form

T = TypeVar("T")

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _may_edit(request: PersonRequest) -> None:
    gate.require(Action.PERSON_EDIT, request.standing.own_relations, view=Action.PERSON_VIEW)


def _person(request: PersonRequest, person_id: int) -> Person:
    return get_object_or_404(queries.people_visible_to(request.standing), pk=person_id)


def _address(person_id: int) -> str:
    return reverse("people:person", args=[person_id])


def _ask(
    request: PersonRequest,
    form: forms.Form,
    act: Callable[..., T],
    page: FormPage,
    *,
    said: Callable[[T], str],
    then: Callable[[T], str] | None = None,
) -> HttpResponse:
    """Ask with a form, carry out, say so, and go on: to the address that `then` gives, or back.

    The action is given what the form says, who asks and when.
    """
    done = attempt(form, lambda: act(**form.cleaned_data, by=request.person, now=request.now))
    if done is None:
        return render_form(request, form, page)
    messages.success(request, said(done))
    return redirect(then(done) if then is not None else page.back_url)


@person_required
@get_or_post
def person_new(request: PersonRequest) -> HttpResponse:
    _may_edit(request)
    form = bound(request, PersonForm, initial={"joined_on": request.standing.on})
    page = FormPage(title=_("Take somebody in"), submit=_("Add person"), back_url=reverse("people:people"))
    return _ask(
        request,
        form,
        actions.create_person,
        page,
        said=lambda person: _("%(name)s is here. Now give them a post.") % {"name": person.name},
        then=lambda person: reverse("people:person_assign", args=[person.pk]),
    )


@person_required
@get_or_post
def person_edit(request: PersonRequest, person_id: int) -> HttpResponse:
    _may_edit(request)
    person = _person(request, person_id)
    known = {name: getattr(person, name) for name in PersonForm.base_fields}
    form = bound(request, PersonForm, initial=known)
    page = FormPage(
        title=_("Change what is known of %(name)s") % {"name": person.name},
        submit=_("Save changes"),
        back_url=_address(person.pk),
    )

    def change(*, by: Person, now: datetime, **values: object) -> Person:
        return actions.change_person(person=person, values=values, by=by, now=now)

    return _ask(request, form, change, page, said=lambda _person: _("Saved."))


@person_required
@get_or_post
def person_leave(request: PersonRequest, person_id: int) -> HttpResponse:
    _may_edit(request)
    person = _person(request, person_id)
    form = bound(request, LeavingForm, initial={"left_on": request.standing.on})
    page = FormPage(
        title=_("%(name)s leaves") % {"name": person.name},
        intro=_("What they hold ends with their last day. Next you hand over the work they leave behind."),
        submit=_("Record leaving"),
        back_url=_address(person.pk),
        is_danger=True,
    )
    return _ask(
        request,
        form,
        partial(actions.record_leaving, person=person),
        page,
        said=lambda _left: _("Recorded. Now hand over what they held."),
        then=lambda left: reverse("people:hand_over", args=[left.pk]),
    )


@person_required
@get_or_post
def person_return(request: PersonRequest, person_id: int) -> HttpResponse:
    _may_edit(request)
    person = _person(request, person_id)
    form = bound(request, ReasonForm)
    page = FormPage(
        title=_("%(name)s comes back") % {"name": person.name},
        submit=_("Record return"),
        back_url=_address(person.pk),
    )
    return _ask(
        request,
        form,
        partial(actions.record_return, person=person),
        page,
        said=lambda back: _("%(name)s is back. Now give them a post.") % {"name": back.name},
        then=lambda back: reverse("people:person_assign", args=[back.pk]),
    )


@person_required
@get_or_post
def person_assign(request: PersonRequest, person_id: int) -> HttpResponse:
    _may_edit(request)
    person = _person(request, person_id)
    form = bound(request, AssignForm, initial={"starts_on": request.standing.on})
    page = FormPage(
        title=_("Give %(name)s a post") % {"name": person.name},
        submit=_("Assign post"),
        back_url=_address(person.pk),
    )
    return _ask(request, form, partial(actions.assign_person, person=person), page, said=_holds)


@person_required
@get_or_post
def post_assign(request: PersonRequest, post_id: int) -> HttpResponse:
    _may_edit(request)
    post = get_object_or_404(queries.posts_visible_to(request.standing), pk=post_id)
    form = bound(request, HolderForm, initial={"starts_on": request.standing.on})
    page = FormPage(
        title=_("Let somebody hold %(post)s") % {"post": post.title},
        submit=_("Assign person"),
        back_url=reverse("people:post", args=[post.pk]),
    )
    return _ask(request, form, partial(actions.assign_person, post=post), page, said=_holds)


def _held(assignment_id: int) -> Assignment:
    return get_object_or_404(Assignment.objects.select_related("person", "post"), pk=assignment_id)


def _words(held: Assignment) -> dict[str, str]:
    return {"name": held.person.name, "post": held.post.title}


def _holds(held: Assignment) -> str:
    return _("%(name)s holds %(post)s.") % _words(held)


@person_required
@get_or_post
def assignment_edit(request: PersonRequest, assignment_id: int) -> HttpResponse:
    _may_edit(request)
    held = _held(assignment_id)
    known = {name: getattr(held, name) for name in ("starts_on", "ends_on", "kind", "is_main")}
    form = bound(request, AssignmentForm, initial={**known, "fte": f"{held.fte.normalize():f}"})
    page = FormPage(
        title=_("%(name)s in %(post)s") % _words(held), submit=_("Save changes"), back_url=_address(held.person_id)
    )

    def change(*, reason: str, by: Person, now: datetime, **values: object) -> Assignment:
        return actions.change_assignment(held=held, values=values, reason=reason, by=by, now=now)

    return _ask(request, form, change, page, said=lambda _held: _("Saved."))


@person_required
@get_or_post
def assignment_end(request: PersonRequest, assignment_id: int) -> HttpResponse:
    _may_edit(request)
    held = _held(assignment_id)
    form = bound(request, EndForm, initial={"ends_on": request.standing.on})
    page = FormPage(
        title=_("End %(name)s in %(post)s") % _words(held),
        intro=_("Duties stay with the post. The person stays here, with what else they hold."),
        submit=_("End post"),
        back_url=_address(held.person_id),
        is_danger=True,
    )
    return _ask(request, form, partial(actions.end_assignment, held=held), page, said=lambda _ended: _("Saved."))


@person_required
@get_or_post
def assignment_move(request: PersonRequest, assignment_id: int) -> HttpResponse:
    _may_edit(request)
    held = _held(assignment_id)
    form = bound(request, MovePersonForm, initial={"starts_on": request.standing.on})
    page = FormPage(
        title=_("Move %(name)s from %(post)s") % _words(held),
        submit=_("Move person"),
        back_url=_address(held.person_id),
    )
    return _ask(
        request,
        form,
        partial(actions.move_person, held=held),
        page,
        said=lambda moved: _("%(name)s moves to %(post)s.") % _words(moved),
    )
