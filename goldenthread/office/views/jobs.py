"""Long work: what runs, how far it is, stop it, try it again."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from goldenthread.access import gate
from goldenthread.access.policy import Action, Relation, is_allowed
from goldenthread.jobs import actions, queries
from goldenthread.jobs.models import Job
from goldenthread.office.actions import ask_to_rebuild_search
from goldenthread.office.long_work import shown
from goldenthread.people.requests import PersonRequest, person_required, wants_fragment
from goldenthread.ui.paging import page_number, slice_of

PAGE = 25


def _relations(request: PersonRequest, job: Job) -> frozenset[Relation]:
    """Return what the asker is to a job: whoever asked for it owns it."""
    mine = {Relation.OWNER} if job.asked_by_id and job.asked_by_id == request.person.account_id else set()
    return request.standing.own_relations | mine


@person_required
@require_safe
def jobs(request: PersonRequest) -> HttpResponse:
    gate.require(Action.JOBS_VIEW, request.standing.own_relations)
    found = queries.jobs_visible_to(
        account_id=request.person.account_id or 0,
        is_administrator=is_allowed(Action.JOBS_VIEW, request.standing.own_relations),
    )
    state = request.GET.get("state", "")
    if state in Job.State.values:
        found = found.filter(state=state)
    newest_first = found.select_related("asked_by__person").order_by("-id")
    part = slice_of(newest_first, number=page_number(request.GET.get("page", "")), size=PAGE)
    context = {
        "part": part,
        "rows": [shown(queries.with_progress(job)) for job in part.rows],
        "state": state,
        "states": Job.State.choices,
        "query": f"state={state}" if state else "",
    }
    return render(request, "office/jobs.html", context)


@person_required
@require_safe
@vary_on_headers("HX-Request")
def job(request: PersonRequest, job_id: int) -> HttpResponse:
    found = get_object_or_404(Job.objects.select_related("asked_by__person"), pk=job_id)
    gate.require(Action.JOB_VIEW, _relations(request, found))
    context = {
        "job": shown(queries.with_progress(found)),
        "can_see_all": is_allowed(Action.JOBS_VIEW, request.standing.own_relations),
    }
    if not wants_fragment(request):
        return render(request, "office/job.html", context)
    response = render(request, "office/_job.html", context)
    if found.is_over:
        response["HX-Refresh"] = "true"  # the whole page has more to say once it is over
    return response


class Deed(Protocol):
    """Does something to a job."""

    def __call__(self, job: Job, /, *, now: datetime) -> None: ...


def _do(request: PersonRequest, job_id: int, deed: Deed, *, said: str) -> HttpResponse:
    """Do something to a job, say so or why not, and show it."""
    found = get_object_or_404(Job, pk=job_id)
    gate.require(Action.JOB_VIEW, _relations(request, found))
    try:
        deed(found, now=request.now)
    except actions.JobIsOver as exc:
        messages.error(request, str(exc))
    else:
        messages.success(request, said)
    return redirect("jobs:job", found.pk)


@require_POST
@person_required
def job_stop(request: PersonRequest, job_id: int) -> HttpResponse:
    return _do(request, job_id, actions.ask_to_stop, said=_("Asked to stop. What it was doing is put back."))


@require_POST
@person_required
def job_try_again(request: PersonRequest, job_id: int) -> HttpResponse:
    return _do(request, job_id, actions.try_again, said=_("Waiting to be tried again."))


@require_POST
@person_required
def rebuild_search(request: PersonRequest) -> HttpResponse:
    gate.require(Action.JOBS_VIEW, request.standing.own_relations)
    made = ask_to_rebuild_search(by=request.person, now=request.now)
    if made is None:
        messages.info(request, _("The search is waiting to be built again already."))
        return redirect("jobs:jobs")
    return redirect("jobs:job", made.pk)
