"""The long work of this room: looking at an import, bringing it in, undoing it, writing everything out, the search."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from goldenthread.exchange import actions
from goldenthread.exchange.actions.asking import CHECK, EXPORT, RUN, UNDO
from goldenthread.exchange.models import Import
from goldenthread.exchange.plan import BadMapping
from goldenthread.exchange.queries.bundles import bundle_of
from goldenthread.exchange.queries.exports import EXPORTS_KEPT_HOURS, export_path, exports_folder
from goldenthread.exchange.reading import Unreadable
from goldenthread.exchange.records import Bundle
from goldenthread.jobs.handlers import Arguments, CannotBeDone, Progress, handler, recurring
from goldenthread.office.long_work import SEARCH_REBUILD
from goldenthread.people.models import Person

HOUR_SECONDS = 3600
MINUTE_SECONDS = 60


def import_of(arguments: Arguments) -> Import:
    found = Import.objects.filter(pk=str(arguments["import"])).first()
    if found is None:
        raise CannotBeDone(_("This import is gone."))
    return found


def person_of(arguments: Arguments) -> Person | None:
    return Person.objects.filter(pk=str(arguments["person"])).select_related("account").first()


def read(of_import: Import, as_of: date, progress: Progress) -> Bundle:
    progress.step(0, 0, _("Reading the files"))
    try:
        return bundle_of(of_import, as_of=as_of)
    except Unreadable as problem:
        raise CannotBeDone(f"{problem} {problem.cure}") from problem
    except BadMapping as problem:
        raise CannotBeDone(str(problem)) from problem


@handler(CHECK)
def check(progress: Progress, arguments: Arguments) -> Mapping[str, object]:
    of_import, now = import_of(arguments), timezone.now()
    as_of = of_import.as_of or timezone.localdate(now)
    bundle = read(of_import, as_of, progress)
    try:
        reckoning = actions.preview(of_import=of_import, bundle=bundle, as_of=as_of, now=now, progress=progress)
    except actions.NotReady as problem:
        raise CannotBeDone(str(problem)) from problem
    return {"changes": reckoning.changes, "stopped": reckoning.stopped}


@handler(RUN)
def run(progress: Progress, arguments: Arguments) -> Mapping[str, object]:
    of_import, now = import_of(arguments), timezone.now()
    if of_import.state == Import.State.DONE:
        # The worker was killed between the last write and the end of its job: everything is there.
        return {name: of_import.counts.get(name, 0) for name in ("changes", "stopped")}
    as_of = of_import.as_of or timezone.localdate(now)
    bundle = read(of_import, as_of, progress)
    try:
        reckoning = actions.run_import(
            of_import=of_import,
            bundle=bundle,
            as_of=as_of,
            by=person_of(arguments),
            now=now,
            progress=progress,
            finish=lambda done: progress.finish({"changes": done.changes, "stopped": done.stopped}),
        )
    except actions.NotReady as problem:
        raise CannotBeDone(str(problem)) from problem
    return {"changes": reckoning.changes, "stopped": reckoning.stopped}


@handler(UNDO)
def undo(progress: Progress, arguments: Arguments) -> Mapping[str, object]:
    progress.step(0, 0, _("Putting everything back"))
    of_import = import_of(arguments)
    if of_import.state == Import.State.UNDONE:
        return {}
    try:
        actions.undo_import(
            of_import=of_import, by=person_of(arguments), now=timezone.now(), finish=lambda: progress.finish({})
        )
    except actions.CannotUndo as problem:
        raise CannotBeDone(str(problem)) from problem
    return {}


@handler(EXPORT)
def export(progress: Progress, arguments: Arguments) -> Mapping[str, object]:
    """Write everything to a folder, pack it, and keep the ZIP for a day."""
    exports_folder().mkdir(parents=True, exist_ok=True)
    target = export_path(str(arguments["name"]))
    with tempfile.TemporaryDirectory(dir=exports_folder(), prefix=".writing-") as place:
        folder = Path(place) / "goldenthread"
        try:
            counts = actions.export_folder(
                folder=folder, by=person_of(arguments), now=timezone.now(), progress=progress
            )
        except actions.CannotExport as problem:
            raise CannotBeDone(str(problem)) from problem
        progress.step(0, 0, _("Packing the files"))
        packed = Path(place) / "packed.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(folder.iterdir()):
                archive.write(file, file.name)
        packed.chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o600)
        packed.replace(target)
    return {"rows": sum(counts.values()), "tables": sum(1 for count in counts.values() if count)}


@handler(SEARCH_REBUILD)
def rebuild_search(progress: Progress, arguments: Arguments) -> Mapping[str, object]:
    """Asked for by the office; this room knows the words of every kind of record."""
    rebuilt = actions.rebuild_search(progress=progress)
    return {"records": rebuilt.records, "removed": rebuilt.removed}


@recurring("Delete exports that were not fetched", seconds=HOUR_SECONDS)
def delete_old_exports(now: datetime) -> None:
    """An export holds everything about everyone, so it is not left lying about."""
    if not exports_folder().is_dir():
        return
    limit = (now - timedelta(hours=EXPORTS_KEPT_HOURS)).timestamp()
    for path in exports_folder().iterdir():
        if path.stat().st_mtime < limit:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


@recurring("Forget what can no longer be undone", seconds=MINUTE_SECONDS)
def forget_rows(now: datetime) -> None:
    """A little at a time: what a large import leaves is gone within the hour. So is what nobody brought in in time."""
    actions.discard_unfinished(now=now)
    actions.drop_left_files()
    actions.forget_rows(now=now)
