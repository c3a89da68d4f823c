"""Which record a key means: one that this import brings, or one that is in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count

from goldenthread.exchange.marks import Marks
from goldenthread.exchange.models import SourceKey
from goldenthread.exchange.queries.shapes import ASKED, shape_of
from goldenthread.exchange.reckoning import Entry
from goldenthread.exchange.records import Scalar, split_key
from goldenthread.exchange.tables import Column, Table, table, tables_meant_by


def is_number(key: str) -> bool:
    """Tell whether a key can be a primary key."""
    return key.isascii() and key.isdigit() and len(key) < 19


class Finder:
    """Keeps the keys that were met, and asks the database for the others, a few hundred at a time.

    New records are numbered from -1 downwards within each family of tables. Of tasks, of which there may be millions
    and whose key is their number, only the new ones are kept; of other large tables nothing, as nothing refers to them.
    """

    def __init__(self) -> None:
        self._own: dict[str, dict[str, int]] = defaultdict(dict)
        self._sourced: dict[tuple[str, str], tuple[str, int]] = {}
        self._asked: dict[str, dict[str, int | None]] = defaultdict(dict)
        self._asked_sourced: dict[tuple[str, str, str], int | None] = {}
        self._new_tasks = Marks()
        self._numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(-1, -1))
        self.stopped: set[tuple[str, int]] = set()

    def next_number(self, family: str) -> int:
        return next(self._numbers[family])

    def keep(self, entry: Entry) -> None:
        """Remember the keys of a record that this import brings."""
        record = entry.record
        if record.source:
            self._sourced[record.source, record.key] = (entry.table.name, entry.number)
        if entry.table.name == "tasks" and entry.number > 0:
            if entry.is_new:
                self._new_tasks.add(entry.number)
            return
        if entry.table.large and not record.source:
            return
        self._own[entry.table.name].setdefault(self.own_key(entry), entry.number)

    @staticmethod
    def own_key(entry: Entry) -> str:
        """Return the key by which a record is known here, whatever its source calls it."""
        if entry.record.source and len(entry.table.key) == 1:
            return str(entry.values.get(entry.table.key[0]) or entry.before.get(entry.table.key[0]) or entry.record.key)
        return entry.record.key

    def find(self, source: str, target: str, key: str) -> tuple[str, int] | None:
        """Return table and number of the record that a reference means, or None. No query after `ask`."""
        tables = tables_meant_by(target)
        if source:
            met = self._sourced.get((source, key))
            if met is not None and any(each.name == met[0] for each in tables):
                return met
            for each in tables:
                number = self._asked_sourced.get((source, each.name, key))
                if number is not None:
                    return each.name, number
        for each in tables:
            number = self._own[each.name].get(key, self._asked[each.name].get(key))
            if number is None and each.name == "tasks" and is_number(key) and int(key) in self._new_tasks:
                number = int(key)
            if number is not None:
                return each.name, number
        return None

    def is_stopped(self, of: Table, number: int) -> bool:
        return (of.family, number) in self.stopped

    def ask(self, references: Iterable[tuple[str, Column, str]]) -> None:
        """Look up the keys that references hold (source, column, key) and that were not met yet.

        What was found of a large table is kept until the next time only.
        """
        self._asked["tasks"].clear()
        wanted: dict[str, set[str]] = defaultdict(set)
        sourced: dict[tuple[str, str], set[str]] = defaultdict(set)
        for source, column, key in references:
            for each in tables_meant_by(column.table):
                if key not in self._own[each.name] and key not in self._asked[each.name]:
                    wanted[each.name].add(key)
                if source and (source, each.name, key) not in self._asked_sourced:
                    sourced[source, each.name].add(key)
        for name, keys in wanted.items():
            self._asked[name].update(self._in_database(table(name), sorted(keys)))
        for (source, name), keys in sourced.items():
            found = dict(self.known_from(source, table(name), sorted(keys)))
            self._asked_sourced.update({(source, name, key): found.get(key) for key in keys})

    def known_from(self, source: str, of: Table, keys: list[str]) -> Iterator[tuple[str, int]]:
        """Give the keys of a source that were brought in before and whose records still exist."""
        for start in range(0, len(keys), ASKED):
            rows = dict(
                SourceKey.objects.filter(source=source, table=of.name, key__in=keys[start : start + ASKED]).values_list(
                    "key", "number"
                )
            )
            shape = shape_of(of)
            alive = set(shape.all.filter(pk__in=set(rows.values())).values_list("pk", flat=True))
            yield from ((key, number) for key, number in rows.items() if number in alive)

    def _in_database(self, of: Table, keys: list[str]) -> dict[str, int | None]:
        found: dict[str, int | None] = dict.fromkeys(keys)
        if not of.is_root:
            found.update(self._compound(of, keys))
            return found
        shape, column = shape_of(of), of.by_name[of.key[0]]
        asked: list[Scalar] = [*keys]
        if column.stored_as == "id":
            asked = [int(key) for key in keys if is_number(key)]
        for start in range(0, len(asked), ASKED):
            chunk = asked[start : start + ASKED]
            lookup = shape.lookup(column)
            for pk, key in shape.all.filter(**{f"{lookup}__in": chunk}).values_list("pk", lookup):
                found[str(key)] = pk
        return found

    def _compound(self, of: Table, keys: list[str]) -> Iterator[tuple[str, int]]:
        """Give the numbers of records whose key is another record's key and a text, such as key results."""
        parts = {key: split_key(key) for key in keys}
        first, second = of.key_columns
        self.ask(("", first, each[0]) for each in parts.values())
        shape = shape_of(of)
        parents = {key: self.find("", first.table, each[0]) for key, each in parts.items() if len(each) == 2}
        asked = sorted({found[1] for found in parents.values() if found is not None and found[1] > 0})
        there: dict[tuple[int, str], int] = {}
        for start in range(0, len(asked), ASKED):
            rows = shape.all.filter(**{f"{shape.lookup(first)}__in": asked[start : start + ASKED]})
            for pk, parent, text in rows.values_list("pk", shape.lookup(first), shape.lookup(second)):
                there[parent, text] = pk
        for key, found in parents.items():
            number = there.get((found[1], parts[key][1])) if found is not None else None
            if number is not None:
                yield key, number
