"""Where only one can write at a time, a large import says beforehand for how long nobody else can save."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from goldenthread.exchange.models import Import
from goldenthread.exchange.queries.imports import RECORDS_WRITTEN_A_SECOND, minutes_alone
from goldenthread.exchange.tests.wizard import page_of

SAYS = "While it runs, nobody else can save: about"
TEN_MINUTES = {"files": {"plan": {"rows": 0}}, "changes": 600 * RECORDS_WRITTEN_A_SECOND}
A_MOMENT = {"files": {"plan": {"rows": 10}}, "changes": 10}


def prepared(counts: dict[str, object]) -> Import:
    return Import.objects.create(kind=Import.Kind.PLAN, counts=counts, created_at="2026-11-24T09:30:00Z")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has many writers")
def test_a_large_one_says_for_how_long(ada: Client) -> None:
    assert f"{SAYS} 10 minutes" in page_of(ada, prepared(TEN_MINUTES)).content.decode()
    assert SAYS not in page_of(ada, prepared(A_MOMENT)).content.decode()


def test_with_many_writers_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.exchange.queries.imports.connection.vendor", "postgresql", raising=False)

    assert minutes_alone(Import(counts=TEN_MINUTES)) == 0
