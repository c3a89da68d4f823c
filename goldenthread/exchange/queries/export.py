"""The organisation's records as lines of Goldenthread's own files, table by table, sorted by key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import F, OrderBy
from django.db.models.functions import Collate

from goldenthread.exchange.cells import disarm, write_cell, write_row
from goldenthread.exchange.queries.keys import Keys
from goldenthread.exchange.queries.shapes import shape_of
from goldenthread.exchange.records import Scalar
from goldenthread.exchange.tables import ITEM_TABLES, ITEMS, NTH, Column, Kind, Table, table

Writer = Callable[[dict[str, Scalar]], str]


@contextmanager
def one_moment() -> Iterator[None]:
    """Read everything inside as it stands at one moment, without stopping those who write.

    Written for SQLite (a reader in WAL mode keeps its view) and PostgreSQL (repeatable read). Inside a transaction that
    has already begun, that transaction's view holds.
    """
    if connection.in_atomic_block:
        yield
        return
    mode = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        connection.transaction_mode = None  # type: ignore[attr-defined]  # an IMMEDIATE one would lock writers out
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode  # type: ignore[attr-defined]  # as it was


def header(of: Table) -> str:
    """Return the first line of a table's file."""
    return write_row([column.name for column in of.columns])


def lines(of: Table, *, keys: Keys) -> Iterator[str]:
    """Give the lines of a table's file below its header, read from the database bit by bit."""
    shape = shape_of(of)
    writers = [_writer(column, keys) for column in of.stored_columns]
    before: tuple[Scalar, ...] | None = None
    nth = 0
    for _pk, values in shape.rows(shape.going_out.order_by(*sorted_by(of))):
        cells = [write(values) for write in writers]
        if of.repeats:
            now = tuple(values[column.name] for column in of.key_columns if column.name != NTH)
            nth = nth + 1 if now == before else 1
            before = now
            cells.append(str(nth))
        yield write_row(cells)


def _writer(column: Column, keys: Keys) -> Writer:
    name, target = column.name, column.table
    if column.is_reference:
        return lambda values: "" if values[name] is None else disarm(keys.key(target, _number(values[name])))
    if column.name == "record":
        return lambda values: disarm(keys.key(str(values["table"]), _number(values[name])))
    return lambda values: write_cell(values[name])


def _number(value: Scalar) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value


def sorted_by(of: Table) -> list[OrderBy | str]:
    """Return what sorts a table by its key in the same way on every database, whatever the language of its server."""
    return [*(_in_order(path, column, may_be_empty=empty) for path, column, empty in _key_paths(of, "")), "pk"]


def _key_paths(of: Table, before: str, *, may_be_empty: bool = False) -> Iterator[tuple[str, Column, bool]]:
    """Give the fields that make a record's key, through the records that it refers to."""
    shape = shape_of(of)
    for column in of.key_columns:
        if column.name == NTH:
            continue
        empty = may_be_empty or (column.is_reference and not column.needed)
        if not column.is_reference:
            yield f"{before}{shape.lookup(column)}", column, empty
        elif column.table == ITEMS:
            yield f"{before}{column.stored_as}__reference", ITEM_TABLES[0].by_name["reference"], empty
        else:
            yield from _key_paths(table(column.table), f"{before}{column.stored_as}__", may_be_empty=empty)


def _in_order(path: str, column: Column, *, may_be_empty: bool) -> OrderBy:
    is_text = column.kind in {Kind.TEXT, Kind.CHOICE}
    # PostgreSQL sorts text by the language of the server unless it is told to go by code points, as SQLite does.
    place = Collate(path, "C") if is_text and connection.vendor == "postgresql" else F(path)
    # Keys that may be empty: each database has its own place for them. Elsewhere an index would go unused.
    return OrderBy(place, nulls_first=True if may_be_empty else None)
