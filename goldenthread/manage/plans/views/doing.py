"""What is done with a task: starting, finishing, undoing, dropping, planning it for a day, ticking its steps."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.access.policy import Action
from goldenthread.manage.plans import actions
from goldenthread.manage.plans.forms import DropForm, PartForm, PlanDayForm
from goldenthread.manage.plans.models import TaskPart
from goldenthread.manage.plans.views.loading import back_to_task, loaded_task
from goldenthread.people.requests import PersonRequest, person_required

REFUSED = (actions.TaskIsOver, actions.TaskIsOpen, actions.TaskChangedMeanwhile, actions.CannotServe)


def _do(
    request: PersonRequest,
    task_id: int,
    deed: Callable[..., object],
    *,
    told: str,
    action: Action = Action.TASK_DO,
    **given: object,
) -> HttpResponse:
    """Load, gate, do it with what was given, and return with what was done or why not."""
    task, _relations = loaded_task(request, task_id, action)
    try:
        deed(task=task, by=request.person, now=request.now, **given)
    except REFUSED as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, told % {"task": task.title})
    return back_to_task(request, task)


@require_POST
@person_required
def task_start(request: PersonRequest, task_id: int) -> HttpResponse:
    return _do(request, task_id, actions.start_task, told=_("Started: %(task)s"))


@require_POST
@person_required
def task_done(request: PersonRequest, task_id: int) -> HttpResponse:
    return _do(request, task_id, actions.finish_task, told=_("Marked done: %(task)s"))


@require_POST
@person_required
def task_undo(request: PersonRequest, task_id: int) -> HttpResponse:
    return _do(request, task_id, actions.undo_task, told=_("Open again: %(task)s"))


@require_POST
@person_required
def task_plan(request: PersonRequest, task_id: int) -> HttpResponse:
    form = PlanDayForm(request.POST)
    if not form.is_valid():
        task, _relations = loaded_task(request, task_id, Action.TASK_DO)
        return render(request, "plans/task_plan.html", {"task": task, "form": form}, status=422)
    on, at = form.cleaned_data["planned_on"], form.cleaned_data["planned_from"]
    told = _("Planned: %(task)s") if on else _("Any time again: %(task)s")
    return _do(request, task_id, actions.plan_task, told=told, on=on, at=at)


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def task_drop(request: PersonRequest, task_id: int) -> HttpResponse:
    form = DropForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, told = form.cleaned_data["reason"], _("Dropped: %(task)s")
        return _do(request, task_id, actions.drop_task, told=told, action=Action.TASK_EDIT, reason=reason)
    task, _relations = loaded_task(request, task_id, Action.TASK_EDIT)
    return render(request, "plans/task_drop.html", {"task": task, "form": form}, status=422 if form.errors else 200)


@require_POST
@person_required
def task_part_add(request: PersonRequest, task_id: int) -> HttpResponse:
    task, _relations = loaded_task(request, task_id, Action.TASK_EDIT)
    form = PartForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Write what the step is, then add it."))
        return back_to_task(request, task)
    try:
        actions.add_part(task=task, words=form.cleaned_data["words"], by=request.person, now=request.now)
    except actions.TaskIsOver as over:
        messages.warning(request, str(over))
    return back_to_task(request, task)


@require_POST
@person_required
def task_part(request: PersonRequest, task_id: int, part_id: int) -> HttpResponse:
    """Tick a step, take its tick away, or remove it."""
    is_removed = request.POST.get("do") == "remove"
    task, _relations = loaded_task(request, task_id, Action.TASK_EDIT if is_removed else Action.TASK_DO)
    part = get_object_or_404(TaskPart.objects.select_related("task"), pk=part_id, task=task)
    if is_removed:
        actions.remove_part(part=part, by=request.person, now=request.now)
    else:
        actions.tick_part(part=part, is_done=request.POST.get("do") == "tick", by=request.person, now=request.now)
    return back_to_task(request, task)
