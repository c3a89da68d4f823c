"""The first set-up: a one-time address, three short pages, nothing written before the last."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goldenthread.access import actions as access
from goldenthread.access.actions import LinkIsSpent
from goldenthread.access.models import Account, OneTimeLink
from goldenthread.access.queries import open_link
from goldenthread.audit.models import Entry
from goldenthread.office import actions
from goldenthread.office.queries import is_set_up
from goldenthread.organisation.models import Organisation
from goldenthread.people.models import Appointment, Person, Unit
from tests.cast import Cast

ABOUT = {
    "name": "Eastmoor Council",
    "short_name": "Eastmoor",
    "working_days": ["1", "2", "3", "4", "5"],
    "full_time_hours": "37.5",
    "nations": ["GB-ENG", "GB-WLS"],
    "more_nations": "fr",
    "year_starts_month": "4",
}
ME = {
    "name": "Sam Setter",
    "email": "Sam@Eastmoor.example",
    "number": "",
    "password": "seven quiet lighthouses",
    "again": "seven quiet lighthouses",
}


@pytest.fixture
def address(db: None) -> str:
    return access.make_setup_address(now=timezone.now())


def walk(client: Client, address: str, *, start: str, about: dict[str, object] | None = None) -> str:
    """Take the three steps and return where the last one leads."""
    first = client.post(address, about or ABOUT)
    assert first["Location"] == f"{address}administrator/"
    second = client.post(first["Location"], ME)
    assert second["Location"] == f"{address}start/"
    assert not Organisation.objects.exists()
    assert not Account.objects.exists()
    return client.post(second["Location"], {"start": start})["Location"]


def test_an_empty_start_makes_the_organisation_its_top_and_its_administrator(address: str) -> None:
    client = Client()
    for path in (address, f"{address}administrator/", f"{address}start/"):
        assert client.get(path, follow=True).status_code == 200

    assert walk(client, address, start="empty") == "/"

    about = Organisation.objects.get()
    assert (about.name, about.short_name, about.full_time_minutes_a_week) == ("Eastmoor Council", "Eastmoor", 2250)
    assert (about.working_days, about.nations) == ([1, 2, 3, 4, 5], ["GB-ENG", "GB-WLS", "FR"])
    assert about.set_up_at is not None
    assert list(Unit.objects.values_list("name", "parent")) == [("Eastmoor Council", None)]
    sam = Person.objects.get()
    assert (sam.name, sam.account) == ("Sam Setter", Account.objects.get(email="sam@eastmoor.example"))
    assert Appointment.objects.get().role == Appointment.Role.ADMINISTRATOR
    assert client.get("/").status_code == 200
    assert client.get(reverse("access:accounts")).status_code == 200
    assert set(Entry.objects.values_list("source", flat=True)) == {"setup"}


def test_a_start_with_files_leads_to_the_import_and_makes_no_unit(address: str) -> None:
    assert walk(Client(), address, start="import") == reverse("exchange:imports")
    assert not Unit.objects.exists()


def test_afterwards_the_address_is_gone(address: str) -> None:
    walk(Client(), address, start="empty")

    for path in (address, f"{address}administrator/", f"{address}start/", reverse("set_up:needed")):
        assert Client().get(path).status_code == 404, path
        assert Client().post(path, ABOUT).status_code in {404, 405}, path


def test_afterwards_a_new_address_opens_nothing_either(address: str) -> None:
    walk(Client(), address, start="empty")

    assert Client().get(access.make_setup_address(now=timezone.now())).status_code == 404


def test_until_then_strangers_are_told_where_to_look(db: None) -> None:
    response = Client().get("/", follow=True)

    assert response.redirect_chain[-1][0] == reverse("set_up:needed")
    assert "one-time address in the terminal" in response.content.decode()


def test_once_set_up_strangers_are_asked_to_sign_in(cast: Cast) -> None:
    assert is_set_up()
    assert Client().get("/", follow=True).redirect_chain[-1][0] == "/sign-in/login/?next=/"


def test_each_start_replaces_the_address(address: str) -> None:
    newer = access.make_setup_address(now=timezone.now())

    assert Client().get(address).status_code == 404
    assert Client().get(newer).status_code == 200
    assert OneTimeLink.objects.count() == 1


def test_an_address_is_good_for_a_day(db: None, now: datetime) -> None:
    secret = access.make_setup_link(now=now)
    setup = OneTimeLink.Purpose.SETUP

    assert open_link(secret=secret, purpose=setup, now=now + timedelta(hours=23)) is not None
    assert open_link(secret=secret, purpose=setup, now=now + timedelta(days=1)) is None


def test_steps_cannot_be_skipped(address: str) -> None:
    client = Client()

    assert client.get(f"{address}administrator/")["Location"] == address
    assert client.post(f"{address}start/", {"start": "empty"})["Location"] == address
    assert not Organisation.objects.exists()


def test_what_makes_no_sense_is_refused_beside_the_field(address: str) -> None:
    response = Client().post(address, {**ABOUT, "name": "", "full_time_hours": "200", "more_nations": "XX"})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"name", "full_time_hours", "more_nations"}
    assert "There is no calendar for XX" in response.content.decode()


def test_a_weak_password_is_refused(address: str) -> None:
    client = Client()
    client.post(address, ABOUT)

    response = client.post(f"{address}administrator/", {**ME, "password": "short", "again": "short"})

    assert response.status_code == 422
    assert "password" in response.context["form"].errors


def test_of_two_who_finish_at_once_one_is_refused(db: None, now: datetime) -> None:
    link = open_link(secret=access.make_setup_link(now=now), purpose=OneTimeLink.Purpose.SETUP, now=now)
    assert link is not None
    for email in ("first@eastmoor.example", "second@eastmoor.example"):
        who = actions.FirstAdministrator(name=email, email=email, number=email, password="!")
        if email.startswith("first"):
            actions.set_up(link=link, organisation={"name": "E"}, administrator=who, with_top_unit=True, now=now)
            continue
        with pytest.raises(LinkIsSpent):
            actions.set_up(link=link, organisation={"name": "F"}, administrator=who, with_top_unit=True, now=now)

    assert Organisation.objects.get().name == "E"
    assert Account.objects.count() == Unit.objects.count() == 1


def test_somebody_known_from_an_import_becomes_the_administrator(address: str) -> None:
    known = Person.objects.create(number="77", name="Samuel Setter", email="sam@eastmoor.example")

    walk(Client(), address, start="empty")

    assert Person.objects.get().pk == known.pk
    assert Appointment.objects.get().person == known


def test_a_number_that_is_taken_is_said_and_nothing_is_half_written(address: str) -> None:
    Person.objects.create(number="A-1", name="Somebody Else")
    client = Client()

    assert walk(client, address, start="empty") == f"{address}administrator/"

    assert "has the staff number A-1 already" in client.get(f"{address}administrator/").content.decode()
    assert not Account.objects.exists()
    assert client.post(f"{address}administrator/", {**ME, "number": "A-2"}).status_code == 302
    assert client.post(f"{address}start/", {"start": "empty"})["Location"] == "/"
