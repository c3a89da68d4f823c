"""The organisation's settings: one page that shows them, one form for each matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from csp.constants import NONE
from csp.decorators import csp
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dates import MONTHS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.audit.queries import history_of
from goldenthread.office import actions
from goldenthread.office.forms import (
    MarkForm,
    NameForm,
    RetentionForm,
    SettingsForm,
    WordsForm,
    WorkingTimeForm,
    YearForm,
    calendar_name,
)
from goldenthread.office.trail import row_of
from goldenthread.office.views.shared import get_or_post
from goldenthread.organisation.calendars import Holiday, next_holidays
from goldenthread.organisation.marks import NotAMark
from goldenthread.organisation.models import Organisation
from goldenthread.organisation.queries import organisation
from goldenthread.organisation.words import WORDS, word
from goldenthread.people.requests import PersonRequest, person_required
from goldenthread.ui.form_page import FormPage, render_form

ENTRIES = 20
HOLIDAYS_SHOWN = 8
KEPT_SECONDS = 300
TYPES = {"png": "image/png", "svg": "image/svg+xml"}


def _may_edit(request: PersonRequest) -> None:
    gate.require(Action.ORGANISATION_EDIT, request.standing.own_relations)


def _holidays(nations: list[str], *, on: date) -> list[Holiday]:
    return next_holidays(nations=nations, on=on, most=HOLIDAYS_SHOWN)


def sentences(renamed: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return how the words read in use."""
    one = {code: word(code, renamed=renamed) for code in WORDS}
    many = {f"{code}_many": word(code, renamed=renamed, many=True) for code in WORDS}
    said = {**one, **many}
    return [
        _("This %(objective)s serves one %(goal)s; three %(objective_many)s serve it in all.") % said,
        _("Each %(post)s in a %(unit)s carries %(objective_many)s; vacant %(post_many)s are shown.") % said,
        _("A %(plan)s has %(task_many)s, and each %(task)s reaches up to the %(vision)s.") % said,
        _("Our %(value_many)s say how we work towards our %(goal_many)s.") % said,
    ]


@dataclass(frozen=True, slots=True)
class ShownWord:
    usual: str
    one: str
    many: str
    is_renamed: bool


def _shown_words(about: Organisation) -> list[ShownWord]:
    return [
        ShownWord(
            usual=usual,
            one=word(code, renamed=about.words),
            many=word(code, renamed=about.words, many=True),
            is_renamed=code in about.words,
        )
        for code, (usual, _many) in WORDS.items()
    ]


@person_required
@require_safe
def settings(request: PersonRequest) -> HttpResponse:
    _may_edit(request)
    about = Organisation.objects.filter(pk=1).first() or Organisation(name="")
    days = about.working_days or []
    context = {
        "about": about,
        "hours": about.full_time_minutes_a_week / 60,
        "days": [str(WEEKDAYS_ABBR[day - 1]) for day in days],
        "nations": [(code, calendar_name(code)) for code in about.nations],
        "holidays": _holidays(about.nations, on=request.standing.on),
        "month": MONTHS[about.year_starts_month],
        "words": _shown_words(about),
        "entries": [row_of(entry) for entry in history_of(subject_kind="organisation", subject_number=1)[:ENTRIES]],
    }
    return render(request, "office/settings.html", context)


def _edit(request: PersonRequest, kind: type[SettingsForm], page: FormPage) -> HttpResponse:
    """Show one form of settings and change what it says."""
    _may_edit(request)
    about = Organisation.objects.filter(pk=1).first() or Organisation(name="")
    form = kind(request.POST if request.method == "POST" else None, initial=kind.initial_of(about))
    if form.is_valid():
        actions.change_organisation(values=form.values(), by=request.person, now=request.now)
        messages.success(request, _("Saved."))
        return redirect("organisation:settings")
    return render_form(request, form, page)


def _page(title: str, *, intro: str = "") -> FormPage:
    return FormPage(title=title, intro=intro, submit=_("Save settings"), back_url=reverse("organisation:settings"))


@person_required
@get_or_post
def name(request: PersonRequest) -> HttpResponse:
    return _edit(request, NameForm, _page(_("The organisation’s name")))


@person_required
@get_or_post
def working_time(request: PersonRequest) -> HttpResponse:
    return _edit(request, WorkingTimeForm, _page(_("Working time and public holidays")))


@person_required
@get_or_post
def year(request: PersonRequest) -> HttpResponse:
    intro = _("Years that are closed keep their days; the next one begins in this month.")
    return _edit(request, YearForm, _page(_("The planning year"), intro=intro))


@person_required
@get_or_post
def retention(request: PersonRequest) -> HttpResponse:
    intro = _("What is past its time is erased once a day. You can see beforehand whom it concerns.")
    return _edit(request, RetentionForm, _page(_("What is kept for how long"), intro=intro))


@person_required
@get_or_post
def words(request: PersonRequest) -> HttpResponse:
    """Rename things; with `preview` the form comes back with the words in use, and nothing is saved."""
    _may_edit(request)
    about = Organisation.objects.filter(pk=1).first() or Organisation(name="")
    form = WordsForm(request.POST if request.method == "POST" else None, initial=WordsForm.initial_of(about))
    is_preview = request.POST.get("do") == "preview"
    if form.is_valid() and not is_preview:
        actions.change_organisation(values=form.values(), by=request.person, now=request.now)
        messages.success(request, _("Saved. Every page uses these words within a few seconds."))
        return redirect("organisation:settings")
    is_fine = form.is_bound and not form.errors
    context = {
        "form": form,
        "rows": [(WORDS[code][0], form[f"{code}_one"], form[f"{code}_many"]) for code in WORDS],
        "sentences": sentences(form.renamed() if is_fine else about.words),
        "is_preview": is_preview and is_fine,
        "back_url": reverse("organisation:settings"),
    }
    return render(request, "office/words.html", context, status=422 if form.errors else 200)


@person_required
@get_or_post
def mark(request: PersonRequest) -> HttpResponse:
    _may_edit(request)
    form = MarkForm(request.POST or None, request.FILES or None) if request.method == "POST" else MarkForm()
    if form.is_valid():
        try:
            kept = actions.change_mark(content=form.cleaned_data["mark"].read(), by=request.person, now=request.now)
        except NotAMark as refusal:
            form.add_error("mark", str(MarkForm.WHY[refusal.why]))
        else:
            said = _("Saved. Left out, because they do more than draw: %(names)s.")
            messages.success(request, said % {"names": ", ".join(kept.left_out)} if kept.left_out else _("Saved."))
            return redirect("organisation:settings")
    context = {"form": form, "about": organisation(), "back_url": reverse("organisation:settings")}
    return render(request, "office/mark.html", context, status=422 if form.errors else 200)


@person_required
@require_POST
def mark_remove(request: PersonRequest) -> HttpResponse:
    _may_edit(request)
    actions.remove_mark(by=request.person, now=request.now)
    messages.success(request, _("Removed. The name stands alone."))
    return redirect("organisation:settings")


@require_safe
@csp({"default-src": [NONE], "sandbox": True})
def mark_file(request: HttpRequest) -> HttpResponseBase:
    """Serve the mark to anybody: it stands on pages before signing in, too. Opened by itself it can do nothing."""
    about = organisation()
    name = about.mark.name or ""
    suffix = name.rpartition(".")[2]
    if suffix not in TYPES or not about.mark.storage.exists(name):
        raise Http404
    response = FileResponse(about.mark.open("rb"), content_type=TYPES[suffix])
    response["Cache-Control"] = f"private, max-age={KEPT_SECONDS}"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
