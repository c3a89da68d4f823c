"""The main jobs of the desk in a real browser: with script, without, and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from goldenthread.manage.plans.models import Task
from goldenthread.manage.plans.tests.work import Work, make_task
from tests.browser import PageAt
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_marking_done_and_undoing_without_leaving_the_page(cast: Cast, work: Work, page_at: PageAt) -> None:
    make_task("Test the pumps", person=cast.alice, serves=work.objective)
    screen = page_at()
    assert cast.alice.account is not None
    screen.sign_in(cast.alice.account)
    page = screen.open("/")

    page.get_by_role("button", name="Mark done : Test the pumps").or_(
        page.get_by_role("button", name="Mark done: Test the pumps")
    ).first.click()
    toast = page.get_by_role("status", name="What was just done")
    expect(toast).to_contain_text("Marked done: Test the pumps")
    expect(page.locator("#day .work")).not_to_contain_text("Test the pumps")
    toast.get_by_role("button", name="Undo").click()
    expect(page.locator("#day .work")).to_contain_text("Test the pumps")

    assert Task.objects.get(title="Test the pumps").is_open


def test_marking_done_by_keyboard_goes_on_to_the_next(cast: Cast, work: Work, page_at: PageAt) -> None:
    for title in ("Test the pumps", "Check the sets"):
        make_task(title, person=cast.alice, serves=work.objective)
    screen = page_at()
    assert cast.alice.account is not None
    screen.sign_in(cast.alice.account)
    page = screen.open("/")

    buttons = page.locator("#day .work__do button")
    before = buttons.count()
    buttons.first.focus()
    page.keyboard.press("Enter")
    expect(buttons).to_have_count(before - 1)
    expect(buttons.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(buttons).to_have_count(before - 2)


def test_marking_done_without_script(cast: Cast, work: Work, page_at: PageAt) -> None:
    make_task("Test the pumps", person=cast.alice, serves=work.objective)
    screen = page_at(390, javascript=False)
    assert cast.alice.account is not None
    screen.sign_in(cast.alice.account)
    page = screen.open("/")

    row = page.locator("#day .work > li").filter(has_text="Test the pumps")
    row.get_by_role("button").click()

    expect(page.locator("#day .work")).not_to_contain_text("Test the pumps")
    assert Task.objects.get(title="Test the pumps").state == "done"


@pytest.mark.parametrize("javascript", [True, False])
def test_the_map_opens_branch_by_branch(cast: Cast, work: Work, page_at: PageAt, *, javascript: bool) -> None:
    screen = page_at(javascript=javascript)
    assert cast.dev.account is not None
    screen.sign_in(cast.dev.account)
    page = screen.open("/thread/")

    page.get_by_role("link", name="Open").filter(has_text=work.goal.title).click()
    objective = page.locator(f"#item-{work.objective.pk}")
    expect(objective).to_be_visible()
    objective.locator("a.twist").click()

    expect(page.locator(f"#item-{work.plan.pk}")).to_be_visible()


def test_searching_by_keyboard_alone(cast: Cast, work: Work, page_at: PageAt) -> None:
    screen = page_at()
    assert cast.alice.account is not None
    screen.sign_in(cast.alice.account)
    page = screen.open("/help/")

    page.keyboard.press("/")
    page.keyboard.type("calder")
    expect(page.locator("#quickfind-found")).to_contain_text("Visit Calder Street")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/plans/tasks/{work.alices.pk}/")
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url(screen.base + "/")


def test_a_row_of_a_list_is_changed_in_its_place(cast: Cast, work: Work, page_at: PageAt) -> None:
    screen = page_at(may_be_refused=True)
    assert cast.alice.account is not None
    screen.sign_in(cast.alice.account)
    page = screen.open(f"/plans/{work.plan.pk}/")
    row = page.locator(f"#task-{work.alices.pk}")

    row.get_by_role("link", name="Change").click()
    row.get_by_label("Who does it").fill("Nobody Known")
    row.get_by_role("button", name="Save task").click()
    expect(row.get_by_role("alert")).to_contain_text("Nobody here is called")
    row.get_by_label("Who does it").fill("Bob Colleague")
    row.get_by_role("button", name="Save task").click()

    expect(row).to_contain_text("Bob Colleague")
    expect(row.get_by_role("textbox")).to_have_count(0)
