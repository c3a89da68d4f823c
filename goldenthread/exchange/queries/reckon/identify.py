"""Which records are new, and what stands in the database for the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from goldenthread.exchange.models import SourceKey
from goldenthread.exchange.queries.reckon.finder import Finder
from goldenthread.exchange.queries.shapes import ASKED, shape_of
from goldenthread.exchange.reckoning import Entry
from goldenthread.exchange.records import Record, Scalar
from goldenthread.exchange.tables import NTH, Table

Rows = Mapping[int, Mapping[str, Scalar]]


def identify_roots(of: Table, records: Sequence[Record], finder: Finder) -> list[Entry]:
    """Make entries of records that are known by a key of their own. Their references are still keys."""
    entries = [Entry(of, record, values=dict(record.values)) for record in records]
    by_source = _numbers_by_source(of, entries, finder)
    own = {entry: _own_key(entry) for entry in entries}
    by_key, rows = _rows_by_key(of, set(own.values()), by_source.values())
    taken_by_others = _known_from_elsewhere(of, entries, by_key, own)
    for entry in entries:
        number = by_source.get((entry.record.source, entry.record.key))
        key = own[entry]
        if number is None and key is not None and not (entry.record.source and key in taken_by_others):
            number = by_key.get(key)
        if number is not None:
            entry.number, entry.before = number, rows[number]
            empty = {name: value for name, value in entry.record.when_empty.items() if entry.before[name] in (None, "")}
            entry.values.update(empty)
        else:
            _make_new(entry, finder, taken=by_key)
        finder.keep(entry)
    return entries


def _own_key(entry: Entry) -> str | None:
    """Return the key that the record would have here; None: we give it one (items and tasks of a source)."""
    of, record = entry.table, entry.record
    if not of.key:
        return "1"
    said = record.values.get(of.key[0])
    if said is not None:
        return str(said)
    return None if record.source and (of.item_kind or of.name == "tasks") else record.key


def _numbers_by_source(of: Table, entries: Sequence[Entry], finder: Finder) -> dict[tuple[str, str], int]:
    keys: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.record.source:
            keys[entry.record.source].append(entry.record.key)
    return {
        (source, key): number
        for source, wanted in keys.items()
        for key, number in finder.known_from(source, of, wanted)
    }


def _rows_by_key(
    of: Table, keys: Iterable[str | None], numbers: Iterable[int]
) -> tuple[dict[str, int], dict[int, Mapping[str, Scalar]]]:
    shape = shape_of(of)
    rows: dict[int, Mapping[str, Scalar]] = {}
    by_key: dict[str, int] = {}
    if not of.key:
        found = shape.rows()
    else:
        column = of.by_name[of.key[0]]
        wanted: list[Scalar] = [key for key in keys if key is not None]
        if column.stored_as == "id":
            wanted = [int(str(key)) for key in wanted]
        found = shape.rows_with(shape.lookup(column), wanted)
    for pk, values in found:
        rows[pk] = values
        by_key[str(values[of.key[0]]) if of.key else "1"] = pk
    for pk, values in shape.rows_with("pk", [number for number in numbers if number not in rows]):
        rows[pk] = values
    return by_key, rows


def _known_from_elsewhere(
    of: Table, entries: Sequence[Entry], by_key: Mapping[str, int], own: Mapping[Entry, str | None]
) -> set[str]:
    """Return the keys whose records came from another source: the same reference there means something else."""
    sources = {entry.record.source for entry in entries if entry.record.source}
    if not sources:
        return set()
    met = {key: by_key[key] for key in own.values() if key is not None and key in by_key}
    numbers = sorted(set(met.values()))
    foreign: set[int] = set()
    for start in range(0, len(numbers), ASKED):
        known = SourceKey.objects.filter(table=of.name, number__in=numbers[start : start + ASKED])
        foreign.update(known.exclude(source__in=sources).values_list("number", flat=True))
    return {key for key, number in met.items() if number in foreign}


def _make_new(entry: Entry, finder: Finder, *, taken: dict[str, int]) -> None:
    of, record = entry.table, entry.record
    entry.is_new = True
    entry.values = {**record.when_new, **record.when_empty, **record.values}
    if not of.key:
        entry.number = 1
        return
    column = of.by_name[of.key[0]]
    if column.stored_as == "id" and column.name in entry.values:
        entry.number = int(str(entry.values[column.name]))
        return
    entry.number = finder.next_number(of.family)
    key = _own_key(entry)
    if key is None:
        return
    free = key if not record.source else _free(key[: column.longest], taken, column.longest)
    entry.values[column.name] = free
    taken[free] = entry.number


def _free(key: str, taken: Mapping[str, int], longest: int) -> str:
    """Return the key, or the key with the first number that makes it free."""
    free, number = key, 1
    while free in taken:
        number += 1
        ending = f"-{number}"
        free = key[: longest - len(ending)] + ending
    return free


def match_dependents(of: Table, entries: Sequence[Entry], *, finder: Finder, as_of: date) -> None:
    """Find the rows of records that are known by what they belong to. Their references are numbers by now."""
    candidates = _candidates(of, entries)
    for entry in entries:
        row = _choose(of, entry, candidates, as_of)
        if row is not None:
            entry.number, entry.before = row
        else:
            entry.is_new = True
            entry.number = finder.next_number(of.family)
            entry.values = {**entry.record.when_new, **entry.values}


def _candidates(
    of: Table, entries: Sequence[Entry]
) -> dict[tuple[Scalar, ...], list[tuple[int, Mapping[str, Scalar]]]]:
    """Return the rows that stand below the same records, by the part of their key that is always said, oldest first."""
    shape = shape_of(of)
    wanted: dict[str, set[int | str]] = defaultdict(set)
    for entry in entries:
        name, parent = _parent(of, entry.values)
        # What belongs to a new record is not in the database either.
        if isinstance(parent, str) or (isinstance(parent, int) and parent > 0):
            wanted[name].add(parent)
    found: dict[tuple[Scalar, ...], list[tuple[int, Mapping[str, Scalar]]]] = defaultdict(list)
    for name, parents in wanted.items():
        for pk, values in shape.rows_with(shape.lookup(of.by_name[name]), sorted(parents, key=str)):
            if _parent(of, values)[0] == name:
                found[_steady_key(of, values)].append((pk, values))
    return found


def _parent(of: Table, values: Mapping[str, Scalar]) -> tuple[str, Scalar]:
    """Return the first record in a record's key that it belongs to; where it belongs to none, the last part."""
    for column in of.key_columns:
        if column.is_reference and values.get(column.name) is not None:
            return column.name, values[column.name]
    return of.key[-1], values.get(of.key[-1])


def _steady_key(of: Table, values: Mapping[str, Scalar]) -> tuple[Scalar, ...]:
    return tuple(values.get(name) for name in of.key if name not in _MAY_BE_OPEN)


# Parts of a key that a record may leave open: an assignment its first day, a link the moment it was made.
_MAY_BE_OPEN = frozenset({"starts_on", "made_at"})


def _choose(
    of: Table,
    entry: Entry,
    candidates: Mapping[tuple[Scalar, ...], list[tuple[int, Mapping[str, Scalar]]]],
    as_of: date,
) -> tuple[int, Mapping[str, Scalar]] | None:
    there = candidates.get(_steady_key(of, entry.values), [])
    left_open = [name for name in of.key if name in _MAY_BE_OPEN]
    if left_open and entry.values.get(left_open[0]) is None:
        return _standing(of, there, as_of)
    same = [row for row in there if all(row[1][name] == entry.values[name] for name in left_open)]
    nth = entry.values.get(NTH, 1)
    place = nth - 1 if isinstance(nth, int) else 0
    return same[place] if place < len(same) else None


def _standing(
    of: Table, there: list[tuple[int, Mapping[str, Scalar]]], as_of: date
) -> tuple[int, Mapping[str, Scalar]] | None:
    """Return the row that holds now: the assignment held on the day, the link that is not retired or else the last."""
    if of.name == "links":
        live = [row for row in there if row[1]["state"] != "retired"]
        return live[-1] if live else there[-1] if there else None
    held = [row for row in there if holds_on(row[1], as_of)]
    return held[-1] if held else None


def holds_on(values: Mapping[str, Scalar], day: date) -> bool:
    """Tell whether an assignment's values hold on a day."""
    starts, ends = values.get("starts_on"), values.get("ends_on")
    return isinstance(starts, date) and starts <= day and (ends is None or (isinstance(ends, date) and day <= ends))
