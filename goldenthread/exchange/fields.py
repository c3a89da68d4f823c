"""The fields that columns of other people's files can go to, and finding the columns. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from goldenthread.exchange.reading import Table, WrongFile
from goldenthread.exchange.reading.tables import plain


class Holds(StrEnum):
    """What the values of a field look like."""

    TEXT = "text"
    KEY = "key"  # a value that tells records apart
    REFERENCE = "reference"  # the key of another record
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Field:
    """Where a column can go. `names` are headers under which it is published, best first; `label` is for the screen."""

    code: str
    label: str
    names: tuple[str, ...]
    holds: Holds = Holds.TEXT
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """A table with its columns found: the text of a row under a field, trimmed and with single spaces."""

    table: Table
    places: Mapping[str, int]

    def has(self, code: str) -> bool:
        return code in self.places

    def header(self, code: str) -> str:
        """Return the name that the file gives to a field's column."""
        place = self.places.get(code)
        return "" if place is None else self.table.header[place]

    def raw(self, cells: Sequence[str], code: str) -> str:
        place = self.places.get(code)
        return "" if place is None else cells[place]

    def text(self, cells: Sequence[str], code: str) -> str:
        return " ".join(self.raw(cells, code).split())


def find_columns(table: Table, fields: Sequence[Field]) -> dict[str, int]:
    """Return the columns whose headers are names of fields, each column for one field only."""
    places: dict[str, int] = {}
    taken: set[int] = set()
    for field in fields:
        place = table.find(*(name for name in field.names if name))
        if place is not None and place not in taken:
            places[field.code] = place
            taken.add(place)
    return places


def columns_for(table: Table, fields: Sequence[Field], *, chosen: Mapping[str, int] | None, slot: str) -> Columns:
    """Return the table with its columns: those chosen by a person, or those whose headers are known.

    `slot` says in words what the table should be ("the senior posts").

    Raises:
        WrongFile: a required column is missing, or two columns bear the name of one that is needed.
    """
    places = dict(chosen) if chosen is not None else find_columns(table, fields)
    missing = [field for field in fields if field.is_required and field.code not in places]
    if missing:
        raise WrongFile(
            f"{table.source.name} has no column for {in_words([field.label for field in missing])}.",
            cure=f"Choose the file with {slot}, or say which column it is.",
        )
    repeated = {plain(name) for name in table.repeated_headers}
    for field in fields:
        if chosen is None and field.code in places and plain(table.header[places[field.code]]) in repeated:
            raise WrongFile(
                f"{table.source.name} has two columns named “{table.header[places[field.code]]}”.",
                cure="Give each column its own name, or say which of the two to read.",
            )
    return Columns(table, places)


def in_words(names: Sequence[str]) -> str:
    """Return names as part of a sentence: a, b and c."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
