"""Taking in uploaded files: into their slots, out of a ZIP, with what was found out about each."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import IO, Protocol

from django.core.files.base import File
from django.core.files.temp import NamedTemporaryFile
from django.db import transaction
from django.utils.translation import gettext as _

from goldenthread.exchange.actions.imports import add_file, new_import
from goldenthread.exchange.models import Import
from goldenthread.exchange.reading import ExpandsTooFar, NotATable, Table
from goldenthread.exchange.tables import TABLES
from goldenthread.people.models import Person

# All files of a folder together, expanded. More than this goes through the command line.
MOST_FOLDER_BYTES = 2_000_000_000
MOST_PARTS = 500
CHUNK = 1 << 20


class Writes(Protocol):
    """Something that bytes can be written to."""

    def write(self, data: bytes, /) -> int: ...


def facts_of(table: Table) -> dict[str, object]:
    """Return what was found out about a file, to be shown beside its name."""
    source = table.source
    return {
        "kind": source.kind,
        "bytes": source.bytes,
        "encoding": source.encoding,
        "encodings_possible": list(source.encodings_possible),
        "delimiter": source.delimiter,
        "line_ends": source.line_ends,
        "is_quoted_loosely": source.is_quoted_loosely,
        "sheet": source.sheet,
        "sheets": list(source.sheets),
        "header_row": table.header_row,
    }


@transaction.atomic
def receive_tables(
    *, kind: Import.Kind, files: dict[str, tuple[File[bytes], Table]], as_of: date, settings: dict[str, object],
    by: Person, now: datetime,
) -> Import:  # fmt: skip
    """Begin an import with files that were looked at, by role."""
    of_import = new_import(kind=kind, by=by, now=now, as_of=as_of, settings=settings)
    for role, (content, table) in files.items():
        add_file(of_import=of_import, role=role, name=content.name or role, content=content, facts=facts_of(table))
    return of_import


@transaction.atomic
def receive_folder(*, files: list[File[bytes]], as_of: date, by: Person, now: datetime) -> Import:
    """Begin an import of Goldenthread's own files, given one by one or in a ZIP.

    Raises:
        NotATable: a ZIP is damaged, or none of the files bears the name of a table.
        ExpandsTooFar: a ZIP expands beyond any folder.
    """
    of_import = new_import(kind=Import.Kind.FOLDER, by=by, now=now, as_of=as_of)
    names: set[str] = set()
    for given in files:
        start = given.read(4)
        given.seek(0)
        if start.startswith(b"PK"):
            for name, content in unpacked(given):
                names.add(name)
                add_file(of_import=of_import, role=name[:32], name=name, content=content)
        else:
            name = PurePosixPath(given.name or "").name
            names.add(name)
            add_file(of_import=of_import, role=name[:32], name=name, content=given)
    if not names & {table.file for table in TABLES}:
        raise NotATable(
            _("None of the files is one of Goldenthread's own."),
            cure=_("They are named after their tables: units.csv, posts.csv, people.csv and so on."),
        )
    return of_import


def unpacked(given: File[bytes]) -> Iterator[tuple[str, File[bytes]]]:
    """Give the CSV files of a ZIP one after the other, by their name without folders.

    Raises:
        NotATable: it is damaged, or locked with a password.
        ExpandsTooFar: it expands beyond any folder, whatever it declares.
    """
    left = MOST_FOLDER_BYTES
    try:
        with zipfile.ZipFile(given) as archive:
            parts = [part for part in archive.infolist() if is_wanted(part)]
            if len(parts) > MOST_PARTS:
                raise ExpandsTooFar(
                    _("%(name)s holds more than %(count)s files.") % {"name": given.name, "count": MOST_PARTS}
                )
            for part in parts:
                with archive.open(part) as stream, NamedTemporaryFile(suffix=".csv") as target:
                    left -= copy(stream, target, most=left, name=given.name or "")
                    target.seek(0)
                    yield PurePosixPath(part.filename).name, File(target, name=part.filename)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as problem:
        raise NotATable(
            _("%(name)s is damaged, or has a password.") % {"name": given.name},
            cure=_("Pack the files again, without a password."),
        ) from problem


def is_wanted(part: zipfile.ZipInfo) -> bool:
    name = PurePosixPath(part.filename).name
    is_hidden = name.startswith(".") or part.filename.startswith("__MACOSX/")
    return not part.is_dir() and not is_hidden and name.casefold().endswith(".csv")


def copy(stream: IO[bytes], target: Writes, *, most: int, name: str) -> int:
    """Copy a part piece by piece; return its bytes."""
    total = 0
    while chunk := stream.read(CHUNK):
        total += len(chunk)
        if total > most:
            raise ExpandsTooFar(_("%(name)s expands to more than any folder of files.") % {"name": name})
        target.write(chunk)
    return total
