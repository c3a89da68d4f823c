"""Days and months as people write them in spreadsheets. Pure: no Django, no clock.

A column of dates is read as a whole: 03/04/2019 alone may be March or April, and one 25/04/2019 beside it settles that.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Order(StrEnum):
    """How 03/04/2019 is meant."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class Word(StrEnum):
    """What a word in the place of a date means."""

    NONE = "none"  # nothing: empty, NA, -
    STARTED = "started"  # begun before the plan was written
    ONGOING = "ongoing"  # no end
    UNKNOWN = "unknown"  # to be confirmed


@dataclass(frozen=True, slots=True)
class When:
    """A date as it was written: the days from `first` to `last` that it covers (one day, or a whole month or year), or
    no days and a word. `text` is what stood there, trimmed."""

    text: str
    first: date | None = None
    last: date | None = None
    word: Word | None = None

    @property
    def is_day(self) -> bool:
        return self.first is not None and self.first == self.last

    @property
    def is_given(self) -> bool:
        return self.first is not None


class NotADate(ValueError):
    """A text that is no date; the message says why in a sentence."""


@dataclass(frozen=True, slots=True)
class DateColumn:
    """What a whole column of dates shows. `reason` is a sentence for whoever checks it; the counts add up to the texts
    that hold anything. `is_contradictory`: some values can only be day first and others only month first."""

    order: Order
    reason: str
    days: int = 0
    months: int = 0
    serials: int = 0
    words: int = 0
    not_dates: int = 0
    only_day_first: int = 0
    only_month_first: int = 0

    @property
    def is_contradictory(self) -> bool:
        return self.only_day_first > 0 and self.only_month_first > 0

    @property
    def dates(self) -> int:
        return self.days + self.months + self.serials


MONTHS = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
WORDS = {
    "": Word.NONE,
    "-": Word.NONE,
    "–": Word.NONE,
    "na": Word.NONE,
    "n/a": Word.NONE,
    "none": Word.NONE,
    "not applicable": Word.NONE,
    "started": Word.STARTED,
    "start": Word.STARTED,
    "underway": Word.STARTED,
    "under way": Word.STARTED,
    "ongoing": Word.ONGOING,
    "on-going": Word.ONGOING,
    "continuous": Word.ONGOING,
    "tbc": Word.UNKNOWN,
    "tbd": Word.UNKNOWN,
    "tba": Word.UNKNOWN,
    "to be confirmed": Word.UNKNOWN,
    "not known": Word.UNKNOWN,
    "unknown": Word.UNKNOWN,
}
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?")
ISO_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})")
NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:[T ]\d{1,2}:\d{2}.*)?")
MONTH_NUMBERS = re.compile(r"(\d{1,2})/(\d{4})")
DAY_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-/]?([a-z]+)\.?,?[ \-/]?(\d{4}|\d{2})")
NAME_DAY = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
NAME_MONTH = re.compile(r"([a-z]+)\.?,?[ \-/'’]*(\d{4}|\d{2})")
YEAR = re.compile(r"(?:19|20|21)\d\d")
SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
# Excel counts days from here (its day 60, 29 February 1900, never was); five digits reach from 1927 to 2173.
SERIAL_ZERO = date(1899, 12, 30)
# As Excel does: 29 is 2029, 30 is 1930.
TWO_DIGIT_PIVOT = 30


def read_date(text: str, *, order: Order = Order.DAY_FIRST) -> When:
    """Return the day, month, year or word that a text stands for; an empty text is `Word.NONE`.

    Raises:
        NotADate: no form of date known here, or a day that no calendar has.
    """
    tidy = " ".join(text.split())
    plain = tidy.casefold()
    if plain in WORDS:
        return When(tidy, word=WORDS[plain])
    return read_numbers(tidy, plain, order) or read_names(tidy, plain) or refuse(tidy)


def read_numbers(text: str, plain: str, order: Order) -> When | None:
    if found := ISO.fullmatch(text):
        return one_day(text, int(found[1]), int(found[2]), int(found[3]))
    if found := NUMBERS.fullmatch(text):
        first, second, year = int(found[1]), int(found[2]), whole_year(found[3])
        day, month = (first, second) if order is Order.DAY_FIRST else (second, first)
        return one_day(text, year, month, day)
    if found := ISO_MONTH.fullmatch(text):
        return one_month(text, int(found[1]), int(found[2]))
    if found := MONTH_NUMBERS.fullmatch(text):
        return one_month(text, int(found[2]), int(found[1]))
    if SERIAL.fullmatch(plain):
        counted = SERIAL_ZERO + timedelta(days=int(float(plain)))
        return When(text, counted, counted)
    if YEAR.fullmatch(text):
        return When(text, date(int(text), 1, 1), date(int(text), 12, 31))
    return None


def read_names(text: str, plain: str) -> When | None:
    if (found := DAY_NAME.fullmatch(plain)) and found[2] in MONTHS:
        return one_day(text, whole_year(found[3]), MONTHS[found[2]], int(found[1]))
    if (found := NAME_DAY.fullmatch(plain)) and found[1] in MONTHS:
        return one_day(text, int(found[3]), MONTHS[found[1]], int(found[2]))
    if (found := NAME_MONTH.fullmatch(plain)) and found[1] in MONTHS:
        return one_month(text, whole_year(found[2]), MONTHS[found[1]])
    return None


def refuse(text: str) -> When:
    raise NotADate(f"“{text}” is no date that can be read.")


def whole_year(text: str) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year < TWO_DIGIT_PIVOT else 1900)


def one_day(text: str, year: int, month: int, day: int) -> When:
    refuse_odd_month(year, month)
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = calendar.month_name[month]
        if (month, day) == (2, 29):
            raise NotADate(f"{year} has no 29 February.")
        raise NotADate(f"There is no {day} {name}.")
    when = date(year, month, day)
    return When(text, when, when)


def one_month(text: str, year: int, month: int) -> When:
    refuse_odd_month(year, month)
    return When(text, date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def refuse_odd_month(year: int, month: int) -> None:
    if not 1 <= month <= 12:
        raise NotADate(f"There is no month {month}.")
    if year < 1:
        raise NotADate("There is no year 0.")


def read_column(texts: Iterable[str], *, usual: Order = Order.DAY_FIRST) -> DateColumn:
    """Decide over a whole column how its dates are meant, and say why.

    `usual` is taken where no value settles it. An empty column gives counts of zero.
    """
    counts = {"days": 0, "months": 0, "serials": 0, "words": 0, "not_dates": 0}
    day_first = month_first = either = 0
    for text in texts:
        tidy = " ".join(text.split())
        if not tidy:
            continue
        if found := NUMBERS.fullmatch(tidy):
            first, second = int(found[1]), int(found[2])
            day_first += first > 12 >= second
            month_first += second > 12 >= first
            either += first <= 12 and second <= 12 and first != second
        counts[sort_of(tidy)] += 1
    order = usual
    if day_first != month_first:
        order = Order.DAY_FIRST if day_first > month_first else Order.MONTH_FIRST
    return DateColumn(
        order,
        why(order, counts, day_first, month_first, either),
        only_day_first=day_first,
        only_month_first=month_first,
        **counts,
    )


def sort_of(text: str) -> str:
    """Return which of the counts of a `DateColumn` a text that holds something belongs to."""
    if SERIAL.fullmatch(text):
        return "serials"
    for order in Order:
        try:
            when = read_date(text, order=order)
        except NotADate:
            continue
        if when.word is not None:
            return "words"
        return "days" if when.is_day else "months"
    return "not_dates"


def why(order: Order, counts: dict[str, int], day_first: int, month_first: int, either: int) -> str:
    if day_first and month_first:
        name = "Day first" if order is Order.DAY_FIRST else "Month first"
        fewer = min(day_first, month_first)
        verb = "contradicts" if fewer == 1 else "contradict"
        return f"{name}: {max(day_first, month_first):,} against {fewer:,} that {verb} it"
    if day_first or month_first:
        name = "Day first" if day_first else "Month first"
        count = day_first or month_first
        return f"{name}: {count:,} {'value' if count == 1 else 'values'} can be nothing else"
    if either:
        return "Day first, as is usual here: no value settles it"
    if counts["serials"] > counts["days"] + counts["months"]:
        return "Days as Excel counts them"
    if counts["months"] > counts["days"]:
        return "Months and years"
    return "Days that can be read in one way only" if counts["days"] else "No dates found"
