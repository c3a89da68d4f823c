"""Backing up and restoring a PostgreSQL database: each table as COPY writes it, all of one moment.

No pg_dump is needed, whose version would have to match the server's. Rows are written in the order of their key, so
that a table's digest says whether it is the same table, here or after it was restored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from psycopg.sql import SQL, Composed, Identifier

from goldenthread.cli.keeping.archive import NotABackup, Reading, Writing
from goldenthread.cli.keeping.tables import columns, key_of, migrations, tables


def _member(table: str) -> str:
    return f"database/{table}.copy"


def _names(columns_of_it: list[str]) -> Composed:
    return SQL(", ").join(Identifier(name) for name in columns_of_it)


def _copied(table: str, columns_of_it: list[str]) -> Iterator[bytes]:
    """Yield a table's rows as COPY writes them, in the order of their key."""
    order = key_of(table) or columns_of_it
    statement = SQL("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT").format(
        _names(columns_of_it), Identifier(table), _names(order)
    )
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
        for chunk in copy:
            yield bytes(chunk)


def write(archive: Writing) -> None:
    """Add every table as it stands at one moment: one transaction that reads repeatably and holds nobody up."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        archive.manifest.migrations = migrations()
        for table in tables():
            archive.manifest.columns[table] = columns(table)
            archive.manifest.rows[table] = _count(table)
            archive.add(_member(table), _copied(table, archive.manifest.columns[table]))


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(SQL("SELECT COUNT(*) FROM {}").format(Identifier(table)))
        count: int = cursor.fetchone()[0]
    return count


def read(archive: Reading) -> None:
    """Put every table back in one transaction: whatever goes wrong, what was there before is there still.

    The tables are made as they stood when the backup was made, filled, compared with their digests, and only then
    brought up to this version by the caller.

    Raises:
        NotABackup: a table is damaged, or is not the same once it has been restored.
    """
    with transaction.atomic():
        _drop_everything()
        _make_tables(archive.manifest.migrations)
        kept = sorted(archive.manifest.rows)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for table in kept:
                if _count(table):  # rows that a migration made: they are in the backup too
                    cursor.execute(SQL("TRUNCATE {} CASCADE").format(Identifier(table)))
        for table in kept:
            _fill(archive, table)
        for table in kept:
            _compare(archive, table)
        _move_sequences(kept)


def _drop_everything() -> None:
    """Drop the tables and functions of this schema, those of extensions apart. The schema itself may not be ours."""
    present = connection.introspection.table_names()
    with connection.cursor() as cursor:
        if present:
            cursor.execute(SQL("DROP TABLE {} CASCADE").format(SQL(", ").join(Identifier(name) for name in present)))
        cursor.execute(
            """
            SELECT format('DROP FUNCTION %s CASCADE', p.oid::regprocedure) FROM pg_proc p
            WHERE p.pronamespace = current_schema()::regnamespace AND p.prokind = 'f'
              AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
            """
        )
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)


def _make_tables(applied: list[list[str]]) -> None:
    """Take exactly the migrations that the backup had had."""
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    had = {(app, name) for app, name in applied} & set(graph.nodes)
    last = [node for node in had if not any(child.key in had for child in graph.node_map[node].children)]
    executor.migrate(sorted(last))


def _fill(archive: Reading, table: str) -> None:
    statement = SQL("COPY {} ({}) FROM STDIN").format(Identifier(table), _names(archive.manifest.columns[table]))
    with (
        connection.cursor() as cursor,
        archive.part(_member(table)) as chunks,
        cursor.cursor.copy(statement) as copy,
    ):
        for chunk in chunks:
            copy.write(chunk)


def _compare(archive: Reading, table: str) -> None:
    digest = hashlib.sha256()
    for chunk in _copied(table, archive.manifest.columns[table]):
        digest.update(chunk)
    is_same = digest.hexdigest() == archive.manifest.parts[_member(table)].digest
    if not is_same or _count(table) != archive.manifest.rows[table]:
        raise NotABackup(f"{table} was not the same once it had been restored, so everything was put back as it was.")


def _move_sequences(kept: list[str]) -> None:
    models = [model for model in connection.introspection.installed_models(kept) if model._meta.managed]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def is_empty() -> bool:
    """Tell whether the database holds no tables, or nothing that anybody has set up."""
    return "people_person" not in connection.introspection.table_names()
