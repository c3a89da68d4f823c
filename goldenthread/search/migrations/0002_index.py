"""Let the database keep the index: FTS5 with triggers on SQLite, GIN over a text search vector on PostgreSQL."""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    """
    CREATE VIRTUAL TABLE search_index USING fts5(
        folded, content='search_entry', content_rowid='id', tokenize="unicode61 tokenchars '_'", prefix='2 3', detail='none'
    )
    """,
    """
    CREATE TRIGGER search_entry_in AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_index(rowid, folded) VALUES (new.id, new.folded);
    END
    """,
    """
    CREATE TRIGGER search_entry_out AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_index(search_index, rowid, folded) VALUES ('delete', old.id, old.folded);
    END
    """,
    """
    CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_entry BEGIN
        INSERT INTO search_index(search_index, rowid, folded) VALUES ('delete', old.id, old.folded);
        INSERT INTO search_index(rowid, folded) VALUES (new.id, new.folded);
    END
    """,
)
POSTGRESQL = ("CREATE INDEX search_entry_words ON search_entry USING gin (to_tsvector('simple', folded))",)


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement, params=None)


def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for name in ("in", "out", "changed"):
            schema_editor.execute(f"DROP TRIGGER search_entry_{name}")
        schema_editor.execute("DROP TABLE search_index")
    else:
        schema_editor.execute("DROP INDEX search_entry_words")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("search", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(make, drop)]
