"""Goldenthread's own format: the tables, in the order in which they are written. Pure.

One declaration that export, import, its checks and docs/reference/file-formats.md are all made from.
"""

from __future__ import annotations

from goldenthread.exchange.tables import structure, thread, work
from goldenthread.exchange.tables.kinds import NTH, Column, Kind, Table
from goldenthread.exchange.tables.left_out import NOT_EXPORTED

__all__ = [
    "ITEMS",
    "ITEM_TABLES",
    "NOT_EXPORTED",
    "NTH",
    "TABLES",
    "Column",
    "Kind",
    "Table",
    "table",
    "tables_meant_by",
]

# The name by which references mean a record of any of the tables of items.
ITEMS = "items"

TABLES: tuple[Table, ...] = (
    structure.ORGANISATION,
    structure.ROLE_PROFILES,
    structure.UNITS,
    structure.POSTS,
    structure.PEOPLE,
    structure.ASSIGNMENTS,
    structure.APPOINTMENTS,
    structure.PLANNING_YEARS,
    thread.VISIONS,
    thread.VALUES,
    thread.GOALS,
    thread.OBJECTIVES,
    thread.PLANS,
    thread.BEHAVIOURS,
    thread.LINKS,
    thread.WATCHES,
    work.KEY_RESULTS,
    work.DUTIES,
    thread.ITEM_VERSIONS,
    work.READINGS,
    thread.CHECK_INS,
    thread.COMMENTS,
    work.TASKS,
    work.TASK_PARTS,
    work.TASK_DATES,
    thread.FINDING_DECISIONS,
    work.SOURCE_KEYS,
)
ITEM_TABLES: tuple[Table, ...] = tuple(table for table in TABLES if table.item_kind)
_BY_NAME = {table.name: table for table in TABLES}


def table(name: str) -> Table:
    """Return the table of this name.

    Raises:
        KeyError: there is none.
    """
    return _BY_NAME[name]


def tables_meant_by(name: str) -> tuple[Table, ...]:
    """Return the tables in which a reference to `name` may be found: itself, or all tables of items."""
    return ITEM_TABLES if name == ITEMS else (_BY_NAME[name],)
