"""The joined assets, and the gallery of components."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goldenthread.ui import assets, gallery_values

ONE_YEAR = 31_536_000  # seconds


@require_safe
def asset(request: HttpRequest, stem: str, digest: str, suffix: str) -> HttpResponse:
    """Serve a joined file to anybody, signed in or not; it holds nothing of the organisation.

    The address changes with the content, so a browser may keep it for ever. A page from before an upgrade still asks
    with the old hash; it gets the present file, not to be kept.
    """
    load = assets.ASSETS.get(stem)
    if load is None:
        raise Http404
    found = load()
    if found.suffix != suffix:
        raise Http404
    response = HttpResponse(found.content, content_type=found.content_type)
    is_current = digest == found.digest
    response["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable" if is_current else "no-cache"
    return response


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    return render(request, "ui/gallery.html", gallery_values.gallery_values())
