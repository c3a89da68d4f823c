"""The gallery, the refusals and the sign-in pages: drawn in our language, and quiet in a browser."""

import re

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client

from goldenthread.ui.shell import NavLink, Shell
from tests.browser import NARROW, WIDE, PageAt

SHELL = Shell(
    organisation_name="Northmoor Fire and Rescue Service",
    mark_url="",
    nav=(NavLink("Today", "/today/", "t", is_current=True), NavLink("Thread", "/thread/", "h")),
    search_url="/search/",
    person_name="Tobias Nwosu",
    person_initials="TN",
    person_url="/people/7/",
    owed_count=1234,
    owed_url="/#owed",
    footer=(NavLink("Accessibility", "/accessibility/"),),
    account_links=(NavLink("Sign-in and security", "/sign-in/"),),
    sign_out_url="/sign-in/logout/",
    organisation_short="Northmoor",
)
IN_PLACE = (
    '{% extends "ui/base.html" %}{% block title %}A page{% endblock %}{% block main %}<h1>A page</h1>{% endblock %}'
)


def page(**values: object) -> str:
    return str(engines["django"].from_string(IN_PLACE).render(values))


@pytest.mark.django_db
def test_the_gallery_shows_itself(client: Client) -> None:
    response = client.get("/ui/")

    assert response.status_code == 200
    assert b"Component gallery" in response.content


@pytest.mark.django_db
def test_ids_of_the_gallery_are_unique(client: Client) -> None:
    ids = re.findall(r'\sid="([^"]+)"', client.get("/ui/").content.decode())

    assert len(ids) == len(set(ids)), sorted(name for name in ids if ids.count(name) > 1)


def test_a_page_without_a_shell_is_bare() -> None:
    html = page(shell=None)

    assert "masthead--bare" in html
    assert "mainnav" not in html


def test_the_shell_is_drawn_as_it_is_given() -> None:
    html = page(shell=SHELL)

    assert "<title>A page – Northmoor Fire and Rescue Service</title>" in html
    assert '<a href="/today/" data-go="t" aria-current="page">Today</a>' in html
    assert "<b>1,234</b>" in html
    assert "Go to Thread" in html
    assert 'action="/sign-in/logout/"' in html


def test_messages_become_toasts_and_errors_alerts() -> None:
    messages = [Message(constants.SUCCESS, "Link affirmed."), Message(constants.ERROR, "Not sent.")]
    html = page(shell=None, messages=messages)

    assert re.search(r'<div class="toast">.*?Link affirmed\.', html, re.DOTALL)
    assert re.search(r'<div class="toast toast--concern" role="alert">.*?Not sent\.', html, re.DOTALL)


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"])
def test_a_refusal_needs_nothing_but_itself(name: str) -> None:
    html = render_to_string(name)

    assert "entrance--gap" in html
    assert html.count("<h1>") == 1
    assert "/ui/style-" in html


@pytest.mark.django_db
def test_what_is_not_there_says_so(client: Client) -> None:
    response = client.get("/no-such-page/")

    assert response.status_code == 404
    assert b"There is nothing here for you to see" in response.content


@pytest.mark.usefixtures("set_up")
@pytest.mark.parametrize("path", ["/sign-in/login/", "/sign-in/password/reset/", "/sign-in/password/reset/done/"])
def test_sign_in_pages_speak_our_language(client: Client, path: str) -> None:
    html = client.get(path).content.decode()

    assert 'class="entrance' in html
    assert "placeholder" not in html
    assert "Email" not in html


@pytest.mark.django_db
def test_a_failed_sign_in_says_what_to_put_right(client: Client) -> None:
    html = client.post("/sign-in/login/", {"login": "nobody@example.org", "password": "wrong"}).content.decode()

    assert 'class="errors"' in html
    assert "nobody@example.org" in html


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("set_up")
@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("path", ["/ui/", "/sign-in/login/"])
def test_a_page_fits_and_is_accessible(page_at: PageAt, path: str, width: int) -> None:
    screen = page_at(width)

    screen.open(path)

    screen.check_in_both_themes()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_gallery_can_be_used_by_keyboard(page_at: PageAt) -> None:
    page = page_at().open("/ui/")

    page.locator("#tree summary").first.focus()
    page.keyboard.press("ArrowLeft")
    assert not page.locator("#tree details").first.evaluate("each => each.open")
    page.keyboard.press("ArrowRight")
    assert page.locator("#tree details").first.evaluate("each => each.open")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "Visit Calder Street, six homes"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_dialog_opens_and_is_left_by_escape(page_at: PageAt) -> None:
    page = page_at().open("/ui/")

    page.get_by_role("link", name="Retire goal").click()
    dialog = page.locator("#retire")
    box = dialog.bounding_box()
    assert box is not None
    assert abs(box["x"] + box["width"] / 2 - WIDE / 2) < 10  # in the middle
    page.mouse.click(box["x"] + 5, box["y"] + 5)  # its own margin is no way out
    assert dialog.evaluate("each => each.open")
    page.keyboard.press("Escape")
    assert not page.locator("#retire").evaluate("each => each.open")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_one_box_chooses_every_row(page_at: PageAt) -> None:
    page = page_at().open("/ui/")

    page.get_by_label("Select all on this page").check()
    assert page.locator("[data-pick]:checked").count() == 3
    assert page.locator("[data-pick-count]").inner_text() == "3"
    page.get_by_role("button", name="Clear selection").click()
    assert page.locator(".bulkbar").is_hidden()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_theme_is_kept_on_the_device(page_at: PageAt) -> None:
    screen = page_at(theme="light")
    page = screen.open("/ui/")

    page.locator("#float").get_by_role("button", name="Dark").click()
    assert page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor") == "rgb(16, 23, 29)"
    screen.open("/ui/")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.locator("#float").get_by_role("button", name="System").click()
    assert page.evaluate("document.documentElement.dataset.theme === undefined")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_script_menus_open_and_nothing_waits_for_it(page_at: PageAt) -> None:
    page = page_at(javascript=False).open("/ui/")

    page.locator(".specimen__menu > summary").click()
    assert page.get_by_role("link", name="Change objective").is_visible()
    assert page.locator(".toast__close").first.is_hidden()
