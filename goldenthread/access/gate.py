"""Turns the table's verdict into HTTP, in one place: cannot view, 404; can view but not act, 403."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from goldenthread.access.policy import Action, Relation, is_allowed


def require(action: Action, relations: Iterable[Relation], *, view: Action | None = None) -> None:
    """Let an allowed action pass.

    `view` is the action that shows the thing at all; without it the action itself is what shows it.

    Raises:
        Http404: the person may not even see that it exists.
        PermissionDenied: the person may see it, and may not do this to it.
    """
    held = frozenset(relations)
    if not is_allowed(view or action, held):
        raise Http404(_("There is nothing here, or nothing you may see."))
    if not is_allowed(action, held):
        raise PermissionDenied(_("You can see this, but changing it is for others."))
