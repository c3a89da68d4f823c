"""Loading the one task that a view is about, and going back to where somebody came from."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from goldenthread.access import gate
from goldenthread.access.policy import Action, Relation
from goldenthread.manage.plans import queries
from goldenthread.manage.plans.models import Task
from goldenthread.people.requests import PersonRequest
from goldenthread.thread import queries as thread
from goldenthread.thread.models import Item


def loaded_task(request: PersonRequest, task_id: int, action: Action) -> tuple[Task, frozenset[Relation]]:
    """Return the task and what the asker is to it, once the gate lets the action pass."""
    try:
        task, relations = queries.load_task(task_id, standing=request.standing)
    except Task.DoesNotExist as missing:
        raise Http404 from missing
    gate.require(action, relations, view=Action.TASK_VIEW)
    return task, relations


def item_for(request: PersonRequest, item_id: int) -> tuple[Item, frozenset[Relation]]:
    """Return an item and what the asker is to it; the caller gates.

    Raises:
        Http404: there is no such item.
    """
    item = thread.whole_items().filter(pk=item_id).first()
    if item is None:
        raise Http404
    return item, thread.relations_to_item(request.standing, item)


def plan_for(request: PersonRequest, item_id: int) -> tuple[Item, frozenset[Relation]]:
    """Return a plan's item with its own row, and what the asker is to it; the caller gates.

    Raises:
        Http404: there is no such plan.
    """
    found = thread.whole_items().select_related("plan").filter(kind=Item.Kind.PLAN, plan__isnull=False)
    item = found.filter(pk=item_id).first()
    if item is None:
        raise Http404
    return item, thread.relations_to_item(request.standing, item)


def next_url(request: PersonRequest) -> str:
    """Return the page of this site that the form names as the next, or nothing."""
    asked = request.POST.get("next", "") or request.GET.get("next", "")
    allowed = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if allowed and asked.startswith("/") else ""


def back_to_task(request: PersonRequest, task: Task) -> HttpResponse:
    """Return to where the form says, else to the task's own page."""
    return redirect(next_url(request) or reverse("plans:task", args=[task.pk]))
