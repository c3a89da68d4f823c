"""What records are called, and what serves what: as the files say, else as it is here, asked for many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db.models import F
from django.utils.text import Truncator

from goldenthread.exchange.queries.shapes import ASKED
from goldenthread.exchange.tables import ITEMS
from goldenthread.people.models import Person, Post, Unit
from goldenthread.thread.models import Item, Link

LEVELS_UP = 3
LONGEST_NAME = 80
# Families of tables whose records are called by a name; tasks are called by their number.
NAMED = frozenset({"units", "posts", "people", ITEMS})


class Known(NamedTuple):
    """What a record is called and, of a post, the unit that it stands in."""

    name: str
    unit: int = 0


class Names:
    """Knows what records are called. Numbers are below 0 for records that are new."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], Known] = {}

    def keep(self, family: str, number: int, name: str, *, unit: int = 0) -> None:
        self._known[family, number] = Known(name, unit)

    def look_up(self, wanted: Mapping[str, set[int]]) -> None:
        """Ask for names that are not known yet: a query for each family and few hundred."""
        self._look_up_items(self._unknown(ITEMS, wanted.get(ITEMS, ())))
        for chunk in chunks(self._unknown("people", wanted.get("people", ()))):
            for pk, name in Person.objects.filter(pk__in=chunk).values_list("pk", "name"):
                self.keep("people", pk, name)
        posts = wanted.get("posts", set())
        for chunk in chunks(self._unknown("posts", posts)):
            for pk, title, unit_id in Post.objects.filter(pk__in=chunk).values_list("pk", "title", "unit_id"):
                self.keep("posts", pk, title, unit=unit_id)
        units = wanted.get("units", set()) | {
            known.unit for post in posts if (known := self._known.get(("posts", post)))
        }
        for chunk in chunks(self._unknown("units", units)):
            for pk, name in Unit.objects.filter(pk__in=chunk).values_list("pk", "name"):
                self.keep("units", pk, name)

    def _unknown(self, family: str, numbers: Iterable[int]) -> list[int]:
        return sorted(number for number in numbers if number > 0 and (family, number) not in self._known)

    def _look_up_items(self, numbers: Sequence[int]) -> None:
        """Learn the titles of items; what not everybody may see is called by its reference."""
        for chunk in chunks(numbers):
            items = Item.objects.filter(pk__in=chunk).only("pk", "reference", "title", "visibility", "state")
            for item in items:
                is_open = not item.is_restricted and not item.is_draft
                self.keep(ITEMS, item.pk, item.title if is_open else item.reference)

    def name(self, family: str, number: int) -> str:
        """Return what a record is called, or nothing. No query."""
        if family == "tasks":
            return f"T-{number}" if number > 0 else ""
        known = self._known.get((family, number))
        return Truncator(known.name).chars(LONGEST_NAME) if known is not None else ""

    def post(self, number: int) -> str:
        """Return a post's title and unit, or nothing. No query."""
        known = self._known.get(("posts", number))
        return joined([self.name("posts", number), self.name("units", known.unit)]) if known is not None else ""


class Ways:
    """Knows what each item serves, the primary link first."""

    def __init__(self) -> None:
        self._upper: dict[int, int] = {}
        self._retired: set[int] = set()
        self._asked: set[int] = set()

    def keep(self, lower: int, upper: int, *, is_primary: bool) -> None:
        if is_primary or lower not in self._upper:
            self._upper[lower] = upper

    def retire(self, link: int) -> None:
        """Leave out a link that is here and that the files retire."""
        self._retired.add(link)

    def look_up(self, start: set[int]) -> set[int]:
        """Return what stands above some items, a few levels up: a query for each level and few hundred."""
        met, level = set(start), start
        for _level in range(LEVELS_UP):
            self._ask({number for number in level if number > 0 and number not in self._upper} - self._asked)
            level = {self._upper[number] for number in level if number in self._upper} - met
            met |= level
        return met

    def _ask(self, lowers: set[int]) -> None:
        self._asked |= lowers
        for chunk in chunks(sorted(lowers)):
            links = Link.objects.filter(lower__in=chunk, kind=Link.Kind.SERVES).exclude(state=Link.State.RETIRED)
            ordered = links.order_by(F("is_primary").desc(), "pk")
            for pk, lower, upper in ordered.values_list("pk", "lower_id", "upper_id"):
                if pk not in self._retired:
                    self._upper.setdefault(lower, upper)

    def above(self, number: int) -> int:
        """Return what an item serves; 0: nothing. No query."""
        return self._upper.get(number, 0)

    def way(self, number: int) -> list[int]:
        """Return an item and what stands above it, the highest first. No query."""
        met: list[int] = []
        while number and number not in met and len(met) < LEVELS_UP:
            met.append(number)
            number = self.above(number)
        return met[::-1]


def chunks(numbers: Sequence[int]) -> Iterable[Sequence[int]]:
    return (numbers[start : start + ASKED] for start in range(0, len(numbers), ASKED))


def joined(parts: Iterable[str], between: str = ", ") -> str:
    return between.join(part for part in parts if part)
