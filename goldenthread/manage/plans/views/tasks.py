"""The page of a task, and the forms that make and change one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.access import gate
from goldenthread.access.policy import Action, is_allowed
from goldenthread.manage.plans import actions, queries
from goldenthread.manage.plans.forms import AssignForm, ConnectForm, NewTaskForm, PartForm, PlanDayForm, TaskForm
from goldenthread.manage.plans.models import Task
from goldenthread.manage.plans.queries import choices, pages
from goldenthread.manage.plans.views.loading import back_to_task, loaded_task, next_url
from goldenthread.people.models import Person, Post
from goldenthread.people.queries.finding import written
from goldenthread.people.requests import PersonRequest, person_required

REFUSED = (actions.TaskIsOver, actions.TaskChangedMeanwhile, actions.CannotServe)


def _who(task: Task) -> str:
    if task.person is not None:
        return written(task.person)
    return written(task.post) if task.post is not None else ""


def _serves(request: PersonRequest, task: Task) -> str:
    item = pages.serves_shown(task, standing=request.standing)
    return choices.name_of_item(item) if item is not None else ""


@require_GET
@person_required
def task(request: PersonRequest, task_id: int) -> HttpResponse:
    found, relations = loaded_task(request, task_id, Action.TASK_VIEW)
    can_edit = is_allowed(Action.TASK_EDIT, relations)
    context = {
        "task": found,
        "today": timezone.localdate(request.now),
        "is_late": found.is_late(today=timezone.localdate(request.now)),
        "steps": pages.bar_of_task(found, standing=request.standing, can_edit=can_edit and found.is_open),
        "parts": pages.parts_of(found),
        "history": pages.history_of(found),
        "can_edit": can_edit and found.is_open,
        "can_do": is_allowed(Action.TASK_DO, relations),
        "assign_form": AssignForm(standing=request.standing, initial={"who": _who(found)}, prefix=None),
        "plan_form": PlanDayForm(initial={"planned_on": found.planned_on, "planned_from": found.planned_from}),
        "part_form": PartForm(),
    }
    return render(request, "plans/task.html", context)


def _new_initial(request: PersonRequest) -> dict[str, object]:
    initial: dict[str, object] = {"who": written(request.person)}
    serves = request.GET.get("serves", "")
    if serves.isdigit():
        item = queries.serveable_items(request.standing).filter(pk=int(serves)).first()
        if item is not None:
            initial |= {"serves": choices.name_of_item(item), "who": ""}
    return initial


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def task_new(request: PersonRequest) -> HttpResponse:
    gate.require(Action.TASK_CREATE, request.standing.own_relations)
    form = NewTaskForm(request.POST or None, standing=request.standing, initial=_new_initial(request))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        who = values["who"]
        try:
            made = actions.create_task(
                new=actions.NewTask(
                    title=values["title"],
                    notes=values["notes"],
                    serves=values["serves"],
                    person=who if isinstance(who, Person) else None,
                    post=who if isinstance(who, Post) else None,
                    lens=values["lens"],
                    priority=values["priority"],
                    effort_minutes=values["effort"],
                    starts_on=values["starts_on"],
                    due_on=values["due_on"],
                ),
                by=request.person,
                now=request.now,
            )
        except actions.CannotServe as refused:
            form.add_error("serves", str(refused))
        else:
            messages.success(request, _("Added: %(task)s") % {"task": made.title})
            return redirect(next_url(request) or reverse("plans:task", args=[made.pk]))
    context = {"form": form, "next": next_url(request)}
    return render(request, "plans/task_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def task_change(request: PersonRequest, task_id: int) -> HttpResponse:
    found, _relations = loaded_task(request, task_id, Action.TASK_EDIT)
    initial = {
        "title": found.title,
        "notes": found.notes,
        "due_on": found.due_on,
        "starts_on": found.starts_on,
        "effort": found.effort_minutes,
        "remaining": found.remaining_minutes,
        "priority": found.priority,
        "lens": found.lens,
    }
    form = TaskForm(request.POST or None, standing=request.standing, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        changed = {name: values[name] for name in ("title", "notes", "due_on", "starts_on", "priority", "lens")}
        changed |= {"effort_minutes": values["effort"], "remaining_minutes": values["remaining"]}
        try:
            actions.change_task(task=found, values=changed, by=request.person, now=request.now)
        except REFUSED as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Changes to %(task)s saved.") % {"task": found.reference})
            return back_to_task(request, found)
    return render(request, "plans/task_change.html", {"task": found, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def task_assign(request: PersonRequest, task_id: int) -> HttpResponse:
    found, _relations = loaded_task(request, task_id, Action.TASK_EDIT)
    form = AssignForm(request.POST or None, standing=request.standing, initial={"who": _who(found)})
    if request.method == "POST" and form.is_valid():
        who = form.cleaned_data["who"]
        try:
            actions.assign_task(
                task=found,
                person=who if isinstance(who, Person) else None,
                post=who if isinstance(who, Post) else None,
                by=request.person,
                now=request.now,
            )
        except REFUSED as refused:
            form.add_error("who", str(refused))
        else:
            given = _("%(task)s is now for %(who)s.") % {"task": found.reference, "who": who}
            messages.success(request, given if who else _("%(task)s is now for nobody.") % {"task": found.reference})
            return back_to_task(request, found)
    return render(request, "plans/task_assign.html", {"task": found, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def task_connect(request: PersonRequest, task_id: int) -> HttpResponse:
    found, _relations = loaded_task(request, task_id, Action.TASK_EDIT)
    form = ConnectForm(request.POST or None, standing=request.standing, initial={"serves": _serves(request, found)})
    if request.method == "POST" and form.is_valid():
        item = form.cleaned_data["serves"]
        try:
            actions.connect_task(task=found, item=item, by=request.person, now=request.now)
        except REFUSED as refused:
            form.add_error("serves", str(refused))
        else:
            told = (
                _("%(task)s now serves %(item)s.") % {"task": found.reference, "item": item.reference}
                if item
                else _("%(task)s now serves nothing.") % {"task": found.reference}
            )
            messages.success(request, told)
            return back_to_task(request, found)
    context = {
        "task": found,
        "form": form,
        "next": next_url(request),
        "suggested": choices.likely_items(found, standing=request.standing),
    }
    return render(request, "plans/task_connect.html", context, status=422 if form.errors else 200)
