"""Cells: every value comes back, and nothing that a spreadsheet would run goes out."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.exchange.cells import (
    FORMULA_STARTS,
    WrongCell,
    disarm,
    read_cell,
    rearm,
    write_cell,
    write_row,
)
from goldenthread.exchange.records import compose_key, split_key
from goldenthread.exchange.tables import Column
from goldenthread.exchange.tables.kinds import choice, clock, day, decimal, integer, json, listing, moment, text, yes_no

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
spiked = st.one_of(texts, st.builds(str.__add__, st.text("'=+-@\t\r\n", max_size=4), texts))


@given(spiked)
def test_every_text_comes_back(words: str) -> None:
    assert rearm(disarm(words)) == words


@given(spiked)
def test_no_text_goes_out_as_a_formula(words: str) -> None:
    assert disarm(words)[:1] not in set(FORMULA_STARTS)


@given(st.lists(spiked, min_size=1))
def test_a_line_is_read_as_it_was_written(cells: list[str]) -> None:
    line = write_row(cells)

    assert next(csv.reader(io.StringIO(line, newline=""), strict=True), [""]) == cells


@given(st.lists(texts, min_size=1))
def test_the_parts_of_a_key_come_back(parts: list[str]) -> None:
    assert split_key(compose_key(*parts)) == tuple(parts)


WAYS = [
    (integer("n", "", most=10**9), st.integers(0, 10**9)),
    (decimal("n", "", digits=12, places=3), st.decimals(-(10**8), 10**8, places=3)),
    (yes_no("n", ""), st.booleans()),
    (day("n", ""), st.dates(date(1000, 1, 1))),
    (moment("n", ""), st.datetimes(datetime(1000, 1, 2), datetime(9999, 1, 1), timezones=st.just(UTC))),  # noqa: DTZ001 (the zone is added)
    (clock("n", ""), st.times()),
    (choice("n", "", ("one", "two_three")), st.sampled_from(("one", "two_three"))),
    (text("n", ""), texts),
]


@pytest.mark.parametrize(("column", "values"), WAYS, ids=[column.kind.value for column, _values in WAYS])
@given(data=st.data())
def test_every_value_comes_back(column: Column, values: st.SearchStrategy[object], data: st.DataObject) -> None:
    value = data.draw(values)

    assert read_cell(write_cell(value), column) == value  # type: ignore[arg-type]  # strategies of many kinds


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        (day("n", ""), "24/11/2026", date(2026, 11, 24)),
        (day("n", ""), " 2026-1-2 ", date(2026, 1, 2)),
        (day("n", ""), "2026-11-24 00:00:00", date(2026, 11, 24)),
        (integer("n", ""), "3.0", 3),
        (integer("n", ""), "1,204", 1204),
        (decimal("n", "", digits=9, places=3), "22,223.02", Decimal("22223.02")),
        (yes_no("n", ""), "TRUE", True),
        (choice("n", "", ("not_seen",)), "Not seen", "not_seen"),
        (clock("n", ""), "9:30", time(9, 30)),
        (moment("n", ""), "2026-11-24 09:30+01:00", datetime(2026, 11, 24, 8, 30, tzinfo=UTC)),
        (listing("n", ""), "1, 2,3", "1 2 3"),
        (json("n", ""), '{"b": 1, "a": 2}', '{"a":2,"b":1}'),
        (day("n", ""), "", None),
    ],
)
def test_what_a_spreadsheet_made_of_a_value_is_understood(column: Column, cell: str, value: object) -> None:
    assert read_cell(cell, column) == value


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        (day("n", ""), "2026-02-30"),
        (day("n", ""), "31/06/2026"),
        (day("n", ""), "11/24/2026"),
        (day("n", ""), "soon"),
        (day("n", ""), "45620"),
        (moment("n", ""), "yesterday"),
        (clock("n", ""), "25:00"),
        (integer("n", ""), "3.5"),
        (integer("n", ""), "-1"),
        (integer("n", "", most=10), "11"),
        (integer("n", ""), "²"),
        (integer("n", ""), "٣"),
        (decimal("n", "", digits=9, places=3), "1.2345"),
        (decimal("n", "", digits=9, places=3), "1000000"),
        (decimal("n", "", digits=9, places=3), "NaN"),
        (decimal("n", "", digits=9, places=3), "1e400"),
        (decimal("n", "", digits=9, places=3, least=0), "-1"),
        (decimal("n", "", digits=9, places=3), "1,23"),
        (yes_no("n", ""), "maybe"),
        (choice("n", "", ("one", "two")), "three"),
        (text("n", "", longest=3), "four"),
        (text("n", ""), "a\x00b"),
        (json("n", ""), "[1]"),
        (json("n", ""), "{"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_reason_and_cure(column: Column, cell: str) -> None:
    with pytest.raises(WrongCell) as refused:
        read_cell(cell, column)

    assert str(refused.value).endswith(".")
    assert refused.value.cure.endswith(".")
