"""The main jobs in a real browser: by keyboard, without scripts, and with words that are too long."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from goldenthread.access.models import Account
from goldenthread.lead.direction.models import Value
from goldenthread.people.models import Person
from goldenthread.thread.models import CheckIn, Comment, Item, Link
from goldenthread.thread.tests.items import hang, make_item
from tests.browser import PageAt
from tests.cast import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def account(person: Person) -> Account:
    assert person.account is not None
    return person.account


def test_a_name_is_completed_by_keyboard_and_its_owner_told(cast: Cast, page_at: PageAt) -> None:
    item = make_item("Visit homes", lead=cast.alice)
    screen = page_at()
    screen.sign_in(account(cast.bob))
    page = screen.open(f"/objectives/{item.pk}/")

    box = page.get_by_label("Your comment")
    box.press_sequentially("Well done @ali")
    expect(page.get_by_role("option", name="Alice Owner")).to_be_visible()
    screen.check_accessibility()
    box.press("Enter")
    box.press_sequentially("and thank you")
    page.get_by_role("button", name="Add comment").click()

    expect(page.get_by_text("Well done @Alice Owner and thank you")).to_be_visible()
    assert cast.alice.notices.get().kind == "mention"


def test_the_main_jobs_are_done_without_scripts(cast: Cast, page_at: PageAt) -> None:
    goal = make_item("Fewer people hurt", kind=Item.Kind.GOAL)
    item = make_item("Visit homes", owner_post=cast.prevention_officer, lead=cast.alice)
    screen = page_at(390, javascript=False)
    screen.sign_in(account(cast.alice))

    page = screen.open(f"/items/{item.pk}/connect/")
    page.get_by_role("link", name="Fewer people hurt").click()
    page.get_by_role("button", name="Connect it").click()
    assert Link.objects.get(lower=item).upper_id == goal.pk

    page.get_by_role("link", name="Check in").first.click()
    page.get_by_label("At risk").check()
    page.get_by_label("What happened").fill("Too few crews.")
    page.get_by_role("button", name="Check in").click()
    assert CheckIn.objects.get().said == "at_risk"

    page.get_by_label("Your comment").fill("Who can help?")
    page.get_by_role("button", name="Add comment").click()
    expect(page.get_by_text("Who can help?")).to_be_visible()
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("width", [390, 1280])
def test_words_without_a_break_push_nothing_off_the_page(width: int, cast: Cast, page_at: PageAt) -> None:
    long = "Unverzichtbarkeitsnachweis" * 11
    vision = make_item(long, kind=Item.Kind.VISION, owner_post=cast.chief)
    goal = make_item(long, kind=Item.Kind.GOAL, owner_post=cast.chief, manager_post=cast.head_of_prevention)
    value = make_item(long, kind=Item.Kind.VALUE)
    Value.objects.create(item=value, meaning=long)
    item = make_item(long, owner_post=cast.prevention_officer, lead=cast.alice, description=long)
    for lower, upper in ((goal, vision), (value, vision), (item, goal)):
        hang(lower, upper)
    screen = page_at(width)
    screen.sign_in(account(cast.alice))

    for address in (
        "/direction/",
        f"/direction/vision/{vision.pk}/",
        "/direction/goals/",
        f"/direction/goals/{goal.pk}/",
        "/direction/values/",
        "/objectives/",
        f"/objectives/{item.pk}/",
        f"/items/{item.pk}/connect/",
        f"/items/{item.pk}/connect/?to={goal.pk}",
        f"/items/{item.pk}/history/",
    ):
        screen.open(address)
        screen.check_fits()
