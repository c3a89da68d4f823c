"""What stands around every page."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from goldenthread.desk.shell import nav_links, running_links, shell
from goldenthread.manage.plans.tests.browsing import Browse
from goldenthread.manage.plans.tests.work import Work
from tests.cast import Cast


def test_nobody_signed_in_has_no_shell_and_asks_nothing(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()

    assert not shell(request)["shell"]


def test_a_fragment_costs_no_query_for_the_shell(rf: RequestFactory, cast: Cast) -> None:
    request = rf.get("/")
    assert cast.alice.account is not None
    request.user = cast.alice.account

    with CaptureQueriesContext(connection) as captured:
        shell(request)

    assert len(captured) == 0


def test_the_room_of_the_page_is_current() -> None:
    current = {link.label for link in nav_links(namespace="plans", name="plans:task") if link.is_current}

    assert current <= {"Work"}
    assert {link.label for link in nav_links(namespace="desk", name="desk:today") if link.is_current} == {"Today"}


def test_keys_lead_to_one_room_each() -> None:
    keys = [link.key for link in nav_links(namespace="", name="")]

    assert len(keys) == len(set(keys))


def test_only_those_who_run_it_are_led_to_running_it() -> None:
    assert running_links(frozenset()) == ()
    assert running_links(frozenset({"development_lead"})) == ()


def test_the_masthead_says_who_and_where(cast: Cast, work: Work, browse: Browse) -> None:
    del work
    page = browse(cast.alice).get("/").content.decode()

    assert "Northmoor Fire and Rescue Service" in page
    assert "Alice Owner: my account" in page
