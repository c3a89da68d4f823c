"""What every import is turned into before anything is compared or written. Pure.

A published staff structure, a plan in a spreadsheet and Goldenthread's own folder of files all become a `Bundle`:
records of the tables in `tables.py`'s specification, each with the file and row it came from, and everything noticed
on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

Scalar = str | int | bool | Decimal | date | datetime | time | None


def compose_key(*parts: str) -> str:
    """Return one key of several parts, such as the person and post of an assignment, joined by bars."""
    return "|".join(part.replace("\\", "\\\\").replace("|", "\\|") for part in parts)


def split_key(key: str) -> tuple[str, ...]:
    """Return the parts that `compose_key` joined."""
    parts, part, characters = [], "", iter(key)
    for character in characters:
        if character == "|":
            parts.append(part)
            part = ""
        else:
            part += next(characters, "") if character == "\\" else character
    return (*parts, part)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something stands: the role of the file in the import (`senior`, `posts.csv`), and the row as a spreadsheet
    counts it (the header is row 1; 0 means the file as a whole)."""

    file: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """One record of one table.

    `key` identifies it within the table across imports (a post's reference, an item's reference, a task's number). A
    key of several parts is written by `compose_key`. With `source` set, the key is the source's own and is looked up
    among the keys brought in before; the record's own reference is then given by us. The keys of one source are unique
    across all tables. `values` holds only the fields the source speaks of: what is not named is left as it is.
    References to other records (`unit`, `reports_to`, `serves`, ...) hold that record's key (in the same source when
    `source` is set).

    `when_new` holds what the source does not say and we worked out or assumed (a level from a grade, the first day of
    an assignment from the day of the structure): written only with a record that is made now, never over what is here.
    `when_empty` holds what is written only where nothing stands yet (the day on which an abolished post was abolished).

    An assignment that does not say `starts_on` among its values says who holds the post on the day of the import: it is
    the one that the person holds then, or a new one. The first record of a row decides what is said of the row's fate.
    """

    table: str
    key: str
    values: Mapping[str, Scalar]
    origin: Origin
    source: str = ""
    label: str = ""
    when_new: Mapping[str, Scalar] = field(default_factory=dict)
    when_empty: Mapping[str, Scalar] = field(default_factory=dict)


class Gravity(StrEnum):
    """How bad something noticed is."""

    STOPPED = "stopped"  # the row is not brought in
    PROPOSED = "proposed"  # brought in as written; a likely correction is offered, never made silently
    NOTED = "noted"  # brought in; worth knowing


@dataclass(frozen=True, slots=True)
class Problem:
    """Something noticed about a place in a file: what was found, why it matters, and what cures it."""

    origin: Origin
    code: str
    gravity: Gravity
    column: str
    found: str
    reason: str
    cure: str


@dataclass(frozen=True, slots=True)
class RowRead:
    """One row of a large table: its record, or why there is none."""

    origin: Origin
    record: Record | None
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Bundle:
    """Everything one import brings, in the order in which it was read.

    `rows_read` counts the rows of each file. `posts_held_said` are the keys of the posts of which the source says who
    holds them (or that nobody does): whoever else holds one has moved or left. `later` gives the rows of tables that
    are too large to hold, read anew each time they are asked for; their rows are not in `rows_read`.
    A problem that stops row 0 of a file stops the whole file.
    """

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows_read: dict[str, int] = field(default_factory=dict)
    facts: dict[str, object] = field(default_factory=dict)
    posts_held_said: set[str] = field(default_factory=set)
    later: dict[str, Callable[[], Iterator[RowRead]]] = field(default_factory=dict)
