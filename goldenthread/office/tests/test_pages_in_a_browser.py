"""Every page of this room in a real browser: it fits, it is accessible and quiet, and the main jobs need no script."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from goldenthread.access import actions as access
from goldenthread.audit import actions as audit
from goldenthread.jobs import actions as jobs
from goldenthread.jobs.models import Job
from goldenthread.office import actions
from goldenthread.office.tests.conftest import account_of
from goldenthread.organisation.models import Organisation
from goldenthread.people.models import Appointment, Person
from tests.browser import NARROW, WIDE, PageAt
from tests.cast import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def pages_of_ada(cast: Cast) -> list[str]:
    bob = account_of(cast.bob).pk
    scan = jobs.enqueue(kind="findings.scan", asked_by=account_of(cast.ada), now=timezone.now())
    Organisation.objects.update(working_days=[1, 2, 3, 4, 5], nations=["GB-ENG", "GB-SCT"])
    names = ("name", "mark_change", "working_time", "year", "words", "retention", "erasure")
    deeds = ("account", "account_close", "account_address", "account_unlink", "account_new_link")
    return [
        reverse("access:accounts"),
        *(reverse(f"access:{name}", args=[bob]) for name in deeds),
        reverse("access:account_link", args=[cast.charlie.pk]),
        reverse("organisation:settings"),
        *(reverse(f"organisation:{name}") for name in names),
        reverse("organisation:erase", args=[cast.lena.pk]),
        reverse("jobs:jobs"),
        reverse("jobs:job", args=[scan.pk]),
    ]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pages_of_an_administrator_fit_and_are_accessible(page_at: PageAt, width: int) -> None:
    cast = make_cast()
    screen = page_at(width)
    screen.sign_in(account_of(cast.ada))

    for path in pages_of_ada(cast):
        screen.open(path)
        screen.check_in_both_themes()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_trail_and_the_ways_in_fit_and_are_accessible(page_at: PageAt, width: int) -> None:
    cast = make_cast()
    now = timezone.now()
    invitation = actions.renew_link(account=account_of(cast.bob), name="Bob", reason="", by=cast.ada, now=now)
    audit.record(
        action="goal.reword",
        subject_kind="item",
        subject_number=1,
        subject_label="GOAL-1 Safer homes, safer streets, and a name that goes on for longer than most would write it",
        by=cast.alice,
        now=now,
        changes={"title": ["Safer", "Safer homes " * 30]},
        reason="It was too short.",
    )
    screen = page_at(width, may_be_refused=True)
    screen.sign_in(account_of(cast.audrey))

    for path in (
        reverse("audit:trail"),
        f"{reverse('audit:trail')}?person={cast.alice.pk}&action=goal.reword",
        reverse("access:invitation", args=[invitation.secret]),
        reverse("access:invitation", args=["spent"]),
    ):
        screen.open(path)
        screen.check_in_both_themes()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_service_is_set_up_without_script(page_at: PageAt, width: int) -> None:
    screen = page_at(width, "dark" if width == NARROW else "light", javascript=False)
    page = screen.open("/")
    assert page.get_by_role("heading", name="Nobody has set this up yet").is_visible()

    screen.open(access.make_setup_address(now=timezone.now()))
    screen.check_fits()
    page.get_by_label("Name of the organisation").fill("Eastmoor Council")
    page.get_by_label("England").check()
    page.get_by_role("button", name="Save and go to step 2").click()
    page.get_by_label("Your name").fill("Sam Setter")
    page.get_by_label("Your e-mail address").fill("sam@eastmoor.example")
    page.get_by_label("Password", exact=True).fill("seven quiet lighthouses")
    page.get_by_label("The same password again").fill("seven quiet lighthouses")
    screen.check_fits()
    page.get_by_role("button", name="Save and go to step 3").click()
    screen.check_fits()
    page.get_by_role("button", name="Finish and start empty").click()
    page.wait_for_url(f"{screen.base}/")

    assert Organisation.objects.get().nations == ["GB-ENG"]
    assert Appointment.objects.get().person.name == "Sam Setter"


def test_somebody_is_invited_and_comes_in_without_script(page_at: PageAt) -> None:
    cast = make_cast()
    Person.objects.create(number="40100", name="Nora New", email="nora@northmoor.example")
    ada = page_at(javascript=False)
    ada.sign_in(account_of(cast.ada))
    page = ada.open(f"{reverse('access:accounts')}?state=without")
    page.get_by_label("Nora New").check()
    page.get_by_role("button", name="Invite people").click()
    address = page.get_by_label("One-time address of Nora New").input_value()

    nora = page_at(NARROW, javascript=False)
    page = nora.open(address.removeprefix(nora.base))
    page.get_by_label("Password", exact=True).fill("seven quiet lighthouses")
    page.get_by_label("The same password again").fill("seven quiet lighthouses")
    page.get_by_role("button", name="Save password and sign in").click()
    page.wait_for_url(f"{nora.base}/")

    assert Person.objects.get(number="40100").account is not None


def test_work_shows_how_far_it_is_and_its_end_by_itself(page_at: PageAt) -> None:
    cast = make_cast()
    now = timezone.now()
    scan = jobs.enqueue(kind="findings.scan", asked_by=account_of(cast.ada), now=now)
    screen = page_at()
    screen.sign_in(account_of(cast.ada))
    page = screen.open(reverse("jobs:job", args=[scan.pk]))

    Job.objects.filter(pk=scan.pk).update(
        state=Job.State.RUNNING, started_at=now, steps_done=1, steps_total=2, words="Looking for breaks"
    )
    page.get_by_text("Looking for breaks").wait_for()
    Job.objects.filter(pk=scan.pk).update(state=Job.State.DONE, ended_at=now, result={"found": 12})
    page.get_by_role("heading", name="What came of it").wait_for()

    assert page.get_by_text("12", exact=True).is_visible()
