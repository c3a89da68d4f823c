"""One objective: reading, writing, changing and closing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.access import gate
from goldenthread.access.policy import Action, is_allowed
from goldenthread.manage.objectives import actions, queries
from goldenthread.manage.objectives.forms import ChangeObjectiveForm, CloseForm, NewObjectiveForm
from goldenthread.manage.objectives.models import Objective
from goldenthread.manage.objectives.views.loading import objective_for, reading_action, require_edit
from goldenthread.people.models import Post, Unit
from goldenthread.people.picking import look_on
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.thread import actions as thread_actions
from goldenthread.thread import queries as thread
from goldenthread.thread.changing import changing, try_to_save
from goldenthread.thread.models import Item

_FIELDS = ("title", "description", "lens", "owner_post", "owner_unit", "lead", "starts_on", "ends_on", "rhythm_days")


@require_GET
@person_required
def objective(request: PersonRequest, item_id: int) -> HttpResponse:
    item, relations = objective_for(request, item_id)
    gate.require(thread.view_action(item), relations)
    today = timezone.localdate(request.now)
    frame = thread.frame_of(
        item,
        standing=request.standing,
        relations=relations,
        now=request.now,
        kinds_below=[Item.Kind.OBJECTIVE],
    )
    judged = queries.judged_by(item, on=today)
    context = {
        "item": item,
        "objective": item.objective,
        "frame": frame,
        "judged": judged,
        "days_left": (item.ends_on - today).days if item.ends_on and item.is_live else None,
        "can_record": item.is_live and is_allowed(reading_action(item), relations),
        "end_url": reverse("objectives:objective_close", args=[item.pk]),
        "ended_more": item.objective.learned,
    }
    return render(request, "objectives/objective.html", context)


def _kind(code: str) -> Objective.Kind | None:
    return Objective.Kind(code) if code in Objective.Kind.values else None


@require_http_methods(["GET", "POST"])
@person_required
def objective_new(request: PersonRequest) -> HttpResponse:
    gate.require(Action.ITEM_CREATE, request.standing.own_relations)
    serves = request.GET.get("serves", "")
    kind = _kind(request.GET.get("kind", ""))
    if kind is None:
        return render(request, "objectives/objective_kind.html", {"serves": serves})
    form = _new_form(request, kind)
    if form.is_valid():
        upper = _upper(request, kind, form, serves)
        made = actions.write_objective(
            kind=kind,
            words=form.words(),
            subject=form.chosen_subject if kind == Objective.Kind.DEVELOPMENT else None,
            serves=upper,
            is_draft=request.POST.get("keep") == "draft",
            by=request.person,
            now=request.now,
        )
        messages.success(request, _("The objective is there. Say now what it is judged by, and what it serves."))
        return redirect("objectives:objective", made.pk) if upper else redirect("thread:connect", made.pk)
    context = {
        "form": form,
        "kind": kind,
        "kind_words": str(kind.label),
        "serves": _served(request, serves),
    }
    return render(request, "objectives/objective_new.html", context, status=422 if form.is_bound else 200)


def _new_form(request: PersonRequest, kind: Objective.Kind) -> NewObjectiveForm:
    initial: dict[str, Any] = {"rhythm_days": 28 if kind != Objective.Kind.DEVELOPMENT else 60}
    if kind != Objective.Kind.DEVELOPMENT:
        initial |= {**_owner(request), "lead": request.person}
    form = NewObjectiveForm(request.POST or None, initial=initial)
    form.let_choose(queries.development_subjects(request.standing) if kind == Objective.Kind.DEVELOPMENT else [])
    form.fit(kind)
    look_on(form, on=request.standing.on)
    return form


def _owner(request: PersonRequest) -> dict[str, Any]:
    """Return who is to own it, as the address asks: a unit, a post, or else the asker's own post."""
    asked = {name: request.GET.get(name, "") for name in ("unit", "post")}
    numbers = {name: int(text) for name, text in asked.items() if text.isascii() and text.isdigit() and len(text) < 19}
    unit = Unit.objects.filter(pk=numbers["unit"], closed_on__isnull=True).first() if "unit" in numbers else None
    if unit is not None:
        return {"owner_unit": unit}
    post = Post.objects.filter(pk=numbers["post"], abolished_on__isnull=True).first() if "post" in numbers else None
    return {"owner_post": post or queries.suggested_owner(request.standing)}


def _served(request: PersonRequest, number: str) -> Item | None:
    """What the new objective is to serve, if the asker may see it."""
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    found = thread.items_visible_to(request.standing).filter(pk=number, state__in=[Item.State.LIVE, Item.State.DRAFT])
    return found.first()


def _upper(request: PersonRequest, kind: Objective.Kind, form: NewObjectiveForm, number: str) -> Item | None:
    """What it is to serve, if it can; otherwise the asker chooses on the next page."""
    upper = _served(request, number)
    is_draft = request.POST.get("keep") == "draft"
    subject = form.chosen_subject if kind == Objective.Kind.DEVELOPMENT else None
    draft = Item(
        kind=Item.Kind.OBJECTIVE,
        state=Item.State.DRAFT if is_draft else Item.State.LIVE,
        subject=subject,
    )
    if upper is None:
        return None
    try:
        thread_actions.refuse_nonsense(lower=draft, upper=upper)
    except thread_actions.CannotConnect:
        return None
    return upper


@require_http_methods(["GET", "POST"])
@person_required
def objective_edit(request: PersonRequest, item_id: int) -> HttpResponse:
    item, relations = objective_for(request, item_id)
    require_edit(item, relations)
    initial = {name: getattr(item, name) for name in _FIELDS} | {"reviewer": item.objective.reviewer}
    form = ChangeObjectiveForm(request.POST or None, initial=initial)
    form.fit(Objective.Kind(item.objective.kind))
    look_on(form, on=request.standing.on)
    if item.is_draft:
        form.drop_weight()
    tried = try_to_save(
        form,
        lambda: _save(request, item.objective, form),
        before=f"{item.title}\n{item.description}",
        after=lambda: f"{form.words().title}\n{form.words().description}",
    )
    if tried.is_saved:
        messages.success(request, _("The objective is saved."))
        return redirect("objectives:objective", item.pk)
    context = changing(item, form, tried)
    return render(request, "objectives/objective_edit.html", context, status=422 if form.is_bound else 200)


def _save(request: PersonRequest, objective: Objective, form: ChangeObjectiveForm) -> None:
    actions.change_objective(
        objective=objective,
        words=form.words(),
        by=request.person,
        now=request.now,
        seen_at=form.cleaned_data["seen_at"],
        is_material=form.is_material,
        reason=form.given_reason,
    )


@require_http_methods(["GET", "POST"])
@person_required
def objective_close(request: PersonRequest, item_id: int) -> HttpResponse:
    item, relations = objective_for(request, item_id)
    gate.require(Action.ITEM_RETIRE, relations, view=thread.view_action(item))
    if item.is_over:
        messages.warning(request, _("This has already been closed."))
        return redirect("objectives:objective", item.pk)
    form = CloseForm(request.POST or None)
    if form.is_valid():
        try:
            actions.close_objective(
                objective=item.objective,
                was_achieved=form.cleaned_data["outcome"] == "achieved",
                learned=form.cleaned_data["learned"],
                reason=form.cleaned_data["reason"],
                by=request.person,
                now=request.now,
            )
        except thread_actions.ItemIsOver as over:
            form.add_error(None, str(over))
        else:
            messages.success(request, _("The objective is closed."))
            return redirect("objectives:objective", item.pk)
    context = {
        "item": item,
        "form": form,
        "asked": thread.whom_it_asks(item),
        "back": reverse("objectives:objective", args=[item.pk]),
    }
    return render(request, "objectives/objective_close.html", context, status=422 if form.is_bound else 200)
