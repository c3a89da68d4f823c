"""What the pages of this room share: one page for every form, sorted columns, and carrying an action out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from goldenthread.office.refusals import OfficeRefusal
from goldenthread.people.picking import look_on
from goldenthread.people.requests import PersonRequest
from goldenthread.ui.shell import NavLink

F = TypeVar("F", bound=forms.Form)
T = TypeVar("T")

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """The words around a form: what it is for, the button, the way back."""

    title: str
    submit: str
    back_url: str
    intro: str = ""
    crumbs: tuple[NavLink, ...] = ()
    is_danger: bool = False


def render_form(request: PersonRequest, form: forms.Form, page: FormPage) -> HttpResponse:
    """Draw a form on a page of its own; with errors it answers 422."""
    context = {"form": form, "page": page}
    return render(request, "office/form_page.html", context, status=422 if form.errors else 200)


def bound(request: PersonRequest, kind: Callable[..., F], **given: object) -> F:
    """Return a form with what was sent, or an unbound one."""
    form = kind(request.POST if request.method == "POST" else None, **given)
    look_on(form, on=request.standing.on)
    return form


def attempt(form: forms.Form, act: Callable[[], T]) -> tuple[bool, T | None]:
    """Carry an action out if the form is sent and valid; a refusal is shown beside its field.

    Returns whether it was done, and what it returned.
    """
    if not form.is_valid():
        return False, None
    try:
        return True, act()
    except OfficeRefusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False, None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column that sorts."""

    label: str
    url: str
    direction: str


def sort_heads(query: QueryDict, columns: Sequence[tuple[str, str]], *, current: str) -> list[Head]:
    """Return heads for columns of (code, label): a link sorts by it, or turns the order round."""
    heads = []
    for code, label in columns:
        here = query.copy()
        here.pop("page", None)
        here["sort"] = f"-{code}" if current == code else code
        direction = "ascending" if current == code else "descending" if current == f"-{code}" else ""
        heads.append(Head(label=label, url=f"?{here.urlencode()}", direction=direction))
    return heads


def query_without(query: QueryDict, *names: str) -> str:
    """Return the query string without some names."""
    kept = query.copy()
    for name in names:
        kept.pop(name, None)
    return kept.urlencode()
