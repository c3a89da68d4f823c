"""One plan: its page, and writing, changing and copying it. Ending it is for the thread room, as for every item."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django.views.decorators.vary import vary_on_headers

from goldenthread.access import gate
from goldenthread.access.policy import Action, is_allowed
from goldenthread.manage.plans import actions
from goldenthread.manage.plans.forms import ChangePlanForm, CopyForm, NewPlanForm
from goldenthread.manage.plans.models import Plan
from goldenthread.manage.plans.queries import tasks_visible_to
from goldenthread.manage.plans.queries.choices import serveable_items
from goldenthread.manage.plans.views.asking import number
from goldenthread.manage.plans.views.loading import plan_for
from goldenthread.manage.plans.views.serving import tasks_context
from goldenthread.people.picking import look_on
from goldenthread.people.queries import main_post_of
from goldenthread.people.requests import PersonRequest, person_required, wants_fragment
from goldenthread.thread import actions as thread_actions
from goldenthread.thread import queries as thread
from goldenthread.thread.changing import changing, try_to_save
from goldenthread.thread.models import Item

_FIELDS = ("title", "lens", "owner_post", "owner_unit", "lead", "starts_on", "ends_on", "rhythm_days")


@vary_on_headers("HX-Request")
@require_GET
@person_required
def plan(request: PersonRequest, item_id: int) -> HttpResponse:
    item, relations = plan_for(request, item_id)
    gate.require(thread.view_action(item), relations)
    context = tasks_context(request, item)
    if wants_fragment(request):
        return render(request, "plans/_tasks.html", context)
    today = timezone.localdate(request.now)
    frame = thread.frame_of(
        item, standing=request.standing, relations=relations, now=request.now, kinds_below=[Item.Kind.PLAN]
    )
    context |= {
        "frame": frame,
        "plan": item.plan,
        "days_left": (item.ends_on - today).days if item.ends_on and item.is_live else None,
        "can_add": item.is_live and is_allowed(Action.TASK_CREATE, relations),
        "more_entries": [
            {"url": reverse("plans:plan_copy", args=[item.pk]), "label": _("Copy it as a new plan"), "icon": "plan"}
        ],
    }
    return render(request, "plans/plan.html", context)


def _served(request: PersonRequest) -> Item | None:
    """Return what a new plan is to serve, if the asker may see it."""
    asked = number(request.POST.get("serves", "") or request.GET.get("serves", ""))
    return serveable_items(request.standing).filter(pk=asked).first() if asked else None


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def plan_new(request: PersonRequest) -> HttpResponse:
    gate.require(Action.ITEM_CREATE, request.standing.own_relations)
    serves = _served(request)
    post = main_post_of(request.person, on=request.standing.on)
    form = NewPlanForm(request.POST or None, initial={"lead": request.person, "owner_post": post, "rhythm_days": 28})
    look_on(form, on=request.standing.on)
    if form.is_valid():
        is_draft = request.POST.get("keep") == "draft"
        try:
            made = actions.create_plan(
                new=form.new_plan(serves=serves, is_draft=is_draft), by=request.person, now=request.now
            )
        except thread_actions.CannotConnect as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The plan is there. Add its tasks now."))
            return redirect("plans:plan", made.pk) if serves else redirect("thread:connect", made.pk)
    return render(request, "plans/plan_new.html", {"form": form, "serves": serves}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def plan_edit(request: PersonRequest, item_id: int) -> HttpResponse:
    item, relations = plan_for(request, item_id)
    gate.require(thread.edit_action(item), relations, view=thread.view_action(item))
    initial = {name: getattr(item, name) for name in _FIELDS} | {
        "purpose": item.plan.purpose or item.description,
        "budget": item.plan.budget,
    }
    form = ChangePlanForm(request.POST or None, initial=initial)
    look_on(form, on=request.standing.on)
    if item.is_draft:
        form.drop_weight()
    tried = try_to_save(
        form,
        lambda: _save(request, item.plan, form),
        before=f"{item.title}\n{item.description}",
        after=lambda: f"{form.cleaned_data['title']}\n{form.cleaned_data['purpose']}",
    )
    if tried.is_saved:
        messages.success(request, _("The plan is saved."))
        return redirect("plans:plan", item.pk)
    context = changing(item, form, tried)
    return render(request, "plans/plan_edit.html", context, status=422 if form.errors else 200)


def _save(request: PersonRequest, plan: Plan, form: ChangePlanForm) -> None:
    given = form.cleaned_data
    actions.change_plan(
        plan=plan,
        values=form.values,
        purpose=given["purpose"],
        budget=given["budget"],
        by=request.person,
        now=request.now,
        is_material=form.is_material,
        reason=form.given_reason,
        seen_at=given["seen_at"],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def plan_copy(request: PersonRequest, item_id: int) -> HttpResponse:
    item, relations = plan_for(request, item_id)
    gate.require(Action.ITEM_CREATE, relations, view=thread.view_action(item))
    form = CopyForm(request.POST or None, initial={"title": _("%(plan)s, again") % {"plan": item.title}})
    if form.is_valid():
        given = form.cleaned_data
        made = actions.copy_plan(
            plan=item.plan,
            title=given["title"],
            starts_on=given["starts_on"],
            tasks=tasks_visible_to(request.standing).filter(serves=item),
            by=request.person,
            now=request.now,
        )
        messages.success(request, _("The new plan is a draft. Say what it serves, then publish it."))
        return redirect("plans:plan", made.pk)
    return render(request, "plans/plan_copy.html", {"item": item, "form": form}, status=422 if form.errors else 200)
