"""A form on a page of its own: the words around it, and how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.ui.shell import NavLink


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """The words around a form: what it is for, the button, the way back."""

    title: str
    submit: str
    back_url: str
    intro: str = ""
    crumbs: tuple[NavLink, ...] = ()
    is_danger: bool = False


def render_form(
    request: HttpRequest, form: forms.Form, page: FormPage, *, template: str = "ui/form_page.html", **more: object
) -> HttpResponse:
    """Draw a form on a page of its own; with errors it answers 422. A room's own template extends the one of `ui`."""
    return render(request, template, {"form": form, "page": page, **more}, status=422 if form.errors else 200)
