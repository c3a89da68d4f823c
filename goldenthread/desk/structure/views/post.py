"""The page of a post."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goldenthread.access import gate
from goldenthread.access.policy import Action, is_allowed
from goldenthread.desk.structure.queries import post as reads
from goldenthread.people.queries import relations_to_post
from goldenthread.people.requests import PersonRequest, person_required


@person_required
@require_safe
def post(request: PersonRequest, post_id: int) -> HttpResponse:
    found = reads.find_post(post_id, standing=request.standing)
    if found is None:
        raise Http404(_("There is nothing here, or nothing you may see."))
    line = reads.line_of(found)
    relations = relations_to_post(request.standing, found, line=line)
    gate.require(Action.STRUCTURE_VIEW, relations)
    holders, held_before = reads.holders_of(found, on=request.standing.on)
    around = reads.around_post(found, line=line, on=request.standing.on)
    items, has_more_items = reads.items_of_post(found, now=request.now)
    sees_history = is_allowed(Action.STRUCTURE_HISTORY, relations)
    context = {
        "post": found,
        "is_mine": found.pk in request.standing.post_ids,
        "holders": holders,
        "held_before": held_before if sees_history else [],
        "line": around.line,
        "reports": around.reports,
        "has_more_reports": around.has_more_reports,
        "items": items,
        "has_more_items": has_more_items,
        "can_edit": is_allowed(Action.STRUCTURE_EDIT, relations),
        "can_see_history": sees_history,
    }
    return render(request, "desk/structure/post.html", context)
