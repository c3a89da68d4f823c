"""Today: a person's home. And the two things done to a task without leaving it."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goldenthread.access import gate
from goldenthread.access.policy import Action, is_allowed
from goldenthread.desk import queries
from goldenthread.manage.plans import actions as plans
from goldenthread.manage.plans.models import Task
from goldenthread.manage.plans.queries import load_task
from goldenthread.people.requests import PersonRequest, person_required, wants_fragment

FURTHEST = timedelta(days=366)


def _day_asked(text: str, *, today: date) -> date:
    """Return the day that an address asks for; one that is none, or is further away than a year, is today."""
    try:
        day = parse_date(text) or today
    except ValueError:
        day = today
    return day if abs(day - today) <= FURTHEST else today


def _context(request: PersonRequest, *, day: date) -> dict[str, object]:
    today = timezone.localdate(request.now)
    return {
        "day": queries.day_of(request.standing, day=day, today=today),
        "date": day,
        "today": today,
        "previous": day - timedelta(days=1),
        "next": day + timedelta(days=1),
        "vision": queries.vision_words(on=today),
        "post": queries.place_of_person(request.standing),
        "person": request.person,
    }


@require_GET
@person_required
def today(request: PersonRequest) -> HttpResponse:
    here = timezone.localdate(request.now)
    debts = queries.debts_of(request.standing, now=request.now)
    request.owed_count = len(debts)  # type: ignore[attr-defined]  # the shell looks here before it asks again
    context = {
        **_context(request, day=_day_asked(request.GET.get("day", ""), today=here)),
        "debts": [(debt, debt.is_now(today=here)) for debt in debts],
        "can_write_vision": is_allowed(
            Action.VISION_WRITE, {*request.standing.own_relations, *queries.headship(request.standing)}
        ),
    }
    return render(request, "desk/today.html", context)


def _load(request: PersonRequest, task_id: int) -> Task:
    try:
        task, relations = load_task(task_id, standing=request.standing)
    except Task.DoesNotExist as missing:
        raise Http404 from missing
    gate.require(Action.TASK_DO, relations, view=Action.TASK_VIEW)
    return task


def _answer(request: PersonRequest, *, words: str, is_concern: bool = False, undo: Task | None = None) -> HttpResponse:
    day = _day_asked(request.POST.get("day", ""), today=timezone.localdate(request.now))
    if not wants_fragment(request):
        (messages.warning if is_concern else messages.success)(request, words)
        return redirect(f"{reverse('desk:today')}?day={day.isoformat()}#today")
    context = {**_context(request, day=day), "told": words, "is_concern": is_concern, "undo": undo}
    return render(request, "desk/_day_swap.html", context)


@require_POST
@person_required
def today_done(request: PersonRequest, task_id: int) -> HttpResponse:
    task = _load(request, task_id)
    try:
        task = plans.finish_task(task=task, by=request.person, now=request.now)
    except plans.TaskIsOver as over:
        return _answer(request, words=str(over), is_concern=True)
    return _answer(request, words=_("Marked done: %(task)s") % {"task": task.title}, undo=task)


@require_POST
@person_required
def today_undo(request: PersonRequest, task_id: int) -> HttpResponse:
    task = _load(request, task_id)
    try:
        task = plans.undo_task(task=task, by=request.person, now=request.now)
    except (plans.TaskIsOpen, plans.CannotServe) as refused:
        return _answer(request, words=str(refused), is_concern=True)
    return _answer(request, words=_("Back on your list: %(task)s") % {"task": task.title})
