"""Goldenthread's own folder of files, read into a bundle. Pure: files are given as things to open.

Every cell is held against the specification in `tables`; a row with a wrong cell is reported and stays out.
"""

from __future__ import annotations

import codecs
import csv
import difflib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from goldenthread.exchange.cells import WrongCell, read_cell, write_cell
from goldenthread.exchange.records import Bundle, Gravity, Origin, Problem, Record, RowRead, Scalar, compose_key
from goldenthread.exchange.tables import TABLES, Column, Table

Opener = Callable[[], BinaryIO]

DELIMITERS = (",", ";", "\t")
LONGEST_CELL = 10_000_000
LABELS = ("title", "name", "words", "label")


class CannotRead(Exception):
    """A file that is no table at all; the message says why, `cure` what to do."""

    def __init__(self, reason: str, *, cure: str, code: str) -> None:
        super().__init__(reason)
        self.cure = cure
        self.code = code


@dataclass(slots=True)
class Opened:
    """A file whose header was understood: which column stands where."""

    table: Table
    encoding: str
    delimiter: str
    columns: tuple[Column | None, ...]
    problems: list[Problem] = field(default_factory=list)
    is_stopped: bool = False


def read_folder(files: Mapping[str, Opener]) -> Bundle:
    """Read all files of a folder, given by name. Rows of large tables are left for later."""
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))
    bundle = Bundle()
    by_file = {table.file: table for table in TABLES}
    for name in sorted(files):
        if name not in by_file and name.casefold().endswith((".csv", ".tsv", ".txt", ".xlsx")):
            bundle.problems.append(_no_such_table(name, tuple(by_file)))
    for table in TABLES:
        if table.file in files:
            _read_file(bundle, table, files[table.file])
    bundle.facts["tables"] = [table.name for table in TABLES if table.file in files]
    return bundle


def _no_such_table(name: str, known: Sequence[str]) -> Problem:
    near = difflib.get_close_matches(name.casefold(), known, n=1)
    cure = f"Did you mean {near[0]}? Rename it." if near else "Take it out of the folder, or give it a table's name."
    return Problem(
        Origin(name),
        "no_such_table",
        Gravity.NOTED,
        "",
        name,
        "No table has this name, so the file was left out.",
        cure,
    )


def _read_file(bundle: Bundle, table: Table, opener: Opener) -> None:
    try:
        opened = _open(table, opener)
    except CannotRead as problem:
        bundle.problems.append(
            Problem(Origin(table.file), problem.code, Gravity.STOPPED, "", table.file, str(problem), problem.cure)
        )
        bundle.rows_read[table.file] = 0
        return
    bundle.problems.extend(opened.problems)
    if table.large and not opened.is_stopped:
        bundle.later[table.name] = lambda: rows_of(opened, opener)
        return
    count = 0
    for row in rows_of(opened, opener):
        count += 1
        bundle.problems.extend(() if opened.is_stopped else row.problems)
        if row.record is not None and not opened.is_stopped:
            bundle.records.append(row.record)
    bundle.rows_read[table.file] = count


def _open(table: Table, opener: Opener) -> Opened:
    """Find out encoding, delimiter and columns.

    Raises:
        CannotRead: there is no header to understand.
    """
    with opener() as stream:
        encoding = _encoding_of(stream, table.file)
    with opener() as stream, io.TextIOWrapper(stream, encoding=encoding, newline="") as characters:
        first = characters.readline()
    if not first.strip():
        raise CannotRead(
            f"{table.file} is empty.", cure="Give it a first row with the names of the columns.", code="empty"
        )
    by_name = {_plain(column.name): column for column in table.columns}
    delimiter, header = max(
        ((mark, _header(first, mark)) for mark in DELIMITERS),
        key=lambda found: (sum(_plain(name) in by_name for name in found[1]), len(found[1])),
    )
    opened = Opened(table, encoding, delimiter, tuple(by_name.get(_plain(name)) for name in header))
    _check_header(opened, header)
    if encoding == "cp1252":
        opened.problems.append(
            Problem(
                Origin(table.file),
                "encoding",
                Gravity.NOTED,
                "",
                "Windows-1252",
                "The file is not UTF-8 and was read as Windows-1252.",
                "Check names with accents; save the file as “CSV UTF-8” if they look wrong.",
            )
        )
    return opened


def _encoding_of(stream: BinaryIO, name: str) -> str:
    start = stream.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if start.startswith(b"PK\x03\x04"):
        raise CannotRead(
            f"{name} is a workbook, not CSV.", cure="Save the sheet as “CSV UTF-8” and choose that.", code="not_csv"
        )
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk = start
    try:
        while chunk:
            decoder.decode(chunk)
            chunk = stream.read(1 << 20)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _header(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])


def _plain(name: str) -> str:
    return "_".join(name.strip().casefold().replace("_", " ").split())


def _check_header(opened: Opened, header: Sequence[str]) -> None:
    table, given = opened.table, [column.name for column in opened.columns if column is not None]
    missing = [column.name for column in table.columns if column.needed and column.name not in given]
    twice = sorted({name for name in given if given.count(name) > 1})
    for name in missing:
        near = difflib.get_close_matches(name, [_plain(other) for other in header], n=1)
        opened.problems.append(
            Problem(
                Origin(table.file),
                "missing_column",
                Gravity.STOPPED,
                name,
                ", ".join(header)[:200],
                f"The column {name} is missing, so none of the rows can be brought in.",
                f"Rename the column {near[0]} to {name}." if near else f"Add a column with the name {name}.",
            )
        )
    for name in twice:
        opened.problems.append(
            Problem(
                Origin(table.file),
                "column_twice",
                Gravity.STOPPED,
                name,
                name,
                f"Two columns are named {name}, so none of the rows can be brought in.",
                "Delete or rename one of them.",
            )
        )
    opened.is_stopped = bool(missing or twice)
    for name, column in zip(header, opened.columns, strict=True):
        if column is None and name.strip():
            opened.problems.append(
                Problem(
                    Origin(table.file),
                    "no_such_column",
                    Gravity.NOTED,
                    name,
                    name,
                    "The table has no column of this name, so it was left out.",
                    _near_column(name, table),
                )
            )


def _near_column(name: str, table: Table) -> str:
    near = difflib.get_close_matches(_plain(name), [column.name for column in table.columns], n=1)
    return f"Rename it to {near[0]} if that is meant." if near else "Nothing to do if you do not need it."


def rows_of(opened: Opened, opener: Opener) -> Iterator[RowRead]:
    """Give the rows below the header one after the other."""
    table = opened.table
    # Even where undecodable bytes slipped past the look at the file, they are shown and not fatal.
    with (
        opener() as stream,
        io.TextIOWrapper(stream, encoding=opened.encoding, newline="", errors="replace") as characters,
    ):
        lines = csv.reader(characters, delimiter=opened.delimiter, strict=True)
        next(lines, None)
        number = 1
        while True:
            number += 1
            origin = Origin(table.file, number)
            try:
                cells = next(lines, None)
            except csv.Error:
                yield RowRead(origin, None, (_torn(origin),))
                return
            if cells is None:
                return
            if any(cells):
                yield _read_row(opened, cells, origin)


def _torn(origin: Origin) -> Problem:
    return Problem(
        origin,
        "torn_row",
        Gravity.STOPPED,
        "",
        "",
        "A quotation mark is missing or stands where none may, so this row and what follows cannot be read.",
        "Look at that row in a text editor, or save the table from a spreadsheet again.",
    )


def _read_row(opened: Opened, cells: Sequence[str], origin: Origin) -> RowRead:
    table = opened.table
    if len(cells) != len(opened.columns) and (len(cells) < len(opened.columns) or any(cells[len(opened.columns) :])):
        problem = Problem(
            origin,
            "wrong_width",
            Gravity.STOPPED,
            "",
            str(len(cells)),
            f"It has {len(cells)} cells, and the first row has {len(opened.columns)}.",
            "A quotation mark or a delimiter may be missing: compare it with the rows around it.",
        )
        return RowRead(origin, None, (problem,))
    values: dict[str, Scalar] = {}
    problems: list[Problem] = []
    for column, cell in zip(opened.columns, cells, strict=False):
        if column is None:
            continue
        try:
            value = read_cell(cell, column)
        except WrongCell as wrong:
            problems.append(
                Problem(origin, "wrong_cell", Gravity.STOPPED, column.name, cell[:200], str(wrong), wrong.cure)
            )
            continue
        if value in (None, "") and column.needed:
            problems.append(_empty(origin, column))
        elif value is not None or column.may_be_empty:
            values[column.name] = value
    if problems:
        return RowRead(origin, None, tuple(problems))
    return RowRead(origin, _record(table, values, origin))


def _empty(origin: Origin, column: Column) -> Problem:
    return Problem(
        origin,
        "empty_cell",
        Gravity.STOPPED,
        column.name,
        "",
        "This cell may not be empty.",
        f"Write the {column.says}." if column.is_reference else f"Write: {column.says}.",
    )


def _record(table: Table, values: dict[str, Scalar], origin: Origin) -> Record:
    for column in table.key_columns:
        if column.default and column.default != "now" and column.name not in values:
            values[column.name] = read_cell(column.default, column)
    parts = [_key_part(values.get(column.name)) for column in table.key_columns]
    key = parts[0] if len(parts) == 1 else compose_key(*parts)
    label = next((str(values[name]) for name in LABELS if values.get(name)), key.replace("|", ", "))
    # An assignment that leaves its first day open says who holds the post on the day of the import.
    if table.name == "assignments" and values.get("starts_on") is None:
        values.pop("starts_on", None)
    return Record(table.name, key, values, origin, label=label[:200])


def _key_part(value: Scalar) -> str:
    return value if isinstance(value, str) else write_cell(value)
