"""Inviting people: a one-time address that lets exactly the invited in, once, for seven days."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goldenthread.access.actions import INVITATION_LASTS, LinkIsSpent
from goldenthread.access.models import Account, OneTimeLink
from goldenthread.access.queries import open_link
from goldenthread.audit.models import Entry
from goldenthread.office import actions
from goldenthread.office.tests.conftest import Browse, account_of
from goldenthread.people.models import Person
from tests.cast import Cast

NEW_PASSWORD = "seven quiet lighthouses"
INVITE = OneTimeLink.Purpose.INVITE


@pytest.fixture
def nora(cast: Cast) -> Person:
    return Person.objects.create(number="40100", name="Nora New", email="Nora@Northmoor.example")


def secret_for(person: Person, cast: Cast, now: datetime) -> str:
    return actions.invite_people(people=[person], by=cast.ada, now=now).invitations[0].secret


def accept(secret: str, client: Client | None = None, password: str = NEW_PASSWORD) -> int:
    path = reverse("access:invitation", args=[secret])
    return (client or Client()).post(path, {"password": password, "again": password}).status_code


def test_the_invited_choose_a_password_and_are_in(cast: Cast, nora: Person, browse: Browse) -> None:
    page = browse(cast.ada).post(reverse("access:invite"), {"chosen": nora.pk})
    (address,) = re.findall(r'value="(http://testserver/access/invitation/[^"]+)"', page.content.decode())
    assert page["Cache-Control"].startswith("max-age=0")
    assert address in mail.outbox[0].body
    assert mail.outbox[0].to == ["nora@northmoor.example"]
    guest = Client()
    assert "Welcome, Nora New" in guest.get(address).content.decode()

    response = guest.post(address, {"password": NEW_PASSWORD, "again": NEW_PASSWORD})

    assert response["Location"] == "/"
    assert guest.get("/").status_code == 200
    assert Person.objects.get(pk=nora.pk).account == Account.objects.get(email="nora@northmoor.example")
    assert Client().post("/sign-in/login/", {"login": "nora@northmoor.example", "password": NEW_PASSWORD})[
        "Location"
    ] == ("/")
    assert Entry.objects.filter(action="account.accept", person_name="Nora New").exists()


def test_an_address_works_once(cast: Cast, nora: Person) -> None:
    secret = secret_for(nora, cast, timezone.now())

    assert accept(secret) == 302
    assert accept(secret) == 404
    assert Client().get(reverse("access:invitation", args=[secret])).status_code == 404


def test_of_two_who_use_an_address_at_once_one_is_refused(cast: Cast, nora: Person, now: datetime) -> None:
    link = open_link(secret=secret_for(nora, cast, now), purpose=INVITE, now=now)
    assert link is not None

    actions.accept_invitation(link=link, password=NEW_PASSWORD, now=now)

    with pytest.raises(LinkIsSpent):
        actions.accept_invitation(link=link, password="another long password", now=now)
    assert Account.objects.get(person=nora).check_password(NEW_PASSWORD)


def test_an_address_is_good_for_seven_days(cast: Cast, nora: Person, now: datetime) -> None:
    secret = secret_for(nora, cast, now)

    assert timedelta(days=7) == INVITATION_LASTS
    assert open_link(secret=secret, purpose=INVITE, now=now + timedelta(days=6, hours=23)) is not None
    assert open_link(secret=secret, purpose=INVITE, now=now + timedelta(days=7)) is None


def test_a_new_invitation_ends_the_older_one(cast: Cast, nora: Person) -> None:
    older = secret_for(nora, cast, timezone.now())
    newer = secret_for(nora, cast, timezone.now())

    assert accept(older) == 404
    assert accept(newer) == 302


def test_closing_the_account_ends_the_invitation(cast: Cast, nora: Person) -> None:
    secret = secret_for(nora, cast, timezone.now())
    account = Account.objects.get(person=nora)

    actions.close_account(account=account, reason="Does not start", by=cast.ada, now=timezone.now())

    assert accept(secret) == 404


def test_an_invitation_opens_no_set_up_and_a_made_up_secret_nothing(cast: Cast, nora: Person, now: datetime) -> None:
    secret = secret_for(nora, cast, now)

    assert open_link(secret=secret, purpose=OneTimeLink.Purpose.SETUP, now=now) is None
    assert accept("made-up") == 404


@pytest.mark.parametrize("password", ["short", "nora@northmoor"])
def test_a_weak_password_is_refused_and_the_address_stays_good(cast: Cast, nora: Person, password: str) -> None:
    secret = secret_for(nora, cast, timezone.now())

    assert accept(secret, password=password) == 422
    assert accept(secret) == 302


def test_two_different_passwords_are_refused(cast: Cast, nora: Person) -> None:
    path = reverse("access:invitation", args=[secret_for(nora, cast, timezone.now())])

    response = Client().post(path, {"password": NEW_PASSWORD, "again": "seven loud lighthouses"})

    assert response.status_code == 422
    assert "The two passwords differ" in response.content.decode()


def test_who_cannot_be_invited_is_named_with_the_reason(cast: Cast, nora: Person, now: datetime) -> None:
    nobody = Person.objects.create(number="40101", name="Nils No Address")
    Account.objects.filter(person=cast.bob).update(is_active=False, closed_at=now)
    Account.objects.filter(person=cast.mona).update(last_login=now)
    people = list(Person.objects.filter(pk__in=[nora.pk, nobody.pk, cast.bob.pk, cast.mona.pk, cast.lena.pk]))

    invited = actions.invite_people(people=people, by=cast.ada, now=now)

    assert [one.name for one in invited.invitations] == ["Nora New"]
    assert {one.person.name: one.why for one in invited.left_out} == {
        "Nils No Address": "No e-mail address is known.",
        "Bob Colleague": "The account is closed. Open it again first.",
        "Mona Manager": "Signs in already.",
        "Lena Left": "Has left, or is about to.",
    }


def test_somebody_elses_address_is_never_handed_over(cast: Cast, now: datetime) -> None:
    Account.objects.filter(person=cast.bob).update(email="shared@northmoor.example")
    twin = Person.objects.create(number="40102", name="Tim Twin", email="Shared@northmoor.example")

    invited = actions.invite_people(people=[twin], by=cast.ada, now=now)

    assert not invited.invitations
    assert Person.objects.get(pk=twin.pk).account is None
    assert Person.objects.get(pk=cast.bob.pk).account == account_of(cast.bob)


def test_without_a_mail_server_the_page_says_so(cast: Cast, nora: Person, browse: Browse) -> None:
    with patch("goldenthread.office.actions.invitations.get_connection", side_effect=ConnectionRefusedError):
        page = browse(cast.ada).post(reverse("access:invite"), {"chosen": nora.pk}).content.decode()

    assert "The mail server did not take the e-mails" in page
    assert "/access/invitation/" in page


def test_a_new_way_in_replaces_the_password_and_ends_sessions(cast: Cast, browse: Browse) -> None:
    account = account_of(cast.bob)
    Account.objects.filter(pk=account.pk).update(last_login=timezone.now())
    page = browse(cast.ada).post(reverse("access:account_new_link", args=[account.pk]), {"reason": "No e-mail"})
    (path,) = re.findall(r'value="http://testserver(/access/invitation/[^"]+)"', page.content.decode())
    before = browse(cast.bob)

    Client().post(path, {"password": NEW_PASSWORD, "again": NEW_PASSWORD})

    assert before.get("/")["Location"].startswith("/sign-in/")
    assert Account.objects.get(pk=account.pk).check_password(NEW_PASSWORD)
    assert Entry.objects.get(action="account.new_link").reason == "No e-mail"


def test_the_second_step_is_still_asked_for(cast: Cast) -> None:
    account = account_of(cast.bob)
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": "x"})
    invitation = actions.renew_link(account=account, name="Bob", reason="", by=cast.ada, now=timezone.now())
    client = Client()

    response = client.post(
        reverse("access:invitation", args=[invitation.secret]), {"password": NEW_PASSWORD, "again": NEW_PASSWORD}
    )

    assert response["Location"].startswith("/sign-in/2fa/authenticate/")
    assert client.get("/").status_code == 302


def test_nobody_chosen_is_said(cast: Cast, browse: Browse) -> None:
    response = browse(cast.ada).post(reverse("access:invite"), {"chosen": "x"}, follow=True)

    assert "Choose at least one person" in response.content.decode()
