"""After a large import the database knows how many rows its tables have; after a small one it is left in peace."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection

from goldenthread.exchange.actions import imports, statistics
from goldenthread.exchange.models import Import
from goldenthread.exchange.tests.bringing import bring, bundle
from goldenthread.people.models import Person

PEOPLE = "number,name\n" + "".join(f"{number},Person {number}\n" for number in range(1200))


def rows_known(table: str) -> int:
    """Return how many rows the database plans for, below 0 when it was never told."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT reltuples::bigint FROM pg_class WHERE relname = %s", [table])
            return int(cursor.fetchone()[0])
        cursor.execute("SELECT max(CAST(stat AS INTEGER)) FROM sqlite_stat1 WHERE tbl = %s", [table])
        return int(cursor.fetchone()[0] or -1)


@pytest.mark.django_db
def test_the_tables_are_counted() -> None:
    assert statistics.count_anew()
    bring(bundle(people=PEOPLE))

    # SQLite looks at a part of each index and reckons.
    assert 1000 <= rows_known("people_person") <= 3000


@pytest.mark.django_db
def test_a_small_import_counts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[bool] = []
    monkeypatch.setattr(imports, "count_anew", lambda: counted.append(True))

    bring(bundle(people="number,name\n1,Carys\n"))
    assert not counted

    bring(bundle(people=PEOPLE.replace("1,Person 1\n", "")))
    assert counted


@pytest.mark.django_db(transaction=True)
def test_it_happens_once_everything_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    was_in_transaction: list[bool] = []
    monkeypatch.setattr(imports, "count_anew", lambda: was_in_transaction.append(connection.in_atomic_block))

    bring(bundle(people=PEOPLE))

    assert was_in_transaction == [False]
    assert Import.objects.get().state == Import.State.DONE


@pytest.mark.django_db(transaction=True)
def test_dying_on_the_way_takes_nothing_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def die() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(imports, "count_anew", die)

    with pytest.raises(KeyboardInterrupt):
        bring(bundle(people=PEOPLE))

    assert Import.objects.get().state == Import.State.DONE
    assert Person.objects.count() == 1200


@pytest.mark.django_db
def test_a_busy_database_goes_on_with_what_it_knew(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy() -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(connection, "cursor", busy)

    assert not statistics.count_anew()
