"""Every address of the product: a stranger is refused, so is an account without a person, a thing that is not there is
not found, and each page carries the same strict policy. The addresses are found, so a forgotten gate fails here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter

from goldenthread.people.models import Person
from tests.cast import Cast

# Addresses that anybody may open, and why.
PUBLIC = {
    "health/": "watchdogs ask it; it says ok and nothing else",
    "set-up/": "says that nobody has set this up yet, until somebody has",
    "set-up/<str:secret>/": "the address is the key",
    "set-up/<str:secret>/administrator/": "the address is the key",
    "set-up/<str:secret>/start/": "the address is the key",
    "access/invitation/<str:secret>/": "the address is the key",
    "ui/": "the gallery of components holds nothing of the organisation",
    "ui/<slug:stem>-<str:digest>.<str:suffix>": "style, scripts and icons",
    "organisation/mark/": "stands on pages before signing in, too",
}
# Signing in is for strangers; tests/test_signing_in.py looks at it.
SIGN_IN = "sign-in/"
# Rows of the map: without script they lead to the map itself, which shows what there is.
LEADS_TO_THE_MAP = {"thread/<int:item_id>/branch/", "thread/<int:item_id>/more/"}
NOT_THERE = 987_654_321
OTHER_METHODS = ("PUT", "PATCH", "DELETE")
POLICY = (
    "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self'; manifest-src 'self'; object-src 'none'; "
    "script-src 'self'; style-src 'self'"
)
INLINE = re.compile(r"<[^>]*\s(?:style|on[a-z]+)\s*=|<style\b|<script(?![^>]*\ssrc=)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its pattern as written, an address that fits it, and whether a number is in it."""

    pattern: str
    path: str
    has_number: bool

    @property
    def has_argument(self) -> bool:
        return "<" in self.pattern


def filled(pattern: URLPattern | URLResolver) -> tuple[str, str, bool]:
    """Return a part of an address as written and filled in, with numbers of nothing."""
    written = str(pattern.pattern)
    path, has_number = written, False
    for name, converter in pattern.pattern.converters.items():
        is_number = isinstance(converter, IntConverter)
        has_number = has_number or is_number
        path = re.sub(rf"<(?:\w+:)?{name}>", str(NOT_THERE) if is_number else "nothing", path)
    return written, path, has_number


def routes(resolver: URLResolver | None = None, prefix: tuple[str, str, bool] = ("", "/", False)) -> Iterator[Route]:
    for pattern in (resolver or get_resolver()).url_patterns:
        written, path, has_number = filled(pattern)
        whole = (prefix[0] + written, prefix[1] + path, prefix[2] or has_number)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, whole)
        elif not whole[0].startswith(SIGN_IN):
            yield Route(*whole)


ROUTES = list(routes())
OURS = [route for route in ROUTES if route.pattern not in PUBLIC]


def client_of(person: Person) -> Client:
    assert person.account is not None
    client = Client()
    client.force_login(person.account)
    return client


def answers(client: Client, route: Route, *methods: str) -> set[int]:
    return {client.generic(method, route.path).status_code for method in methods or ("GET", "POST")}


def test_the_list_of_public_addresses_names_only_what_is_there() -> None:
    assert set(PUBLIC) <= {route.pattern for route in ROUTES}
    assert len(OURS) > 80


def test_a_stranger_is_asked_to_sign_in(cast: Cast) -> None:
    def is_refused(route: Route, method: str) -> bool:
        response = Client().generic(method, route.path)
        to_sign_in = response.status_code == 302 and response["Location"].startswith("/sign-in/login/?next=")
        return to_sign_in or response.status_code in {404, 405}

    found = [(route.pattern, method) for route in OURS for method in ("GET", "POST") if not is_refused(route, method)]

    assert not found, "no gate stands before:\n" + told(found)


def test_an_account_without_a_person_and_one_who_has_left_are_refused(cast: Cast) -> None:
    charlie = Client()
    charlie.force_login(cast.charlie)
    found = [
        (route.pattern, given)
        for client in (charlie, client_of(cast.lena))
        for route in OURS
        if not {403} <= (given := answers(client, route)) <= {403, 405}
    ]

    assert not found, "must be 403, or 405 for the other method:\n" + told(found)


def test_what_is_not_there_is_not_found(cast: Cast) -> None:
    people = (cast.ada, cast.carys, cast.alice)
    clients = [client_of(person) for person in people]
    found = []
    for route in OURS:
        if route.has_number and route.pattern not in LEADS_TO_THE_MAP:
            given = set[int]().union(*(answers(client, route) for client in clients))
            if not {404} <= given <= {403, 404, 405}:
                found.append((route.pattern, given))

    assert not found, "must be 404, or 403 for who may see such things and not change them:\n" + told(found)


def test_no_other_method_is_answered(cast: Cast) -> None:
    found = [
        (route.pattern, given)
        for client in map(client_of, (cast.ada, cast.audrey))
        for route in ROUTES
        if not (given := answers(client, route, *OTHER_METHODS)) <= {404, 405}
    ]

    assert not found, "decorate the view with the methods it is for:\n" + told(found)


@pytest.mark.parametrize("who", ["ada", "audrey", "alice"])
def test_every_page_carries_the_strict_policy_and_nothing_inline(who: str, cast: Cast) -> None:
    client = client_of(getattr(cast, who))
    found = []
    for route in ROUTES:
        if route.has_argument:
            continue
        response = client.get(route.path)
        is_page = response.get("Content-Type", "").startswith("text/html")
        html = response.content.decode() if is_page and not response.streaming else ""
        policy = "; ".join(sorted(response["Content-Security-Policy"].split("; ")))
        if response.status_code >= 500 or policy != POLICY or INLINE.search(html):
            found.append((route.pattern, response.status_code, policy == POLICY))
        assert (response["X-Frame-Options"], response["X-Content-Type-Options"]) == ("DENY", "nosniff")

    assert not found, told(found)


def told(found: Iterable[object]) -> str:
    return "\n".join(map(str, found))


def test_health_says_ok_and_when_the_database_is_gone(db: None) -> None:
    assert Client().get("/health/").content == b"ok\n"

    with patch("django.db.backends.utils.CursorWrapper.execute", side_effect=OperationalError("gone")):
        response = Client().get("/health/")

    assert (response.status_code, response.content) == (503, b"database\n")
    assert "no-store" in response["Cache-Control"]
