"""The tasks that serve one item: listed, taken away as a file, many changed at once, one changed in its row."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from goldenthread.access import gate
from goldenthread.access.policy import Action, is_allowed
from goldenthread.manage.plans import actions, queries
from goldenthread.manage.plans.forms import BULK, BulkForm, RowForm
from goldenthread.manage.plans.models import Task
from goldenthread.manage.plans.queries.below import below_item
from goldenthread.manage.plans.queries.listing import TASK_SORTS, TaskSearch, task_lines, tasks_narrowed
from goldenthread.manage.plans.views.asking import heads, number, query, words
from goldenthread.manage.plans.views.loading import item_for, loaded_task, next_url
from goldenthread.people.models import Person, Post
from goldenthread.people.queries.finding import written
from goldenthread.people.requests import PersonRequest, person_required, wants_fragment
from goldenthread.people.spreadsheet import csv_lines
from goldenthread.thread import queries as thread
from goldenthread.thread.models import Item
from goldenthread.ui.paging import page_number, slice_of

PAGE_SIZE = 25
MOST_AT_ONCE = 200
_KEPT = ("q", "state", "who", "sort", "down")
_NEEDS = {"done": Action.TASK_DO, "assign": Action.TASK_EDIT, "move": Action.TASK_EDIT, "drop": Action.TASK_EDIT}
REFUSED = (actions.TaskIsOver, actions.TaskChangedMeanwhile, actions.CannotServe)


def _search(request: PersonRequest) -> TaskSearch:
    asked = request.GET
    sort = asked.get("sort", "")
    return TaskSearch(
        words=words(asked),
        state=asked.get("state", ""),
        who=asked.get("who", ""),
        sort=sort if sort in TASK_SORTS else "order",
        is_descending=asked.get("down") == "1",
    )


def tasks_context(request: PersonRequest, item: Item) -> dict[str, object]:
    """Return what the list of the tasks of an item shows; used by the page of a plan too."""
    search = _search(request)
    today = timezone.localdate(request.now)
    found = tasks_narrowed(search, item=item, standing=request.standing, today=today)
    part = slice_of(found, number=page_number(request.GET.get("page", "")), size=PAGE_SIZE)
    return {
        "item": item,
        "search": search,
        "part": part,
        "rows": [(task, task.is_late(today=today)) for task in part.rows],
        "today": today,
        "heads": heads(request.GET, _KEPT, sorts=TASK_SORTS, sort=search.sort, is_descending=search.is_descending),
        "query": query(request.GET, _KEPT),
        "is_narrowed": bool(query(request.GET, ("q", "state", "who"))),
        "here": request.path,
        "new_task_url": f"{reverse('plans:task_new')}?serves={item.pk}",
        "state_options": [
            ("late", _("Late")),
            ("done", _("Done")),
            ("dropped", _("Dropped")),
            ("all", _("In any state")),
        ],
        "who_options": [("mine", _("Mine")), ("nobody", _("Nobody’s"))],
    }


@vary_on_headers("HX-Request")
@require_GET
@person_required
def tasks(request: PersonRequest, item_id: int) -> HttpResponse:
    """The tasks that serve any item, on a page of their own."""
    item, relations = item_for(request, item_id)
    gate.require(thread.view_action(item), relations)
    context = tasks_context(request, item)
    if wants_fragment(request):
        return render(request, "plans/_tasks.html", context)
    context["steps"] = thread.bar_of_item(
        item.pk, standing=request.standing, report_ids=thread.subjects_known_from(item)
    )
    context["can_add"] = item.is_live and is_allowed(Action.TASK_CREATE, relations)
    return render(request, "plans/tasks.html", context)


@require_GET
@person_required
def tasks_export(request: PersonRequest, item_id: int) -> HttpResponse:
    """Hand over the list as it is narrowed now, as a file for a spreadsheet."""
    item, relations = item_for(request, item_id)
    gate.require(thread.view_action(item), relations)
    today = timezone.localdate(request.now)
    found = tasks_narrowed(_search(request), item=item, standing=request.standing, today=today)
    first, *rows = task_lines(found)
    return HttpResponse(
        "".join(csv_lines([str(head) for head in first], rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{item.reference.replace(" ", "-")}-tasks.csv"'},
    )


@require_GET
@person_required
def below(request: PersonRequest, item_id: int) -> HttpResponse:
    """What stands below an item: a section of its page, or a page; with `branch=1` only the rows below a plan."""
    item, relations = item_for(request, item_id)
    gate.require(thread.view_action(item), relations)
    today = timezone.localdate(request.now)
    context = {
        "item": item,
        "below": below_item(item, standing=request.standing, today=today),
        "figure": thread.figure_of(item),
        "today": today,
        "new_plan_url": f"{reverse('plans:plan_new')}?serves={item.pk}",
        "can_add_task": item.is_live and is_allowed(Action.TASK_CREATE, relations),
        "can_add_plan": item.is_live
        and item.kind in {Item.Kind.OBJECTIVE, Item.Kind.GOAL, Item.Kind.VALUE}
        and is_allowed(Action.ITEM_ADD_BELOW, relations),
    }
    if not wants_fragment(request):
        return render(request, "plans/below.html", context)
    name = "plans/_below_rows.html" if request.GET.get("branch") else "plans/_below.html"
    return render(request, name, context)


def _back(request: PersonRequest) -> str:
    """Return the page that the list was on."""
    asked = next_url(request)
    return asked if asked and urlsplit(asked).path != request.path else reverse("plans:plans")


@require_POST
@person_required
def tasks_bulk(request: PersonRequest) -> HttpResponse:
    """Ask what the chosen tasks are to get, then do it to those that the asker may change."""
    gate.require(Action.TASK_CREATE, request.standing.own_relations)
    do = request.POST.get("do", "")
    chosen = {number(text) for text in request.POST.getlist("chosen")} - {0}
    if do not in BULK or not chosen:
        messages.warning(request, _("Choose some tasks, and what is to be done with them."))
        return redirect(_back(request))
    seen = queries.tasks_visible_to(request.standing).filter(pk__in=chosen)
    may = queries.tasks_allowing(_NEEDS[do], standing=request.standing).filter(pk__in=chosen)
    allowed = list(may.select_related("serves", "person", "post").order_by("pk")[:MOST_AT_ONCE])
    refused = list(seen.exclude(pk__in=[task.pk for task in allowed]).order_by("pk")[:MOST_AT_ONCE])
    is_sure = do == "done" or bool(request.POST.get("sure"))
    form = BulkForm(request.POST if is_sure else None, do=do, standing=request.standing)
    if is_sure and form.is_valid():
        _carry_out(request, allowed, do=do, given=form.cleaned_data, left=len(refused))
        return redirect(_back(request))
    context = {"do": do, "form": form, "allowed": allowed, "refused": refused, "back": _back(request)}
    return render(request, "plans/tasks_bulk.html", context, status=422 if form.errors else 200)


def _carry_out(request: PersonRequest, allowed: list[Task], *, do: str, given: dict[str, object], left: int) -> None:
    """Do it to each; say how many changed, how many were not theirs, and the first refusal."""
    if do == "assign":
        who = given["who"]
        assigned = actions.assign_tasks(
            tasks=allowed,
            person=who if isinstance(who, Person) else None,
            post=who if isinstance(who, Post) else None,
            by=request.person,
            now=request.now,
        )
        count, refusals = len(assigned.tasks), assigned.refusals
    else:
        count, refusals = _one_by_one(allowed, _deed(request, do=do, given=given))
    if count:
        messages.success(
            request,
            ngettext("%(count)s task changed.", "%(count)s tasks changed.", count) % {"count": count},
        )
    if left:
        messages.warning(
            request,
            ngettext("%(count)s was left: not yours to change.", "%(count)s were left: not yours to change.", left)
            % {"count": left},
        )
    if refusals:
        messages.warning(request, refusals[0])


def _one_by_one(tasks: list[Task], act: Callable[[Task], object]) -> tuple[int, list[str]]:
    """Do it to each task by itself; return how many it was done to, and why not to the others."""
    count, refusals = 0, []
    for task in tasks:
        try:
            act(task)
        except REFUSED as refused:
            refusals.append(str(refused))
        else:
            count += 1
    return count, refusals


def _deed(request: PersonRequest, *, do: str, given: dict[str, object]) -> Callable[[Task], object]:
    by, now = request.person, request.now
    item = given.get("serves")
    if do == "move":
        return lambda task: actions.connect_task(
            task=task, item=item if isinstance(item, Item) else None, by=by, now=now
        )
    if do == "drop":
        return lambda task: actions.drop_task(task=task, reason=str(given["reason"]), by=by, now=now)
    return lambda task: actions.finish_task(task=task, by=by, now=now)


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def task_row(request: PersonRequest, task_id: int) -> HttpResponse:
    """One row of a list: as it stands, to be changed (`edit=1`), or changed. Without script: a page of its own."""
    found, _relations = loaded_task(request, task_id, Action.TASK_EDIT)
    if not wants_fragment(request):
        return redirect("plans:task_change", task_id)
    today = timezone.localdate(request.now)
    context: dict[str, object] = {"task": found, "is_late": found.is_late(today=today), "today": today}
    if request.method != "POST" and not request.GET.get("edit"):
        return render(request, "plans/_task_row.html", context)
    who = written(found.person) if found.person else ""
    who = written(found.post) if found.post else who
    initial = {"title": found.title, "due_on": found.due_on, "who": who}
    form = RowForm(request.POST or None, standing=request.standing, initial=initial, prefix=f"task-{found.pk}")
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            fresh = actions.change_row(
                task=found,
                title=given["title"],
                due_on=given["due_on"],
                who=given["who"],
                by=request.person,
                now=request.now,
            )
        except REFUSED as refused:
            form.add_error(None, str(refused))
        else:
            context = {"task": fresh, "is_late": fresh.is_late(today=today), "today": today}
            return render(request, "plans/_task_row.html", context)
    return render(request, "plans/_task_row_edit.html", {**context, "form": form}, status=422 if form.errors else 200)
