"""Browsers by the names that people know."""

from __future__ import annotations

import pytest
from django.template import engines

from goldenthread.access.browsers import browser_and_system

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "expected"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/140.0.0.0 Safari/537.36", ("Chrome", "Windows")),
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/140.0.0.0 Safari/537.36 Edg/140.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", ("Firefox", "Linux")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/18.6 Safari/604.1", ("Safari", "iPhone")),
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) CriOS/140.0 Safari/604.1", ("Chrome", "iPad")),
        (
            f"Mozilla/5.0 (Linux; Android 10; K) {WEBKIT} SamsungBrowser/28.0 Chrome/130.0",
            ("Samsung Internet", "Android"),
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.6 Safari/605.1.15", ("Safari", "Mac")),
        ("curl/8.14.1", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_browser_is_recognised(user_agent: str, expected: tuple[str, str]) -> None:
    assert browser_and_system(user_agent) == expected


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux) Firefox/143.0", "Firefox on Linux"),
        ("<b>curl</b>", "&lt;b&gt;curl&lt;/b&gt;"),
        ("", "Not known"),
    ],
)
def test_it_is_said_in_words(user_agent: str, words: str) -> None:
    template = engines["django"].from_string("{% load browsers %}{{ agent|browser }}")

    assert template.render({"agent": user_agent}) == words
