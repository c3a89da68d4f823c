"""Holds a bundle against the database: what is new, what changes, what stays, what is stopped, and why."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from itertools import islice
from typing import Protocol, TypedDict

from goldenthread.exchange.cells import read_cell
from goldenthread.exchange.marks import Marks
from goldenthread.exchange.queries.reckon import consequences, differences, endings, standing, uniques
from goldenthread.exchange.queries.reckon.finder import Finder, is_number
from goldenthread.exchange.queries.reckon.identify import identify_roots, match_dependents
from goldenthread.exchange.queries.reckon.merged import Merged
from goldenthread.exchange.queries.reckon.tallies import Tallies
from goldenthread.exchange.queries.shapes import shape_of
from goldenthread.exchange.reckoning import Absent, Entry, Reckoning, noted, stopped
from goldenthread.exchange.records import Bundle, Problem, Record, RowRead, Scalar
from goldenthread.exchange.rules import Broken, broken_rules, does_not_fit
from goldenthread.exchange.tables import TABLES, Column, Kind, Table, table

CHUNK = 1000
ROOTS = frozenset(of.name for of in TABLES if of.is_root)


class Why(TypedDict):
    """Why a record is stopped."""

    code: str
    column: str
    found: str
    reason: str
    cure: str


class Progress(Protocol):
    """Whoever wants to know how far it is. `step` may raise to stop it."""

    def step(self, done: int, total: int, words: str) -> None: ...


class Silent:
    """Nobody wants to know."""

    def step(self, done: int, total: int, words: str) -> None:
        return


class Seen:
    """The keys of a large table that were met so far: numbers as bits, others by what they hash to."""

    def __init__(self) -> None:
        self._numbers = Marks()
        self._others: set[int] = set()

    def add(self, key: str) -> bool:
        """Remember a key; False: it was met before."""
        if is_number(key):
            number = int(key)
            is_new = number not in self._numbers
            self._numbers.add(number)
            return is_new
        count = len(self._others)
        self._others.add(hash(key))
        return len(self._others) > count


class Reckoner:
    """Reckons what a bundle would do: first `whole`, then every chunk of `later`.

    Nothing is written. Between the calls the entries of a chunk may be written, and only then.
    """

    def __init__(self, bundle: Bundle, *, as_of: date, now: datetime, progress: Progress | None = None) -> None:
        self.bundle = bundle
        self.as_of = as_of
        self.now = now
        self.progress = progress or Silent()
        self.finder = Finder()
        self.merged = Merged()
        self.result = Reckoning(as_of, problems=list(bundle.problems), facts=dict(bundle.facts))
        self.tallies = Tallies(self.result, bundle)
        self._referrers: dict[tuple[str, int], list[tuple[Entry, Column]]] = defaultdict(list)
        self._rows_done = 0

    def whole(self) -> Reckoning:
        """Reckon all records that are held in memory, and what follows from them."""
        by_table: dict[str, list[Record]] = defaultdict(list)
        for record in self.bundle.records:
            by_table[record.table].append(record)
        held = [of for of in TABLES if by_table[of.name]]
        entries = self.result.entries
        for of in held:
            if of.is_root:
                entries[of.name] = self._entries(of, by_table[of.name])
        self.result.problems.extend(self.merged.leave_alone(entries.get("people", ())))
        for of in held:
            if of.is_root:
                self._resolve(entries[of.name])
        for of in held:
            if of.is_root:
                self._judge(of, entries[of.name])
        standing.stop_circles(entries, self.stop_together)
        for of in held:
            if not of.is_root:
                entries[of.name] = self._entries(of, by_table[of.name])
                self._prepare(of, entries)
                self._judge(of, entries[of.name])
        standing.stop_links(entries, self.stop_together)
        self._add(table("posts"), consequences.fill_posts(entries, as_of=self.as_of, problems=self.result.problems))
        consequences.date_changes(entries, now=self.now)
        endings.tell_endings(self.result)
        self.tallies.count_whole()
        differences.tell_moves(self.result, as_of=self.as_of)
        differences.tell_absent(self.result, self.bundle)
        return self.result

    def later(self) -> Iterator[tuple[Table, list[Entry]]]:
        """Reckon the large tables, a thousand rows at a time."""
        for of in TABLES:
            if of.name not in self.bundle.later:
                continue
            seen = Seen()
            there, met = shape_of(of).going_out.count(), 0
            rows = self.bundle.later[of.name]()
            while chunk := list(islice(rows, CHUNK)):
                entries = self._chunk(of, chunk, seen)
                self._rows_done += len(chunk)
                self.progress.step(self._rows_done, 0, f"{of.file}: {self._rows_done:,} rows")
                met += sum(not entry.is_new for entry in entries)
                yield of, entries
            if there > met:
                self.result.absent[of.name] = Absent(there - met)

    # ------------------------------------------------------------------ one table

    def _entries(self, of: Table, records: Sequence[Record]) -> list[Entry]:
        """Make the entries of one table, one for each record, with what a record said twice says once."""
        first: dict[tuple[str, str], Record] = {}
        repeats: list[tuple[Record, Record]] = []
        for record in records:
            earlier = first.setdefault((record.source, record.key), record)
            if earlier is not record:
                repeats.append((record, earlier))
        made = self._make(of, list(first.values()))
        by_key = {(entry.record.source, entry.record.key): entry for entry in made}
        for record, earlier in repeats:
            entry = Entry(of, record, same_as=by_key[earlier.source, earlier.key])
            made.append(entry)
            self._compare_twins(entry, record, earlier)
        self.progress.step(0, 0, f"Compared {of.name.replace('_', ' ')}")
        return made

    def _make(self, of: Table, records: Sequence[Record]) -> list[Entry]:
        if of.is_root:
            return identify_roots(of, records, self.finder)
        entries = [Entry(of, record, values=dict(record.values)) for record in records]
        self._match(of, entries)
        return entries

    def _match(self, of: Table, entries: list[Entry]) -> None:
        for entry in entries:
            for column in of.key_columns:
                is_assumed = column.default not in {"", "now"} or column.kind is Kind.CHOICE
                if is_assumed and column.name not in entry.values:
                    entry.values[column.name] = default_of(column)
        self._resolve(entries)
        there = [entry for entry in entries if not entry.is_stopped]
        match_dependents(of, there, finder=self.finder, as_of=self.as_of)
        self.merged.settle(there)
        for entry in there:
            self.finder.keep(entry)

    def _compare_twins(self, entry: Entry, record: Record, earlier: Record) -> None:
        columns = sorted(
            name for name in {*record.values, *earlier.values} if record.values.get(name) != earlier.values.get(name)
        )
        if not columns:
            if not record.source:
                self.result.problems.append(
                    noted(
                        record.origin,
                        "same_row_twice",
                        found=record.key,
                        reason=f"Row {earlier.origin.row} says the same.",
                        cure="Nothing to do: it is brought in once.",
                    )
                )
            return
        twin = entry.same_as
        for mine, other in ((record, earlier), (earlier, record)):
            target = entry if mine is record else twin
            if target is not None:
                self.stop(
                    target,
                    "contradiction",
                    column=", ".join(columns),
                    found=record.key,
                    reason=f"{other.origin.file} row {other.origin.row} has the same key and says otherwise.",
                    cure="Decide which of the two is right and delete the other.",
                )

    def _chunk(self, of: Table, rows: Sequence[RowRead], seen: Seen) -> list[Entry]:
        """Reckon some rows of a large table."""
        records: list[Record] = []
        for row in rows:
            self.result.problems.extend(row.problems)
            if row.record is None:
                self.tallies.count_unread(of, row)
            elif not seen.add(row.record.key):
                problem = stopped(
                    row.origin,
                    "key_twice",
                    found=row.record.key,
                    reason="A row further up has the same key.",
                    cure="Decide which of the two is right and delete the other.",
                )
                self.result.problems.append(problem)
                self.tallies.count_unread(of, row)
            else:
                records.append(row.record)
        entries = self._make(of, records)
        if of.is_root:
            self._resolve(entries)
        self._judge(of, entries)
        self.tallies.count_entries(of, entries)
        return entries

    def _prepare(self, of: Table, entries: dict[str, list[Entry]]) -> None:
        """Settle what depends on other records of the same table before they are judged."""
        if of.name == "assignments":
            ended = consequences.end_other_holders(
                self.bundle, entries, as_of=self.as_of, problems=self.result.problems
            )
            self._add(of, ended)
            consequences.choose_main_posts(entries[of.name], as_of=self.as_of)
        elif of.name == "links":
            consequences.cite_versions(entries[of.name], entries)

    def _add(self, of: Table, found: Iterable[Entry]) -> None:
        """Add entries that no row asks for."""
        more = list(found)
        if more:
            self.result.entries.setdefault(of.name, []).extend(more)

    # ------------------------------------------------------------------ references

    def _resolve(self, entries: Sequence[Entry]) -> None:
        """Put numbers in the place of keys. What refers to nothing, or to what is stopped, is stopped."""
        open_ones = [entry for entry in entries if not entry.is_stopped and entry.same_as is None]
        self.finder.ask(
            (entry.record.source, column, str(entry.values[column.name]))
            for entry in open_ones
            for column in references(entry)
        )
        for entry in open_ones:
            for column in references(entry):
                if not entry.is_stopped:
                    self._resolve_one(entry, column)

    def _resolve_one(self, entry: Entry, column: Column) -> None:
        key = str(entry.values[column.name])
        found = self.finder.find(entry.record.source, column.table, key)
        if found is None:
            self.stop(
                entry,
                "nowhere",
                column=column.name,
                found=key,
                reason=f"No record of {column.table.replace('_', ' ')} has this key, here or among the rows coming in.",
                cure=f"Correct the key, or bring in what it means{'' if column.needed else ', or leave it empty'}.",
            )
            return
        of, number = table(found[0]), self.merged.follow(entry, column, table(found[0]), found[1])
        if self.finder.is_stopped(of, number):
            self.stop(entry, **_without(of, column, key))
            return
        entry.values[column.name] = number
        # What is written once it was reckoned falls with nothing any more, and is not held on to.
        if number < 0 and entry.table.name not in self.bundle.later:
            self._referrers[of.family, number].append((entry, column))

    def stop(self, entry: Entry, code: str, *, column: str = "", found: str = "", reason: str, cure: str) -> None:
        """Keep a record out, and with it the new records that refer to it."""
        self._stop([(entry, stopped(entry.origin, code, column=column, found=found, reason=reason, cure=cure))])

    def stop_together(self, entries: Sequence[Entry], code: str, *, column: str, reason: str, cure: str) -> None:
        """Keep records out that are wrong together, each for that reason rather than because it refers to another."""
        self._stop(
            [
                (entry, stopped(entry.origin, code, column=column, found=said(entry, column), reason=reason, cure=cure))
                for entry in entries
            ]
        )

    def _stop(self, first: Iterable[tuple[Entry, Problem]]) -> None:
        waiting = deque(first)
        while waiting:
            each, problem = waiting.popleft()
            if each.is_stopped:
                continue
            each.is_stopped = True
            self.result.problems.append(problem)
            if not each.is_new:
                continue
            place = (each.table.family, each.number)
            self.finder.stopped.add(place)
            for other, through in self._referrers.pop(place, ()):
                waiting.append((other, stopped(other.origin, **_without(each.table, through, each.record.key))))

    # ------------------------------------------------------------------ rules

    def _judge(self, of: Table, entries: Sequence[Entry]) -> None:
        """Complete new records, and stop what breaks a rule of its table."""
        for entry in entries:
            if entry.is_stopped or entry.same_as is not None:
                continue
            if entry.is_new:
                self._complete(of, entry)
            for broken in self._broken(of, entry):
                self.stop(
                    entry,
                    "rule",
                    column=broken.column,
                    found=said(entry, broken.column),
                    reason=broken.reason,
                    cure=broken.cure,
                )
        uniques.stop_clashes(of, entries, self.stop)

    def _complete(self, of: Table, entry: Entry) -> None:
        for column in of.stored_columns:
            if entry.values.get(column.name) is not None:
                continue
            if column.default == "now":
                entry.values[column.name] = self.now
            elif column.name not in entry.values or not column.may_be_empty:
                entry.values[column.name] = default_of(column)
        if of.name == "assignments" and entry.values["starts_on"] is None:
            entry.values["starts_on"] = self.as_of

    def _broken(self, of: Table, entry: Entry) -> Iterator[Broken]:
        given_here = of.key[:1] if entry.record.source and entry.is_new and entry.number < 0 else ()
        for column in of.stored_columns:
            if column.name in entry.values and column.name not in given_here:
                broken = does_not_fit(column, entry.values[column.name])
                if broken is not None:
                    yield broken
        yield from broken_rules(of, entry.final)


def said(entry: Entry, column: str) -> str:
    """Return what a record's row says in a column."""
    value = entry.record.values.get(column)
    return "" if value is None else str(value)


def _without(of: Table, column: Column, key: str) -> Why:
    """Return why a record that refers to a stopped one is stopped too."""
    return {
        "code": "refers_to_stopped",
        "column": column.name,
        "found": key,
        "reason": f"It refers to a record of {of.name.replace('_', ' ')} that is stopped itself.",
        "cure": "Mend that one first.",
    }


def references(entry: Entry) -> Iterator[Column]:
    """Give the columns of a record that refer to others by a key that is not resolved yet."""
    for column in entry.table.references:
        if isinstance(entry.values.get(column.name), str):
            yield column
    if entry.table.name == "source_keys" and isinstance(entry.values.get("record"), str):
        target = str(entry.values.get("table"))
        if target in ROOTS:
            yield Column("record", Kind.REFERENCE, "record", needed=True, table=target)


@cache
def default_of(column: Column) -> Scalar:
    """Return what a column holds when nothing is said."""
    if column.default and column.default != "now":
        return read_cell(column.default, column)
    return "" if column.kind in {Kind.TEXT, Kind.CHOICE, Kind.LIST, Kind.JSON} else None
