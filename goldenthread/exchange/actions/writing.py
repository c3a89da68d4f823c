"""Writes what was reckoned: changes first, then new records, table by table, with statements for many rows at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Model

from goldenthread.exchange.actions.following import index
from goldenthread.exchange.actions.log import Log
from goldenthread.exchange.actions.numbers import go_on_after, take_numbers, take_references
from goldenthread.exchange.models import SourceKey
from goldenthread.exchange.queries.reckon import CHUNK, Progress
from goldenthread.exchange.queries.reckon.uniques import RULES, Once
from goldenthread.exchange.queries.shapes import ASKED, shape_of, to_field
from goldenthread.exchange.reckoning import Entry
from goldenthread.exchange.records import Scalar
from goldenthread.exchange.tables import ITEMS, TABLES, Column, Table, table
from goldenthread.people.models import Person
from goldenthread.thread.actions.items import PREFIXES
from goldenthread.thread.models import Item, ItemVersion
from goldenthread.together.findings.rules import BROKEN, KINDS, NO_VISION, Severity

Changes = dict[int, tuple[dict[str, object], dict[str, object]]]


def written(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that are written or were found, each once."""
    return [entry for entry in entries if not entry.is_stopped and entry.same_as is None]


class Writer:
    """Writes entries and keeps what it wrote. Numbers below 0 become real ones; entries are brought up to date."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._numbers: dict[tuple[str, int], int] = {}
        self._taken: dict[type[Model], int] = {}
        self._highest_task = 0
        self.count = 0

    # ------------------------------------------------------------------ tables held in memory

    def write_whole(self, entries: Mapping[str, Sequence[Entry]], *, progress: Progress, total: int) -> None:
        """Write all tables that are held in memory. References may point forward, so numbers come first."""
        held = [(of, written(entries[of.name])) for of in TABLES if of.name in entries]
        for of, found in held:
            self._number(of, found)
        for of, found in held:
            self.write(of, found)
            progress.step(self.count, total, of.name.replace("_", " "))

    def write(self, of: Table, found: Sequence[Entry]) -> None:
        """Write some entries of one table: what changes, then what is new."""
        found = written(found)
        self._number(of, found)
        for entry in found:
            self._translate(entry)
        self._change(of, [entry for entry in found if not entry.is_new and entry.changed])
        new = [entry for entry in found if entry.is_new]
        for start in range(0, len(new), CHUNK):
            self._make(of, new[start : start + CHUNK])
        label = "thread.Item" if of.item_kind else of.model
        index(label, [entry.number for entry in found if entry.is_new or entry.changed])
        if of.is_root:
            self._keep_source_keys(of, [entry for entry in found if entry.record.source])

    def finish(self) -> None:
        """Let numbers go on after those that files gave."""
        go_on_after(shape_of(table("tasks")).model, self._highest_task)
        self._log.flush()

    # ------------------------------------------------------------------ numbers

    def _number(self, of: Table, found: Sequence[Entry]) -> None:
        new = [entry for entry in found if entry.is_new and entry.number < 0]
        if not new or _is_part(of):
            return
        model = Item if of.item_kind else shape_of(of).model
        numbers = take_numbers(model, len(new), above=self._taken.get(model, 0))
        self._taken[model] = max(numbers)
        for entry, number in zip(new, numbers, strict=True):
            self._numbers[of.family, entry.number] = number
            entry.number = number
        if of.item_kind:
            unnamed = [entry for entry in new if not entry.values.get("reference")]
            prefix = PREFIXES[Item.Kind(of.item_kind)]
            for entry, reference in zip(unnamed, take_references(prefix, len(unnamed)), strict=True):
                entry.values["reference"] = reference

    def _translate(self, entry: Entry) -> None:
        """Put real numbers in the place of provisional ones."""
        for column in entry.table.columns:
            value = entry.values.get(column.name)
            if isinstance(value, int) and value < 0:
                family = _family(column, entry)
                if family:
                    entry.values[column.name] = self._numbers[family, value]
        if _is_part(entry.table) and entry.is_new:
            entry.number = int(str(entry.values[entry.table.key[0]]))

    # ------------------------------------------------------------------ changes

    def _change(self, of: Table, changed: Sequence[Entry]) -> None:
        self._park(of, changed)
        model = shape_of(of).model
        for part, is_item in ((Item, True), (model, False)):
            changes: Changes = {}
            for entry in changed:
                columns = [of.by_name[name] for name in entry.changed]
                mine = [column for column in columns if column.is_of_item is is_item]
                if mine:
                    changes[entry.number] = (
                        {attname(column): to_field(column, entry.before[column.name]) for column in mine},
                        {attname(column): to_field(column, entry.values[column.name]) for column in mine},
                    )
            update(part, changes)
            self._log.changed(part, changes)
        self.count += len(changed)

    def _park(self, of: Table, changed: Sequence[Entry]) -> None:
        """Free what may stand only once before others take it."""
        for rule in RULES.get(of.name, ()):
            if rule.parked is None:
                continue
            taken = {key: entry.number for entry in changed if (key := rule.key(entry.final)) is not None}
            waiting = [
                entry
                for entry in changed
                if (key := rule.key(entry.before)) is not None and taken.get(key, entry.number) != entry.number
            ]
            park(of, rule, [entry.number for entry in waiting])

    # ------------------------------------------------------------------ new records

    def _make(self, of: Table, new: Sequence[Entry]) -> None:
        if not new:
            return
        model = shape_of(of).model
        numbers = [entry.number for entry in new]
        if of.item_kind:
            Item.objects.bulk_create(
                [Item(pk=entry.number, kind=of.item_kind, **_fields(entry, is_item=True)) for entry in new]
            )
            self._log.new(Item, numbers)
        model._default_manager.bulk_create([model(pk=entry.number, **_fields(entry, is_item=False)) for entry in new])
        self._log.new(model, numbers)
        if of.name == "tasks":
            self._highest_task = max(self._highest_task, *numbers)
        self.count += len(new)

    def _keep_source_keys(self, of: Table, found: Sequence[Entry]) -> None:
        """Remember what the source's keys mean."""
        known: dict[tuple[str, str], SourceKey] = {}
        keys = sorted({entry.record.key for entry in found})
        for start in range(0, len(keys), ASKED):
            for row in SourceKey.objects.filter(table=of.name, key__in=keys[start : start + ASKED]):
                known[row.source, row.key] = row
        moved: Changes = {}
        new: list[SourceKey] = []
        for entry in found:
            there = known.get((entry.record.source, entry.record.key))
            if there is None:
                new.append(
                    SourceKey(source=entry.record.source, table=of.name, key=entry.record.key, number=entry.number)
                )
            elif there.number != entry.number:
                moved[there.pk] = ({"number": there.number}, {"number": entry.number})
        update(SourceKey, moved)
        self._log.changed(SourceKey, moved)
        for row, number in zip(new, take_numbers(SourceKey, len(new)), strict=True):
            row.pk = number
        SourceKey.objects.bulk_create(new)
        self._log.new(SourceKey, [row.pk for row in new])

    def first_versions(self, entries: Mapping[str, Sequence[Entry]], *, by: Person | None, now: datetime) -> None:
        """Keep the words of new items as their first version, as for items made by hand."""
        new = [
            entry for found in entries.values() for entry in written(found) if entry.table.item_kind and entry.is_new
        ]
        rows = [
            ItemVersion(
                pk=number,
                item_id=entry.number,
                version=int(str(entry.final["version"])),
                title=str(entry.final["title"]),
                words=str(entry.final.get("statement") or entry.final["description"]),
                by=by,
                at=now,
            )
            for entry, number in zip(new, take_numbers(ItemVersion, len(new)), strict=True)
        ]
        ItemVersion.objects.bulk_create(rows)
        self._log.new(ItemVersion, [row.pk for row in rows])


def _is_part(of: Table) -> bool:
    """Tell whether a record has the number of what it belongs to, and none of its own."""
    return not of.item_kind and shape_of(of).model._meta.pk.is_relation


def _family(column: Column, entry: Entry) -> str:
    if column.is_reference:
        return ITEMS if column.table == ITEMS else table(column.table).family
    if entry.table.name == "source_keys" and column.name == "record":
        return table(str(entry.values["table"])).family
    return ""


def attname(column: Column) -> str:
    """Return the name under which the database holds a column."""
    return f"{column.stored_as}_id" if column.is_reference else column.stored_as


def _fields(entry: Entry, *, is_item: bool) -> dict[str, object]:
    found: dict[str, object] = {}
    for column in entry.table.stored_columns:
        if column.is_of_item is is_item and column.stored_as != "id" and column.name in entry.values:
            value: Scalar = entry.values[column.name]
            found[attname(column)] = to_field(column, value)
    if entry.table.item_kind and not is_item:
        found["item_id"] = entry.number
    if entry.table.name == "finding_decisions":
        found.update(_worked_out(entry.values))
    return found


def _worked_out(values: Mapping[str, Scalar]) -> dict[str, object]:
    """Return what a finding holds besides what was decided: its place as the rules write it, and a first judgement.

    The next look at the whole thread judges again, and mends what is no longer so.
    """
    code = str(values["code"])
    place = next((name for name in ("item", "task", "post", "unit") if values.get(name) is not None), None)
    key = f"{code}:{place}:{values[place]}" if place is not None else NO_VISION
    key += f":{values['upper']}" if code == "B7" else ""
    return {
        "key": key,
        "kind": KINDS.get(code, BROKEN),
        "severity": int(Severity.MODERATE),
        "last_seen_at": values["first_seen_at"],
    }


def park(of: Table, rule: Once, numbers: Sequence[int]) -> None:
    """Let records not count for a moment, so that others can take what may stand only once."""
    for name, value in (rule.parked or {}).items():
        column = of.by_name[name]
        model = Item if column.is_of_item else shape_of(of).model
        for start in range(0, len(numbers), ASKED):
            rows = model._default_manager.filter(pk__in=numbers[start : start + ASKED])
            rows.update(**{attname(column): value})


def update(model: type[Model], changes: Changes) -> None:
    """Write the second of each pair of field values, records with the same fields together."""
    by_fields: dict[tuple[str, ...], list[Model]] = defaultdict(list)
    for number, (_before, after) in changes.items():
        row = model(pk=number)
        for name, value in after.items():
            setattr(row, name, value)
        by_fields[tuple(sorted(after))].append(row)
    for attnames, rows in by_fields.items():
        names = [model._meta.get_field(name).name for name in attnames]
        model._default_manager.bulk_update(rows, names, batch_size=200)
