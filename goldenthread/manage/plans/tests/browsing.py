"""Signing in as one of the cast, on the cast's day."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from goldenthread.access.models import Account
from goldenthread.people.models import Person

Browse = Callable[[Person | Account], Client]
FRAGMENT = {"HX-Request": "true"}


def signed_in(who: Person | Account) -> Client:
    """Return a client that is signed in."""
    client = Client()
    account = who.account if isinstance(who, Person) else who
    assert account is not None
    client.force_login(account)
    return client


def text(client: Client, path: str, *, status: int = 200, headers: dict[str, str] | None = None) -> str:
    """Return the page at a path, after seeing that it answers as it should."""
    answer = client.get(path, headers=headers or {})
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode()
