"""What the pages of this room share: tabs, pages of a list, what it is narrowed by, and carrying an action out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils.translation import gettext as _

from goldenthread.access.policy import Action, is_allowed
from goldenthread.organisation.queries import organisation
from goldenthread.organisation.words import word
from goldenthread.people.models import Level, Unit
from goldenthread.people.picking import look_on
from goldenthread.people.queries import units_visible_to
from goldenthread.people.queries.listing import UnitName, offered
from goldenthread.people.refusals import StructureRefusal
from goldenthread.people.requests import PersonRequest
from goldenthread.ui.sorting import query_without
from goldenthread.ui.tabs import Tab

ROWS = 50
LONGEST_NUMBER = 18  # digits that a database key can have
INDENT = "\u2003"  # an em space: how deep a unit stands, in a list of choices
F = TypeVar("F", bound=forms.Form)
T = TypeVar("T")
M = TypeVar("M", bound=Model)


def named(code: str, *, many: bool = False) -> str:
    """Return the organisation's own word, with a capital."""
    return str(capfirst(word(code, renamed=organisation().words, many=many)))


def hub_tabs(request: PersonRequest, current: str) -> list[Tab]:
    """Return the tabs of this room; administrators have more."""
    links = [
        ("people", _("People"), "people:people"),
        ("units", named("unit", many=True), "people:units"),
        ("posts", named("post", many=True), "people:posts"),
        ("chart", _("Chart"), "people:chart"),
        ("profiles", _("Role profiles"), "people:profiles"),
    ]
    if is_allowed(Action.ACCOUNTS_MANAGE, request.standing.own_relations):
        links.append(("appointments", _("Appointments"), "people:appointments"))
    if is_allowed(Action.PERSON_MERGE, request.standing.own_relations):
        links.append(("merges", _("Merged records"), "people:merges"))
    return [Tab(label=label, url=reverse(url), is_current=code == current) for code, label, url in links]


def page_of(rows: QuerySet[M], query: QueryDict) -> Page[M]:
    """Return the page that is asked for; a number that is none means the first, one too high the last. Two queries."""
    return Paginator(rows, ROWS).get_page(query.get("page"))


def unit_asked_for(request: PersonRequest, units: Sequence[UnitName]) -> Unit | None:
    """Return the unit in the address, from those at hand or else from the database."""
    asked = request.GET.get("unit", "")
    if not asked.isdecimal() or len(asked) > LONGEST_NUMBER:
        return None
    at_hand = next((Unit(**unit._asdict()) for unit in units if unit.pk == int(asked)), None)
    return at_hand or units_visible_to(request.standing).filter(pk=int(asked)).first()


def narrowing(request: PersonRequest, units: Sequence[UnitName], *, chosen: Unit | None) -> dict[str, object]:
    """Return what a list narrowed by unit and level shows; a chosen unit that is not offered stands beside the rest."""
    choices = offered(units)
    is_offered = chosen is None or chosen.pk in {unit.pk for unit, _depth in choices}
    return {
        "query": query_without(request.GET, "page"),
        "unit_options": [(unit.pk, INDENT * depth + unit.name) for unit, depth in choices],
        "unit_elsewhere": None if is_offered else chosen,
        "without_unit": f"?{query_without(request.GET, 'page', 'unit')}",
        "level_options": Level.choices,
    }


def bound(request: PersonRequest, kind: Callable[..., F], **given: object) -> F:
    """Return a form with what was sent, or an unbound one; its people and posts are those of today."""
    form = kind(request.POST if request.method == "POST" else None, **given)
    look_on(form, on=request.standing.on)
    return form


def attempt(form: forms.Form, act: Callable[[], T]) -> T | None:
    """Carry an action out if the form is sent and valid; a refusal is shown beside its field. None: not done."""
    if not form.is_valid():
        return None
    try:
        return act()
    except StructureRefusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return None
