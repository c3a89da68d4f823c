"""XLSX workbooks, read by calamine after it is made sure that they do not expand beyond measure."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from goldenthread.exchange.reading.problems import EmptyFile, ExpandsTooFar, NoSuchSheet, NotATable, SheetTooWide
from goldenthread.exchange.reading.tables import Grid, Source

# A sheet of a million ordinary rows expands to about 400 MB.
MOST_EXPANDED_BYTES = 600_000_000
MOST_PARTS = 10_000
# calamine lays a sheet out as a full rectangle up to its last cell: one stray cell far out would fill the memory.
MOST_CELLS = 30_000_000
CHUNK = 1 << 18
CELL = re.compile(rb'<(?:\w+:)?c [^>]{0,200}?\br="([A-Z]{1,3})([0-9]{1,7})"')
LOCAL_HEADER = struct.Struct("<4s5H3I2H")


def read_workbook(
    stream: BinaryIO, *, name: str, size: int, sheet: str = "", most_rows: int = 0
) -> tuple[Source, Grid]:
    """Read one sheet: the one asked for, else the first visible one that holds anything."""
    refuse_what_expands_too_far(stream, name=name)
    stream.seek(0)
    try:
        workbook = CalamineWorkbook.from_filelike(stream)
        sheets = [
            meta.name
            for meta in workbook.sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet and meta.visible == SheetVisibleEnum.Visible
        ]
        chosen, grid = choose_sheet(workbook, sheets, sheet, name=name, most_rows=most_rows)
    except PasswordError as error:
        raise NotATable(f"{name} has a password.", cure="Save it without a password, and choose that file.") from error
    except CalamineError as error:
        raise NotATable(f"{name} is damaged, or not an XLSX workbook.") from error
    return Source(name=name, kind="xlsx", bytes=size, sheet=chosen, sheets=tuple(sheets)), grid


def choose_sheet(
    workbook: CalamineWorkbook, sheets: Sequence[str], wanted: str, *, name: str, most_rows: int
) -> tuple[str, Grid]:
    if wanted and wanted not in workbook.sheet_names:
        raise NoSuchSheet(f"{name} has no sheet “{wanted}”. It has: {', '.join(sheets)}.")
    for candidate in [wanted] if wanted else sheets:
        grid = to_grid(workbook.get_sheet_by_name(candidate).iter_rows(), name=name, most_rows=most_rows)
        if grid.rows:
            return candidate, grid
    raise EmptyFile(f"{name} holds no text at all.")


def to_grid(rows: Iterable[Sequence[object]], *, name: str, most_rows: int = 0) -> Grid:
    grid = Grid()
    seen: dict[str, str] = {}
    for number, values in enumerate(islice(rows, most_rows or None), 1):
        cells = tuple(seen.setdefault(text, text) for text in map(to_text, values))
        grid.add(number, cells, name=name)
    return grid


def to_text(value: object) -> str:
    """Return a cell as text: whole numbers without a point, days as 2026-11-24, yes and no as TRUE and FALSE."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return "" if value is None else str(value)


def refuse_what_expands_too_far(stream: BinaryIO, *, name: str) -> None:
    """Expand every part once, counting and not keeping, because the sizes that a ZIP declares may be lies.

    Raises:
        NotATable: a ZIP that is no workbook.
        ExpandsTooFar: more than MOST_EXPANDED_BYTES or MOST_PARTS, declared or in truth.
        SheetTooWide: a cell so far out that the sheet has more than MOST_CELLS cells.
    """
    stream.seek(0)
    try:
        parts = zipfile.ZipFile(stream).infolist()
    except (zipfile.BadZipFile, struct.error, OSError, ValueError, NotImplementedError) as error:
        raise NotATable(f"{name} is a damaged ZIP or workbook.") from error
    names = {part.filename for part in parts}
    declared = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or declared > MOST_EXPANDED_BYTES:
        raise too_far(name, declared)
    if "[Content_Types].xml" not in names or not any(part.startswith("xl/") for part in names):
        raise NotATable(f"{name} is a ZIP file and not an XLSX workbook.")
    left = MOST_EXPANDED_BYTES
    for part in parts:
        is_sheet = part.filename.startswith("xl/worksheets/")
        left -= measure_part(stream, part, left, is_sheet=is_sheet, name=name)


def measure_part(stream: BinaryIO, part: zipfile.ZipInfo, most: int, *, is_sheet: bool, name: str) -> int:
    """Return the bytes that a part expands to, stopping as soon as they exceed `most`."""
    total = 0
    tail = b""
    furthest = Furthest()
    for chunk in expand(stream, part, name=name):
        total += len(chunk)
        if total > most:
            raise too_far(name, total)
        if is_sheet:
            furthest.see(tail + chunk, name=name)
            tail = chunk[-256:]
    return total


class Furthest:
    """The furthest cell seen in a sheet so far."""

    def __init__(self) -> None:
        self.row = 0
        self.column = 0

    def see(self, xml: bytes, *, name: str) -> None:
        for column, row in CELL.findall(xml):
            self.row = max(self.row, int(row))
            self.column = max(self.column, column_number(column))
        if self.row * self.column > MOST_CELLS:
            raise SheetTooWide(
                f"{name} has a sheet that reaches to column {self.column:,} and row {self.row:,}:"
                f" more than {MOST_CELLS:,} cells."
            )


def column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def expand(stream: BinaryIO, part: zipfile.ZipInfo, *, name: str) -> Iterator[bytes]:
    """Give what a part expands to, piece by piece, trusting nothing but the bytes themselves."""
    stream.seek(part.header_offset)
    start = stream.read(LOCAL_HEADER.size)
    if len(start) < LOCAL_HEADER.size or not start.startswith(b"PK\x03\x04"):
        raise NotATable(f"{name} is a damaged ZIP or workbook.")
    fields = LOCAL_HEADER.unpack(start)
    stream.seek(part.header_offset + LOCAL_HEADER.size + fields[9] + fields[10])
    if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise NotATable(f"{name} is packed in a way that workbooks are not.")
    packed_left = part.compress_size
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    while packed_left > 0:
        packed = stream.read(min(CHUNK, packed_left))
        if not packed:
            return
        packed_left -= len(packed)
        if part.compress_type == zipfile.ZIP_STORED:
            yield packed
        else:
            yield from inflate_pieces(inflate, packed, name=name)


def inflate_pieces(inflate: zlib._Decompress, packed: bytes, *, name: str) -> Iterator[bytes]:
    while packed and not inflate.eof:
        try:
            yield inflate.decompress(packed, CHUNK)
        except zlib.error as error:
            raise NotATable(f"{name} is a damaged ZIP or workbook.") from error
        packed = inflate.unconsumed_tail


def too_far(name: str, expanded: int) -> ExpandsTooFar:
    return ExpandsTooFar(
        f"{name} expands to more than {min(expanded, MOST_EXPANDED_BYTES) // 1_000_000:,} MB:"
        " that is no ordinary table, and it was not opened."
    )
