"""Writing the organisation's records as Goldenthread's own folder of files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from goldenthread.audit import actions as audit
from goldenthread.exchange.queries import export
from goldenthread.exchange.queries.keys import Keys
from goldenthread.exchange.queries.reckon import Progress, Silent
from goldenthread.exchange.tables import TABLES
from goldenthread.people.models import Person

LINES_AT_ONCE = 5000


class CannotExport(Exception):
    """The folder cannot be written; the message says why."""


def export_folder(
    *, folder: Path, by: Person | None, now: datetime, progress: Progress | None = None
) -> dict[str, int]:
    """Write every table into a folder, one file each, as everything stands at one moment; return the rows of each.

    The folder is new or empty, or holds an earlier export, which is replaced file by file.

    Raises:
        CannotExport: the folder holds something else, or cannot be written.
    """
    progress = progress or Silent()
    _refuse_folder(folder)
    counts: dict[str, int] = {}
    keys = Keys()
    with export.one_moment():
        for place, of in enumerate(TABLES):
            progress.step(place, len(TABLES), of.file)
            draft = folder / f".{of.file}.part"
            with draft.open("w", encoding="utf-8", newline="") as file:
                file.write(export.header(of))
                counts[of.name] = 0
                for line in export.lines(of, keys=keys):
                    file.write(line)
                    counts[of.name] += 1
                    if counts[of.name] % LINES_AT_ONCE == 0:
                        progress.step(place, len(TABLES), f"{of.file}: {counts[of.name]:,}")
            draft.replace(folder / of.file)
    audit.record(
        action="export.run",
        subject_kind="organisation",
        subject_number=1,
        subject_label=_("All records, as files"),
        by=by,
        now=now,
        changes={name: [None, count] for name, count in counts.items() if count},
    )
    return counts


def _refuse_folder(folder: Path) -> None:
    known = {of.file for of in TABLES}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = sorted(path.name for path in folder.iterdir() if path.name not in known and path.suffix != ".part")
    except OSError as problem:
        raise CannotExport(
            _("The folder cannot be used: %(problem)s.") % {"problem": problem.strerror or str(problem)}
        ) from problem
    if others:
        raise CannotExport(_("The folder holds something else (%(name)s). Choose an empty one.") % {"name": others[0]})
