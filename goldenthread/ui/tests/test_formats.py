"""Days, hours and numbers as pages write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.ui import formats


@pytest.mark.parametrize(
    ("value", "words"),
    [(date(2026, 11, 24), "24 Nov 2026"), (date(2027, 3, 1), "1 Mar 2027"), (date(2026, 9, 30), "30 Sep 2026")],
)
def test_a_day_is_written_without_zeros(value: date, words: str) -> None:
    assert formats.day(value) == words


def test_a_moment_is_told_in_the_local_time() -> None:
    summer_evening = datetime(2026, 7, 31, 23, 30, tzinfo=UTC)

    assert formats.day(summer_evening) == "1 Aug 2026"
    assert formats.day_time(summer_evening) == "1 Aug 2026, 00:30"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (335, "5 h 35 min"), (120_060, "2,001 h"), (-90, "−1 h 30 min")],
)
def test_minutes_are_told_in_hours(minutes: int, words: str) -> None:
    assert formats.hours(minutes) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (12_345, "12,345"),
        (1_234_567.5, "1,234,567.5"),
        (11.6, "11.6"),
        (0.1 + 0.2, "0.30000000000000004"),
        (Decimal("9.500"), "9.5"),
        (Decimal("1E+3"), "1,000"),
        (-3, "−3"),
        (-0.0, "0"),
    ],
)
def test_numbers_have_separators_and_no_idle_zeros(value: float | Decimal, words: str) -> None:
    assert formats.number(value) == words


def test_places_are_kept_when_asked_for() -> None:
    assert formats.number(9, places=1) == "9.0"
    assert formats.number(0.1 + 0.2, places=2) == "0.30"
    assert formats.number(-0.001, places=2) == "0.00"


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not a number"):
        formats.number(value)


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_a_written_number_can_be_read_back(value: int) -> None:
    assert int(formats.number(value).replace(",", "").replace("−", "-")) == value


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Tobias Nwosu", "TN"),
        ("Jess Okafor-Lyle", "JO"),
        ("Cher", "C"),
        ("Ana María de la Cruz", "AC"),
        ("élodie Ünal", "ÉÜ"),
        ("", "–"),
        ("  ", "–"),
        ("(vacant)", "–"),
        ("李 小龍", "李小"),
    ],
)
def test_initials_are_first_letters(name: str, letters: str) -> None:
    assert formats.initials(name) == letters


@pytest.mark.parametrize("name", ["day", "day_time", "hours", "number"])
def test_an_absent_value_is_a_dash(name: str) -> None:
    assert engines["django"].from_string("{% load ui %}{{ value|" + name + " }}").render({"value": None}) == "–"


def test_coordinates_are_written_with_a_point() -> None:
    assert engines["django"].from_string("{% load ui %}{{ value|unlocalised }}").render({"value": 12.5}) == "12.5"
