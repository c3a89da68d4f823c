"""What stands around every page: the organisation, where to go, what is owed, who is signed in."""

from __future__ import annotations

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, object]:
    """Context processor: `shell`, or None for signed-out pages."""
    return {"shell": None}
