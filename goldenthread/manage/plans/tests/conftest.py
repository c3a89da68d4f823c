"""Fixtures of this room's tests: the cast, a thread above them, and a task for each way of seeing one."""

from __future__ import annotations

import pytest

from goldenthread.manage.plans.tests.browsing import Browse, signed_in
from goldenthread.manage.plans.tests.work import NOW, Work, make_work
from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The one cast of all tests, in the database."""
    return make_cast()


@pytest.fixture
def work(cast: Cast) -> Work:
    """A vision, a goal, an objective, a plan that Alice leads, and tasks."""
    return make_work(cast)


@pytest.fixture
def browse(monkeypatch: pytest.MonkeyPatch) -> Browse:
    """A way to sign in as somebody, on the day of the cast."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return signed_in
