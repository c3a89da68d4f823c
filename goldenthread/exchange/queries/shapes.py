"""How a table of the files stands in the database: its model, its fields, and its values as the files mean them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from goldenthread.exchange.cells import write_json
from goldenthread.exchange.records import Scalar
from goldenthread.exchange.tables import Column, Kind, Table

# Rows fetched from the database at a time, and keys asked for in one query (SQLite takes 999 parameters).
FETCHED = 2000
ASKED = 500


@dataclass(frozen=True)
class Shape:
    """A table and its model. Records are known by the primary key of the model, which for items is the item's."""

    table: Table
    model: type[Model]

    def lookup(self, column: Column) -> str:
        """Return the path from the model to a column's field, a reference's number included."""
        name = f"{column.stored_as}_id" if column.is_reference else column.stored_as
        return f"item__{name}" if column.is_of_item else name

    @property
    def all(self) -> QuerySet[Model]:
        return self.model._default_manager.all()

    @property
    def going_out(self) -> QuerySet[Model]:
        """The records that go out: all, unless the table is only for some."""
        if not self.table.only:
            return self.all
        column = self.table.by_name[self.table.only]
        return self.all.filter(**{f"{self.lookup(column)}__in": column.choices})

    def rows(self, found: QuerySet[Model] | None = None) -> Iterator[tuple[int, dict[str, Scalar]]]:
        """Give primary key and values by column, references as numbers. One query, fetched bit by bit."""
        columns = self.table.stored_columns
        lookups = [self.lookup(column) for column in columns]
        listed = [index for index, column in enumerate(columns) if column.kind in {Kind.LIST, Kind.JSON}]
        names = [column.name for column in columns]
        wanted = (self.all if found is None else found).values_list("pk", *lookups)
        for pk, *values in wanted.iterator(chunk_size=FETCHED):
            for index in listed:
                values[index] = _as_text(columns[index], values[index])
            said = dict(zip(names, values, strict=True))
            # Only this rule finds several breaks at one item, one for each item that it serves.
            if self.table.name == "finding_decisions" and said["code"] != "B7":
                said["upper"] = None
            yield pk, said

    def rows_with(self, lookup: str, wanted: list[Any]) -> Iterator[tuple[int, dict[str, Scalar]]]:
        """Give the rows whose field is one of these, a query for each few hundred."""
        for start in range(0, len(wanted), ASKED):
            yield from self.rows(self.all.filter(**{f"{lookup}__in": wanted[start : start + ASKED]}).order_by("pk"))


def _as_text(column: Column, value: object) -> str:
    if column.kind is Kind.JSON:
        return write_json(value)
    return " ".join(str(part) for part in value) if isinstance(value, list) else ""


def to_field(column: Column, value: Scalar) -> object:
    """Return a value as the model's field takes it."""
    if column.kind is Kind.LIST:
        return [int(part) if part.isdigit() else part for part in str(value or "").split()]
    if column.kind is Kind.JSON:
        return json.loads(str(value)) if value else {}
    return value


@cache
def shape_of(table: Table) -> Shape:
    return Shape(table, apps.get_model(table.model))


def label_of(model: type[Model]) -> str:
    """Return a model's name as the undo log keeps it."""
    return model._meta.label
