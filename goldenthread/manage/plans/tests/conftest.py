"""Fixtures of this room's tests: the cast, a thread above them, and a task for each way of seeing one."""

from __future__ import annotations

import pytest

from goldenthread.manage.plans.tests.work import Work, make_work
from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The one cast of all tests, in the database."""
    return make_cast()


@pytest.fixture
def work(cast: Cast) -> Work:
    """A vision, a goal, an objective, a plan that Alice leads, and tasks."""
    return make_work(cast)
