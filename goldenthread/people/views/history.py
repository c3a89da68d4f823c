"""What was done to a unit, post, person or role profile."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.people import queries
from goldenthread.people.models import Person, Post, RoleProfile, Unit
from goldenthread.people.queries.history import history_of, told
from goldenthread.people.queries.profiles import profiles_visible_to
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.people.views.shared import page_of


@person_required
@require_safe
def person_history(request: PersonRequest, person_id: int) -> HttpResponse:
    person = get_object_or_404(queries.people_visible_to(request.standing), pk=person_id)
    relations = queries.relations_to_person(request.standing, person)
    gate.require(Action.PERSON_HISTORY, relations, view=Action.PERSON_VIEW)
    return _show(request, person, back_url=reverse("people:person", args=[person.pk]))


@person_required
@require_safe
def post_history(request: PersonRequest, post_id: int) -> HttpResponse:
    post = get_object_or_404(queries.posts_visible_to(request.standing).select_related("unit"), pk=post_id)
    relations = queries.relations_to_post(request.standing, post)
    gate.require(Action.STRUCTURE_HISTORY, relations, view=Action.STRUCTURE_VIEW)
    return _show(request, post, back_url=reverse("people:post", args=[post.pk]))


@person_required
@require_safe
def unit_history(request: PersonRequest, unit_id: int) -> HttpResponse:
    unit = get_object_or_404(queries.units_visible_to(request.standing), pk=unit_id)
    relations = queries.relations_to_unit(request.standing, unit)
    gate.require(Action.STRUCTURE_HISTORY, relations, view=Action.STRUCTURE_VIEW)
    return _show(request, unit, back_url=reverse("people:unit", args=[unit.pk]))


@person_required
@require_safe
def profile_history(request: PersonRequest, profile_id: int) -> HttpResponse:
    profile = get_object_or_404(profiles_visible_to(request.standing), pk=profile_id)
    gate.require(Action.STRUCTURE_HISTORY, request.standing.own_relations, view=Action.STRUCTURE_VIEW)
    return _show(request, profile, back_url=reverse("people:profile", args=[profile.pk]))


def _show(request: PersonRequest, record: Person | Post | Unit | RoleProfile, *, back_url: str) -> HttpResponse:
    page = page_of(history_of(record), request.GET)
    context = {
        "title": _("History of %(what)s") % {"what": str(record)},
        "name": str(record),
        "back_url": back_url,
        "page": page,
        "entries": told(page.object_list),
    }
    return render(request, "people/history.html", context)
