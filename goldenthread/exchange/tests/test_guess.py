"""Guesses: where each column goes, and why, in words that can be checked by looking at the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.exchange.fields import Field, Holds
from goldenthread.exchange.guess import Grounds, Guess, Help, guess_columns
from goldenthread.exchange.organogram import JUNIOR_FIELDS, SENIOR_FIELDS
from goldenthread.exchange.plan import PLAN_FIELDS
from goldenthread.exchange.reading import Table, read_table

FIELDS = (
    Field("number", "Staff number", ("Staff number",), Holds.KEY, is_required=True),
    Field("title", "Post", ("Job title", "Post title")),
    Field("unit", "Unit", ("Unit",)),
    Field("manager", "Line manager", ("Reports to",), Holds.REFERENCE),
    Field("fte", "Share of full time", ("FTE",), Holds.NUMBER),
    Field("since", "Started on", ("Start date",), Holds.DATE),
)


def table(header: Sequence[str], *rows: Sequence[str]) -> Table:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([header, *rows])
    return read_table(io.BytesIO(stream.getvalue().encode()), name="file.csv", delimiter=",")


def only(guesses: Sequence[Guess], header: str) -> Guess:
    return next(guess for guess in guesses if guess.header == header)


def test_each_guess_says_why() -> None:
    given_table = table(
        ["Staff number", "Post title", "Unit", "Reports to", "FTE", "Start dt", "NI no", "Grade2"],
        ["1", "Watch Manager", "HB", "1", "1.0", "25/04/2019", "QQ 12 34 56 C", "C"],
        ["2", "Cook", "QX", "1", "0.2", "01/04/2019", "QQ123456D", "D"],
        ["3", "Clerk", "UL", "2", "0.8", "02/04/2019", "QQ123456A", "D"],
    )
    help_ = Help(known={"unit": frozenset({"hb", "ul"}), "title": frozenset({"watch manager", "cook", "clerk"})})

    guesses = guess_columns(given_table, FIELDS, help_)

    assert [(guess.header, guess.field, guess.reason) for guess in guesses] == [
        ("Staff number", "number", "Every value is different"),
        ("Post title", "title", "All 3 values are known here"),
        ("Unit", "unit", "2 of 3 values are known here; QX is new"),
        ("Reports to", "manager", "Every value is a reference in this file"),
        ("FTE", "fte", "Numbers from 0.2 to 1"),
        ("Start dt", "since", "Day first: 1 value can be nothing else"),
        ("NI no", "", "A national insurance number; not needed, so not read"),
        ("Grade2", "", "No guess: choose a field, or it is left out"),
    ]
    assert only(guesses, "NI no").is_private
    assert only(guesses, "Grade2").is_open
    assert only(guesses, "Unit").values == ("HB", "QX", "UL")


def test_what_was_chosen_last_time_comes_first() -> None:
    help_ = Help(earlier={"pers no": "number", "unit": ""}, earlier_words="As in the file of 24 Oct 2026")

    guesses = guess_columns(table(["Pers. No", "Unit"], ["1", "HB"]), FIELDS, help_)

    assert [(guess.field, guess.reason) for guess in guesses] == [
        ("number", "As in the file of 24 Oct 2026"),
        ("", "As in the file of 24 Oct 2026: left out"),
    ]


def test_a_private_column_can_be_known_by_its_values_alone() -> None:
    guess = guess_columns(table(["Ref", "Unit"], ["AB123456C", "HB"], ["CE 65 43 21 D", "HB"]), FIELDS)[0]

    assert (guess.field, guess.grounds) == ("", Grounds.PRIVATE)


def test_shares_of_full_time_are_known_by_their_values() -> None:
    guess = guess_columns(table(["Unit", "Hrs"], ["HB", "0.6"], ["UL", "1"]), FIELDS)[1]

    assert (guess.field, guess.grounds, guess.reason) == ("fte", Grounds.VALUES, "Numbers from 0.6 to 1")


def test_fields_kept_out_unless_chosen_say_so() -> None:
    help_ = Help(unless_chosen={"fte": "Not brought in unless you choose it"})

    guess = guess_columns(table(["Unit", "FTE"], ["HB", "0.6"]), FIELDS, help_)[1]

    assert (guess.field, guess.reason) == ("", "Not brought in unless you choose it")


@given(
    header=st.lists(st.from_regex(r"[a-cFTE][a-c FTE/.]{0,5}", fullmatch=True), min_size=2, max_size=6),
    rows=st.lists(st.lists(st.sampled_from(["", "1", "0.5", "x", "01/02/2020"]), min_size=2, max_size=6), min_size=1),
)
def test_no_field_is_guessed_for_two_columns(header: list[str], rows: list[list[str]]) -> None:
    guesses = guess_columns(table(["Mark", *header], *(["x", *row[: len(header)]] for row in rows)), FIELDS)

    fields = [guess.field for guess in guesses if guess.field]
    assert len(fields) == len(set(fields))
    assert all(guess.reason for guess in guesses)


@pytest.mark.reference
def test_the_published_files_need_no_correction(reference: Path) -> None:
    for name, fields in (
        ("organogram/moj-2013-09-30-senior.csv", SENIOR_FIELDS),
        ("organogram/noms-2011-09-30-senior.csv", SENIOR_FIELDS),
        ("organogram/moj-2013-09-30-junior.csv", JUNIOR_FIELDS),
        ("organogram/home-office-2011-09-30-junior.csv", JUNIOR_FIELDS),
    ):
        with (reference / name).open("rb") as stream:
            guesses = guess_columns(read_table(stream, name=name), fields)

        assert {guess.field for guess in guesses if guess.field} == {field.code for field in fields}
        assert not any(guess.is_open for guess in guesses)


@pytest.mark.reference
def test_the_published_plan_is_guessed_from_its_headers(reference: Path) -> None:
    path = reference / "business-plans" / "moj-2012-08-01.csv"
    with path.open("rb") as stream:
        guesses = guess_columns(read_table(stream, name=path.name), PLAN_FIELDS)

    fields = {guess.header: guess.field for guess in guesses if guess.field}
    assert fields["priority_body"] == "goal.title"
    assert fields["action_body"] == "objective.title"
    assert fields["subaction_body"] == "task.title"
    assert fields["subaction_schedule_end_date"] == "task.due"
    assert fields["act_end"] == "task.done"
    assert only(guesses, "subaction_schedule_end_date").reason == "Months and years"
