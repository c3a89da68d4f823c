"""What the tests of this room share: the cast, the moment at which everything happens, and signing in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.cast import Cast, make_cast

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, in the database."""
    return make_cast()


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def as_of(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> Callable[[str], Client]:
    """A way to browse as one of the cast, on the day of the cast: `as_of("alice").get("/people/")`."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)

    def browse(name: str) -> Client:
        who = getattr(cast, name)
        client = Client()
        client.force_login(getattr(who, "account", who))
        return client

    return browse
