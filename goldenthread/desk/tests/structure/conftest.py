"""What the tests of these pages share: the cast, a small thread with work on it, signing in on the day of the cast."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from goldenthread.manage.plans.tests.work import NOW, Work, make_work
from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def work(cast: Cast) -> Work:
    """A vision, a goal, an objective that Mona's post owns, a plan that Alice leads, and tasks."""
    return make_work(cast)


@pytest.fixture
def as_of(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> Callable[[str], Client]:
    """A way to browse as one of the cast."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)

    def browse(name: str) -> Client:
        who = getattr(cast, name)
        client = Client()
        client.force_login(getattr(who, "account", who))
        return client

    return browse
