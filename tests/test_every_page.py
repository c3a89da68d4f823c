"""Every page of the example, found by following links: nothing leads nowhere, and each page holds in a real browser."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from goldenthread.access.models import Account
from goldenthread.example.actions import make_northmoor, sign_ins
from goldenthread.together.findings import actions as findings
from goldenthread.together.sight import actions as sight
from tests.browser import NARROW, THEMES, WIDE, PageAt
from tests.crawl import crawl

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def accounts(transactional_db: None) -> list[Account]:
    """The example, with its findings; one account for each kind of user."""
    from django.utils import timezone

    now = timezone.now()
    today = timezone.localdate(now)
    call_command("createcachetable", verbosity=0)
    make_northmoor(today=today, now=now)
    sight.refresh_all(today=today)
    findings.scan(now=now, today=today)
    return [Account.objects.get(email=one.email) for one in sign_ins()]


def test_no_link_leads_nowhere(accounts: list[Account]) -> None:
    pages, wrong = crawl(accounts)

    assert not wrong, "\n".join(wrong)
    assert len(pages) > 30, sorted(pages)


@pytest.mark.browser
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_page_holds_in_a_browser(accounts: list[Account], page_at: PageAt, width: int) -> None:
    pages, _wrong = crawl(accounts)
    told: list[str] = []
    screens = {account.pk: page_at(width) for account in accounts}
    for account in accounts:
        screens[account.pk].sign_in(account)
    for reached in pages.values():
        screen = screens[reached.account.pk]
        screen.open(reached.address)
        for theme in THEMES:
            screen.turn(theme)
            for check in (screen.check_accessibility, screen.check_fits, screen.check_quiet):
                try:
                    check()
                except AssertionError as exc:
                    told.append(f"{reached.route}, {theme}: {exc}")
                    screen.errors.clear()
                    screen.strangers.clear()

    assert not told, "\n\n".join(told)
