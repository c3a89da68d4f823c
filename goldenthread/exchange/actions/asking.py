"""Asking for the long parts of an import or export: each is a job whose progress people watch and can stop."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goldenthread.exchange.actions.bring_in import NotReady
from goldenthread.exchange.models import Import, ImportRow
from goldenthread.exchange.queries.exports import EXPORT_KIND
from goldenthread.jobs import actions as jobs
from goldenthread.jobs.models import Job
from goldenthread.people.models import Person

CHECK = "import.check"
RUN = "import.run"
UNDO = "import.undo"
EXPORT = EXPORT_KIND


@transaction.atomic
def ask_to_check(*, of_import: Import, by: Person, now: datetime) -> Job:
    """Have the files of a prepared import read and held against what is here. What was found before is forgotten.

    Raises:
        NotReady: it was already run or thrown away.
    """
    if not Import.objects.filter(pk=of_import.pk, state=Import.State.PREPARED).update(counts={}):
        raise NotReady(_("This import can no longer be changed."))
    ImportRow.objects.filter(of_import=of_import).delete()
    return _enqueue(of_import, CHECK, by=by, now=now)


@transaction.atomic
def ask_to_run(*, of_import: Import, by: Person, now: datetime) -> Job:
    """Have a prepared import brought in; one that was stopped or failed, once more.

    Raises:
        NotReady: it is running, was brought in, undone or thrown away, or its rows were not looked at yet.
    """
    waiting = (Import.State.PREPARED, Import.State.STOPPED, Import.State.FAILED)
    asked = Import.objects.filter(pk=of_import.pk, state__in=waiting).exclude(counts={})
    if not asked.update(state=Import.State.RUNNING, problem="", ended_at=None):
        raise NotReady(_("This import cannot be brought in now. Look at its page to see how it stands."))
    return _enqueue(of_import, RUN, by=by, now=now)


@transaction.atomic
def ask_to_undo(*, of_import: Import, by: Person, now: datetime) -> Job:
    """Have an import undone as a whole.

    Raises:
        NotReady: it was not brought in, or the time for undoing it is over.
    """
    if not Import.objects.filter(pk=of_import.pk, state=Import.State.DONE, undo_until__gte=now).exists():
        raise NotReady(_("This import can no longer be undone."))
    return _enqueue(of_import, UNDO, by=by, now=now)


def ask_to_export(*, by: Person, now: datetime) -> Job:
    """Have everything written as Goldenthread's own files, in one ZIP."""
    # The name of the file is a secret of its own, so that knowing the number of a job is not enough to guess it.
    arguments = {"person": by.pk, "name": secrets.token_urlsafe(24)}
    return jobs.enqueue(kind=EXPORT, arguments=arguments, asked_by=by.account, now=now, tries_most=1)


def _enqueue(of_import: Import, kind: str, *, by: Person, now: datetime) -> Job:
    job = jobs.enqueue(
        kind=kind, arguments={"import": of_import.pk, "person": by.pk}, asked_by=by.account, now=now, tries_most=2
    )
    Import.objects.filter(pk=of_import.pk).update(job=job)
    return job


@transaction.atomic
def ask_to_stop(*, of_import: Import, now: datetime) -> None:
    """Ask the work that an import is in to stop. Nothing is changed by work that stops.

    Raises:
        JobIsOver: it has ended in the meantime.
    """
    if of_import.job is None:
        raise jobs.JobIsOver(_("This has already ended."))
    jobs.ask_to_stop(of_import.job, now=now)
    # A job that had not begun ends at once, and so does the import.
    is_ended = Job.objects.filter(pk=of_import.job.pk, state=Job.State.CANCELLED).exists()
    if is_ended and of_import.job.kind == RUN:
        Import.objects.filter(pk=of_import.pk, state=Import.State.RUNNING).update(
            state=Import.State.STOPPED, ended_at=now
        )
