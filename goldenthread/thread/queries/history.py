"""The whole trail of an item, and its versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from goldenthread.audit.models import Entry
from goldenthread.thread.models import Item, ItemVersion
from goldenthread.thread.queries.sentences import Happening, happening
from goldenthread.thread.wording import Piece, compare

MOST_VERSIONS = 100


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions, word by word."""

    before: ItemVersion
    after: ItemVersion
    title: tuple[Piece, ...]
    words: tuple[Piece, ...]


def trail_of(item: Item) -> QuerySet[Entry]:
    """Return the entries of an item's trail, newest first."""
    return Entry.objects.filter(subject_kind="item", subject_number=item.pk).order_by("-id")


def happenings(entries: Iterable[Entry]) -> list[Happening]:
    """Return entries as sentences, in their order. No query beyond the entries' own."""
    return [
        happening(
            at=entry.at,
            who=entry.person_name,
            action=entry.action,
            changes=entry.changes,
            reason=entry.reason,
            is_material=entry.is_material,
        )
        for entry in entries
    ]


def versions_of(item: Item) -> list[ItemVersion]:
    """Return the versions of an item, newest first. One query."""
    found = ItemVersion.objects.filter(item=item).select_related("by").order_by("-version")
    return list(found[:MOST_VERSIONS])


def compare_versions(versions: Iterable[ItemVersion], *, before: int, after: int) -> Comparison | None:
    """Return two versions, the older first; None when either is not there or they are one. No query."""
    by_number = {version.version: version for version in versions}
    older, newer = by_number.get(min(before, after)), by_number.get(max(before, after))
    if older is None or newer is None or older is newer:
        return None
    return Comparison(
        before=older,
        after=newer,
        title=compare(older.title, newer.title),
        words=compare(older.words, newer.words),
    )
