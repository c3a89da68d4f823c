"""The list of people: narrowed, sorted, taken away as a file, and many changed at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from goldenthread.access import gate
from goldenthread.access.policy import Action, is_allowed
from goldenthread.people import actions, queries
from goldenthread.people.forms import BulkForm
from goldenthread.people.models import Level, Person, Unit
from goldenthread.people.queries.listing import PeopleSearch, PersonRow, open_units, person_rows
from goldenthread.people.requests import PersonRequest, person_required, wants_fragment
from goldenthread.people.spreadsheet import csv_lines
from goldenthread.people.views.shared import attempt, bound, hub_tabs, named, narrowing, page_of, unit_asked_for
from goldenthread.ui.form_page import FormPage, render_form
from goldenthread.ui.sorting import sort_heads

MOST_AT_ONCE = 500
ROWS_A_TIME = 1000


def states() -> list[tuple[str, str]]:
    return [
        ("here", _("Working here")),
        ("no_post", _("Without a post")),
        ("left", _("Have left")),
        ("all", _("Everyone")),
    ]


def _search(request: PersonRequest, *, unit: Unit | None) -> PeopleSearch:
    return PeopleSearch(
        words=request.GET.get("q", "").strip()[:200],
        unit=unit,
        level=request.GET.get("level", ""),
        state=request.GET.get("state") or "here",
        sort=request.GET.get("sort") or "name",
    )


@person_required
@require_safe
@vary_on_headers("HX-Request")
def people(request: PersonRequest) -> HttpResponse:
    gate.require(Action.STRUCTURE_VIEW, request.standing.own_relations)
    units = open_units(request.standing)
    search = _search(request, unit=unit_asked_for(request, units))
    page = page_of(queries.people_matching(request.standing, search), request.GET)
    columns = [("name", _("Name")), ("post", named("post")), ("unit", named("unit"))]
    context = {
        **narrowing(request, units, chosen=search.unit),
        "tabs": hub_tabs(request, "people"),
        "search": search,
        "page": page,
        "rows": person_rows(list(page.object_list), on=request.standing.on),
        "heads": sort_heads(request.GET, columns, current=search.sort),
        "state_options": states(),
        "is_narrowed": bool(search.words or search.unit or search.level or search.state != "here"),
        "can_edit": is_allowed(Action.PERSON_EDIT, request.standing.own_relations),
    }
    name = "people/people.html#listing" if wants_fragment(request) else "people/people.html"
    return render(request, name, context)


@person_required
@require_safe
def people_export(request: PersonRequest) -> StreamingHttpResponse:
    gate.require(Action.STRUCTURE_VIEW, request.standing.own_relations)
    found = queries.people_matching(request.standing, _search(request, unit=unit_asked_for(request, [])))
    heads = (_("Staff number"), _("Name"), named("post"), _("Reference"), named("unit"), _("Level"), _("Left on"))
    response = StreamingHttpResponse(csv_lines(heads, _lines(list(found), request)), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="people.csv"'
    return response


def _lines(people: list[Person], request: PersonRequest) -> Iterator[tuple[object, ...]]:
    for start in range(0, len(people), ROWS_A_TIME):
        for row in person_rows(people[start : start + ROWS_A_TIME], on=request.standing.on):
            yield _line(row)


def _line(row: PersonRow) -> tuple[object, ...]:
    post = row.post
    return (
        row.person.number,
        row.person.name,
        post.title if post else "",
        post.reference if post else "",
        post.unit.name if post else "",
        Level(post.level).label if post else "",
        row.person.left_on.isoformat() if row.person.left_on else "",
    )


def _deeds() -> dict[str, tuple[str, str, str]]:
    """What can be done to many: its question, its button and what its day is called."""
    return {
        "assign": (_("Give these people a further post"), _("Assign post"), _("First day")),
        "move": (_("Move these people to another post"), _("Move people"), _("First day there")),
        "end": (_("End what these people hold"), _("End posts"), _("Last day")),
    }


@person_required
@require_POST
def people_bulk(request: PersonRequest) -> HttpResponse:
    gate.require(Action.PERSON_EDIT, request.standing.own_relations, view=Action.STRUCTURE_VIEW)
    do = request.POST.get("do", "")
    numbers = [int(one) for one in request.POST.getlist("chosen") if one.isdecimal()][:MOST_AT_ONCE]
    chosen = list(queries.people_visible_to(request.standing).filter(pk__in=numbers).order_by("name", "pk"))
    if do not in _deeds() or not chosen:
        messages.error(request, _("Choose at least one person, and what to do with them."))
        return redirect("people:people")
    title, submit, day_label = _deeds()[do]
    is_sent = "confirmed" in request.POST
    given = {"needs_post": do != "end", "day_label": day_label, "initial": {"on": request.standing.on}}
    form = bound(request, BulkForm, **given) if is_sent else BulkForm(**given)  # type: ignore[arg-type]  # a dict
    done = attempt(form, _deed(do, form, chosen, request)) if is_sent else None
    if done is not None:
        changed = ngettext("%(count)s person changed.", "%(count)s people changed.", len(chosen))
        messages.success(request, changed % {"count": len(chosen)})
        return redirect("people:people")
    page = FormPage(title=title, submit=submit, back_url=reverse("people:people"))
    return render_form(request, form, page, template="people/people_bulk.html", chosen=chosen, do=do)


def _deed(do: str, form: BulkForm, chosen: list[Person], request: PersonRequest) -> Callable[[], int]:
    """Return the action, to be carried out with what the form says."""

    def act() -> int:
        said = form.cleaned_data
        if do == "end":
            return actions.end_posts_of_people(
                people=chosen, ends_on=said["on"], reason=said["reason"], by=request.person, now=request.now
            )
        act_on = actions.assign_people if do == "assign" else actions.move_people
        return act_on(
            people=chosen,
            post=said["post"],
            starts_on=said["on"],
            reason=said["reason"],
            by=request.person,
            now=request.now,
        )

    return act
