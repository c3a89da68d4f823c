"""Files for spreadsheets hold text that no spreadsheet works out."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.people.spreadsheet import DANGEROUS, csv_lines, neutral


@pytest.mark.parametrize("cell", ["=1+1", "+44 20", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(1)"])
def test_what_could_be_a_formula_becomes_text(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize(("cell", "written"), [(None, ""), ("O’Neill", "O’Neill"), (-5, "-5"), (2.5, "2.5"), ("", "")])
def test_everything_else_stays_as_it_is(cell: object, written: str) -> None:
    assert neutral(cell) == written


@given(rows=st.lists(st.lists(st.text(st.characters(exclude_characters="\r\n\0")), min_size=2, max_size=2)))
def test_what_is_read_back_is_what_was_written_and_never_a_formula(rows: list[list[str]]) -> None:
    lines = "".join(csv_lines(["a", "b"], rows))

    read = list(csv.reader(io.StringIO(lines.removeprefix("\ufeff"), newline="")))[1:]
    assert [
        [cell.removeprefix("'") if cell[1:].startswith(DANGEROUS) else cell for cell in row] for row in read
    ] == rows
    assert not any(cell.startswith(DANGEROUS) for row in read for cell in row)
