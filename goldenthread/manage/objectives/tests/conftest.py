"""Fixtures of this room's tests."""

from __future__ import annotations

import pytest

from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The one cast of all tests, in the database."""
    return make_cast()
