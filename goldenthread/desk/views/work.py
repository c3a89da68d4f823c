"""My work: tasks by week, what I asked others for, the plans and objectives I lead or own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.desk.queries.work import my_work
from goldenthread.desk.week import Span
from goldenthread.manage.plans import actions as plans
from goldenthread.manage.plans.models import Task
from goldenthread.manage.plans.queries import load_task
from goldenthread.people.requests import PersonRequest, person_required, wants_fragment
from goldenthread.ui.addresses import address

HEADINGS = {
    Span.LATE: gettext_lazy("Late"),
    Span.TODAY: gettext_lazy("Today"),
    Span.WEEK: gettext_lazy("Later this week"),
    Span.NEXT: gettext_lazy("Next week"),
    Span.LATER: gettext_lazy("Later"),
    Span.ANY_TIME: gettext_lazy("Any time"),
}


def _context(request: PersonRequest) -> dict[str, object]:
    today = timezone.localdate(request.now)
    found = my_work(request.standing, today=today, now=request.now)
    return {
        "work": found,
        "spans": [(HEADINGS[span], span.value, rows) for span, rows in found.spans.items()],
        "today": today,
        "person": request.person,
    }


@require_GET
@person_required
def work(request: PersonRequest) -> HttpResponse:
    gate.require(Action.TASK_CREATE, request.standing.own_relations)
    return render(request, "desk/work.html", _context(request))


@require_POST
@person_required
def work_done(request: PersonRequest, task_id: int) -> HttpResponse:
    """Mark one of the listed tasks done, and show the list again."""
    try:
        task, relations = load_task(task_id, standing=request.standing)
    except Task.DoesNotExist as missing:
        raise Http404 from missing
    gate.require(Action.TASK_DO, relations, view=Action.TASK_VIEW)
    told, undo, is_concern = _("Marked done: %(task)s") % {"task": task.title}, True, False
    try:
        plans.finish_task(task=task, by=request.person, now=request.now)
    except plans.TaskIsOver as over:
        told, undo, is_concern = str(over), False, True
    if not wants_fragment(request):
        (messages.warning if is_concern else messages.success)(request, told)
        return redirect("desk:work")
    undo_url = address("plans:task_undo", task.pk) if undo else ""
    context = {**_context(request), "told": told, "undo_url": undo_url, "is_concern": is_concern}
    return render(request, "desk/_work_swap.html", context)
