"""Fixtures for all tests: the project's own in tests/, the rooms' in their tests folders."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

import pytest

pytest_plugins = [
    "tests.reference",
    "tests.installation",
    "tests.browser",
    *(["tests.cast"] if find_spec("tests.cast") else []),
]


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Let no rate limit or cached figure of one test reach the next."""
    yield
    from django.core.cache import cache

    cache.clear()
