"""Collects the problems of one file while its rows are read, in the words that people see."""

from __future__ import annotations

from dataclasses import dataclass, field

from goldenthread.exchange.fields import Columns
from goldenthread.exchange.reading.tables import Row
from goldenthread.exchange.records import Gravity, Origin, Problem


@dataclass(slots=True)
class Notes:
    """Problems of the rows of one file: its role, its columns, and what was noticed."""

    role: str
    columns: Columns
    problems: list[Problem] = field(default_factory=list)

    def origin(self, row: int) -> Origin:
        return Origin(self.role, row)

    def add(
        self, row: int, code: str, column: str, found: str, reason: str, cure: str, *, gravity: Gravity = Gravity.NOTED
    ) -> None:
        """Note something about a row; `column` is a field's code, shown under the name the file gives it."""
        header = self.columns.header(column) if column else ""
        self.problems.append(Problem(Origin(self.role, row), code, gravity, header, found[:300], reason, cure))

    def stop(self, row: int, code: str, column: str, found: str, reason: str, cure: str) -> None:
        """Note that a row is not brought in."""
        self.add(row, code, column, found, reason, cure, gravity=Gravity.STOPPED)

    def cut(self, row: int, column: str, text: str, longest: int) -> str:
        """Return a text of at most `longest` characters; the row is noted when something had to go."""
        if len(text) <= longest:
            return text
        self.add(
            row,
            "cut",
            column,
            text,
            f"Longer than {longest} characters: the rest was left out.",
            "Shorten it in the file, or write the whole of it in the notes.",
        )
        return text[: longest - 1].rstrip() + "…"

    def check_shape(self, row: Row) -> bool:
        """Note a row that has fewer or more cells than the header; tell whether it can be read."""
        width = len(row.cells)
        if row.is_long:
            self.stop(
                row.number,
                "too_many_cells",
                "",
                " ".join(cell for cell in row.beyond if cell.strip()),
                f"This row has {width + len(row.beyond)} cells, and the header has {width}.",
                "Put quotation marks round the cell that holds the delimiter.",
            )
            return False
        if row.is_short:
            self.add(
                row.number,
                "too_few_cells",
                "",
                "",
                f"This row has {row.given} cells, and the header has {width}: the last ones were taken as empty.",
                "Check that no cell is missing in the middle of the row.",
            )
        return True
