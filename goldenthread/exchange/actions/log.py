"""What it takes to undo an import: a digest of every new record as it was written, before and after of every change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Field, Model

from goldenthread.exchange.cells import write_decimal
from goldenthread.exchange.models import Import, ImportChange

BATCH = 500
# Worked out from other records, and kept in step by whoever changes those.
NOT_ITS_OWN: Mapping[str, frozenset[str]] = {"people.Unit": frozenset({"path"})}


def plain(value: object) -> object:
    """Return a value as JSON holds it, the same for the same value on either database."""
    if isinstance(value, Decimal):
        return write_decimal(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return value


def own_fields(model: type[Model]) -> list[Field[Any, Any]]:
    """Return the fields that hold what was written: no number of the row, nothing that the database works out."""
    left_out = NOT_ITS_OWN.get(model._meta.label, frozenset())
    return [
        field
        for field in model._meta.concrete_fields
        if not field.generated and field.name not in left_out and (not field.primary_key or field.is_relation)
    ]


def digests(model: type[Model], numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Give number and digest of records as they now stand. One query for each few hundred."""
    names = [field.attname for field in own_fields(model)]
    for start in range(0, len(numbers), BATCH):
        chunk = numbers[start : start + BATCH]
        for pk, *values in model._default_manager.filter(pk__in=chunk).order_by("pk").values_list("pk", *names):
            said = json.dumps([plain(value) for value in values], ensure_ascii=False, sort_keys=True)
            yield pk, hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Log:
    """Keeps what was written, in batches, in the order of writing.

    `count` says how many records that were, `first` the numbers of the first thousand or so by model.
    """

    def __init__(self, of_import: Import) -> None:
        self._import = of_import
        self._position = 0
        self._waiting: list[ImportChange] = []
        self.count = 0
        self.first: dict[str, list[int]] = {}

    def new(self, model: type[Model], numbers: Sequence[int]) -> None:
        """Keep that these records were made."""
        for start in range(0, len(numbers), BATCH):
            chunk = numbers[start : start + BATCH]
            self._keep(model, is_new=True, records={str(pk): digest for pk, digest in digests(model, chunk)})

    def changed(
        self, model: type[Model], changes: Mapping[int, tuple[Mapping[str, object], Mapping[str, object]]]
    ) -> None:
        """Keep the fields that were written of these records: before and after, by their name in the database."""
        numbers = list(changes)
        for start in range(0, len(numbers), BATCH):
            records = {
                str(pk): [{name: plain(value) for name, value in side.items()} for side in changes[pk]]
                for pk in numbers[start : start + BATCH]
            }
            self._keep(model, is_new=False, records=records)

    def _keep(self, model: type[Model], *, is_new: bool, records: Mapping[str, object]) -> None:
        if not records:
            return
        self.count += len(records)
        if self.count < 2 * BATCH:
            self.first.setdefault(model._meta.label, []).extend(map(int, records))
        self._position += 1
        self._waiting.append(
            ImportChange(
                of_import=self._import,
                position=self._position,
                model=model._meta.label,
                is_new=is_new,
                records=records,
            )
        )
        if len(self._waiting) >= 20:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        ImportChange.objects.bulk_create(self._waiting)
        self._waiting = []
