"""Backing up and restoring an SQLite database: one file, copied page by page while others go on writing."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from goldenthread.cli.keeping.archive import NotABackup, Reading, Writing
from goldenthread.cli.keeping.tables import migrations, tables

MEMBER = "database/goldenthread.sqlite3"


def database_file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def write(archive: Writing, *, beside: Path) -> None:
    """Add a copy of the database as it stands at one moment.

    SQLite's own backup takes all pages in one step, under one read lock: in WAL mode nobody waits for it, and what is
    written meanwhile is not in the copy. Rows are counted in the copy, so that count and content are of one moment.
    """
    copy = beside.with_suffix(".sqlite3.part")
    copy.unlink(missing_ok=True)
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        archive.manifest.migrations = migrations()
        with closing(sqlite3.connect(database_file())) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target, pages=-1)
            target.execute("PRAGMA journal_mode = DELETE")
            archive.manifest.rows = _count(target, tables())
        archive.add_file(MEMBER, copy)
    finally:
        copy.unlink(missing_ok=True)


def _count(database: sqlite3.Connection, names: list[str]) -> dict[str, int]:
    return {name: database.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in names}


def read(archive: Reading) -> None:
    """Put the copy in the place of the database, once it has proved itself. Nobody else may have the database open.

    Raises:
        NotABackup: the copy is damaged, or holds other rows than its manifest says. Nothing has been changed.
    """
    place = database_file()
    copy = place.with_suffix(".sqlite3.restoring")
    try:
        archive.extract(MEMBER, copy)
        with closing(sqlite3.connect(copy)) as database:
            _prove(database, archive)
            database.execute("PRAGMA journal_mode = WAL")
        connection.close()
        for leftover in (f"{place}-wal", f"{place}-shm"):
            Path(leftover).unlink(missing_ok=True)
        copy.replace(place)
    finally:
        for leftover in (str(copy), f"{copy}-wal", f"{copy}-shm"):
            Path(leftover).unlink(missing_ok=True)


def _prove(database: sqlite3.Connection, archive: Reading) -> None:
    if database.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        raise NotABackup("The database in the backup is damaged.")
    found = _count(database, sorted(archive.manifest.rows))
    wrong = [name for name, count in archive.manifest.rows.items() if found.get(name) != count]
    if wrong:
        raise NotABackup(f"The backup holds other rows of {wrong[0]} than its manifest says.")


def is_empty() -> bool:
    """Tell whether there is no database, or one in which nothing was ever set up."""
    return not database_file().exists()
