"""Text with a character between the cells: CSV, TSV and their relatives."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from goldenthread.exchange.reading.encodings import WORDS, Encoding, find_encoding
from goldenthread.exchange.reading.problems import CellTooLong, UnclosedQuotation
from goldenthread.exchange.reading.tables import Grid, Source

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_CHARACTERS = 200_000
SAMPLE_ROWS = 60
# The csv module's own limit, which other readers in the same process may have raised.
LONGEST_CELL = 131_072
SEPARATOR_HINT = re.compile(r'^"?sep=(.)"?\r?\n')


def read_separated(
    stream: BinaryIO, *, name: str, size: int, encoding: str = "", delimiter: str = "", most_rows: int = 0
) -> tuple[Source, Grid]:
    """Read text into a grid. The encoding, the delimiter and the line ends are found unless they are given."""
    found = find_encoding(stream, name=name, chosen=encoding)
    sample = read_sample(stream, found)
    hint = SEPARATOR_HINT.match(sample)
    delimiter = delimiter or (hint.group(1) if hint else find_delimiter(sample))
    dialect = Dialect(delimiter, is_hinted=hint is not None)
    is_strict = True
    try:
        grid = to_grid(stream, found, dialect, name=name, is_strict=True, most_rows=most_rows)
    except LooseQuotation:
        is_strict = False
        grid = to_grid(stream, found, dialect, name=name, is_strict=False, most_rows=most_rows)
    return (
        Source(
            name=name,
            kind="csv",
            bytes=size,
            encoding=found.words,
            encodings_possible=tuple(WORDS[codec] for codec in found.possible),
            delimiter=delimiter,
            line_ends=find_line_ends(sample),
            has_quoting='"' in sample,
            is_quoted_loosely=not is_strict,
        ),
        grid,
    )


@dataclass(frozen=True, slots=True)
class Dialect:
    """What stands between cells, and whether the first line only says so ("sep=;")."""

    delimiter: str
    is_hinted: bool


class LooseQuotation(Exception):
    """A quotation mark stands inside a quoted cell without being doubled."""


def read_sample(stream: BinaryIO, encoding: Encoding) -> str:
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=encoding.codec, newline="")
    try:
        return text.read(SAMPLE_CHARACTERS)
    finally:
        text.detach()


def to_grid(
    stream: BinaryIO, encoding: Encoding, dialect: Dialect, *, name: str, is_strict: bool, most_rows: int
) -> Grid:
    """Read all rows. Cells that stand more than once in the file are kept once in memory."""
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=encoding.codec, newline="")
    grid = Grid()
    seen: dict[str, str] = {}
    number = 0
    try:
        reader = csv.reader(text, delimiter=dialect.delimiter, strict=is_strict)
        for number, cells in enumerate(islice(reader, most_rows or None), 1):
            if number == 1 and dialect.is_hinted:
                continue
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise too_long(name, number)
            grid.add(number, tuple(seen.setdefault(cell, cell) for cell in cells), name=name)
    except csv.Error as error:
        raise in_our_words(error, name=name, row=number + 1, is_strict=is_strict) from error
    finally:
        text.detach()
    return grid


def in_our_words(error: csv.Error, *, name: str, row: int, is_strict: bool) -> Exception:
    words = str(error)
    if "field larger than field limit" in words:
        return too_long(name, row)
    if is_strict and "unexpected end of data" not in words:
        return LooseQuotation()
    return UnclosedQuotation(f"{name}, row {row}: a quotation begins here and never ends.")


def too_long(name: str, row: int) -> CellTooLong:
    return CellTooLong(f"{name}, row {row}: a cell holds more than {LONGEST_CELL:,} characters.")


def find_delimiter(sample: str) -> str:
    """Return the delimiter that parts the first rows into most columns most evenly; a comma when none does."""
    return max(DELIMITERS, key=lambda delimiter: evenness(sample, delimiter))


def evenness(sample: str, delimiter: str) -> tuple[float, int]:
    """Return how well a delimiter fits: the share of rows of the commonest width, and that width; (0, 1) for one."""
    widths = Counter(len(cells) for cells in sample_rows(sample, delimiter) if any(cells))
    if not widths:
        return (0.0, 1)
    width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    if width == 1:
        return (0.0, 1)
    return (round(count / widths.total(), 1), width)


def sample_rows(sample: str, delimiter: str) -> Iterator[Sequence[str]]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    for _count in range(SAMPLE_ROWS):
        try:
            yield next(reader)
        except (StopIteration, csv.Error):
            return


def find_line_ends(sample: str) -> str:
    """Return "CR LF", "LF", "CR", "mixed", or nothing when there is only one line."""
    counts = {
        "CR LF": sample.count("\r\n"),
        "LF": len(re.findall(r"(?<!\r)\n", sample)),
        "CR": len(re.findall(r"\r(?!\n)", sample)),
    }
    # Ends of line inside quoted cells are often of another kind than those between rows: one in twenty is not "mixed".
    total = sum(counts.values())
    if not total:
        return ""
    kind = max(counts, key=lambda name: counts[name])
    return kind if counts[kind] * 20 >= total * 19 else "mixed"
