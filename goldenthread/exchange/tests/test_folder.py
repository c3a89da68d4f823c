"""Reading the folder: every wrong cell is reported with its place, the reason and a cure, and nothing else is lost."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

import pytest

from goldenthread.exchange.folder import read_folder
from goldenthread.exchange.records import Bundle, Gravity, Problem


def opener(content: bytes) -> Callable[[], BinaryIO]:
    return lambda: io.BytesIO(content)


def read(**files: str | bytes) -> Bundle:
    return read_folder(
        {
            f"{name}.csv": opener(content if isinstance(content, bytes) else content.encode())
            for name, content in files.items()
        }
    )


def stopped(bundle: Bundle) -> list[Problem]:
    return [problem for problem in bundle.problems if problem.gravity is Gravity.STOPPED]


def test_rows_become_records_with_their_places() -> None:
    bundle = read(units="code,name,parent\nA,Alpha,\nB,Beta,A\n")

    assert [(record.key, record.origin.row, dict(record.values)) for record in bundle.records] == [
        ("A", 2, {"code": "A", "name": "Alpha", "parent": None}),
        ("B", 3, {"code": "B", "name": "Beta", "parent": "A"}),
    ]
    assert bundle.rows_read == {"units.csv": 2}


def test_a_wrong_cell_is_reported_with_file_row_column_value_reason_and_cure() -> None:
    bundle = read(units="code,name,opened_on\nA,Alpha,2026-02-30\nB,Beta,\n")

    (problem,) = stopped(bundle)
    assert (problem.origin.file, problem.origin.row, problem.column, problem.found) == (
        "units.csv",
        2,
        "opened_on",
        "2026-02-30",
    )
    assert problem.reason == "There is no such day in the calendar."
    assert problem.cure
    assert [record.key for record in bundle.records] == ["B"]


def test_all_wrong_cells_of_a_row_are_reported_at_once() -> None:
    bundle = read(posts="reference,title,unit,fte,level\nP1,,U,many,king\n")

    assert [problem.column for problem in stopped(bundle)] == ["title", "fte", "level"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n", "empty"),
        (b"PK\x03\x04rest of a workbook", "not_csv"),
        (b"colour,size\nred,3\n", "missing_column"),
        (b"code,name,name\nA,Alpha,Beta\n", "column_twice"),
    ],
)
def test_a_file_that_is_no_such_table_is_stopped_as_a_whole(content: bytes, code: str) -> None:
    bundle = read(units=content)

    assert {problem.code for problem in stopped(bundle)} == {code}
    assert all(problem.cure for problem in stopped(bundle))
    assert bundle.records == []


def test_a_header_alone_is_an_empty_table() -> None:
    bundle = read(units="code,name\n")

    assert (bundle.problems, bundle.records, bundle.rows_read) == ([], [], {"units.csv": 0})


def test_a_missing_column_names_one_that_is_nearly_right() -> None:
    bundle = read(units="cod,name\nA,Alpha\n")

    assert stopped(bundle)[0].cure == "Rename the column cod to code."


def test_unknown_files_and_columns_are_left_out_and_said() -> None:
    bundle = read(unit="code,name\n", units="code,name,colour\nA,Alpha,red\n")

    assert [(problem.code, problem.gravity) for problem in bundle.problems] == [
        ("no_such_table", Gravity.NOTED),
        ("no_such_column", Gravity.NOTED),
    ]
    assert bundle.problems[0].cure == "Did you mean units.csv? Rename it."


@pytest.mark.parametrize(
    "content",
    [
        "code,name\nA,Bögebäck\n".encode("utf-8-sig"),
        "code;name\r\nA;Bögebäck\r\n".encode(),
        "code\tname\nA\tBögebäck\n".encode("cp1252"),
        "code,name\nA,Bögebäck\n".encode("utf-16"),
        "Code , NAME\nA,Bögebäck\n".encode(),
    ],
)
def test_encodings_and_delimiters_of_spreadsheets_are_understood(content: bytes) -> None:
    assert read(units=content).records[0].values == {"code": "A", "name": "Bögebäck"}


@pytest.mark.parametrize("row", ["B", "B,Beta,A,,,,,too much"])
def test_a_row_of_another_width_is_stopped(row: str) -> None:
    bundle = read(units=f"code,name,parent\nA,Alpha,\n{row}\nC,Gamma,\n")

    assert [(problem.code, problem.origin.row) for problem in stopped(bundle)] == [("wrong_width", 3)]
    assert [record.key for record in bundle.records] == ["A", "C"]


def test_a_torn_quotation_stops_what_follows_and_says_where() -> None:
    bundle = read(units='code,name\nA,Alpha\n"B,Beta\nC,Gamma\n')

    assert [(problem.code, problem.origin.row) for problem in stopped(bundle)] == [("torn_row", 3)]


def test_formula_cells_come_back_as_the_text_they_were() -> None:
    bundle = read(units="code,name\nA,'=1+1\nB,''@x\nC,'plain\n")

    assert [record.values["name"] for record in bundle.records] == ["=1+1", "'@x", "'plain"]


def test_rows_of_a_large_table_are_read_when_they_are_wanted_and_again() -> None:
    bundle = read(tasks="number,title\n1,First\nx,Second\n3,Third\n")

    first, second = list(bundle.later["tasks"]()), list(bundle.later["tasks"]())

    assert [row.record.key if row.record else None for row in first] == ["1", None, "3"]
    assert first == second
    assert bundle.records == []
