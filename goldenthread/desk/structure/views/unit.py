"""The page of a unit."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from goldenthread.access import gate
from goldenthread.access.policy import Action, is_allowed
from goldenthread.desk.structure.load import rounded
from goldenthread.desk.structure.queries import unit as reads
from goldenthread.people.models import Unit
from goldenthread.people.queries import relations_to_unit
from goldenthread.people.queries.units import unit_and_around
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.ui.addresses import address
from goldenthread.ui.formats import hours, number
from goldenthread.ui.shell import NavLink


@person_required
@require_safe
def unit(request: PersonRequest, unit_id: int) -> HttpResponse:
    found, above, below = unit_and_around(unit_id)
    if found is None:
        raise Http404(_("There is nothing here, or nothing you may see."))
    relations = relations_to_unit(request.standing, found)
    gate.require(Action.STRUCTURE_VIEW, relations)
    on = request.standing.on
    people = reads.people_of_unit(found, on=on)
    sees_load = is_allowed(Action.UNIT_VIEW_LOAD, relations)
    places, load = reads.with_load(people, on=on) if sees_load else (people.places, None)
    posts = sorted({place.card.post.pk for place in people.places})
    items, has_more_items = reads.items_of_unit(posts=posts, unit=found, now=request.now)
    plans = [row for row in items if row.is_plan]
    objectives = [row for row in items if row.is_aim]
    findings, finding_count = reads.findings_of(posts=posts, unit=found, above=above, standing=request.standing)
    strengths = reads.strengths([found, *below] if below else [], on=on)
    context = {
        "unit": found,
        "crumbs": [NavLink(one.name, address("people:unit", one.pk)) for one in above],
        "standfirst": _standfirst(found, people, load, objectives=len(objectives)),
        "people": people,
        "places": places,
        "load": load,
        "objectives": objectives,
        "plans": plans,
        "has_more_items": has_more_items,
        "findings": findings,
        "finding_count": finding_count,
        "below": [(one, strengths[one.pk]) for one in below],
        "strength": strengths.get(found.pk),
        "can_edit": is_allowed(Action.STRUCTURE_EDIT, relations),
        "can_see_history": is_allowed(Action.STRUCTURE_HISTORY, relations),
        "is_mine": bool({place.holder.person_id for place in places if place.holder} & {request.person.pk}),
    }
    return render(request, "desk/structure/unit.html", context)


def _standfirst(unit: Unit, people: reads.People, load: reads.UnitLoad | None, *, objectives: int) -> str:
    """Return the unit in two or three sentences."""
    said = [_who_is_here(people)]
    if load is not None and people.named:
        if load.people_over:
            said.append(
                ngettext(
                    "One of them has more planned than they can give.",
                    "%(count)s of them have more planned than they can give.",
                    load.people_over,
                )
                % {"count": load.people_over}
            )
        elif load.planned_minutes:
            said.append(_("Everybody has the hours for what is planned."))
        if load.minutes_without_goal:
            without = hours(rounded(load.minutes_without_goal))
            said.append(_("%(hours)s of the next four weeks serve no goal.") % {"hours": without})
    if not objectives:
        said.append(_("It owns no objective yet."))
    return " ".join(said)


def _who_is_here(people: reads.People) -> str:
    parts = []
    if people.named:
        parts.append(ngettext("%(count)s person", "%(count)s people", people.named) % {"count": number(people.named)})
    if people.unnamed_fte:
        parts.append(_("%(fte)s full time filled by people nobody names") % {"fte": number(people.unnamed_fte)})
    if people.vacant:
        parts.append(
            ngettext("%(count)s vacant post", "%(count)s vacant posts", people.vacant) % {"count": people.vacant}
        )
    return (", ".join(parts) or _("Nobody stands in this unit itself")) + "."
