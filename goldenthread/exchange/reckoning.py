"""What an import would do, record by record and row by row, before anything is written. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from goldenthread.exchange.records import Gravity, Origin, Problem, Record, Scalar
from goldenthread.exchange.tables import NTH, Table


class Fate(StrEnum):
    """What becomes of a record, or of the row it stands in."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    STOPPED = "stopped"


@dataclass(slots=True, eq=False)
class Entry:
    """One record with its place in the database.

    `number` is its primary key; below 0 while it is new and has none. `values` are what the import says of it, with
    references as numbers; for a new record they are complete. `before` is what stands in the database, empty for a new
    record. `is_consequence`: no row says so, it follows from what rows say.
    """

    table: Table
    record: Record
    number: int = 0
    is_new: bool = False
    values: dict[str, Scalar] = field(default_factory=dict)
    before: Mapping[str, Scalar] = field(default_factory=dict)
    is_stopped: bool = False
    is_consequence: bool = False
    same_as: Entry | None = None

    @property
    def origin(self) -> Origin:
        return self.record.origin

    @property
    def changed(self) -> dict[str, Scalar]:
        """What would be written over other values, by column."""
        return {
            name: value
            for name, value in self.values.items()
            if name != NTH and name in self.before and self.before[name] != value
        }

    @property
    def final(self) -> dict[str, Scalar]:
        """The record as it would stand afterwards."""
        return {**self.before, **self.values}

    @property
    def fate(self) -> Fate:
        if self.is_stopped:
            return Fate.STOPPED
        if self.same_as is not None:
            return self.same_as.fate
        if self.is_new:
            return Fate.NEW
        return Fate.CHANGED if self.changed else Fate.SAME


@dataclass(frozen=True, slots=True)
class RowFate:
    """What becomes of one row, with the words for the preview. `changes` maps a column to before and after.

    `words` say what a new record is, or what is new in a row of which nothing else changes.
    """

    origin: Origin
    fate: Fate
    label: str
    changes: Mapping[str, tuple[str, str]]
    words: str = ""


@dataclass(slots=True)
class Tally:
    """How many of what: of the rows of a file or of the records of a table."""

    counts: Counter[Fate] = field(default_factory=Counter)
    consequences: int = 0

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def writes(self) -> int:
        return self.counts[Fate.NEW] + self.counts[Fate.CHANGED] + self.consequences

    def as_numbers(self) -> dict[str, int]:
        return {fate.value: self.counts[fate] for fate in Fate}


@dataclass(frozen=True, slots=True)
class Absent:
    """Records that stand in the database and not in the files. They are left alone."""

    count: int
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """What somebody who seems to have left still holds, for whoever takes it over."""

    items_led: tuple[str, ...] = ()
    items_led_count: int = 0
    open_tasks: int = 0
    appointments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """A post or unit that ends and would still hold something: things it owns or delivers, standing duties, tasks."""

    table: str
    number: int
    name: str
    items: int
    duties: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who joins, moves or seems to leave, and the posts that they held and hold.

    `maybe` names people who are here already and have the name of somebody who joins: perhaps they only moved.
    """

    number: int
    name: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    holding: Holding = Holding()
    maybe: tuple[str, ...] = ()


@dataclass(slots=True)
class Reckoning:
    """The whole of what an import would do. `entries` holds the tables that are held in memory."""

    as_of: date
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    tables: dict[str, Tally] = field(default_factory=dict)
    files: dict[str, Tally] = field(default_factory=dict)
    rows_read: dict[str, int] = field(default_factory=dict)
    rows: list[RowFate] = field(default_factory=list)
    absent: dict[str, Absent] = field(default_factory=dict)
    joiners: list[Move] = field(default_factory=list)
    movers: list[Move] = field(default_factory=list)
    leavers: list[Move] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def changes(self) -> int:
        """How many records would be written."""
        return sum(tally.writes for tally in self.tables.values())

    @property
    def stopped(self) -> int:
        return sum(tally.counts[Fate.STOPPED] for tally in self.files.values())

    @property
    def unaccounted(self) -> int:
        """Rows that were read and of which nothing is said. Always 0, or something is wrong with us."""
        return sum(
            max(0, read - self.files[name].total if name in self.files else read)
            for name, read in self.rows_read.items()
        )


def stopped(origin: Origin, code: str, *, column: str = "", found: str = "", reason: str, cure: str) -> Problem:
    """Return a problem that keeps a row out."""
    return Problem(origin, code, Gravity.STOPPED, column, found[:300], reason, cure)


def noted(origin: Origin, code: str, *, column: str = "", found: str = "", reason: str, cure: str) -> Problem:
    """Return a remark on a row that is brought in."""
    return Problem(origin, code, Gravity.NOTED, column, found[:300], reason, cure)
