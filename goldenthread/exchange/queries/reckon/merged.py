"""People of whom two records were found to be one: what files say of the one that was given up means the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from goldenthread.exchange.reckoning import Entry, noted
from goldenthread.exchange.records import Problem
from goldenthread.exchange.tables import Column, Table
from goldenthread.people.models import Person

# Where the record itself is meant, whatever became of it.
LITERAL = frozenset({("people", "merged_into"), ("source_keys", "record")})


class Merged:
    """Knows which record stands for one that was given up, and which entries were led to it."""

    def __init__(self) -> None:
        into = dict(Person.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"))
        self._standing_for = {number: _last(number, into) for number in into}
        self._followed: set[Entry] = set()

    def leave_alone(self, people: Iterable[Entry]) -> Iterator[Problem]:
        """Let rows of records that were given up here change nothing, and give a remark for each.

        A file that says itself into which record it was merged knows of it, and is taken at its word.
        """
        for entry in people:
            if entry.number not in self._standing_for or entry.same_as is not None:
                continue
            if entry.values.get("merged_into") is not None:
                del self._standing_for[entry.number]
                continue
            entry.values = {}
            yield noted(
                entry.origin,
                "merged",
                found=entry.record.key,
                reason="This record was merged into another one here, which stands for both.",
                cure="Nothing to do. Take the two apart on the person's page if they are two people after all.",
            )

    def follow(self, entry: Entry, column: Column, of: Table, number: int) -> int:
        """Return the number of the record that a reference means."""
        if of.name != "people" or (entry.table.name, column.name) in LITERAL:
            return number
        stands = self._standing_for.get(number, number)
        if stands != number:
            self._followed.add(entry)
        return stands

    def settle(self, entries: Sequence[Entry]) -> None:
        """Let rows that were led to what the other record has say nothing against it.

        One main post goes on, the kept record's; what both had is there once.
        """
        own = {entry.number: entry for entry in entries if entry not in self._followed and not entry.is_new}
        for entry in entries:
            if entry in self._followed and not entry.is_new:
                entry.values.pop("is_main", None)
                entry.same_as = own.get(entry.number)


def _last(start: int, into: dict[int, int]) -> int:
    """Follow a record through merges to the one that was kept. Merges do not go round in a circle."""
    place = start
    while place in into:
        place = into[place]
    return place
