"""What `page_at` promises: it hears errors, sees requests to other hosts, and knows an inaccessible page."""

from __future__ import annotations

import pytest

from tests.browser import NARROW, PageAt

pytestmark = pytest.mark.browser


def test_an_error_in_the_console_is_heard(page_at: PageAt) -> None:
    screen = page_at()
    screen.page.set_content("<title>A page</title><script>console.error('broken')</script>")

    with pytest.raises(AssertionError, match="broken"):
        screen.check_quiet()
    screen.errors.clear()


def test_a_request_to_another_host_is_seen(page_at: PageAt) -> None:
    screen = page_at()
    screen.page.set_content("<title>A page</title><img alt='' src='http://other.invalid/spy.png'>")

    with pytest.raises(AssertionError, match=r"other\.invalid"):
        screen.check_quiet()
    screen.errors.clear()
    screen.strangers.clear()


def test_an_inaccessible_page_is_told_apart(page_at: PageAt) -> None:
    screen = page_at()
    screen.page.set_content("<html lang='en'><title>A page</title><main><h1>A page</h1><input></main>")

    with pytest.raises(AssertionError, match="label"):
        screen.check_accessibility()


def test_a_page_wider_than_the_window_is_told_apart(page_at: PageAt) -> None:
    screen = page_at(NARROW)
    screen.page.set_content(f"<pre>{'wide ' * 200}</pre>")

    with pytest.raises(AssertionError, match="wider than the window"):
        screen.check_fits()


def test_the_theme_and_width_are_the_ones_asked_for(page_at: PageAt) -> None:
    screen = page_at(NARROW, "dark")

    assert screen.page.evaluate("innerWidth") == NARROW
    assert screen.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
