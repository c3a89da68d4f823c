"""Suggestions while somebody types into a field that finds a person, post or unit."""

from __future__ import annotations

from typing import get_args

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.people import queries
from goldenthread.people.models import Person, Post, Unit
from goldenthread.people.queries.finding import Kind
from goldenthread.people.queries.listing import person_rows
from goldenthread.people.requests import PersonRequest, person_required


@person_required
@require_safe
def suggest(request: PersonRequest, kind: Kind, name: str) -> HttpResponse:
    gate.require(Action.STRUCTURE_VIEW, request.standing.own_relations)
    if kind not in get_args(Kind):
        raise Http404(_("There is nothing here, or nothing you may see."))
    found = queries.suggestions(kind, request.GET.get(name, "")[:200], on=request.standing.on)
    people = [one for one in found if isinstance(one, Person)]
    posts = {row.person.pk: row.post for row in person_rows(people, on=request.standing.on)} if people else {}
    options = [(queries.written(one), _beside(one, posts)) for one in found]
    return render(request, "people/_suggestions.html", {"options": options})


def _beside(one: Person | Post | Unit, posts: dict[int, Post | None]) -> str:
    """Return what tells equal names apart."""
    if isinstance(one, Person):
        post = posts.get(one.pk)
        return f"{post.title}, {post.unit.name}" if post else ""
    if isinstance(one, Post):
        return one.unit.name
    return one.parent.name if one.parent else ""
