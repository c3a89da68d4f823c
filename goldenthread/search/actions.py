"""Putting words into the index and taking them out. Rooms call these inside their own transactions."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from goldenthread.search.models import Entry

_BATCH = 2_000


def put(*, kind: str, number: int, reference: str, words: str) -> None:
    """Make or replace the entry of one record."""
    put_many([Entry(kind=kind, number=number, reference=reference[:64], words=words)])


def put_many(entries: Iterable[Entry]) -> None:
    """Make or replace many entries."""
    Entry.objects.bulk_create(
        entries,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["kind", "number"],
        update_fields=["reference", "words", "folded"],
    )


def remove(*, kind: str, number: int) -> None:
    """Take one record out."""
    remove_many(kind=kind, numbers=[number])


def remove_many(*, kind: str, numbers: Collection[int]) -> None:
    """Take many records out."""
    Entry.objects.filter(kind=kind, number__in=numbers).delete()
