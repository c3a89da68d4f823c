"""Closing a unit and abolishing a post: what is still held there is shown first, and goes to another post with it."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.desk.structure import actions
from goldenthread.desk.structure.forms import AbolishForm, CloseForm, LeftForm
from goldenthread.desk.structure.queries.holdings import Holdings, left_by_post, left_by_unit
from goldenthread.desk.structure.queries.left import left_rows
from goldenthread.people.models import Post, Unit
from goldenthread.people.picking import look_on
from goldenthread.people.queries import posts_visible_to, units_visible_to
from goldenthread.people.queries.units import what_keeps_open
from goldenthread.people.refusals import StructureRefusal
from goldenthread.people.requests import PersonRequest, person_required

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _may_edit(request: PersonRequest) -> None:
    gate.require(Action.STRUCTURE_EDIT, request.standing.own_relations, view=Action.STRUCTURE_VIEW)


@person_required
@get_or_post
def unit_close(request: PersonRequest, unit_id: int) -> HttpResponse:
    _may_edit(request)
    units = units_visible_to(request.standing).select_related("parent__head_post")
    unit = get_object_or_404(units, pk=unit_id)
    left = left_by_unit(unit)
    above = unit.parent.head_post if unit.parent else None
    if unit.closed_on is not None:
        return _hand_over_left(
            request, unit, left, above=above, name=unit.name, back=reverse("people:unit", args=[unit.pk])
        )
    in_the_way = what_keeps_open(unit)
    if in_the_way and request.method != "POST":
        context = {
            "unit": unit,
            "title": _("Close %(unit)s") % {"unit": unit.name},
            "in_the_way": in_the_way,
            "posts_url": f"{reverse('people:posts')}?unit={unit.pk}",
        }
        return render(request, "desk/structure/unit_in_use.html", context)
    form = CloseForm(_sent(request), initial={"closed_on": request.standing.on, "hand_to": above})
    _look(request, form, left)

    def close() -> object:
        said = {"hand_to": None, **form.cleaned_data}
        return actions.close_unit(unit=unit, **said, by=request.person, now=request.now)

    back = reverse("people:unit", args=[unit.pk])
    if _done(form, close):
        messages.success(request, _("%(unit)s is closed. Its history stays.") % {"unit": unit.name})
        return redirect(back)
    title = _("Close %(unit)s") % {"unit": unit.name}
    return _page(request, form, left, title=title, submit=_("Close unit"), back=back)


@person_required
@get_or_post
def post_abolish(request: PersonRequest, post_id: int) -> HttpResponse:
    _may_edit(request)
    posts = posts_visible_to(request.standing).select_related("unit", "reports_to")
    post = get_object_or_404(posts, pk=post_id)
    left = left_by_post(post)
    above = post.reports_to
    if post.abolished_on is not None:
        return _hand_over_left(
            request, post, left, above=above, name=post.title, back=reverse("people:post", args=[post.pk])
        )
    form = AbolishForm(
        _sent(request), initial={"abolished_on": request.standing.on, "reports_go_to": above, "hand_to": above}
    )
    _look(request, form, left)

    def abolish() -> object:
        said = {"hand_to": None, **form.cleaned_data}
        return actions.abolish_post(post=post, **said, by=request.person, now=request.now)

    back = reverse("people:post", args=[post.pk])
    if _done(form, abolish):
        messages.success(request, _("%(post)s is abolished. Its history stays.") % {"post": post.title})
        return redirect(back)
    title = _("Abolish %(post)s") % {"post": post.title}
    return _page(request, form, left, title=title, submit=_("Abolish post"), back=back)


def _hand_over_left(
    request: PersonRequest, of: Unit | Post, left: Holdings, *, above: Post | None, name: str, back: str
) -> HttpResponse:
    """It has ended already, by an import say: what it still holds goes to another post."""
    if left.is_empty:
        messages.success(request, _("%(name)s holds nothing any more.") % {"name": name})
        return redirect(back)
    form = LeftForm(_sent(request), initial={"hand_to": above})
    look_on(form, on=request.standing.on)

    def hand_over() -> object:
        return actions.hand_over_left(of=of, **form.cleaned_data, by=request.person, now=request.now)

    if _done(form, hand_over):
        messages.success(request, _("What %(name)s still held was handed over.") % {"name": name})
        return redirect(back)
    title = _("Hand over what %(name)s still holds") % {"name": name}
    return _page(request, form, left, title=title, submit=_("Hand it over"), back=back, variant="primary")


def _sent(request: PersonRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _look(request: PersonRequest, form: forms.Form, left: Holdings) -> None:
    """Ask who takes over only where something is left to take over."""
    look_on(form, on=request.standing.on)
    if left.is_empty:
        del form.fields["hand_to"]


def _done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Carry it out if the form is sent and valid; a refusal is shown beside its field."""
    if not form.is_valid():
        return False
    try:
        act()
    except StructureRefusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    return True


def _page(
    request: PersonRequest,
    form: forms.Form,
    left: Holdings,
    *,
    title: str,
    submit: str,
    back: str,
    variant: str = "danger",
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "variant": variant,
        "back_url": back,
        "left": left_rows(left),
        "count": left.count,
    }
    return render(request, "desk/structure/ending.html", context, status=422 if form.errors else 200)
