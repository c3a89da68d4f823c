"""The page of a person."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goldenthread.access import gate
from goldenthread.access.policy import Action, is_allowed
from goldenthread.desk.structure.queries import person as reads
from goldenthread.people.queries import relations_to_person
from goldenthread.people.requests import PersonRequest, person_required


@person_required
@require_safe
def person(request: PersonRequest, person_id: int) -> HttpResponse:
    found = reads.find_person(person_id, standing=request.standing)
    if found is None:
        kept = reads.kept_instead_of(person_id, standing=request.standing)
        if kept is None:
            raise Http404(_("There is nothing here, or nothing you may see."))
        return redirect("people:person", kept)
    on = request.standing.on
    assignments = reads.assignments_of(found)
    held = [one for one in assignments if one.is_held_on(on)]
    lines = reads.lines_of(held)
    relations = relations_to_person(request.standing, found, lines=lines.values())
    gate.require(Action.PERSON_VIEW, relations)
    posts = [one.post_id for one in held]
    around = reads.around_of(posts, line=lines[posts[0]] if posts else [], on=on)
    items, has_more_items = reads.items_of(
        found, posts=posts, sees_private=is_allowed(Action.ITEM_VIEW_RESTRICTED, relations), now=request.now
    )
    sees_history = is_allowed(Action.PERSON_HISTORY, relations)
    sees_sight = is_allowed(Action.PERSON_VIEW_SIGHT, relations)
    context = {
        "person": found,
        "is_me": found.pk == request.person.pk,
        "has_left": found.left_on is not None and found.left_on < on,
        "is_leaving": found.left_on is not None and found.left_on >= on,
        "held": held,
        "to_come": [one for one in assignments if one.starts_on > on],
        "before": [one for one in assignments if one.ends_on and one.ends_on < on] if sees_history else [],
        "main": held[0].post if held else None,
        "line": around.line,
        "reports": around.reports,
        "has_more_reports": around.has_more_reports,
        "items": items,
        "has_more_items": has_more_items,
        "sight": reads.sight_of(found) if sees_sight else None,
        "sees_sight": sees_sight,
        "can_see_history": sees_history,
        "can_edit": is_allowed(Action.PERSON_EDIT, relations),
        "can_merge": is_allowed(Action.PERSON_MERGE, relations),
        "can_hand_over": is_allowed(Action.PERSON_HAND_OVER, relations),
    }
    return render(request, "desk/structure/person.html", context)
