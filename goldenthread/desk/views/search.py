"""One search for people, posts, units, items and tasks."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.desk.queries.search import search as ask
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.search.models import Entry
from goldenthread.ui.addresses import address
from goldenthread.ui.paging import page_number, slice_of
from goldenthread.ui.tabs import Tab

LONGEST = 200  # letters; more is no search
SHOWN_OF_EACH = 6
SHOWN_WHILE_TYPING = 4
FOUND_AT_MOST = 200
PAGE_SIZE = 25

HEADINGS = {
    Entry.Kind.PERSON.value: gettext_lazy("People"),
    Entry.Kind.POST.value: gettext_lazy("Posts"),
    Entry.Kind.UNIT.value: gettext_lazy("Units"),
    Entry.Kind.ITEM.value: gettext_lazy("Direction, objectives, plans"),
    Entry.Kind.TASK.value: gettext_lazy("Tasks"),
}


def _tabs(words: str, *, kind: str) -> list[Tab]:
    here = address("desk:search")
    tabs = [Tab(_("Everything"), f"{here}?{urlencode({'q': words})}", is_current=not kind)]
    tabs += [
        Tab(str(label), f"{here}?{urlencode({'q': words, 'kind': code})}", is_current=kind == code)
        for code, label in HEADINGS.items()
    ]
    return tabs


@require_GET
@person_required
def search(request: PersonRequest) -> HttpResponse:
    gate.require(Action.STRUCTURE_VIEW, request.standing.own_relations)
    words = request.GET.get("q", "").strip()[:LONGEST]
    kind = request.GET.get("kind", "")
    kind = kind if kind in HEADINGS else ""
    context: dict[str, object] = {"words": words, "kind": kind, "tabs": _tabs(words, kind=kind)}
    if kind:
        found = ask(words, standing=request.standing, kinds=[kind], limit=FOUND_AT_MOST).by_kind.get(kind, [])
        part = slice_of(found, number=page_number(request.GET.get("page", "")), size=PAGE_SIZE)
        context |= {
            "groups": [(HEADINGS[kind], kind, part.rows, "")] if part.rows else [],
            "part": part,
            "query": urlencode({"q": words, "kind": kind}),
        }
    else:
        results = ask(words, standing=request.standing, limit=SHOWN_OF_EACH + 1)
        context["groups"] = [
            (
                HEADINGS[code],
                code,
                rows[:SHOWN_OF_EACH],
                urlencode({"q": words, "kind": code}) if len(rows) > SHOWN_OF_EACH else "",
            )
            for code, rows in results.by_kind.items()
            if rows
        ]
    return render(request, "desk/search.html", context)


@require_GET
@person_required
def search_quick(request: PersonRequest) -> HttpResponse:
    """The best few hits while somebody types, as a fragment below the field."""
    gate.require(Action.STRUCTURE_VIEW, request.standing.own_relations)
    words = request.GET.get("q", "").strip()[:LONGEST]
    results = ask(words, standing=request.standing, limit=SHOWN_WHILE_TYPING)
    context = {"words": words, "groups": [(HEADINGS[kind], rows) for kind, rows in results.by_kind.items() if rows]}
    return render(request, "desk/_search_quick.html", context)
