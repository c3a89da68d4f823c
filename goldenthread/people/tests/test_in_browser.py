"""Narrowing a list in a real browser: as somebody types, by keyboard, without script, and never twice for one wish."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PageAt
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONGER_THAN_IT_WAITS = 900  # milliseconds; the search field waits 400 for more words


def asked_of(page: Page) -> list[str]:
    """Return the queries that the list is asked with from now on, in a list that grows."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("?")[2]) if "?q=" in request.url else None)
    return asked


def open_people(cast: Cast, page_at: PageAt, *, javascript: bool = True) -> Page:
    screen = page_at(javascript=javascript)
    assert cast.bob.account is not None
    screen.sign_in(cast.bob.account)
    return screen.open("/people/")


def test_words_are_searched_once_and_not_again_when_the_field_is_left(cast: Cast, page_at: PageAt) -> None:
    page = open_people(cast, page_at)
    asked = asked_of(page)
    field = page.get_by_role("searchbox", name="Name, number or post")

    field.press_sequentially("otto")
    expect(page.locator("#listing tbody tr")).to_have_count(1)
    field.press("Tab")
    page.wait_for_timeout(LONGER_THAN_IT_WAITS)

    assert asked == ["q=otto&unit=&level=&state=here"]


def test_filters_narrow_by_keyboard(cast: Cast, page_at: PageAt) -> None:
    page = open_people(cast, page_at)
    asked = asked_of(page)

    page.get_by_label("Level").focus()
    page.keyboard.press("ArrowDown")

    expect(page).to_have_url(re.compile("level=colleague"))
    assert len(asked) == 1


def test_the_list_is_narrowed_without_script(cast: Cast, page_at: PageAt) -> None:
    page = open_people(cast, page_at, javascript=False)

    page.get_by_role("searchbox", name="Name, number or post").fill("otto")
    page.get_by_role("button", name="Show matches").click()

    expect(page.locator("#listing tbody tr")).to_have_count(1)
