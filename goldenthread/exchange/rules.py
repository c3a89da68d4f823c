"""What must be true of one record, whatever else there is. Pure: the rules that the database holds too, in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from goldenthread.exchange.records import Scalar
from goldenthread.exchange.tables import Column, Kind, Table
from goldenthread.organisation.words import WORDS

Values = Mapping[str, Scalar]


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a record breaks: at which column, why that is wrong, and what to do."""

    column: str
    reason: str
    cure: str


def broken_rules(table: Table, values: Values) -> Iterator[Broken]:
    """Give what is wrong with a record as it would stand. References are numbers, or None."""
    for first, last in _ORDER.get(table.name, _ITEM_ORDER if table.item_kind else ()):
        begins, ends = values.get(first), values.get(last)
        if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
            yield Broken(last, f"{last} is before {first}.", "Correct one of the two dates.")
    if table.item_kind:
        yield from _item(values)
    if table.name in _RULES:
        yield from _RULES[table.name](values)


def does_not_fit(column: Column, value: Scalar) -> Broken | None:
    """Tell what keeps a value out of its column, for values that no cell was read for."""
    if column.kind is Kind.TEXT and column.longest and len(str(value or "")) > column.longest:
        return Broken(
            column.name,
            f"It has {len(str(value)):,} characters; there is room for {column.longest}.",
            f"Shorten it to {column.longest} characters.",
        )
    if column.needed and value in (None, ""):
        return Broken(column.name, "This may not be empty.", f"Write: {column.says}.")
    if isinstance(value, str) and "\x00" in value:
        return Broken(column.name, "It holds a character that is no text (NUL).", "Delete that character.")
    if column.kind is Kind.DECIMAL and isinstance(value, Decimal):
        if abs(value) >= Decimal(10) ** (column.digits - column.places):
            return Broken(column.name, "It is too large.", "Check the number.")
        if (column.least is not None and value < column.least) or (column.most is not None and value > column.most):
            return Broken(column.name, "It is outside what is possible here.", "Check the number.")
    return None


_ITEM_ORDER = (("starts_on", "ends_on"),)
_ORDER: Mapping[str, tuple[tuple[str, str], ...]] = {
    "units": (("opened_on", "closed_on"),),
    "posts": (("opened_on", "abolished_on"),),
    "people": (("joined_on", "left_on"),),
    "assignments": (("starts_on", "ends_on"),),
    "appointments": (("starts_on", "ends_on"),),
    "planning_years": (("starts_on", "ends_on"),),
    "tasks": (("starts_on", "due_on"),),
}


def _organisation(values: Values) -> Iterator[Broken]:
    renamed = json.loads(str(values.get("words") or "{}"))
    for code, forms in renamed.items():
        if code not in WORDS:
            yield Broken("words", f"There is no word {code} to rename.", f"Choose from {', '.join(WORDS)}.")
        elif not isinstance(forms, dict) or not all(
            form in {"one", "many"} and isinstance(word, str) for form, word in forms.items()
        ):
            yield Broken("words", f"{code} needs a word for one and for many.", 'Write {"one": "...", "many": "..."}.')
    days = str(values.get("working_days") or "").split()
    if any(day not in set("1234567") for day in days) or len(set(days)) != len(days):
        yield Broken(
            "working_days", "Days are numbers from 1 to 7, each once.", "Write 1 2 3 4 5 for Monday to Friday."
        )


def _role_profiles(values: Values) -> Iterator[Broken]:
    shares = [values.get(name) for name in ("lead_share", "manage_share", "shared_share")]
    given = [share for share in shares if isinstance(share, Decimal)]
    if given and (len(given) < 3 or sum(given) != 1):
        yield Broken("shared_share", "The three shares do not add up to 1.", "Give all three, or none.")


def _people(values: Values) -> Iterator[Broken]:
    email = str(values.get("email") or "")
    name, at, host = email.partition("@")
    if email and not (name and at and host and " " not in email and "@" not in host):
        yield Broken("email", "It is not an e-mail address.", "Write it as name@example.org, or leave it empty.")


def _planning_years(values: Values) -> Iterator[Broken]:
    if values.get("starts_on") == values.get("ends_on"):
        yield Broken("ends_on", "A year cannot end on the day it starts.", "Correct one of the two dates.")


def _item(values: Values) -> Iterator[Broken]:
    if values.get("owner_post") is not None and values.get("owner_unit") is not None:
        yield Broken("owner_unit", "It has two owners, a post and a unit.", "Empty one of the two.")
    if values.get("visibility") == "restricted" and values.get("subject") is None:
        yield Broken("subject", "A restricted item must say whom it is about.", "Give the person's staff number.")


def _key_results(values: Values) -> Iterator[Broken]:
    low, high = values.get("band_low"), values.get("target")
    if values.get("direction") == "band" and not (
        isinstance(low, Decimal) and isinstance(high, Decimal) and low < high
    ):
        yield Broken("band_low", "A band needs a lower end below its upper end.", "Give band_low and a higher target.")


def _links(values: Values) -> Iterator[Broken]:
    if values.get("lower") == values.get("upper"):
        yield Broken("upper", "Something cannot serve itself.", "Name another upper item.")
    if values.get("is_primary") is True and values.get("kind") != "serves":
        yield Broken("is_primary", "Only a link that serves can be the primary one.", "Write no, or change the kind.")


def _tasks(values: Values) -> Iterator[Broken]:
    if values.get("person") is not None and values.get("post") is not None:
        yield Broken("post", "It is given to a person and to a post.", "Empty one of the two.")
    if (values.get("state") == "done") != (values.get("done_on") is not None):
        yield Broken(
            "done_on", "A done task has the day on which it was done, and no other has.", "Correct one of them."
        )


def _source_keys(values: Values) -> Iterator[Broken]:
    # A record that is known by a key of its own has been put in the place of its key by now.
    if isinstance(values.get("record"), str):
        yield Broken("table", "No records of this table are known by a key of their own.", "Correct the table's name.")


def _finding_decisions(values: Values) -> Iterator[Broken]:
    places = [name for name in ("item", "task", "post", "unit") if values.get(name) is not None]
    is_of_no_vision = values.get("code") == "B5" and not places
    if len(places) != 1 and not is_of_no_vision:
        yield Broken(
            "item", "A finding is about an item, a task, a post or a unit, one of the four.", "Name one of them."
        )
    if values.get("state") == "accepted" and not values.get("reason"):
        yield Broken("reason", "What is accepted needs a reason.", "Write why.")


_RULES: Mapping[str, Callable[[Values], Iterator[Broken]]] = {
    "organisation": _organisation,
    "role_profiles": _role_profiles,
    "people": _people,
    "planning_years": _planning_years,
    "key_results": _key_results,
    "links": _links,
    "tasks": _tasks,
    "source_keys": _source_keys,
    "finding_decisions": _finding_decisions,
}
