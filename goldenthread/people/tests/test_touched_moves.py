"""What waited to be worked out again still waits after its table has moved to this room, and on the way back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

BEFORE = [("people", "0003_role_profile_shares_whole"), ("thread", "0002_check_in_asks_for_help")]
AFTER = [("people", "0004_touched"), ("thread", "0003_touched_moves")]
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def migrated(to: list[tuple[str, str]]) -> StateApps:
    """Bring the tables to a state, and return the models as they were then."""
    executor = MigrationExecutor(connection)
    executor.migrate(to)
    return MigrationExecutor(connection).loader.project_state(to).apps


def waiting(apps: StateApps, room: str) -> list[tuple[str, int]]:
    return list(apps.get_model(room, "Touched").objects.order_by("id").values_list("kind", "number"))


@pytest.mark.django_db(transaction=True)
def test_what_waits_is_kept_and_more_can_be_added() -> None:
    try:
        before = migrated(BEFORE)
        before.get_model("thread", "Touched").objects.create(kind="item", number=7, at=NOW)

        after = migrated(AFTER)
        assert waiting(after, "people") == [("item", 7)]
        after.get_model("people", "Touched").objects.create(kind="post", number=8, at=NOW)

        assert waiting(migrated(BEFORE), "thread") == [("item", 7), ("post", 8)]
    finally:
        migrated(AFTER)
