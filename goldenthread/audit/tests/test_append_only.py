"""The trail is written once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from goldenthread.audit import actions
from goldenthread.audit.models import Entry, Permit

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def entry() -> Entry:
    return actions.record(
        action="goal.create", subject_kind="item", subject_number=1, subject_label="GOAL-1", by=None, now=NOW
    )


def test_the_database_refuses_to_change_an_entry() -> None:
    written = entry()

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Entry.objects.filter(pk=written.pk).update(person_name="Somebody else")

    assert Entry.objects.get().person_name == ""


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="deleting is guarded on PostgreSQL; see the migration")
def test_the_database_refuses_to_delete_an_entry() -> None:
    entry()

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Entry.objects.all().delete()

    assert Entry.objects.exists()


def test_with_a_permit_in_the_same_transaction_it_can() -> None:
    written = entry()

    with transaction.atomic():
        Permit.objects.create(why="erasure")
        Entry.objects.filter(pk=written.pk).update(person_name="erased")
        Permit.objects.all().delete()

    assert Entry.objects.get().person_name == "erased"
    assert connection.vendor in {"sqlite", "postgresql"}


def test_where_an_action_came_from_is_kept() -> None:
    with actions.acting_from("command"):
        entry()
    entry()

    assert list(Entry.objects.order_by("pk").values_list("source", flat=True)) == ["command", "page"]
