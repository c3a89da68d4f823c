"""The thread map: from the vision to the asker's place, opening branch by branch."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.desk import queries
from goldenthread.desk.forms import StartFromForm
from goldenthread.desk.queries.loose import hanging_from_nothing
from goldenthread.desk.queries.someone import direct_reports, person_with_relations
from goldenthread.people.models import Person
from goldenthread.people.queries import Standing, standing_of
from goldenthread.people.requests import PersonRequest, person_required, wants_fragment

MOST_OPEN = 60


def _numbers(texts: Iterable[str]) -> frozenset[int]:
    """Return the first MOST_OPEN item numbers among the texts; what is no number is left out."""
    return frozenset([int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 18][:MOST_OPEN])


def _number(text: str) -> int | None:
    return next(iter(_numbers([text])), None)


def _asked(given: QueryDict) -> queries.MapAsked:
    return queries.MapAsked(
        goal_id=_number(given.get("goal", "")),
        open_ids=_numbers(given.getlist("open")),
        more_ids=_numbers(given.getlist("more")),
        line_id=_number(given.get("line", "")),
    )


def _start(request: PersonRequest) -> Standing:
    """Return the standing from whose place the map is drawn: the asker's, or the one asked for if they may."""
    person_id = _number(request.GET.get("from", ""))
    if person_id is None or person_id == request.person.pk:
        return request.standing
    try:
        person, relations = person_with_relations(person_id, standing=request.standing)
    except Person.DoesNotExist as missing:
        raise Http404 from missing
    gate.require(Action.PERSON_VIEW_SIGHT, relations)
    return standing_of(person, on=request.standing.on)


def _kept(request: PersonRequest, *names: str) -> str:
    """Return these parts of the address as they were, for links that add one."""
    kept = QueryDict(mutable=True)
    for name in names:
        kept.setlist(name, request.GET.getlist(name))
    return kept.urlencode()


@require_GET
@person_required
def thread(request: PersonRequest) -> HttpResponse:
    start = _start(request)
    gate.require(Action.ITEM_VIEW, request.standing.own_relations)
    drawn = queries.thread_map(start, asked=_asked(request.GET), reader=request.standing, now=request.now)
    is_own = start.person.pk == request.person.pk
    loose, has_more = hanging_from_nothing(request.standing) if is_own else ([], False)
    context = {
        "map": drawn,
        "start": start.person,
        "is_own": is_own,
        "steps": len(drawn.line.item_ids) - 1 if drawn.line else 0,
        "loose": loose,
        "loose_count": "" if has_more else len(loose),
        "has_more_loose": has_more,
        "kept": _kept(request, "from", "goal", "open", "line"),
        "kept_without_goal": _kept(request, "from", "line"),
        "kept_without_line": _kept(request, "from"),
        "today": timezone.localdate(request.now),
        "can_start_elsewhere": bool(request.standing.post_ids),
    }
    return render(request, "desk/thread.html", context)


@require_GET
@person_required
def thread_branch(request: PersonRequest, item_id: int) -> HttpResponse:
    """One row with what stands below it, to be put in its place; without script, the map with it open."""
    gate.require(Action.ITEM_VIEW, request.standing.own_relations)
    if not wants_fragment(request):
        return redirect(f"{reverse('desk:thread')}?open={item_id}")
    row = queries.row_of(item_id, reader=request.standing, now=request.now)
    if row is None:
        raise Http404
    return render(request, "desk/_map_fragment.html", {"row": row, "kept": ""})


@require_GET
@person_required
def thread_more(request: PersonRequest, item_id: int) -> HttpResponse:
    """The next rows below an item, to stand where "more" stood; without script, the map with all of them."""
    gate.require(Action.ITEM_VIEW, request.standing.own_relations)
    if not wants_fragment(request):
        return redirect(f"{reverse('desk:thread')}?open={item_id}&more={item_id}")
    start = _number(request.GET.get("start", "")) or 0
    below = queries.below_of([item_id], reader=request.standing, now=request.now, start=start)[item_id]
    return render(request, "desk/_map_fragment.html", {"below": below, "kept": ""})


@require_GET
@person_required
def thread_from(request: PersonRequest) -> HttpResponse:
    """Choose from whose place to look: somebody in the line below."""
    gate.require(Action.STRUCTURE_VIEW, request.standing.own_relations)
    form = StartFromForm(request.GET if "who" in request.GET else None, standing=request.standing)
    if form.is_bound and form.is_valid():
        return redirect(f"{reverse('desk:thread')}?from={form.cleaned_data['who'].pk}")
    context = {"form": form, "reports": direct_reports(request.standing)}
    return render(request, "desk/thread_from.html", context, status=422 if form.errors else 200)
