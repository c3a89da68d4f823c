"""What a new record is, in a few words: where a post stands, what an objective serves, whose a piece of work is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from goldenthread.exchange.cells import write_cell
from goldenthread.exchange.queries.reckon.consequences import written
from goldenthread.exchange.queries.reckon.identify import holds_on
from goldenthread.exchange.queries.reckon.names import NAMED, Names, Ways, joined
from goldenthread.exchange.reckoning import Entry
from goldenthread.exchange.records import Scalar
from goldenthread.exchange.tables import ITEMS, TABLES, Column, Kind, table
from goldenthread.ui.formats import day

LONGEST_VALUE = 60
VERBS = {"evidences": "is evidence for"}
Entries = Mapping[str, Sequence[Entry]]


class Sayings:
    """Says what new records are: first `learn`, then `ask` for some of them at once, then `words` for each of those.

    Numbers are those that were reckoned, below 0 for records that are new.
    """

    def __init__(self) -> None:
        self._names = Names()
        self._ways = Ways()
        self._post_of: dict[int, int] = {}
        self._holders: dict[int, list[int]] = defaultdict(list)

    # ------------------------------------------------------------------ what the files say

    def learn(self, entries: Entries, *, as_of: date) -> None:
        """Take in what the files themselves say of names, of who holds what, and of what serves what."""
        for of in TABLES:
            for entry in written(entries.get(of.name, ())) if of.family in NAMED else ():
                name = str(entry.final.get("title") or entry.final.get("name") or "")
                self._names.keep(of.family, entry.number, name, unit=_number(entry.final.get("unit")))
        for entry in written(entries.get("assignments", ())):
            if holds_on(entry.final, as_of):
                self._learn_holder(entry)
        for entry in written(entries.get("links", ())):
            if entry.final.get("kind") == "serves":
                self._learn_link(entry)

    def _learn_holder(self, entry: Entry) -> None:
        person, post = _number(entry.final["person"]), _number(entry.final["post"])
        self._holders[post].append(person)
        if entry.final.get("is_main") is True or person not in self._post_of:
            self._post_of[person] = post

    def _learn_link(self, entry: Entry) -> None:
        final = entry.final
        if final.get("state") == "retired":
            self._ways.retire(entry.number)
        else:
            is_primary = final.get("is_primary") is True
            self._ways.keep(_number(final["lower"]), _number(final["upper"]), is_primary=is_primary)

    def ask(self, told: Sequence[Entry]) -> None:
        """Look up what these records refer to and the files do not bring: some queries, however many records."""
        wanted: dict[str, set[int]] = defaultdict(set)
        start: set[int] = set()
        for entry in told:
            for column in entry.table.references:
                wanted[_family(column)].add(_number(entry.final.get(column.name)))
            if entry.table.item_kind:
                start.add(entry.number)
            elif entry.table.name == "tasks":
                start.add(_number(entry.final.get("serves")))
            elif entry.table.name == "people":
                wanted["posts"].add(self._post_of.get(entry.number, 0))
            elif entry.table.name == "posts":
                wanted["people"].update(self._holders.get(entry.number, ()))
        wanted[ITEMS] |= self._ways.look_up(start)
        self._names.look_up(wanted)

    # ------------------------------------------------------------------ words

    def words(self, entry: Entry) -> str:
        """Return what a record is. No query after `ask`."""
        says = _SAYS.get(entry.table.name)
        if says is not None:
            return says(self, entry)
        return self._item(entry) if entry.table.item_kind else self._anything(entry)

    def _named(self, entry: Entry, column: str) -> str:
        return self._names.name(_family(entry.table.by_name[column]), _number(entry.final.get(column)))

    def _post(self, entry: Entry) -> str:
        final = entry.final
        stands = joined([str(final["title"]), str(final.get("grade") or ""), self._named(entry, "unit")])
        holders = [self._names.name("people", person) for person in self._holders.get(entry.number, ())]
        held = joined(holders, " and ")
        return joined([stands, f"held by {held}" if held else ""], "; ")

    def _person(self, entry: Entry) -> str:
        return self._names.post(self._post_of.get(entry.number, 0)) or "without a post"

    def _unit(self, entry: Entry) -> str:
        above = self._named(entry, "parent")
        return f"part of {above}" if above else "at the top"

    def _assignment(self, entry: Entry) -> str:
        holder, begins = self._named(entry, "person"), entry.final["starts_on"]
        since = f"from {day(begins)}" if isinstance(begins, date) else ""
        return joined([f"{holder}: {self._names.post(_number(entry.final['post']))}", since])

    def _link(self, entry: Entry) -> str:
        verb = str(entry.final["kind"])
        return f"{self._named(entry, 'lower')} {VERBS.get(verb, verb)} {self._named(entry, 'upper')}"

    def _vision(self, entry: Entry) -> str:
        return f"looks to {entry.final['horizon_year']}"

    def _value(self, entry: Entry) -> str:
        return self._whose(entry, "owned by", "owner_post", "owner_unit")

    def _task(self, entry: Entry) -> str:
        return joined(
            [self._serving(_number(entry.final.get("serves"))), self._whose(entry, "for", "person", "post")], "; "
        )

    def _item(self, entry: Entry) -> str:
        owner = self._whose(entry, "owned by", "owner_post", "owner_unit")
        return joined([self._serving(self._ways.above(entry.number)), owner], "; ")

    def _serving(self, number: int) -> str:
        """Return what is served, below what that serves itself."""
        way = joined([self._names.name(ITEMS, each) for each in self._ways.way(number)], " › ")
        return f"serves {way}" if way else "serves nothing yet"

    def _whose(self, entry: Entry, words: str, *columns: str) -> str:
        names = [name for column in columns if (name := self._named(entry, column))]
        return f"{words} {names[0]}" if names else ""

    def _anything(self, entry: Entry) -> str:
        """Return what a record of any other table belongs to, and the first things that its row says."""
        names = [self._named(entry, column.name) for column in entry.table.references]
        said = [
            f"{column.name.replace('_', ' ')}: {text}"
            for column in entry.table.stored_columns
            if not column.is_reference and column.kind is not Kind.JSON and column.name != "position"
            if (text := _short(entry.record.values.get(column.name))) and text not in entry.record.label
        ]
        return joined([*names[:2], *said[:2]])


_SAYS = {
    "posts": Sayings._post,
    "people": Sayings._person,
    "units": Sayings._unit,
    "assignments": Sayings._assignment,
    "links": Sayings._link,
    "visions": Sayings._vision,
    "values": Sayings._value,
    "tasks": Sayings._task,
}


def _number(value: Scalar) -> int:
    return value if isinstance(value, int) else 0


def _family(column: Column) -> str:
    return ITEMS if column.table == ITEMS else table(column.table).family


def _short(value: Scalar) -> str:
    """Return a value as it is said, unless it is nothing, no, or long."""
    if isinstance(value, date):
        return day(value)
    text = "" if value is None or value is False else write_cell(value)
    return text if len(text) <= LONGEST_VALUE else ""
