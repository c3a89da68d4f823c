"""Finding every page by following links, as each kind of user of the example would."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

from goldenthread.access.models import Account

# Links that end something or leave the product; following them would change what the crawl sees.
LEFT_ALONE = frozenset({"account_logout"})


class _Links(HTMLParser):
    """Collects where the links, forms read by GET and fragments loaded later of one page lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.found.append(str(given["href"]))
        if tag == "form" and (given.get("method") or "get").lower() == "get" and given.get("action"):
            self.found.append(str(given["action"]))


@dataclass(frozen=True, slots=True)
class Reached:
    """One page: which route, at which address, as whom."""

    route: str
    address: str
    account: Account


def links_of(page: str, *, at: str) -> Iterable[str]:
    """Yield the addresses on this site that a page leads to, without their fragments, in the page's order."""
    links = _Links()
    links.feed(page)
    for link in links.found:
        parts = urlsplit(urljoin(at, link))
        if not parts.netloc and parts.scheme in {"", "http", "https"} and parts.path.startswith("/"):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def route_of(address: str) -> str | None:
    """Return the name of the route that an address leads to."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None


def crawl(accounts: Iterable[Account], *, start: str = "/") -> tuple[dict[str, Reached], list[str]]:
    """Follow links from the start as each account in turn.

    Returns the first page found of each route, and what went wrong: links that lead nowhere, and pages that answer
    neither with a page nor with a redirect.
    """
    pages: dict[str, Reached] = {}
    wrong: list[str] = []
    for account in accounts:
        client = Client()
        client.force_login(account)
        asked: set[str] = set()
        waiting = deque([(start, "the start")])
        while waiting:
            address, source = waiting.popleft()
            route = route_of(address)
            if route is None:
                wrong.append(f"{source} links to {address}, which leads nowhere")
                continue
            if route in asked or route in LEFT_ALONE:
                continue
            asked.add(route)
            answer = client.get(address, follow=True)
            final = answer.redirect_chain[-1][0] if answer.redirect_chain else address
            if answer.status_code >= 400 and answer.status_code not in {405}:
                wrong.append(f"{source} links to {address} ({route}), which answers {answer.status_code}")
                continue
            if not answer.get("Content-Type", "").startswith("text/html") or answer.streaming:
                continue
            text = answer.content.decode()
            is_whole = "<html" in text
            final_route = route_of(final) or route
            if is_whole and final_route not in pages:
                pages[final_route] = Reached(route=final_route, address=final, account=account)
            waiting.extend((link, f"{route} as {account}") for link in links_of(text, at=final))
    return pages, sorted(set(wrong))
