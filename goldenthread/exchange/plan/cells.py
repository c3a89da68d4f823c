"""The cells of a plan's row, read as the mapping says. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from goldenthread.exchange.dates import DateColumn, NotADate, Order, When, Word, read_column, read_date
from goldenthread.exchange.fields import Columns, in_words
from goldenthread.exchange.notes import Notes
from goldenthread.exchange.plan.mapping import PlanMapping
from goldenthread.exchange.plan.plain_text import plain_text
from goldenthread.exchange.reading import Table, WrongFile
from goldenthread.exchange.reading.tables import plain
from goldenthread.exchange.records import Scalar
from goldenthread.exchange.shapes import refuse_wrong_slot

DATES = ("objective.starts", "objective.ends", "task.starts", "task.due", "task.started", "task.done")
NOTHING = When("", word=Word.NONE)


@dataclass(frozen=True, slots=True)
class Known:
    """What owners can be found by: the words of a file, made plain (`reading.tables.plain`) → the key of the record.

    Words that mean more than one record are left out by whoever fills this in.
    """

    posts: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cells:
    """Reads cells by what they say ("task.due"), with the mapping's empty words, dates and owners in mind."""

    columns: Columns
    mapping: PlanMapping
    dates: Mapping[str, DateColumn]
    known: Known
    notes: Notes

    def text(self, cells: Sequence[str], code: str) -> str:
        text = self.columns.text(cells, code)
        return "" if plain(text) in self.mapping.empty and text else text

    def long_text(self, cells: Sequence[str], code: str) -> str:
        text = plain_text(self.columns.raw(cells, code))
        return "" if plain(text) in self.mapping.empty else text

    def when(self, row: int, cells: Sequence[str], code: str) -> When:
        """Return a date; what is no date is noted and counts as nothing."""
        text = self.text(cells, code)
        column = self.dates.get(code)
        if column is None:
            return NOTHING
        try:
            return read_date(text, order=column.order)
        except NotADate as problem:
            self.notes.add(row, "no_date", code, text, f"{problem} It was left out.", "Correct the date in the file.")
            return NOTHING

    def owner(self, row: int, cells: Sequence[str], code: str) -> dict[str, Scalar]:
        """Return the owning post or unit; an owner that is neither is noted."""
        text = self.text(cells, code)
        if not text:
            return {}
        word = plain(text)
        if word in self.known.posts:
            return {"owner_post": self.known.posts[word]}
        if word in self.known.units:
            return {"owner_unit": self.known.units[word]}
        self.notes.add(
            row,
            "unknown_owner",
            code,
            text,
            "No post has this reference or title, and no unit this code or name: it has no owner for now.",
            "Give it an owner here, or write a name that is known.",
        )
        return {}

    def assignee(self, row: int, cells: Sequence[str], code: str) -> dict[str, Scalar]:
        """Return the person or post that does a task; somebody unknown is noted."""
        text = self.text(cells, code)
        if not text:
            return {}
        word = plain(text)
        if word in self.known.people:
            return {"person": self.known.people[word]}
        if word in self.known.posts:
            return {"post": self.known.posts[word]}
        self.notes.add(
            row,
            "unknown_assignee",
            code,
            text,
            "Nobody has this number, address or name, and no post this reference or title: it is nobody's for now.",
            "Give the task to somebody here, or write a name that is known.",
        )
        return {}


def columns_of(table: Table, mapping: PlanMapping) -> Columns:
    """Return the table's columns as the mapping names them.

    Raises:
        WrongFile: a header of the mapping is missing or stands twice, or the table is something else.
    """
    places: dict[str, int] = {}
    missing: list[str] = []
    by_header = False
    for name, part in mapping.parts.items():
        for column, where in part.columns.items():
            place = where if isinstance(where, int) else table.find(where)
            by_header = by_header or isinstance(where, str)
            if place is None or not 0 <= place < len(table.header):
                missing.append(f"“{where}”")
            else:
                places[f"{name}.{column}"] = place
    if missing:
        refuse_wrong_slot(table, wanted="plan")
        raise WrongFile(
            f"{table.source.name} has no column {in_words(missing)}, which the mapping names.",
            cure="Choose the file that the mapping was written for, or correct the mapping.",
        )
    repeated = {plain(name) for name in table.repeated_headers}
    twice = [table.header[place] for place in places.values() if plain(table.header[place]) in repeated]
    if by_header and twice:
        raise WrongFile(
            f"{table.source.name} has two columns named “{twice[0]}”.",
            cure="Give each column its own name in the file.",
        )
    return Columns(table, places)


def date_columns(columns: Columns, mapping: PlanMapping) -> dict[str, DateColumn]:
    """Return how each column of dates is written, decided over the whole column."""
    usual = Order.MONTH_FIRST if mapping.month_first else Order.DAY_FIRST
    return {
        code: read_column(columns.table.column(columns.places[code]), usual=usual)
        for code in DATES
        if columns.has(code)
    }
