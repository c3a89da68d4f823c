"""Fixtures of this room's tests: the cast, and work on a small thread."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from goldenthread.access.models import Account
from goldenthread.manage.plans.tests.work import Work, make_work
from goldenthread.people.models import Person
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
def browse(monkeypatch: pytest.MonkeyPatch) -> Callable[[Person | Account], Client]:
    """A way to sign in as somebody, on the day of the cast."""
    from goldenthread.manage.plans.tests.work import NOW

    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)

    def signed_in(who: Person | Account) -> Client:
        client = Client()
        account = who.account if isinstance(who, Person) else who
        assert account is not None
        client.force_login(account)
        return client

    return signed_in
