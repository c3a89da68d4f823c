"""Whom erasure concerns and when, and erasing one person now."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.office import actions, queries
from goldenthread.office.erasing import BLANKED, DELETED, STAYS
from goldenthread.office.forms import RequiredReasonForm
from goldenthread.office.views.shared import attempt, bound, get_or_post
from goldenthread.organisation.queries import organisation
from goldenthread.people.queries import people_visible_to
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.ui.form_page import FormPage, render_form

ROWS = 50


def _may_erase(request: PersonRequest) -> None:
    gate.require(Action.PERSON_ERASE, request.standing.own_relations)


@person_required
@require_safe
def erasure(request: PersonRequest) -> HttpResponse:
    """Show who has left and when their data is due: what the next run will erase stands first."""
    _may_erase(request)
    about, on = organisation(), request.standing.on
    page = Paginator(queries.leavers(on=on), ROWS).get_page(request.GET.get("page"))
    oldest = queries.oldest_entry_at()
    kept_from = queries.trail_kept_from(now=request.now, keep_years=about.keep_audit_years)
    context = {
        "page": page,
        "rows": queries.with_due_day(list(page.object_list), on=on, keep_years=about.keep_leavers_years),
        "due_count": queries.due_for_erasure(on=on, keep_years=about.keep_leavers_years).count(),
        "about": about,
        "oldest_entry": oldest,
        "kept_from": timezone.localdate(kept_from),
        "is_trail_due": oldest is not None and oldest < kept_from,
        "deleted": sorted(DELETED.values()),
        "blanked": sorted(BLANKED.values()),
        "stays": sorted(STAYS.values()),
    }
    return render(request, "office/erasure.html", context)


@person_required
@get_or_post
def erase(request: PersonRequest, person_id: int) -> HttpResponse:
    _may_erase(request)
    person = get_object_or_404(people_visible_to(request.standing), pk=person_id)
    form = bound(request, RequiredReasonForm)
    done, _nothing = attempt(
        form,
        lambda: actions.erase_person(
            person=person, **form.cleaned_data, by=request.person, now=request.now, today=request.standing.on
        ),
    )
    if done:
        messages.success(request, _("Erased. The record stays, without a name."))
        return redirect("organisation:erasure")
    page = FormPage(
        title=_("Erase %(name)s for good?") % {"name": person.name},
        intro=_(
            "Name, staff number, e-mail address and account go, and their name wherever the product wrote it. What they"
            " did stays, by a former colleague. Nobody can take this back. Do not write their name into the reason."
        ),
        submit=_("Erase for good"),
        back_url=reverse("organisation:erasure"),
        is_danger=True,
    )
    return render_form(request, form, page)
