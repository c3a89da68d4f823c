"""Public holidays against what governments published."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.organisation.calendars import (
    UnknownCalendar,
    country_name,
    is_worked,
    known_codes,
    name_of_day,
    next_holidays,
)

WEEK = [1, 2, 3, 4, 5]


def test_the_next_days_off_in_england_are_the_published_ones() -> None:
    # https://www.gov.uk/bank-holidays, England and Wales, which does not list the days that fall on a weekend.
    published = [date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29)]

    found = next_holidays(nations=["GB-ENG"], on=date(2026, 11, 24), most=6)

    assert [one.day for one in found if one.day.isoweekday() < 6] == published


def test_scotland_has_saint_andrews_day_and_no_easter_monday() -> None:
    assert name_of_day(date(2026, 11, 30), nations=["GB-SCT"])
    assert not name_of_day(date(2026, 4, 6), nations=["GB-SCT"])
    assert name_of_day(date(2026, 4, 6), nations=["GB-ENG"])


def test_a_day_off_in_two_nations_is_one_row() -> None:
    first = next_holidays(nations=["GB-ENG", "GB-SCT"], on=date(2026, 12, 1), most=1)[0]

    assert (first.day, first.nations) == (date(2026, 12, 25), ("GB-ENG", "GB-SCT"))


def test_no_nation_has_no_days_off() -> None:
    assert next_holidays(nations=[], on=date(2026, 1, 1), most=5) == []
    assert is_worked(date(2026, 12, 25), working_days=WEEK, nations=[])


def test_a_calendar_nobody_keeps_is_refused() -> None:
    with pytest.raises(UnknownCalendar) as caught:
        next_holidays(nations=["GB-ENG", "XX"], on=date(2026, 1, 1), most=1)
    assert caught.value.code == "XX"


def test_every_calendar_offered_can_be_read() -> None:
    for code in sorted(known_codes()):
        assert next_holidays(nations=[code], on=date(2026, 1, 1), most=1) or code, code
        assert country_name(code)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2040, 12, 31)))
def test_a_day_is_worked_unless_it_is_a_weekend_or_a_day_off(day: date) -> None:
    worked = is_worked(day, working_days=WEEK, nations=["GB-ENG"])

    assert worked == (day.weekday() < 5 and not name_of_day(day, nations=["GB-ENG"]))


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2040, 1, 1)), st.integers(0, 12))
def test_days_off_come_in_order_and_not_before_the_day_asked_for(on: date, most: int) -> None:
    days = [one.day for one in next_holidays(nations=["GB-WLS", "IE"], on=on, most=most)]

    assert days == sorted(set(days))
    assert len(days) == most
    assert all(day >= on for day in days)
    assert all(day < on + timedelta(days=2 * 366) for day in days)
