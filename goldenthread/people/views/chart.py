"""The organisation chart, opened branch by branch."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.people import queries
from goldenthread.people.queries.chart import chart_branch, chart_found, chart_line
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.people.views.shared import hub_tabs


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


@person_required
@require_safe
def chart(request: PersonRequest) -> HttpResponse:
    gate.require(Action.STRUCTURE_VIEW, request.standing.own_relations)
    words = request.GET.get("q", "").strip()[:200]
    found = chart_found(words, standing=request.standing) if words else []
    if len(found) == 1:
        return redirect(f"{reverse('people:chart')}?post={found[0].post.pk}")
    asked = _number(request.GET.get("post", ""))
    from_top = "top" in request.GET
    post_id = asked or (0 if from_top or not request.standing.post_ids else min(request.standing.post_ids))
    post = queries.posts_visible_to(request.standing).filter(pk=post_id).first() if post_id else None
    start = _number(request.GET.get("from", ""))
    branch = None if post else chart_branch(None, standing=request.standing, start=start)
    context = {
        "tabs": hub_tabs(request, "chart"),
        "words": words,
        "found": found,
        "nodes": chart_line(post, standing=request.standing) if post else branch.nodes if branch else [],
        "next_from": branch.next_from if branch else None,
        "looked_for": post,
        "is_own": bool(post and post.pk in request.standing.post_ids),
        "has_post": bool(request.standing.post_ids),
    }
    return render(request, "people/chart.html", context)


@person_required
@require_safe
def chart_below(request: PersonRequest, post_id: int) -> HttpResponse:
    gate.require(Action.STRUCTURE_VIEW, request.standing.own_relations)
    post = get_object_or_404(queries.posts_visible_to(request.standing), pk=post_id)
    start = _number(request.GET.get("from", ""))
    branch = chart_branch(post.pk, standing=request.standing, start=start)
    context = {"nodes": branch.nodes, "next_from": branch.next_from, "above": post}
    return render(request, "people/_chart_rows.html", context)
