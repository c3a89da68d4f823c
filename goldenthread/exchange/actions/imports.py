"""An import from upload to the end: made, given its files, looked at, run, thrown away."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from goldenthread.audit import actions as audit
from goldenthread.exchange.actions.bring_in import NotReady, bring_in, keep_account
from goldenthread.exchange.actions.statistics import MANY, count_anew
from goldenthread.exchange.models import Import, ImportFile, ImportRow
from goldenthread.exchange.queries.reckon import Progress, reckon
from goldenthread.exchange.reckoning import Reckoning
from goldenthread.exchange.records import Bundle
from goldenthread.exchange.report import KEPT, report
from goldenthread.jobs.handlers import Cancelled, Interrupted, TakenOver
from goldenthread.people.models import Person


def new_import(
    *,
    kind: Import.Kind,
    by: Person | None,
    now: datetime,
    as_of: date | None = None,
    settings: Mapping[str, object] | None = None,
) -> Import:
    """Begin an import. Nothing is read yet."""
    return Import.objects.create(kind=kind, as_of=as_of, settings=dict(settings or {}), asked_by=by, created_at=now)


@transaction.atomic
def add_file(
    *, of_import: Import, role: str, name: str, content: File[bytes] | None, facts: Mapping[str, object] | None = None
) -> ImportFile:
    """Give an import a file, in the place of the one it had in this role. Without content only its name is kept."""
    for old in ImportFile.objects.filter(of_import=of_import, role=role):
        drop_content(old)
        old.delete()
    digest = hashlib.sha256()
    for chunk in content.chunks() if content is not None else ():
        digest.update(chunk)
    kept = ImportFile(
        of_import=of_import, role=role, name=name[:255], digest=digest.hexdigest(), facts=dict(facts or {})
    )
    if content is not None:
        content.seek(0)
        kept.file.save(f"{of_import.pk}-{role}", content, save=False)
    kept.save()
    return kept


def drop_content(file: ImportFile) -> None:
    """Delete the file itself: it may hold more about people than was brought in."""
    if file.file:
        name, storage = file.file.name, file.file.storage
        ImportFile.objects.filter(pk=file.pk).update(file="")
        transaction.on_commit(lambda: storage.delete(str(name)))


@transaction.atomic
def change_import(
    *, of_import: Import, settings: Mapping[str, object] | None = None, as_of: date | None = None
) -> Import:
    """Change how the files of a prepared import are to be read. What was reckoned before no longer counts.

    Raises:
        NotReady: it was already run or thrown away.
    """
    values: dict[str, object] = {"counts": {}}
    if settings is not None:
        values["settings"] = dict(settings)
    if as_of is not None:
        values["as_of"] = as_of
    if not Import.objects.filter(pk=of_import.pk, state=Import.State.PREPARED).update(**values):
        raise NotReady(_("This import can no longer be changed."))
    ImportRow.objects.filter(of_import=of_import).delete()
    return Import.objects.get(pk=of_import.pk)


@transaction.atomic
def preview(
    *, of_import: Import, bundle: Bundle, as_of: date, now: datetime, progress: Progress | None = None
) -> Reckoning:
    """Reckon what a prepared import would do and list it with the import. Nothing else is written.

    Raises:
        NotReady: it was already run or thrown away.
    """
    reckoning = reckon(bundle, as_of=as_of, now=now, progress=progress)
    counts = report(reckoning, most=KEPT)
    if not Import.objects.filter(pk=of_import.pk, state=Import.State.PREPARED).update(counts=counts, as_of=as_of):
        raise NotReady(_("This import can no longer be looked at beforehand."))
    keep_account(of_import=of_import, reckoning=reckoning)
    return reckoning


def run_import(
    *,
    of_import: Import,
    bundle: Bundle,
    as_of: date,
    by: Person | None,
    now: datetime,
    progress: Progress | None = None,
    finish: Callable[[Reckoning], None] | None = None,
) -> Reckoning:
    """Bring a prepared import in. Run again after it was killed, it completes; nothing is left half-written.

    `finish` is called last, inside the transaction that writes.

    Raises:
        NotReady: it was already brought in, undone or thrown away.
        Cancelled: it was asked to stop; nothing has changed.
    """
    startable = (Import.State.PREPARED, Import.State.RUNNING, Import.State.FAILED, Import.State.STOPPED)
    if not Import.objects.filter(pk=of_import.pk, state__in=startable).update(
        state=Import.State.RUNNING, as_of=as_of, ended_at=None, problem=""
    ):
        raise NotReady(_("This import was already brought in, undone or thrown away."))
    ended_as = Import.State.FAILED
    try:
        with audit.acting_from("import"):
            reckoning = bring_in(
                of_import=of_import, bundle=bundle, as_of=as_of, by=by, now=now, progress=progress, finish=finish
            )
        ended_as = Import.State.DONE
    except Cancelled:
        ended_as = Import.State.STOPPED
        raise
    except (Interrupted, TakenOver):
        ended_as = Import.State.RUNNING
        raise
    finally:
        if ended_as in {Import.State.STOPPED, Import.State.FAILED}:
            Import.objects.filter(pk=of_import.pk, state=Import.State.RUNNING).update(state=ended_as, ended_at=now)
    for file in ImportFile.objects.filter(of_import=of_import):
        drop_content(file)
    if reckoning.changes >= MANY:
        count_anew()
    return reckoning


@transaction.atomic
def discard_import(*, of_import: Import, by: Person | None, now: datetime) -> None:
    """Throw away an import that was not brought in, with its files and rows.

    Raises:
        NotReady: it was brought in; undo it instead.
    """
    waiting = (Import.State.PREPARED, Import.State.STOPPED, Import.State.FAILED)
    if not Import.objects.filter(pk=of_import.pk, state__in=waiting).update(state=Import.State.DISCARDED, ended_at=now):
        raise NotReady(_("This import was already brought in. Undo it instead."))
    ImportRow.objects.filter(of_import=of_import).delete()
    for file in ImportFile.objects.filter(of_import=of_import):
        drop_content(file)
    record_discard(of_import, by=by, now=now)


def record_discard(of_import: Import, *, by: Person | None, now: datetime, reason: str = "") -> None:
    audit.record(
        action="import.discard",
        subject_kind="import",
        subject_number=of_import.pk,
        subject_label=str(Import.Kind(of_import.kind).label),
        by=by,
        now=now,
        reason=reason,
    )
