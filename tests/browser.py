"""The system's Chromium, driven by Playwright, and what every page must satisfy in it.

    @pytest.mark.browser
    def test_today_opens(page_at, alice):
        screen = page_at(1280, "dark")
        screen.sign_in(alice.account)
        screen.open("/")
        screen.check_accessibility()

When the test ends, each screen is checked: no error in the console, no request to another host.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

    from goldenthread.access.models import Account

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
WIDE, NARROW = 1280, 390
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
FLAGS = [
    "--no-sandbox",  # containers give the sandbox no user namespaces; only our own pages are opened
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
NO_BROWSER = (
    "No Chromium or Chrome was found on the path, so no page was looked at in a browser."
    " Install one (Debian, Ubuntu: apt install chromium), or name it in GOLDENTHREAD_BROWSER."
)
# A form refused with 422, a page hidden with 404: the browser reports them as errors, the test asked for them.
REFUSAL = re.compile(r"Failed to load resource: the server responded with a status of (\d+)|Response Status Error")


def find_browser() -> str | None:
    """Return the path of a Chromium-like browser: GOLDENTHREAD_BROWSER, else the first found."""
    named = os.environ.get("GOLDENTHREAD_BROWSER")
    if named:
        return named
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or next((place for place in PLACES if Path(place).exists()), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this process. Without one: a skip on a desk, a failure in CI."""
    path = find_browser()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    # Playwright keeps an event loop running in this thread, in which Django otherwise refuses to use the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass  # without slots: Playwright hangs its handlers on the object
class Screen:
    """A page at one width and in one theme, and what happened on it."""

    page: Page
    base: str
    may_be_refused: bool = False
    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def sign_in(self, account: Account) -> None:
        """Sign somebody in without the sign-in page."""
        from django.conf import settings
        from django.test import Client

        client = Client()
        client.force_login(account)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        self.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.base}])

    def open(self, path: str) -> Page:
        """Open a path of the site and wait until nothing more is loading."""
        self.page.goto(f"{self.base}{path}", wait_until="networkidle")
        return self.page

    def turn(self, theme: Theme) -> None:
        """Show the page that is open in a theme, as when somebody's device changes over in the evening."""
        self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")

    def check_accessibility(self) -> None:
        """Fail with each violation that axe finds, and where."""
        violations = Axe().run(self.page).response["violations"]
        told = [
            f"{found['id']} ({found['impact']}): {found['help']}\n"
            + "\n".join(f"    {' '.join(map(str, node['target']))}: {node['html'][:160]}" for node in found["nodes"])
            for found in violations
        ]
        assert not told, f"{self.page.url} is not accessible:\n" + "\n".join(told)

    def check_fits(self) -> None:
        """Fail when the page is wider than the window, so that somebody has to scroll sideways."""
        overflow = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{self.page.url} is {overflow} px wider than the window"

    def check_in_both_themes(self) -> None:
        """Fail when the page that is open does not fit, or is not accessible, in one theme or the other."""
        for theme in THEMES:
            self.turn(theme)
            self.check_fits()
            self.check_accessibility()

    def check_quiet(self) -> None:
        """Fail when the console showed an error or something was asked of another host."""
        assert not self.errors, "errors in the browser's console:\n" + "\n".join(self.errors)
        assert not self.strangers, "requests to other hosts:\n" + "\n".join(self.strangers)

    def watch(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.errors.append(f"{self.page.url}: {error}"))
        self.page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type != "error" or (self.may_be_refused and REFUSAL.search(message.text)):
            return
        self.errors.append(f"{self.page.url}: {message.text}")

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != urlsplit(self.base).netloc:
            self.strangers.append(request.url)


class PageAt(Protocol):
    """Open a screen of this width (pixels) in this theme; without scripts when asked."""

    def __call__(
        self,
        width: int = WIDE,
        theme: Theme = "light",
        *,
        javascript: bool = True,
        may_be_refused: bool = False,
    ) -> Screen: ...


@pytest.fixture
def page_at(browser: Browser, live_server: LiveServer) -> Iterator[PageAt]:
    """A way to open screens; each is checked to have been quiet when the test ends."""
    contexts: list[BrowserContext] = []
    screens: list[Screen] = []

    def open_screen(
        width: int = WIDE,
        theme: Theme = "light",
        *,
        javascript: bool = True,
        may_be_refused: bool = False,
    ) -> Screen:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
            java_script_enabled=javascript,
        )
        context.set_default_timeout(45_000)
        contexts.append(context)
        screen = Screen(page=context.new_page(), base=live_server.url, may_be_refused=may_be_refused)
        screen.watch()
        screens.append(screen)
        return screen

    yield open_screen
    for context in contexts:
        context.close()
    for screen in screens:
        screen.check_quiet()
