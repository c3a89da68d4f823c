"""Rows of an import in words: what changes, what is wrong, what cures it, how much is written of each table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils.translation import gettext as _

from goldenthread.exchange.cells import disarm, write_row
from goldenthread.exchange.models import Import, ImportRow
from goldenthread.exchange.queries.reckon.endings import held_words
from goldenthread.exchange.reckoning import Ending
from goldenthread.organisation.queries import organisation
from goldenthread.organisation.words import word
from goldenthread.ui.formats import day

QUOTED = re.compile(r"“([^”]+)”")
# A cure that is made in a cell of the file can be made here instead.
IN_A_CELL = re.compile(r"\bin the file\b|\bin the row\b|^Correct |^Type ")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
NAMED = 5


@dataclass(frozen=True, slots=True)
class Change:
    """One column of a changed row, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the list."""

    row: ImportRow
    file: str
    changes: tuple[Change, ...]

    @property
    def is_same(self) -> bool:
        return self.row.fate == ImportRow.Fate.SAME

    @property
    def is_changed(self) -> bool:
        return self.row.fate == ImportRow.Fate.CHANGED

    @property
    def is_stopped(self) -> bool:
        return self.row.fate == ImportRow.Fate.STOPPED


@dataclass(frozen=True, slots=True)
class Curable:
    """A remark on a row. `field` names the input that puts its cell right (empty: it is not put right here), and
    `proposal` what is likely meant."""

    row: ImportRow
    file: str
    field: str
    proposal: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Records of one table that are here and not in the files."""

    name: str
    count: int
    first: tuple[str, ...]

    @property
    def has_more(self) -> bool:
        return self.count > len(self.first)


@dataclass(frozen=True, slots=True)
class Ended:
    """A post or unit that ends and holds something still, and the page where that is handed over."""

    name: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """What an import does to one table."""

    name: str
    new: int
    changed: int
    same: int
    stopped: int


def file_words(role: str) -> str:
    return {"senior": _("Senior posts"), "junior": _("Junior posts"), "plan": _("Plan")}.get(role, role)


def column_words(name: str) -> str:
    """Return a column of our own files as people say it."""
    said = {
        "fte": _("Full-time equivalents"),
        "is_group": _("Stands for many posts"),
        "starts_on": _("Starts on"),
        "ends_on": _("Ends on"),
        "due_on": _("Due on"),
        "done_on": _("Done on"),
    }
    return said.get(name) or str(capfirst(name.replace("_", " ")))


def value_words(value: str) -> str:
    """Return a value as people read it: days in words, nothing as nothing."""
    if not value:
        return _("nothing")
    try:
        return day(date.fromisoformat(value)) if DAY.fullmatch(value) else value
    except ValueError:
        return value


def shown_row(row: ImportRow) -> Shown:
    changes = tuple(
        Change(column_words(name), value_words(before), value_words(after))
        for name, (before, after) in row.changes.items()
    )
    return Shown(row, file_words(row.file_role), changes)


def curable(of_import: Import, row: ImportRow) -> Curable:
    """Return a remark with the input that cures it: the cell of its row and column, where both are known."""
    headers = of_import.settings.get("headers", {}).get(row.file_role, [])
    field = ""
    if row.row and row.column in headers and row.column and IN_A_CELL.search(row.cure):
        field = f"{row.file_role}:{row.row}:{headers.index(row.column)}"
    quoted = QUOTED.search(row.cure) if field else None
    return Curable(row, file_words(row.file_role), field, quoted.group(1) if quoted else "")


def table_words(name: str) -> str:
    """Return the name of a table as the organisation says it."""
    own = {
        "units": "unit",
        "posts": "post",
        "visions": "vision",
        "values": "value",
        "goals": "goal",
        "objectives": "objective",
        "plans": "plan",
        "tasks": "task",
    }
    if name in own:
        return str(capfirst(word(own[name], renamed=organisation().words, many=True)))
    said = {
        "people": _("People"),
        "assignments": _("Who holds which post"),
        "links": _("Links"),
        "task_dates": _("Dates in the source’s words"),
        "organisation": _("The organisation itself"),
    }
    return said.get(name) or str(capfirst(name.replace("_", " ")))


def table_lines(of_import: Import) -> list[Line]:
    """Return what is written of each table, in the order in which they are written."""
    return [
        Line(
            table_words(name),
            int(counts.get("new", 0)),
            int(counts.get("changed", 0)) + int(counts.get("consequences", 0)),
            int(counts.get("same", 0)),
            int(counts.get("stopped", 0)),
        )
        for name, counts in of_import.counts.get("tables", {}).items()
    ]


def absent_lines(of_import: Import) -> list[Missing]:
    return [
        Missing(table_words(name), int(absent["count"]), tuple(absent.get("first", [])[:NAMED]))
        for name, absent in of_import.counts.get("absent", {}).items()
    ]


def ending_lines(of_import: Import) -> list[Ended]:
    """Return the posts and units that end and hold something still; an import that was undone ended nothing."""
    pages = {"posts": "people:post_abolish", "units": "people:unit_close"}
    if of_import.state in {Import.State.UNDONE, Import.State.DISCARDED}:
        return []
    endings = [Ending(**said) for said in of_import.counts.get("endings", [])]
    return [
        Ended(ending.name, held_words(ending), reverse(pages[ending.table], args=[ending.number])) for ending in endings
    ]


def row_lines(rows: QuerySet[ImportRow]) -> Iterator[str]:
    """Give rows as lines of a spreadsheet, in which no cell is taken for a formula."""
    for row in rows.iterator(chunk_size=2000):
        changes = "; ".join(
            f"{column_words(name)}: {before} → {after}" for name, (before, after) in row.changes.items()
        )
        yield write_row(
            [
                disarm(file_words(row.file_role)),
                str(row.row),
                str(ImportRow.Fate(row.fate).label),
                disarm(row.label),
                disarm(row.column),
                disarm(row.found),
                disarm(row.words or changes),
                disarm(row.cure),
            ]
        )
