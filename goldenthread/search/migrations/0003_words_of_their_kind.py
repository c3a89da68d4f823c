"""Let each word be indexed with the letter of its kind, and begun words be found without gathering all that begin so."""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from goldenthread.search.folding import fold

# Beginnings of 1 to 9 letters, and the letter of the kind before them: each is a list of its own in the index, so that
# the first few hundred entries of a frequent beginning are read, and not all of them.
SQLITE = """
    CREATE VIRTUAL TABLE search_index USING fts5(
        folded, content='search_entry', content_rowid='id', tokenize='unicode61', prefix='2 3 4 5 6 7 8 9 10', detail='none'
    )
"""
BATCH = 5_000


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    if is_sqlite:
        schema_editor.execute("DROP TABLE search_index", params=None)
        schema_editor.execute(SQLITE, params=None)
        # While the words change, the triggers would take the old ones out of an index that does not have them yet.
        schema_editor.execute("DROP TRIGGER search_entry_changed", params=None)
    fold_again(apps)
    if is_sqlite:
        schema_editor.execute("INSERT INTO search_index(search_index) VALUES ('rebuild')", params=None)
        schema_editor.execute(
            """
            CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_entry BEGIN
                INSERT INTO search_index(search_index, rowid, folded) VALUES ('delete', old.id, old.folded);
                INSERT INTO search_index(rowid, folded) VALUES (new.id, new.folded);
            END
            """,
            params=None,
        )


def fold_again(apps: StateApps) -> None:
    """Work out the indexed words of every entry again, in batches."""
    entries = apps.get_model("search", "Entry").objects
    last = 0
    while batch := list(entries.filter(pk__gt=last).order_by("pk")[:BATCH]):
        for entry in batch:
            entry.folded = fold(kind=entry.kind, reference=entry.reference, words=entry.words)
        entries.bulk_update(batch, ["folded"])
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies: ClassVar = [("search", "0002_index")]
    operations: ClassVar = [migrations.RunPython(make, migrations.RunPython.noop)]
