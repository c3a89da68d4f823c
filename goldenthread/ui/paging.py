"""One page of a long list, without counting the whole of it. Pure: anything that can be sliced will do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")
Out = TypeVar("Out", covariant=True)

FURTHEST = 10_000  # nobody turns to a later page by hand


class Sliceable(Protocol[Out]):
    """Rows that give a part of themselves: a list, or a question to the database that has not been asked yet."""

    def __getitem__(self, part: slice, /) -> Iterable[Out]: ...


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """Rows of one page, counted from 1, and whether more follow."""

    rows: tuple[T, ...]
    number: int
    size: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def start_index(self) -> int:
        """The place of the first row, counted from 1; 0 when there are no rows."""
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def end_index(self) -> int:
        return (self.number - 1) * self.size + len(self.rows)

    @property
    def previous_number(self) -> int:
        return self.number - 1

    @property
    def next_number(self) -> int:
        return self.number + 1


def page_number(text: str) -> int:
    """Return the page that an address asks for, 1 to FURTHEST; anything that is no such number is 1."""
    return min(max(int(text), 1), FURTHEST) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def slice_of(rows: Sliceable[T], *, number: int, size: int) -> Slice[T]:
    """Return page `number` (from 1) of rows in a settled order. One row more is read, to see whether more follow."""
    first = (number - 1) * size
    found = tuple(rows[first : first + size + 1])
    return Slice(rows=found[:size], number=number, size=size, has_next=len(found) > size)
