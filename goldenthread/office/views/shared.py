"""What the pages of this room share: forms with what was sent, and carrying an action out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.views.decorators.http import require_http_methods

from goldenthread.office.refusals import OfficeRefusal
from goldenthread.people.picking import look_on
from goldenthread.people.requests import PersonRequest

F = TypeVar("F", bound=forms.Form)
T = TypeVar("T")

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


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
