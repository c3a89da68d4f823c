"""Goals: the list, one of them, writing and changing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.access import gate
from goldenthread.access.policy import Action, is_allowed
from goldenthread.lead.direction import actions, queries
from goldenthread.lead.direction.forms import ChangeGoalForm, NewGoalForm
from goldenthread.lead.direction.models import Goal
from goldenthread.lead.direction.views.parts import item_of, tabs_of
from goldenthread.people.picking import look_on
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.thread import queries as thread
from goldenthread.thread.changing import changing, try_to_save
from goldenthread.thread.models import Item

_FIELDS_OF_ITEM = ("title", "description", "owner_post", "lead", "starts_on", "ends_on", "rhythm_days")
_FIELDS_OF_GOAL = ("how_we_will_know", "theme", "manager_post")


@require_GET
@person_required
def goals(request: PersonRequest) -> HttpResponse:
    relations = queries.relations_to_direction(request.standing)
    gate.require(Action.ITEM_VIEW, relations)
    rows = queries.goal_rows(request.standing, now=request.now, states=[Item.State.LIVE, Item.State.DRAFT])
    present = thread.current_vision()
    context = {
        "rows": rows,
        "ended": queries.goals_ended(request.standing, now=request.now),
        "tabs": tabs_of("goals", vision_id=present.pk if present else None, goals=len(rows)),
        "can_write": is_allowed(Action.GOAL_WRITE, relations),
    }
    return render(request, "direction/goals.html", context)


@require_GET
@person_required
def goal(request: PersonRequest, item_id: int) -> HttpResponse:
    item, relations = item_of(request, item_id, kind=Item.Kind.GOAL)
    gate.require(thread.view_action(item), relations)
    frame = thread.frame_of(
        item,
        standing=request.standing,
        relations=relations,
        now=request.now,
        kinds_below=[Item.Kind.OBJECTIVE, Item.Kind.GOAL],
    )
    context = {
        "item": item,
        "frame": frame,
        "row": queries.rows_of([item], now=request.now)[0],
        "can_change": frame.rights.can_edit or (is_allowed(Action.GOAL_WRITE, relations) and not item.is_over),
    }
    return render(request, "direction/goal.html", context)


@require_http_methods(["GET", "POST"])
@person_required
def goal_new(request: PersonRequest) -> HttpResponse:
    gate.require(Action.GOAL_WRITE, queries.relations_to_direction(request.standing), view=Action.ITEM_VIEW)
    form = NewGoalForm(request.POST or None, initial={"rhythm_days": 35})
    look_on(form, on=request.standing.on)
    if form.is_valid():
        made = actions.write_goal(
            words=form.words(),
            serves=thread.current_vision(),
            is_draft=request.POST.get("keep") == "draft",
            by=request.person,
            now=request.now,
        )
        messages.success(request, _("The goal is there."))
        return redirect("direction:goal", made.pk)
    return render(request, "direction/goal_new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@person_required
def goal_edit(request: PersonRequest, item_id: int) -> HttpResponse:
    item, relations = item_of(request, item_id, kind=Item.Kind.GOAL)
    action = Action.GOAL_WRITE if is_allowed(Action.GOAL_WRITE, relations) else thread.edit_action(item)
    gate.require(action, relations, view=thread.view_action(item))
    initial = {name: getattr(item, name) for name in _FIELDS_OF_ITEM}
    initial |= {name: getattr(item.goal, name) for name in _FIELDS_OF_GOAL}
    form = ChangeGoalForm(request.POST or None, initial=initial)
    look_on(form, on=request.standing.on)
    if item.is_draft:
        form.drop_weight()
    tried = try_to_save(
        form,
        lambda: _save(request, item.goal, form),
        before=f"{item.title}\n{item.description}",
        after=lambda: f"{form.words().title}\n{form.words().description}",
    )
    if tried.is_saved:
        messages.success(request, _("The goal is saved."))
        return redirect("direction:goal", item.pk)
    context = changing(item, form, tried)
    return render(request, "direction/goal_edit.html", context, status=422 if form.is_bound else 200)


def _save(request: PersonRequest, goal: Goal, form: ChangeGoalForm) -> None:
    actions.change_goal(
        goal=goal,
        words=form.words(),
        by=request.person,
        now=request.now,
        seen_at=form.cleaned_data["seen_at"],
        is_material=form.is_material,
        reason=form.given_reason,
    )
