"""The list of objectives: narrowed, sorted, taken away as a file, many changed at once."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from goldenthread.access import gate
from goldenthread.access.policy import Action, is_allowed
from goldenthread.manage.objectives import actions
from goldenthread.manage.objectives.forms import BulkForm
from goldenthread.manage.objectives.forms.bulk import WHAT
from goldenthread.manage.objectives.models import Objective
from goldenthread.manage.objectives.queries.listing import SORTS, ObjectiveSearch, csv_rows, list_rows, narrowed
from goldenthread.people.models import Person, Unit
from goldenthread.people.picking import look_on
from goldenthread.people.queries.listing import units_to_choose
from goldenthread.people.requests import PersonRequest, person_required, wants_fragment
from goldenthread.people.spreadsheet import csv_lines
from goldenthread.thread import actions as thread_actions
from goldenthread.thread import queries as thread
from goldenthread.thread.models import Item, Lens
from goldenthread.ui.paging import page_number, slice_of

PAGE_SIZE = 25
MOST_AT_ONCE = 200
INDENT = "\u2003"  # an em space: how deep a unit stands, in a list of choices
_KEPT = ("q", "kind", "state", "lens", "said", "unit", "lead", "sort", "down")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column that sorts."""

    label: str
    url: str
    direction: str


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _search(request: PersonRequest) -> ObjectiveSearch:
    asked = request.GET
    unit, lead = _number(asked.get("unit", "")), _number(asked.get("lead", ""))
    return ObjectiveSearch(
        words=asked.get("q", "").strip()[:200],
        kind=asked.get("kind", ""),
        state=asked.get("state", ""),
        lens=asked.get("lens", ""),
        said=asked.get("said", ""),
        unit=Unit.objects.filter(pk=unit).first() if unit else None,
        lead=Person.objects.filter(pk=lead).first() if lead else None,
        sort=asked.get("sort", "") if asked.get("sort", "") in SORTS else "reference",
        is_descending=asked.get("down") == "1",
    )


def _query(request: PersonRequest, **changes: str) -> str:
    kept = {name: request.GET[name] for name in _KEPT if request.GET.get(name)}
    return urlencode({name: value for name, value in {**kept, **changes}.items() if value})


def _heads(request: PersonRequest, search: ObjectiveSearch) -> dict[str, Head]:
    heads = {}
    for name, (label, _order) in SORTS.items():
        is_current = name == search.sort
        down = "1" if is_current and not search.is_descending else ""
        heads[name] = Head(
            label=str(label),
            url=f"?{_query(request, sort=name, down=down)}",
            direction=("descending" if search.is_descending else "ascending") if is_current else "",
        )
    return heads


def _states() -> list[tuple[str, str]]:
    return [
        ("draft", _("Drafts")),
        ("closed", _("Closed")),
        ("retired", _("Retired")),
        ("all", _("In any state")),
    ]


def _leads(request: PersonRequest, search: ObjectiveSearch) -> list[tuple[int, str]]:
    """The asker, and whoever the list is narrowed to now; others are reached from their own page."""
    me = (request.person.pk, _("Me"))
    others = search.lead is not None and search.lead.pk != request.person.pk
    return [me, (search.lead.pk, search.lead.name)] if others and search.lead else [me]


def _said() -> list[tuple[str, str]]:
    named = [(code, str(label).capitalize()) for code, label in Item.Said.choices if code]
    return [*named, ("nothing", _("Nothing said yet"))]


@vary_on_headers("HX-Request")
@require_GET
@person_required
def objectives(request: PersonRequest) -> HttpResponse:
    gate.require(Action.ITEM_VIEW, request.standing.own_relations)
    search = _search(request)
    found = narrowed(search, standing=request.standing)
    numbers = found.values_list("pk", flat=True)
    part = slice_of(numbers, number=page_number(request.GET.get("page", "")), size=PAGE_SIZE)
    context = {
        "search": search,
        "part": part,
        "rows": list_rows(part.rows, now=request.now),
        "heads": _heads(request, search),
        "query": _query(request),
        "is_narrowed": bool(_query(request, sort="", down="")),
        "lead_options": _leads(request, search),
        "kind_options": [(code, str(label).capitalize()) for code, label in Objective.Kind.choices],
        "state_options": _states(),
        "lens_options": Lens.choices,
        "said_options": _said(),
        "can_create": is_allowed(Action.ITEM_CREATE, request.standing.own_relations),
    }
    if wants_fragment(request):
        return render(request, "objectives/objectives.html#listing", context)
    chosen = units_to_choose(request.standing)
    context["unit_options"] = [(unit.pk, INDENT * depth + unit.name) for unit, depth in chosen]
    return render(request, "objectives/objectives.html", context)


@require_GET
@person_required
def objectives_export(request: PersonRequest) -> HttpResponse:
    """Hand over the list as it is narrowed now, as a file for a spreadsheet."""
    gate.require(Action.ITEM_VIEW, request.standing.own_relations)
    heads, *rows = csv_rows(narrowed(_search(request), standing=request.standing))
    return HttpResponse(
        "".join(csv_lines([str(head) for head in heads], rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="objectives.csv"'},
    )


@require_POST
@person_required
def objectives_bulk(request: PersonRequest) -> HttpResponse:
    """Ask what is to be set for the chosen objectives, then set it for those that the asker may change."""
    gate.require(Action.ITEM_VIEW, request.standing.own_relations)
    do = request.POST.get("do", "")
    chosen = {_number(number) for number in request.POST.getlist("chosen")}
    if do not in WHAT or not chosen - {0}:
        messages.warning(request, _("Choose some objectives, and what is to be done with them."))
        return redirect("objectives:objectives")
    items = list(
        thread.items_visible_to(request.standing)
        .filter(pk__in=chosen, kind=Item.Kind.OBJECTIVE)
        .select_related("owner_post", "owner_unit", "lead", "subject", "objective")
        .order_by("pk")[:MOST_AT_ONCE]
    )
    allowed = [item for item in items if _may(request, item, do)]
    form = BulkForm(request.POST if request.POST.get("sure") else None, do=do)
    look_on(form, on=request.standing.on)
    if form.is_valid():
        count, refusal = _carry_out(request, allowed, do=do, form=form)
        if refusal:
            form.add_error(None, refusal)
        else:
            told = ngettext("%(count)s objective changed.", "%(count)s objectives changed.", count)
            messages.success(request, told % {"count": count})
            return redirect("objectives:objectives")
    context = {
        "do": do,
        "form": form,
        "allowed": allowed,
        "refused": [item for item in items if item not in allowed],
        "back": reverse("objectives:objectives"),
    }
    return render(request, "objectives/bulk.html", context, status=422 if form.is_bound else 200)


def _may(request: PersonRequest, item: Item, do: str) -> bool:
    rights = thread.rights_over(item, thread.relations_to_item(request.standing, item))
    if do == "end":
        return rights.can_retire
    if do == "connect":
        return rights.can_connect
    is_personal = item.objective.kind == Objective.Kind.DEVELOPMENT
    is_standing = item.objective.kind == Objective.Kind.STANDING
    return rights.can_edit and not (is_personal and do in {"owner", "lead"}) and not (is_standing and do == "until")


def _carry_out(request: PersonRequest, items: list[Item], *, do: str, form: BulkForm) -> tuple[int, str]:
    """Do it; return how many changed, and why nothing could be done if so."""
    reason, by, now = form.cleaned_data["reason"], request.person, request.now
    if do == "end":
        return _end(request, items, state=Item.State(form.cleaned_data["state"]), reason=reason), ""
    if do == "connect":
        return _connect(request, items, reference=form.cleaned_data["upper"], reason=reason)
    if do == "until":
        day = form.cleaned_data["ends_on"]
        early = [item.reference for item in items if item.starts_on and item.starts_on > day]
        if early:
            return 0, _("These begin after that day: %(which)s.") % {"which": ", ".join(early[:10])}
    return actions.change_many(items=items, values=form.values, by=by, now=now, reason=reason), ""


def _end(request: PersonRequest, items: list[Item], *, state: Item.State, reason: str) -> int:
    count = 0
    for item in items:
        try:
            thread_actions.end_item(item=item, state=state, reason=reason, by=request.person, now=request.now)
        except thread_actions.ItemIsOver:
            continue
        count += 1
    return count


def _connect(request: PersonRequest, items: list[Item], *, reference: str, reason: str) -> tuple[int, str]:
    count, refusals = 0, []
    for item in items:
        upper = thread.possible_uppers(item, standing=request.standing).filter(reference__iexact=reference).first()
        if upper is None:
            return count, _("Nothing that you may see and that these could serve is called %(reference)s.") % {
                "reference": reference
            }
        try:
            thread_actions.move_item(item=item, upper=upper, reason=reason, by=request.person, now=request.now)
        except thread_actions.CannotConnect as refused:
            refusals.append(str(refused))
        else:
            count += 1
    return count, "" if count or not refusals else refusals[0]
