"""What a table of Goldenthread's own files is made of: columns of a kind, and the key that tells its records apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

SMALL = 32_767
LARGE = 2_147_483_647
NTH = "nth"


class Kind(StrEnum):
    """What a cell of a column holds."""

    TEXT = "text"
    INTEGER = "whole number"
    DECIMAL = "number"
    YES_NO = "yes or no"
    DATE = "date"
    MOMENT = "date and time"
    CLOCK = "time of day"
    CHOICE = "one of"
    REFERENCE = "key in"
    LIST = "list"
    JSON = "JSON"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Its name is the header in the file, and the field of the model unless `field` says otherwise.

    `needed`: a new record cannot do without it, and it cannot be emptied. `may_be_empty`: an empty cell means *none*;
    otherwise an empty cell means *not said* (a new record gets `default`, an old one stays as it is). `choices` of a
    whole number map the word in the file to the number that is stored. `table` of a reference may be `items`: any of
    the tables whose records are items. `is_of_item`: the field is the item's, not the table's own model's.
    """

    name: str
    kind: Kind
    says: str
    needed: bool = False
    may_be_empty: bool = False
    choices: tuple[str, ...] = ()
    table: str = ""
    longest: int = 0
    least: int | None = None
    most: int | None = None
    digits: int = 0
    places: int = 0
    default: str = ""
    field: str = ""
    is_of_item: bool = False

    @property
    def stored_as(self) -> str:
        return self.field or self.name

    @property
    def is_reference(self) -> bool:
        return self.kind is Kind.REFERENCE


@dataclass(frozen=True)
class Table:
    """One table: a file of its name, records of one model, told apart by the columns of `key` (none: a single record).

    With `repeats`, several records may have the same key; the column `nth` counts them from 1. `family` names the
    numbers that its records share with other tables (all items share theirs). `item_kind` is set when each record is
    an item with a row of its own beside it. A `large` table is never held in memory as a whole. Of the records of the
    model, `only` those go out whose column of this name has one of its choices.
    """

    name: str
    says: str
    model: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    repeats: bool = False
    item_kind: str = ""
    family: str = ""
    large: bool = False
    only: str = ""
    by_name: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        columns = self.columns
        if self.repeats:
            columns = (
                *columns,
                integer(NTH, "which of several with the same key this is, from 1", least=1, default="1"),
            )
            object.__setattr__(self, "columns", columns)
        if not self.family:
            object.__setattr__(self, "family", "items" if self.item_kind else self.name)
        object.__setattr__(self, "by_name", {column.name: column for column in columns})

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @cached_property
    def key_columns(self) -> tuple[Column, ...]:
        """The columns that make the key of a record; `nth` comes last where records may repeat."""
        return tuple(self.by_name[name] for name in (*self.key, *([NTH] if self.repeats else [])))

    @cached_property
    def stored_columns(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.name != NTH)

    @cached_property
    def references(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_reference)

    @property
    def is_root(self) -> bool:
        """Whether a record is known by one name of its own, by which records of other tables refer to it."""
        return len(self.key) < 2 and not (self.key and self.by_name[self.key[0]].is_reference)

    def __hash__(self) -> int:
        return hash(self.name)


def text(name: str, says: str, *, longest: int = 0, needed: bool = False, field: str = "") -> Column:
    return Column(name, Kind.TEXT, says, needed=needed, may_be_empty=not needed, longest=longest, field=field)


def integer(
    name: str,
    says: str,
    *,
    least: int = 0,
    most: int = LARGE,
    needed: bool = False,
    may_be_empty: bool = False,
    default: str = "0",
    field: str = "",
) -> Column:
    return Column(
        name,
        Kind.INTEGER,
        says,
        needed=needed,
        may_be_empty=may_be_empty,
        least=least,
        most=most,
        default="" if may_be_empty or needed else default,
        field=field,
    )


def decimal(
    name: str,
    says: str,
    *,
    digits: int,
    places: int,
    least: int | None = None,
    most: int | None = None,
    needed: bool = False,
    default: str = "",
) -> Column:
    return Column(
        name,
        Kind.DECIMAL,
        says,
        needed=needed,
        may_be_empty=not needed and not default,
        least=least,
        most=most,
        digits=digits,
        places=places,
        default=default,
    )


def yes_no(name: str, says: str, *, default: str = "no", may_be_empty: bool = False) -> Column:
    return Column(name, Kind.YES_NO, says, may_be_empty=may_be_empty, default="" if may_be_empty else default)


def day(name: str, says: str, *, needed: bool = False) -> Column:
    return Column(name, Kind.DATE, says, needed=needed, may_be_empty=not needed)


def moment(name: str, says: str, *, needed: bool = False, default: str = "") -> Column:
    return Column(name, Kind.MOMENT, says, needed=needed, may_be_empty=not needed and not default, default=default)


def clock(name: str, says: str) -> Column:
    return Column(name, Kind.CLOCK, says, may_be_empty=True)


def choice(
    name: str, says: str, choices: Iterable[str], *, default: str = "", needed: bool = False, may_be_empty: bool = False
) -> Column:
    return Column(
        name,
        Kind.CHOICE,
        says,
        choices=tuple(choices),
        default=default,
        needed=needed,
        may_be_empty=may_be_empty,
    )


def reference(name: str, table: str, says: str, *, needed: bool = False, field: str = "") -> Column:
    return Column(name, Kind.REFERENCE, says, table=table, needed=needed, may_be_empty=not needed, field=field)


def listing(name: str, says: str) -> Column:
    return Column(name, Kind.LIST, says, may_be_empty=True)


def json(name: str, says: str) -> Column:
    return Column(name, Kind.JSON, says, may_be_empty=True)


def of_item(*columns: Column) -> tuple[Column, ...]:
    return tuple(replace(column, is_of_item=True) for column in columns)
