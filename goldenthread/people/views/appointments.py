"""Who administers, audits and leads development."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.people import actions
from goldenthread.people.forms import AppointForm, EndForm
from goldenthread.people.models import Appointment
from goldenthread.people.queries.appointments import appointments_by_day
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.people.views.shared import attempt, bound, hub_tabs
from goldenthread.ui.form_page import FormPage, render_form

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _may_manage(request: PersonRequest) -> None:
    gate.require(Action.ACCOUNTS_MANAGE, request.standing.own_relations, view=Action.STRUCTURE_VIEW)


@person_required
@require_safe
def appointments(request: PersonRequest) -> HttpResponse:
    _may_manage(request)
    going_on, ended = appointments_by_day(on=request.standing.on)
    context = {"tabs": hub_tabs(request, "appointments"), "going_on": going_on, "ended": ended}
    return render(request, "people/appointments.html", context)


@person_required
@get_or_post
def appoint(request: PersonRequest) -> HttpResponse:
    _may_manage(request)
    form = bound(request, AppointForm, initial={"starts_on": request.standing.on})
    made = attempt(form, lambda: actions.appoint(**form.cleaned_data, by=request.person, now=request.now))
    if made is not None:
        said = {"person": made.person.name, "role": made.get_role_display()}
        messages.success(request, _("%(person)s is %(role)s.") % said)
        return redirect("people:appointments")
    page = FormPage(
        title=_("Appoint somebody"),
        intro=_(
            "Every other right comes from posts and lines. An appointment is dated, and everybody’s trail tells it."
        ),
        submit=_("Appoint person"),
        back_url=reverse("people:appointments"),
    )
    return render_form(request, form, page)


@person_required
@get_or_post
def appointment_end(request: PersonRequest, appointment_id: int) -> HttpResponse:
    _may_manage(request)
    held = get_object_or_404(Appointment.objects.select_related("person"), pk=appointment_id)
    form = bound(request, EndForm, initial={"ends_on": request.standing.on})
    done = attempt(
        form, lambda: actions.end_appointment(appointment=held, **form.cleaned_data, by=request.person, now=request.now)
    )
    if done is not None:
        messages.success(request, _("Saved."))
        return redirect("people:appointments")
    said = {"person": held.person.name, "role": held.get_role_display()}
    page = FormPage(
        title=_("End %(person)s as %(role)s") % said,
        submit=_("End appointment"),
        back_url=reverse("people:appointments"),
        is_danger=True,
    )
    return render_form(request, form, page)
