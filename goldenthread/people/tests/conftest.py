"""What the tests of this room share: the cast, and the moment at which everything happens."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.cast import Cast, make_cast

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, in the database."""
    return make_cast()


@pytest.fixture
def now() -> datetime:
    return NOW
