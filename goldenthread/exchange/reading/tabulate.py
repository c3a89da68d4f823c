"""Reads a file whatever it is, or says why it cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import BinaryIO

from goldenthread.exchange.reading.kinds import FileKind, kind_of, refuse_what_is_no_table
from goldenthread.exchange.reading.problems import EmptyFile, HeaderOnly, TooLarge
from goldenthread.exchange.reading.separated import read_separated
from goldenthread.exchange.reading.tables import Grid, Row, Table
from goldenthread.exchange.reading.workbook import read_workbook

# Larger files are refused before they are read. Decimal megabytes, as people see them in their folders.
MOST_BYTES = 200_000_000
# A header may stand below a title: it is looked for in the first rows that hold anything.
HEADER_WITHIN = 10


def read_table(
    stream: BinaryIO,
    *,
    name: str,
    encoding: str = "",
    delimiter: str = "",
    sheet: str = "",
    most_bytes: int = MOST_BYTES,
    most_rows: int = 0,
) -> Table:
    """Read a CSV, TSV or XLSX file.

    `encoding`, `delimiter` and `sheet` overrule what would be found (a codec's name, one character, a sheet's name).
    With `most_rows` only the first so many are read, for a look at a large file.

    Raises:
        Unreadable: one of its kinds says why there is no table in it.
    """
    size = stream.seek(0, 2)
    stream.seek(0)
    if size == 0:
        raise EmptyFile(f"{name} is empty.")
    if size > most_bytes:
        raise TooLarge(f"{name} is {size / 1e6:,.0f} MB. Files of up to {most_bytes / 1e6:,.0f} MB can be brought in.")
    start = stream.read(4096)
    stream.seek(0)
    kind = kind_of(start)
    refuse_what_is_no_table(kind, name=name)
    if kind is FileKind.ZIP:
        source, grid = read_workbook(stream, name=name, size=size, sheet=sheet, most_rows=most_rows)
    else:
        source, grid = read_separated(
            stream, name=name, size=size, encoding=encoding, delimiter=delimiter, most_rows=most_rows
        )
    header_at = find_header(grid)
    return Table(source, *split_header(grid, header_at, name=name), blank_rows=grid.blank_rows)


def find_header(grid: Grid) -> int:
    """Return the place in the grid of the row with the column names.

    It is the first of the first ten rows that is at least half as wide as the widest of them: what stands above is a
    title.
    """
    widths = [sum(1 for cell in cells if cell.strip()) for _number, cells in islice(grid.rows, HEADER_WITHIN)]
    widest = max(widths, default=0)
    return next((place for place, width in enumerate(widths) if width * 2 >= widest and width >= min(2, widest)), 0)


def split_header(grid: Grid, header_at: int, *, name: str) -> tuple[tuple[str, ...], int, tuple[Row, ...]]:
    """Part the header from the rows and give every row the header's width."""
    if not grid.rows:
        raise EmptyFile(f"{name} holds no text at all.")
    header_row, first = grid.rows[header_at]
    below = grid.rows[header_at + 1 :]
    if not below:
        raise HeaderOnly(f"{name} has column names and no rows below them.")
    names = [" ".join(cell.split()) for cell in first]
    width = header_width(names, [cells for _number, cells in below])
    header = tuple(names[:width]) + ("",) * (width - len(names))
    return header, header_row, tuple(to_row(number, cells, width) for number, cells in below)


def header_width(names: Sequence[str], below: Sequence[Sequence[str]]) -> int:
    """Return how many columns there are: up to the last name, or further where most rows reach further right."""
    named = last_filled(names)
    reaches = sorted(last_filled(cells) for cells in below)
    return max(named, reaches[(len(reaches) - 1) // 2])


def last_filled(cells: Sequence[str]) -> int:
    """Return the count of cells up to the last one that holds anything."""
    return next((place for place in range(len(cells), 0, -1) if cells[place - 1].strip()), 0)


def to_row(number: int, cells: Sequence[str], width: int) -> Row:
    given = len(cells)
    filled = tuple(cells[:width]) + ("",) * (width - given)
    return Row(number, filled, min(given, width), tuple(cells[width:]))
