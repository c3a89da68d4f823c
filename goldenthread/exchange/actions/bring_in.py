"""Bringing a bundle in: one transaction, in which it is reckoned against what is there now, and written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from goldenthread.audit import actions as audit
from goldenthread.exchange.actions.following import mend_paths, touch_all
from goldenthread.exchange.actions.log import Log
from goldenthread.exchange.actions.writing import Writer
from goldenthread.exchange.models import Import, ImportRow
from goldenthread.exchange.queries.reckon import Progress, Reckoner, Silent
from goldenthread.exchange.reckoning import Fate, Reckoning
from goldenthread.exchange.records import Bundle, Gravity
from goldenthread.exchange.report import KEPT, report
from goldenthread.organisation import queries as organisation
from goldenthread.people.actions.trail import take_turn as take_turn_in_structure
from goldenthread.people.models import Person
from goldenthread.thread.actions import take_turn as take_turn_in_thread

# Rows of a preview or account that are kept one by one; counts are always of all.
ROWS_KEPT = 20_000


class NotReady(Exception):
    """The import was already run, undone or thrown away."""


def bring_in(
    *,
    of_import: Import,
    bundle: Bundle,
    as_of: date,
    by: Person | None,
    now: datetime,
    progress: Progress | None = None,
    finish: Callable[[Reckoning], None] | None = None,
) -> Reckoning:
    """Write everything in a bundle that can come in, or nothing at all.

    Afterwards the import is done, its rows are listed, and it can be undone for as long as the organisation keeps that.
    `progress.step` may raise to stop it. `finish` is called last, inside the transaction.

    Raises:
        NotReady: the import is not one that is being run.
    """
    progress = progress or Silent()
    with transaction.atomic():
        if not Import.objects.filter(pk=of_import.pk, state=Import.State.RUNNING).update(ended_at=now):
            raise NotReady(_("This import is not waiting to be brought in."))
        take_turn_in_structure()
        take_turn_in_thread()
        reckoner = Reckoner(bundle, as_of=as_of, now=now, progress=progress)
        reckoning = reckoner.whole()
        log = Log(of_import)
        _write(reckoner, Writer(log), by=by, now=now, progress=progress)
        touch_all(log.first, count=log.count, now=now)
        keep_account(of_import=of_import, reckoning=reckoning)
        _end(of_import, reckoning, has_written=log.count > 0, by=by, now=now)
        if finish is not None:
            finish(reckoning)
    organisation.forget()
    return reckoning


def _write(reckoner: Reckoner, writer: Writer, *, by: Person | None, now: datetime, progress: Progress) -> None:
    entries, bundle = reckoner.result.entries, reckoner.bundle
    total = reckoner.result.changes
    progress.step(0, total, _("Writing"))
    writer.write_whole(entries, progress=progress, total=total)
    if "item_versions" not in bundle.later:
        writer.first_versions(entries, by=by, now=now)
    if "units" in entries:
        mend_paths()
    for of, found in reckoner.later():
        writer.write(of, found)
    writer.finish()
    progress.step(total, total, _("Written"))


def _end(of_import: Import, reckoning: Reckoning, *, has_written: bool, by: Person | None, now: datetime) -> None:
    days = organisation.organisation().keep_import_undo_days
    Import.objects.filter(pk=of_import.pk).update(
        state=Import.State.DONE,
        ended_at=now,
        undo_until=now + timedelta(days=days) if has_written else None,
        counts=report(reckoning, most=KEPT),
        problem="",
    )
    audit.record(
        action="import.run",
        subject_kind="import",
        subject_number=of_import.pk,
        subject_label=str(Import.Kind(of_import.kind).label),
        by=by,
        now=now,
        changes={name: [0, tally.writes] for name, tally in reckoning.tables.items() if tally.writes},
    )


def keep_account(*, of_import: Import, reckoning: Reckoning) -> None:
    """List what becomes of each row, in the place of what was listed before: the stopped first, then the changed."""
    ImportRow.objects.filter(of_import=of_import).delete()
    rows = [*_remarks(of_import, reckoning), *_fates(of_import, reckoning)]
    ImportRow.objects.bulk_create(rows[:ROWS_KEPT])


_GRAVITIES = {
    Gravity.STOPPED: ImportRow.Fate.STOPPED,
    Gravity.PROPOSED: ImportRow.Fate.NOTED,
    Gravity.NOTED: ImportRow.Fate.NOTED,
}


def _remarks(of_import: Import, reckoning: Reckoning) -> Sequence[ImportRow]:
    labels = {row.origin: row.label for row in reckoning.rows}
    ordered = sorted(
        reckoning.problems,
        key=lambda problem: (problem.gravity is not Gravity.STOPPED, problem.origin.file, problem.origin.row),
    )
    return [
        ImportRow(
            of_import=of_import,
            file_role=problem.origin.file[:32],
            row=problem.origin.row,
            fate=_GRAVITIES[problem.gravity],
            label=labels.get(problem.origin, "")[:300],
            column=problem.column[:200],
            found=problem.found[:300],
            words=problem.reason[:500],
            cure=problem.cure[:500],
        )
        for problem in ordered
    ]


def _fates(of_import: Import, reckoning: Reckoning) -> Sequence[ImportRow]:
    explained = {problem.origin for problem in reckoning.problems if problem.gravity is Gravity.STOPPED}
    order = [Fate.STOPPED, Fate.CHANGED, Fate.NEW, Fate.SAME]
    ordered = sorted(reckoning.rows, key=lambda row: (order.index(row.fate), row.origin.file, row.origin.row))
    return [
        ImportRow(
            of_import=of_import,
            file_role=row.origin.file[:32],
            row=row.origin.row,
            fate=row.fate.value,
            label=row.label[:300],
            words=row.words[:500],
            changes={name: list(pair) for name, pair in row.changes.items()},
        )
        for row in ordered
        if row.fate is not Fate.STOPPED or row.origin not in explained
    ]
