"""The joined assets, and the gallery of components."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goldenthread.ui import assets
from goldenthread.ui.forms import SpecimenForm
from goldenthread.ui.gallery_values import gallery_values

ONE_YEAR = 31_536_000  # seconds
SWATCHES = (
    ("paper", "page"),
    ("paper-2", "hover, bands"),
    ("paper-3", "selected, tracks"),
    ("ink", "words, primary"),
    ("ink-2", "second voice"),
    ("ink-3", "labels, meta"),
    ("rule", "hairlines"),
    ("rule-2", "branches"),
    ("edge", "control borders"),
    ("link", "links"),
    ("focus", "focus ring"),
    ("gold", "the thread, only"),
    ("lead", "lens"),
    ("manage", "lens"),
    ("shared", "lens"),
    ("concern", "at risk, errors"),
    ("improve", "chart: better"),
)


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
    may_zip = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(assets.zipped(stem) if may_zip else found.content, content_type=found.content_type)
    if may_zip:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    is_current = digest == found.digest
    response["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable" if is_current else "no-cache"
    return response


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state. It holds nothing of the organisation, so anybody may see it."""
    values = gallery_values() | {
        "swatches": SWATCHES,
        "icons": sorted(assets.icon_names()),
        "form": SpecimenForm({"why": "Nine in ten fatal fires last year were in homes we already knew about."}),
        "page": Paginator(range(312), 25).page(3),
    }
    return render(request, "ui/gallery.html", values)
