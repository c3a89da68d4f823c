"""Accounts for every row of every file and every record of every table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice

from goldenthread.exchange.cells import write_cell
from goldenthread.exchange.queries.keys import Keys
from goldenthread.exchange.queries.reckon.sayings import Sayings
from goldenthread.exchange.reckoning import Entry, Fate, Reckoning, RowFate, Tally
from goldenthread.exchange.records import Bundle, Gravity, Origin, RowRead
from goldenthread.exchange.tables import Table

# Rows of a large table that are listed one by one; beyond that only what is stopped or changed is.
LISTED = 2000


class Tallies:
    """Counts into a reckoning, and lists what becomes of each row."""

    def __init__(self, result: Reckoning, bundle: Bundle) -> None:
        self._result = result
        self._bundle = bundle
        self._keys = Keys()
        self._sayings = Sayings()
        result.rows_read = dict(bundle.rows_read)
        for name in bundle.rows_read:
            result.files.setdefault(name, Tally())

    def _table(self, of: Table) -> Tally:
        return self._result.tables.setdefault(of.name, Tally())

    def _file(self, name: str) -> Tally:
        return self._result.files.setdefault(name, Tally())

    def count_whole(self) -> None:
        """Count the tables held in memory and the rows that they came from."""
        rows: dict[Origin, list[Entry]] = defaultdict(list)
        for entries in self._result.entries.values():
            for entry in entries:
                if entry.is_consequence:
                    self._table(entry.table).consequences += bool(not entry.is_stopped)
                else:
                    self._table(entry.table).counts[entry.fate] += 1
                    rows[entry.origin].append(entry)
        order = {id(record): place for place, record in enumerate(self._bundle.records)}
        unread = {
            problem.origin
            for problem in self._bundle.problems
            if problem.gravity is Gravity.STOPPED and problem.origin.row
        }
        # Rows of which something is said and that give no record, such as the second row of a post given twice.
        remarked = {
            problem.origin
            for problem in self._bundle.problems
            if problem.origin.row and problem.origin.file in self._bundle.rows_read
        }
        for entries in rows.values():
            entries.sort(key=lambda entry: order[id(entry.record)])
        self._sayings.learn(self._result.entries, as_of=self._result.as_of)
        self._sayings.ask([told for entries in rows.values() if (told := _to_tell(entries)) is not None])
        for origin in sorted({*rows, *remarked}, key=lambda each: (each.file, each.row)):
            self._count_row(origin, rows.get(origin, ()), is_unread=origin in unread)
        self._stop_whole_files()

    def _count_row(self, origin: Origin, entries: Sequence[Entry], *, is_unread: bool) -> None:
        fates = [entry.fate for entry in entries]
        if is_unread or fates[:1] == [Fate.STOPPED]:
            fate = Fate.STOPPED
        elif not fates:
            fate = Fate.SAME
        elif fates[0] is Fate.NEW:
            fate = Fate.NEW
        else:
            fate = Fate.CHANGED if {Fate.NEW, Fate.CHANGED} & set(fates) else Fate.SAME
        label = entries[0].record.label if entries else ""
        changes = self._changes(entries) if fate is Fate.CHANGED else {}
        words = self._words(entries, label) if fate in {Fate.NEW, Fate.CHANGED} and not changes else ""
        self._file(origin.file).counts[fate] += 1
        self._result.rows.append(RowFate(origin, fate, label, changes, words))

    def _words(self, entries: Sequence[Entry], label: str) -> str:
        """Say what the first new record of a row is, under its own name where the row goes by another."""
        told = _to_tell(entries)
        if told is None:
            return ""
        words, name = self._sayings.words(told), told.record.label
        return words if told is entries[0] or name == label or words.startswith(name) else f"{name}: {words}"

    def _stop_whole_files(self) -> None:
        """Count the rows of a file that is stopped as a whole."""
        for problem in self._bundle.problems:
            if problem.gravity is Gravity.STOPPED and not problem.origin.row:
                tally = self._file(problem.origin.file)
                tally.counts[Fate.STOPPED] = max(
                    tally.counts[Fate.STOPPED], self._bundle.rows_read.get(problem.origin.file, 0)
                )

    def count_unread(self, of: Table, row: RowRead) -> None:
        """Count a row of a large table that gave no record."""
        self._result.rows_read[of.file] = self._result.rows_read.get(of.file, 0) + 1
        self._file(of.file).counts[Fate.STOPPED] += 1
        self._table(of).counts[Fate.STOPPED] += 1
        label = row.record.label if row.record is not None else ""
        self._result.rows.append(RowFate(row.origin, Fate.STOPPED, label, {}))

    def count_entries(self, of: Table, entries: Sequence[Entry]) -> None:
        """Count the rows of a large table."""
        file, counted = self._file(of.file), self._table(of)
        room = max(0, LISTED - file.counts[Fate.NEW])
        listed = set(islice((entry for entry in entries if entry.fate is Fate.NEW), room))
        self._sayings.ask(list(listed))
        for entry in entries:
            fate = entry.fate
            file.counts[fate] += 1
            counted.counts[fate] += 1
            self._result.rows_read[of.file] = self._result.rows_read.get(of.file, 0) + 1
            if fate in {Fate.STOPPED, Fate.CHANGED} or file.counts[fate] <= LISTED:
                changes = self._changes([entry]) if fate is Fate.CHANGED else {}
                words = self._sayings.words(entry) if entry in listed else ""
                self._result.rows.append(RowFate(entry.origin, fate, entry.record.label, changes, words))

    def _changes(self, entries: Sequence[Entry]) -> Mapping[str, tuple[str, str]]:
        """Return before and after of each changed column in words, references as keys."""
        found: dict[str, tuple[str, str]] = {}
        for entry in entries:
            if entry.is_new or entry.is_stopped or entry.same_as is not None:
                continue
            for name, after in entry.changed.items():
                column = entry.table.by_name[name]
                before = entry.before[name]
                if column.is_reference:
                    was = "" if before is None else self._keys.key(column.table, int(str(before)))
                    found.setdefault(name, (was, str(entry.record.values.get(name) or "")))
                else:
                    found.setdefault(name, (_plain(before), _plain(after)))
        return found


def _to_tell(entries: Sequence[Entry]) -> Entry | None:
    """Return the first new record of a row: the one that its words speak of."""
    return next((entry for entry in entries if entry.is_new and not entry.is_stopped and entry.same_as is None), None)


def _plain(value: object) -> str:
    return value if isinstance(value, str) else write_cell(value)  # type: ignore[arg-type]  # values are scalars
