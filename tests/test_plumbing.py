"""The tools of the tests themselves: the database, the browser, the template rules."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.db import connection

from scripts.templates import problems
from tests.browser import find_browser
from tests.reference import ABSENT, skipped_for_want_of_files


@pytest.mark.django_db
def test_the_database_is_the_one_that_was_asked_for() -> None:
    wanted = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"

    assert connection.vendor == wanted
    assert "test" in str(connection.settings_dict["NAME"])


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="color: red">',
        '<button onclick="go()">',
        '<button hx-on:click="go()">',
        "<script>go()</script>",
        "<script type='module'>\ngo()</script>",
        "<style>p {}</style>",
        '<a href="#">',
        '<a href="javascript:go()">',
        '<img src="https://example.org/a.png">',
        '<script src="//example.org/a.js"></script>',
        "{{ text|safe }}",
        "{% if user.is_superuser %}",
    ],
)
def test_what_breaks_the_content_policy_is_found_in_a_template(markup: str) -> None:
    found = list(problems(f"<div>\n{markup}\n</div>"))

    assert [line for line, _why in found] == [2]


@pytest.mark.parametrize(
    "markup",
    [
        '<p class="style" data-style="x">',
        '<button type="submit" hx-post="{% url "x" %}">',
        '<script src="{% static "ui/htmx.js" %}" defer></script>',
        '<script type="application/json" src="x"></script>',
        '<a href="#main">Skip to content</a>',
        "{# no style= here, no |safe #}",
        "{% comment %}<script>go()</script>{% endcomment %}",
        '<svg xmlns="http://www.w3.org/2000/svg">',
    ],
)
def test_what_the_content_policy_allows_is_left_alone(markup: str) -> None:
    assert list(problems(markup)) == []


def test_skips_for_want_of_reference_files_are_counted_apart() -> None:
    class Report:
        def __init__(self, reason: str) -> None:
            self.longrepr = ("test_x.py", 3, f"Skipped: {reason}")

    assert skipped_for_want_of_files([Report(f"{ABSENT}: /x"), Report("no browser"), Report(f"{ABSENT}: /y")]) == 2


def test_the_browser_that_is_named_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDENTHREAD_BROWSER", "my-chromium")

    assert find_browser() == "my-chromium"


def test_no_browser_is_found_where_there_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("GOLDENTHREAD_BROWSER", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("tests.browser.PLACES", ())

    assert find_browser() is None
