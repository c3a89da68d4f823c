"""Fixtures of this room's tests: the cast, a moment, and a way to sign in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from goldenthread.access.models import Account
from goldenthread.people.models import Person
from tests.cast import Cast, make_cast

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
Browse = Callable[[Person | Account], Client]


@pytest.fixture
def cast(db: None) -> Cast:
    """The one cast of all tests, in the database."""
    return make_cast()


@pytest.fixture
def now() -> datetime:
    return NOW


def account_of(person: Person) -> Account:
    """Return the account of somebody who has one."""
    assert person.account is not None
    return person.account


@pytest.fixture
def browse() -> Browse:
    """A way to sign in as somebody."""

    def signed_in(who: Person | Account) -> Client:
        client = Client()
        client.force_login(account_of(who) if isinstance(who, Person) else who)
        return client

    return signed_in
