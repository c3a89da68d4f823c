"""Public holidays of the nations an organisation works in. Pure: no Django, no clock; tables come from `holidays`.

A calendar has a code: a country's two letters (ISO 3166-1), or the country and a part of it (`GB-SCT`, ISO 3166-2).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays
from holidays.registry import COUNTRIES

FARTHEST_YEARS = 3


class UnknownCalendar(ValueError):
    """No calendar has this code; `code` holds it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off, its name, and the codes of the calendars that have it, in the order asked for."""

    day: date
    name: str
    nations: tuple[str, ...]


@lru_cache(maxsize=1)
def known_codes() -> frozenset[str]:
    """Return every code that can be chosen, about six hundred."""
    supported = holidays.list_supported_countries()
    countries = {code for code in supported if len(code) == 2}
    parts = {f"{code}-{part}" for code in countries for part in supported[code]}
    return frozenset(countries | parts)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {names[1]: module.replace("_", " ").title() for module, names in COUNTRIES.items()}


def country_name(code: str) -> str:
    """Return the name of the country of a code, in English; the code itself when it has none."""
    return _names().get(code.partition("-")[0], code)


@lru_cache(maxsize=256)
def _of_year(code: str, year: int) -> dict[date, str]:
    if code not in known_codes():
        raise UnknownCalendar(code)
    country, _hyphen, part = code.partition("-")
    return dict(holidays.country_holidays(country, subdiv=part or None, years=year).items())


def name_of_day(day: date, *, nations: Collection[str]) -> str:
    """Return the name of a day off in any of the calendars, or nothing.

    Raises:
        UnknownCalendar: one of the codes has no calendar.
    """
    return next((name for code in nations if (name := _of_year(code, day.year).get(day))), "")


def is_worked(day: date, *, working_days: Collection[int], nations: Collection[str]) -> bool:
    """Tell whether a day is worked: an ISO weekday (1 Monday to 7 Sunday) that is, and no holiday anywhere.

    Raises:
        UnknownCalendar: one of the codes has no calendar.
    """
    return day.isoweekday() in working_days and not name_of_day(day, nations=nations)


def next_holidays(*, nations: Sequence[str], on: date, most: int) -> list[Holiday]:
    """Return the next days off from `on` (inclusive), at most `most`, earliest first; equal days are one row.

    Raises:
        UnknownCalendar: one of the codes has no calendar.
    """
    found: list[Holiday] = []
    day, last = on, on + timedelta(days=366 * FARTHEST_YEARS)
    while nations and len(found) < most and day <= last:
        named = [(code, name) for code in nations if (name := _of_year(code, day.year).get(day))]
        if named:
            found.append(Holiday(day=day, name=named[0][1], nations=tuple(code for code, _name in named)))
        day += timedelta(days=1)
    return found
