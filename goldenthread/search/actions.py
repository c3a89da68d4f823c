"""Putting words into the index and taking them out. Rooms call these inside their own transactions."""

from __future__ import annotations

from goldenthread.search.models import Entry


def put(*, kind: str, number: int, reference: str, words: str) -> None:
    """Make or replace the entry of one record."""
    Entry.objects.update_or_create(kind=kind, number=number, defaults={"reference": reference[:64], "words": words})


def remove(*, kind: str, number: int) -> None:
    """Take one record out."""
    Entry.objects.filter(kind=kind, number=number).delete()
