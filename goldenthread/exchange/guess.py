"""Which field each column of a file goes to, guessed from its name, its values and what was chosen last time. Pure.

Every guess says why in words. What is personal and not needed is left out unless somebody chooses it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from goldenthread.exchange.dates import read_column
from goldenthread.exchange.fields import Field, Holds
from goldenthread.exchange.reading import Table
from goldenthread.exchange.reading.tables import plain

FIRST_VALUES = 3
LONGEST_VALUE = 40
# Values looked at to guess; the counts in reasons are of all rows.
NEAR_ENOUGH = 0.84
MOSTLY = 0.9
# Two prefix letters, six figures, a suffix A to D; D, F, I, Q, U, V (and O in second place) are never given out, save
# QQ in examples. Source: HMRC, National Insurance Manual NIM39110.
NATIONAL_INSURANCE = re.compile(r"(?:QQ|[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]) ?\d\d ?\d\d ?\d\d ?[A-D]", re.IGNORECASE)
PRIVATE: Mapping[str, str] = {
    "national insurance": "A national insurance number",
    "ni no": "A national insurance number",
    "ni number": "A national insurance number",
    "nino": "A national insurance number",
    "date of birth": "A date of birth",
    "dob": "A date of birth",
    "birth date": "A date of birth",
    "ethnicity": "Ethnicity",
    "ethnic origin": "Ethnicity",
    "religion": "Religion",
    "sexual orientation": "Sexual orientation",
    "disability": "Disability",
    "gender": "Gender",
    "nationality": "Nationality",
    "passport": "A passport number",
    "passport number": "A passport number",
    "bank account": "A bank account",
    "account number": "A bank account",
    "sort code": "A bank account",
    "home address": "A home address",
    "home phone": "A private telephone number",
    "next of kin": "Next of kin",
    "sickness": "Health",
}
NOT_NEEDED: Mapping[str, str] = {
    "contact phone": "A telephone number of the office: not needed",
    "contact e mail": "An address of the office, not of a person: not needed",
    "contact email": "An address of the office, not of a person: not needed",
    "salary cost of reports": "Pay of others: not needed",
    "valid": "The publisher's own check: not needed",
    "uri": "The publisher's own address of the row: not needed",
    "source file": "Where the publisher had it from: not needed",
    "source line": "Where the publisher had it from: not needed",
}


class Grounds(StrEnum):
    """What a guess rests on."""

    EARLIER = "earlier"
    NAME = "name"
    VALUES = "values"
    PRIVATE = "private"
    NOT_NEEDED = "not_needed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Guess:
    """One column: the field it probably goes to (empty: left out), and why."""

    column: int
    header: str
    values: tuple[str, ...]
    field: str
    grounds: Grounds
    reason: str

    @property
    def is_open(self) -> bool:
        """Whether somebody should say where it goes."""
        return self.grounds is Grounds.NONE

    @property
    def is_private(self) -> bool:
        return self.grounds is Grounds.PRIVATE


@dataclass(frozen=True, slots=True)
class Help:
    """What is known beside the file.

    `earlier`: the choices made for the file before, plain header → field code (empty: left out), and the words for it.
    `known`: names and codes known here (plain), by field. `unless_chosen`: fields left out by default, and why.
    """

    earlier: Mapping[str, str] = field(default_factory=dict)
    earlier_words: str = "As last time"
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unless_chosen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Look:
    """A column as it looks: its texts that hold anything, and how many differ."""

    header: str
    texts: tuple[str, ...]

    @property
    def different(self) -> dict[str, int]:
        return Counter(self.texts)


def guess_columns(table: Table, fields: Sequence[Field], help_: Help | None = None) -> list[Guess]:
    """Return one guess a column, in the file's order; no field is guessed for two columns."""
    given = help_ or Help()
    looks = [
        Look(header, tuple(text for text in table.column(place) if text)) for place, header in enumerate(table.header)
    ]
    chosen = assign(looks, fields, given)
    keys = key_values(looks, chosen)
    return [guess(place, look, chosen.get(place), given, keys) for place, look in enumerate(looks)]


def assign(looks: Sequence[Look], fields: Sequence[Field], given: Help) -> dict[int, tuple[Field, Grounds]]:
    """Give fields to columns: first by what was chosen before, then by equal names, like names, and values."""
    open_places = [place for place, look in enumerate(looks) if not is_settled(look, given)]
    chosen: dict[int, tuple[Field, Grounds]] = {}
    for place, field_, grounds in proposals(looks, open_places, fields, given):
        if place not in chosen and field_.code not in {taken.code for taken, _grounds in chosen.values()}:
            chosen[place] = (field_, grounds)
    return chosen


def proposals(
    looks: Sequence[Look], places: Sequence[int], fields: Sequence[Field], given: Help
) -> Iterator[tuple[int, Field, Grounds]]:
    """Give what speaks for a field in a column, strongest first."""
    by_code = {field_.code: field_ for field_ in fields}
    for place in places:
        code = given.earlier.get(plain(looks[place].header), "")
        if code in by_code:
            yield place, by_code[code], Grounds.EARLIER
    for field_ in fields:
        for name in field_.names:
            yield from ((at, field_, Grounds.NAME) for at in places if plain(looks[at].header) == plain(name))
    filled = [place for place in places if looks[place].texts]
    alike = ((likeness(looks[place].header, field_), place, field_) for place in filled for field_ in fields)
    for ratio, place, field_ in sorted(alike, key=lambda each: each[:2], reverse=True):
        if ratio >= NEAR_ENOUGH:
            yield place, field_, Grounds.NAME
    for place in filled:
        yield from ((place, each, Grounds.VALUES) for each in fields if fits_by_values(looks[place], each, given))


def likeness(header: str, field_: Field) -> float:
    """Return how like a header is to the likest name of a field, in [0, 1]."""
    ratios = (SequenceMatcher(None, plain(header), plain(name)).ratio() for name in field_.names)
    return max(ratios, default=0.0)


def is_settled(look: Look, given: Help) -> bool:
    """Tell whether a column is left out whatever it is like: chosen so before, private, or known as not needed."""
    name = plain(look.header)
    if name in given.earlier:
        return not given.earlier[name]
    return private_words(look) is not None or name in NOT_NEEDED or counts_rows(look)


def private_words(look: Look) -> str | None:
    """Return what is private about a column, by its name or because most values are national insurance numbers."""
    name = plain(look.header)
    for mark, words in PRIVATE.items():
        if name == mark or f" {mark} " in f" {name} ":
            return words
    hits = sum(NATIONAL_INSURANCE.fullmatch(text) is not None for text in look.texts)
    return "A national insurance number" if hits and hits >= MOSTLY * len(look.texts) else None


def counts_rows(look: Look) -> bool:
    """Tell whether a column without a name only counts the rows."""
    return not look.header and [*look.texts] in (
        [str(number) for number in range(len(look.texts))],
        [str(number) for number in range(1, len(look.texts) + 1)],
    )


def fits_by_values(look: Look, field_: Field, given: Help) -> bool:
    """Tell whether a column's values alone show that it is this field."""
    if not look.texts:
        return False
    if field_.holds is Holds.NUMBER:
        numbers = numbers_of(look.texts)
        return len(numbers) == len(look.texts) and max(numbers) <= 1 and min(numbers) > 0 and 0 < min(numbers) < 1
    known = given.known.get(field_.code)
    if known:
        return sum(plain(text) in known for text in look.different) >= MOSTLY * len(look.different)
    return False


def key_values(looks: Sequence[Look], chosen: Mapping[int, tuple[Field, Grounds]]) -> frozenset[str]:
    """Return the values of the columns that tell the rows apart, by which other columns may refer to them."""
    places = (place for place, (field_, _grounds) in chosen.items() if field_.holds is Holds.KEY)
    return frozenset(text for place in places for text in looks[place].texts)


def guess(place: int, look: Look, chosen: tuple[Field, Grounds] | None, given: Help, keys: frozenset[str]) -> Guess:
    values = tuple(text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…" for text in look.different)
    first = values[:FIRST_VALUES]
    if chosen is None:
        grounds, reason = why_left_out(look, given)
        return Guess(place, look.header, first, "", grounds, reason)
    field_, grounds = chosen
    if grounds is not Grounds.EARLIER and field_.code in given.unless_chosen:
        return Guess(place, look.header, first, "", Grounds.NOT_NEEDED, given.unless_chosen[field_.code])
    reason = given.earlier_words if grounds is Grounds.EARLIER else why(look, field_, given, keys)
    return Guess(place, look.header, first, field_.code, grounds, reason)


def why_left_out(look: Look, given: Help) -> tuple[Grounds, str]:
    if private := private_words(look):
        return Grounds.PRIVATE, f"{private}; not needed, so not read"
    name = plain(look.header)
    if given.earlier.get(name) == "":
        return Grounds.EARLIER, f"{given.earlier_words}: left out"
    if name in NOT_NEEDED:
        return Grounds.NOT_NEEDED, NOT_NEEDED[name]
    if not look.texts:
        return Grounds.NOT_NEEDED, "Empty: nothing to read"
    if not look.header:
        words = "Counts the rows: not needed" if counts_rows(look) else "A column without a name: not read"
        return Grounds.NOT_NEEDED, words
    return Grounds.NONE, "No guess: choose a field, or it is left out"


def why(look: Look, field_: Field, given: Help, keys: frozenset[str]) -> str:
    """Return what in a column's values speaks for a field, or that its name does."""
    by_name = "Same name" if any(plain(look.header) == plain(name) for name in field_.names) else "A name like it"
    if not look.texts:
        return f"{by_name}; empty"
    if field_.holds is Holds.DATE:
        return read_column(look.texts).reason
    if field_.holds in {Holds.NUMBER, Holds.MONEY}:
        return numbers_in_words(look.texts) or by_name
    known = given.known.get(field_.code)
    if known:
        return known_in_words(look, known) or by_name
    if field_.holds is Holds.KEY:
        return differences_in_words(look)
    if field_.holds is Holds.REFERENCE and keys:
        return references_in_words(look, keys) or by_name
    return by_name


def numbers_of(texts: Iterable[str]) -> list[float]:
    numbers = []
    for text in texts:
        try:
            number = float(text.replace(",", "").removeprefix("£"))
        except ValueError:
            continue
        if abs(number) < 1e15:
            numbers.append(number)
    return numbers


def short(number: float) -> str:
    return f"{number:,.10g}" if abs(number) < 1e4 else f"{number:,.0f}"


def numbers_in_words(texts: Sequence[str]) -> str:
    numbers = numbers_of(texts)
    if not numbers:
        return ""
    lowest, highest = (
        f"{number:,.10g}" if number < 1e4 else f"{number:,.0f}" for number in (min(numbers), max(numbers))
    )
    words = f"Numbers from {lowest} to {highest}" if lowest != highest else f"The number {lowest}"
    others = len(texts) - len(numbers)
    if not others:
        return words
    return f"{words}; {others:,} {'value is' if others == 1 else 'values are'} no number"


def known_in_words(look: Look, known: frozenset[str]) -> str:
    """Say how many different values are known here, and name the one that is not when there is only one."""
    unknown = [text for text in look.different if plain(text) not in known]
    count = len(look.different) - len(unknown)
    if not count:
        return ""
    if not unknown:
        return f"All {count:,} values are known here" if count > 1 else "Its only value is known here"
    last = f"; {unknown[0][:LONGEST_VALUE]} is new" if len(unknown) == 1 else f"; {len(unknown):,} are new"
    return f"{count:,} of {len(look.different):,} values are known here{last}"


def differences_in_words(look: Look) -> str:
    count = len(look.different)
    if count == len(look.texts):
        return "Every value is different"
    return f"{count:,} different {'value' if count == 1 else 'values'}"


def references_in_words(look: Look, keys: frozenset[str]) -> str:
    hits = sum(text in keys for text in look.different)
    if not hits:
        return ""
    if hits == len(look.different):
        return "Every value is a reference in this file"
    return f"{hits:,} of {len(look.different):,} values are references in this file"
