"""A browser that only posts forms: signed in by a session made in the database, with the page's own CSRF cookie."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.parse
import urllib.request
from typing import Any


class NoAnswer(Exception):
    """The server was not there, or went away in the middle."""


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


class Browser:
    """Posts as one account."""

    def __init__(self, root: str, account: Any) -> None:
        from django.conf import settings
        from django.test import Client

        client = Client()
        client.force_login(account)
        session = settings.SESSION_COOKIE_NAME
        self.root = root
        self.token = "a" * 32
        self.cookie = f"{session}={client.cookies[session].value}; {settings.CSRF_COOKIE_NAME}={self.token}"
        self._opener = urllib.request.build_opener(_StayHere)

    def post(self, path: str, values: dict[str, str]) -> bool:
        """Post a form. True: it was answered with a redirect, as every form that succeeded is.

        Raises:
            NoAnswer: nothing came back, or only half.
        """
        body = urllib.parse.urlencode({**values, "csrfmiddlewaretoken": self.token}).encode()
        asked = urllib.request.Request(
            self.root + path, data=body, headers={"Cookie": self.cookie, "Referer": self.root}
        )
        try:
            with self._opener.open(asked, timeout=30) as answer:
                answer.read()
                return False
        except urllib.error.HTTPError as answer:
            return answer.code in {302, 303}
        except (urllib.error.URLError, ConnectionError, TimeoutError, http.client.HTTPException) as problem:
            raise NoAnswer from problem
