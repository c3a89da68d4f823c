"""What reading gives: a header, rows of text with their row numbers, and where it all came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from goldenthread.exchange.reading.problems import TooManyRows


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `number` as a spreadsheet counts it (blank rows counted too), one text per column of the header.

    `cells` has exactly the header's length: short rows are filled up with empty texts. `given` is how many cells the
    file had; `beyond` holds what stood to the right of the last column.
    """

    number: int
    cells: tuple[str, ...]
    given: int
    beyond: tuple[str, ...] = ()

    @property
    def is_short(self) -> bool:
        return self.given < len(self.cells)

    @property
    def is_long(self) -> bool:
        return any(cell.strip() for cell in self.beyond)


@dataclass(frozen=True, slots=True)
class Source:
    """What was found out about a file, shown to whoever brings it in.

    `encoding` is in words ("UTF-8 with byte order mark"), `delimiter` the character, `line_ends` "CR LF", "LF", "CR" or
    "mixed"; for a workbook they are empty and `sheet` and `sheets` say what was read and what else there was.
    """

    name: str
    kind: str
    bytes: int
    encoding: str = ""
    encodings_possible: tuple[str, ...] = ()
    delimiter: str = ""
    line_ends: str = ""
    has_quoting: bool = False
    is_quoted_loosely: bool = False
    sheet: str = ""
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows below it. Columns are found by position: headers may be empty or stand twice."""

    source: Source
    header: tuple[str, ...]
    header_row: int
    rows: tuple[Row, ...]
    blank_rows: int = 0

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def repeated_headers(self) -> tuple[str, ...]:
        """Names that stand over more than one column; columns without a name do not count."""
        counts = Counter(plain(name) for name in self.header if name)
        return tuple(dict.fromkeys(name for name in self.header if counts.get(plain(name), 0) > 1))

    def column(self, index: int) -> Iterator[str]:
        """Give the texts of one column, trimmed, from top to bottom."""
        return (row.cells[index].strip() for row in self.rows)

    def find(self, *names: str) -> int | None:
        """Return the first column that bears one of these names, whatever its case and spaces; earlier names first."""
        for name in names:
            for index, header in enumerate(self.header):
                if plain(header) == plain(name):
                    return index
        return None


def patched(table: Table, cures: Mapping[int, Mapping[int, str]]) -> Table:
    """Return a table with some cells replaced: row number → place in the row → text. What it lacks is left alone."""
    if not cures:
        return table
    return replace(table, rows=tuple(patched_row(row, cures.get(row.number, {})) for row in table.rows))


def patched_row(row: Row, cures: Mapping[int, str]) -> Row:
    cells = tuple(cures.get(place, cell) for place, cell in enumerate(row.cells))
    return replace(row, cells=cells) if cures else row


def plain(text: str) -> str:
    """Return a name for comparing: lower case, one space between words, nothing but letters and digits."""
    return " ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())


# Every row is held in memory while it is worked on. An organisation of 65,000 has no structure nor plan of this length.
MOST_ROWS = 300_000


@dataclass(slots=True)
class Grid:
    """Rows of text before the header is known: number and cells, blank rows already left out but counted."""

    rows: list[tuple[int, Sequence[str]]] = field(default_factory=list)
    blank_rows: int = 0

    def add(self, number: int, cells: Sequence[str], *, name: str) -> None:
        """Take a row, or count it as blank.

        Raises:
            TooManyRows: there are more than can be held.
        """
        if not any(cell.strip() for cell in cells):
            self.blank_rows += 1
            return
        if len(self.rows) > MOST_ROWS:
            raise TooManyRows(f"{name} has more than {MOST_ROWS:,} rows.")
        self.rows.append((number, cells))
