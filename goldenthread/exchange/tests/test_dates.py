"""Dates as people write them: what is meant is shown, and what cannot be is refused with its reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.exchange.dates import NotADate, Order, Word, read_column, read_date

DAYS = st.dates(date(1930, 1, 1), date(2029, 12, 31))


@given(day=DAYS)
def test_every_way_of_writing_a_day_gives_that_day(day: date) -> None:
    ways = [
        day.isoformat(),
        f"{day.isoformat()} 00:00:00",
        day.strftime("%d/%m/%Y"),
        day.strftime("%d.%m.%y"),
        day.strftime("%d %B %Y"),
        day.strftime("%d-%b-%y"),
        day.strftime("%B %d, %Y"),
        f" {day.day}  {day:%b} {day.year} ",
    ]

    assert {(read_date(way).first, read_date(way).last) for way in ways} == {(day, day)}
    assert read_date(day.strftime("%m/%d/%Y"), order=Order.MONTH_FIRST).first == day


@given(day=st.dates(date(1927, 6, 1), date(2170, 1, 1)))
def test_the_days_that_excel_counts_are_days(day: date) -> None:
    # Source: Excel shows 43831 as 1 January 2020.
    serial = 43831 + (day - date(2020, 1, 1)).days

    assert read_date(str(serial)).first == day


@given(day=DAYS)
def test_a_month_covers_its_first_to_its_last_day(day: date) -> None:
    for way in (day.strftime("%b %Y"), day.strftime("%B %Y"), day.strftime("%b-%y"), day.strftime("%Y-%m")):
        when = read_date(way)

        assert when.first == day.replace(day=1)
        assert when.last is not None
        assert (when.last + timedelta(days=1)).day == 1
        assert when.first <= day <= when.last
        assert not when.is_day


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Started", Word.STARTED),
        (" ongoing ", Word.ONGOING),
        ("TBC", Word.UNKNOWN),
        ("NA", Word.NONE),
        ("n/a", Word.NONE),
        ("", Word.NONE),
    ],
)
def test_a_word_in_place_of_a_date_keeps_its_meaning(text: str, word: Word) -> None:
    when = read_date(text)

    assert (when.word, when.first, when.text) == (word, None, text.strip())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/02/2021", "There is no 31 February."),
        ("29/02/2021", "2021 has no 29 February."),
        ("31 June 2020", "There is no 31 June."),
        ("25/25/2020", "There is no month 25."),
        ("2020-13-01", "There is no month 13."),
        ("0 May 2020", "There is no 0 May."),
        ("soon", "“soon” is no date that can be read."),
        ("0000-01-01", "There is no year 0."),
    ],
)
def test_an_impossible_date_says_why(text: str, words: str) -> None:
    with pytest.raises(NotADate) as caught:
        read_date(text)

    assert str(caught.value) == words


def test_one_value_above_twelve_settles_a_whole_column() -> None:
    column = read_column(["01/04/2019", "03/04/2019", "25/12/2018", "13/01/2020"])

    assert column.order is Order.DAY_FIRST
    assert column.reason == "Day first: 2 values can be nothing else"
    assert read_column(["04/25/2019", "04/03/2019"]).order is Order.MONTH_FIRST


def test_a_column_that_nothing_settles_says_so() -> None:
    assert read_column(["01/04/2019", "03/04/2019"]).reason == "Day first, as is usual here: no value settles it"


def test_a_column_that_contradicts_itself_says_so() -> None:
    column = read_column(["25/12/2018", "26/12/2018", "12/27/2018"])

    assert column.is_contradictory
    assert column.order is Order.DAY_FIRST
    assert column.reason == "Day first: 2 against 1 that contradicts it"


@given(days=st.lists(DAYS, min_size=1, max_size=30), order=st.sampled_from(Order))
def test_a_column_written_one_way_is_never_read_the_other(days: list[date], order: Order) -> None:
    form = "%d/%m/%Y" if order is Order.DAY_FIRST else "%m/%d/%Y"
    texts = [day.strftime(form) for day in days]

    column = read_column(texts, usual=order)

    assert column.order is order
    assert [read_date(text, order=column.order).first for text in texts] == days


@given(texts=st.lists(st.text(max_size=12), max_size=20))
def test_every_text_of_a_column_is_counted_once(texts: list[str]) -> None:
    column = read_column(texts)

    assert column.dates + column.words + column.not_dates == sum(1 for text in texts if text.split())


@given(text=st.text(max_size=20))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        when = read_date(text)
    except NotADate as problem:
        assert str(problem)
    else:
        assert (when.word is None) == when.is_given
