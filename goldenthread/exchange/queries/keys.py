"""The keys by which records are known outside, for writing references into files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from goldenthread.exchange.cells import write_cell
from goldenthread.exchange.queries.shapes import FETCHED, shape_of
from goldenthread.exchange.records import Scalar, compose_key
from goldenthread.exchange.tables import ITEM_TABLES, ITEMS, Table, table
from goldenthread.thread.models import Item


class Keys:
    """Looks up the key of a record by its number. Each table is read once, when it is first asked for.

    Tasks are known by their number, so they are not read at all.
    """

    def __init__(self) -> None:
        self._known: dict[str, Mapping[int, str]] = {}

    @cached_property
    def _items(self) -> Mapping[int, str]:
        return dict(Item.objects.values_list("pk", "reference").iterator(chunk_size=FETCHED))

    def key(self, table_name: str, number: int) -> str:
        """Return the key of a record.

        Raises:
            KeyError: there is no such record.
        """
        if table_name == "tasks":
            return str(number)
        if table_name == ITEMS or any(each.name == table_name for each in ITEM_TABLES):
            return self._items[number]
        if table_name not in self._known:
            self._known[table_name] = self._read(table(table_name))
        return self._known[table_name][number]

    def _read(self, wanted: Table) -> Mapping[int, str]:
        shape = shape_of(wanted)
        found = shape.all.values_list("pk", *(shape.lookup(column) for column in wanted.key_columns))
        keys: dict[int, str] = {}
        for pk, *values in found.iterator(chunk_size=FETCHED):
            parts = [
                self.key(column.table, value) if column.is_reference else key_part(value)
                for column, value in zip(wanted.key_columns, values, strict=True)
            ]
            keys[pk] = parts[0] if len(parts) == 1 else compose_key(*parts)
        return keys


def key_part(value: Scalar) -> str:
    """Return one part of a key: text as it is, everything else as a cell would say it."""
    return value if isinstance(value, str) else write_cell(value)
