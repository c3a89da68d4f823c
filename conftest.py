"""Fixtures for all tests: the project's own in tests/, the rooms' in their tests folders."""

from __future__ import annotations

import os
from collections.abc import Iterator

import hypothesis
import pytest

pytest_plugins = ["tests.reference", "tests.installation", "tests.browser", "tests.cast"]

# Where tests run is shared and slow at times: a property is right or wrong, not late. In CI the examples are the same
# every time; elsewhere they are new ones, and what failed once is tried first.
hypothesis.settings.register_profile(
    "house",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("house")


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Let no rate limit or cached figure of one test reach the next."""
    yield
    from django.core.cache import cache

    cache.clear()
