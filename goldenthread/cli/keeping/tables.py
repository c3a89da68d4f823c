"""Which tables a backup holds, and what the database has had."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

# Kept by the database's own means, or not worth keeping.
NOT_KEPT = {"django_migrations"}


def tables() -> list[str]:
    """Return the tables of the installation, in order of name."""
    cache = {str(one["LOCATION"]) for one in settings.CACHES.values() if "LOCATION" in one}
    ours = set(connection.introspection.django_table_names(only_existing=True, include_views=False))
    return sorted(ours - NOT_KEPT - cache)


def migrations() -> list[list[str]]:
    """Return the migrations the database has had, as pairs of app and name."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted([app, name] for app, name in applied)


def columns(table: str) -> list[str]:
    """Return the columns of a table that are written: not those the database works out. In order of name."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT column_name FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER' ORDER BY column_name
            """,
            [table],
        )
        return [name for (name,) in cursor.fetchall()]


def key_of(table: str) -> list[str]:
    """Return the columns of a table's primary key."""
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, table)
    return next((list(facts["columns"]) for facts in constraints.values() if facts["primary_key"]), [])
