"""What the pages of an import share: finding it, its steps, its names, and how far its work is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenthread.access import gate
from goldenthread.access.policy import Action
from goldenthread.exchange.models import Import
from goldenthread.exchange.queries.imports import Phase, imports_visible_to, phase_of
from goldenthread.jobs.models import Job
from goldenthread.people.requests import PersonRequest
from goldenthread.ui.formats import number


@dataclass(frozen=True, slots=True)
class Kind:
    """The words of one kind of import."""

    code: str
    icon: str
    name: str
    title: str
    why: str
    start: str
    has_columns: bool = True
    makes_structure: bool = False
    makes_thread: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of bringing something in; `state` is done, now or todo."""

    number: int
    label: str
    state: str
    url: str = ""


def kinds() -> Mapping[str, Kind]:
    return {
        Import.Kind.ORGANOGRAM.value: Kind(
            "organogram",
            "people",
            _("Staff structure"),
            _("Bring in a staff structure"),
            _("Units, posts and who holds them, from the two files that departments publish: senior and junior posts."),
            _("Choose the structure"),
            makes_structure=True,
        ),
        Import.Kind.PLAN.value: Kind(
            "plan",
            "plan",
            _("Plan"),
            _("Bring in a plan"),
            _("Priorities, actions and sub-actions from any spreadsheet become goals, objectives and tasks."),
            _("Choose the plan"),
            makes_thread=True,
        ),
        Import.Kind.FOLDER.value: Kind(
            "folder",
            "report",
            _("Goldenthread’s own files"),
            _("Bring in Goldenthread’s own files"),
            _("Everything that an export holds: the whole organisation, or only the tables that you changed."),
            _("Choose the files"),
            has_columns=False,
            makes_structure=True,
            makes_thread=True,
        ),
    }


def kind_of(of_import: Import) -> Kind:
    return kinds()[of_import.kind]


def import_for(request: PersonRequest, pk: int) -> Import:
    """Return the import, or answer 404: to whoever may not run imports, there is none."""
    gate.require(Action.IMPORT_RUN, request.standing.own_relations)
    found = imports_visible_to(request.standing).filter(pk=pk).first()
    if found is None:
        raise Http404(_("There is no such import."))
    return found


def steps_of(of_import: Import | None, *, at: int, kind: str) -> list[Step]:
    """Return the steps with the current one marked; `at` counts File 1, Columns 2, Check 3, Bring in 4, all done 5.

    Goldenthread's own files have no columns to choose.
    """
    labels = [_("File"), _("Columns"), _("Check"), _("Bring in")]
    steps: list[Step] = []
    for place, label in enumerate(labels, 1):
        if place == 2 and kind == Import.Kind.FOLDER:
            continue
        state = "done" if place < at else "now" if place == at else "todo"
        is_open = of_import is not None and of_import.state == Import.State.PREPARED
        url = reverse("exchange:import_columns", args=[of_import.pk]) if of_import and is_open and place == 2 else ""
        steps.append(Step(len(steps) + 1, label, state, url if state == "done" else ""))
    return steps


def remaining_words(job: Job, *, now: datetime) -> str:
    """Say about how long a job will still take, from how long it took so far; empty when that cannot be told."""
    if not job.steps_total or not job.steps_done or job.started_at is None:
        return ""
    taken = (now - job.started_at).total_seconds()
    left = taken * (job.steps_total - job.steps_done) / job.steps_done
    if left < 90:
        seconds = max(5, round(left / 5) * 5)
        return ngettext("about %(count)s second left", "about %(count)s seconds left", seconds) % {"count": seconds}
    minutes = round(left / 60)
    return ngettext("about %(count)s minute left", "about %(count)s minutes left", minutes) % {"count": minutes}


def progress_heading(job: Job, *, now: datetime) -> str:
    """Return how far a job is: 512 of 839 rows, about 20 seconds left."""
    if job.state == Job.State.WAITING:
        return _("Waiting to begin")
    if not job.steps_total:
        return job.words or _("Begun")
    far = _("%(done)s of %(total)s records") % {"done": number(job.steps_done), "total": number(job.steps_total)}
    remaining = remaining_words(job, now=now)
    return f"{far}, {remaining}" if remaining else far


def phase_words(phase: Phase) -> str:
    return {
        Phase.UNREAD: _("Not read yet"),
        Phase.CHECKING: _("Being looked at"),
        Phase.READY: _("To be checked"),
        Phase.RUNNING: _("Being brought in"),
        Phase.STOPPED: _("Stopped, nothing changed"),
        Phase.FAILED: _("Failed, nothing changed"),
        Phase.DONE: _("Brought in"),
        Phase.UNDOING: _("Being undone"),
        Phase.UNDONE: _("Undone"),
        Phase.DISCARDED: _("Discarded"),
    }[phase]


def is_over(of_import: Import) -> bool:
    return not phase_of(of_import).is_going


def asked_for(request: HttpRequest, name: str) -> str:
    """Return what the address says under a name, trimmed and no longer than anybody would type."""
    return request.GET.get(name, "").strip()[:200]
