"""What administrators do to accounts, and that nobody else can."""

from __future__ import annotations

from datetime import datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from goldenthread.access.models import Account, OneTimeLink
from goldenthread.audit.models import Entry
from goldenthread.office import actions, queries
from goldenthread.office.refusals import AccountInUse, AlreadyLinked, NobodyWouldAdminister, OwnAccount
from goldenthread.office.tests.conftest import Browse, account_of
from goldenthread.people.actions import appoint
from goldenthread.people.models import Appointment, Person
from tests.cast import PASSWORD, TODAY, Cast

SIGN_IN = "/sign-in/login/"


def sign_in(email: str) -> Client:
    """Sign in on the page, so that the session is known."""
    client = Client()
    response = client.post(SIGN_IN, {"login": email, "password": PASSWORD})
    assert response.status_code == 302
    return client


@pytest.fixture
def with_password(cast: Cast) -> Cast:
    for person in (cast.bob, cast.ada):
        account = account_of(person)
        account.set_password(PASSWORD)
        account.save(update_fields=["password"])
    return cast


def make_administrator(person: Person, now: datetime) -> None:
    appoint(person=person, role=Appointment.Role.ADMINISTRATOR, starts_on=TODAY, reason="", by=None, now=now)


def pages(account: Account) -> list[str]:
    names = ("account", "account_link", "account_unlink", "account_close", "account_reopen", "account_address")
    more = ("account_second_step", "account_new_link")
    return [reverse("access:accounts"), reverse("access:accounts_export")] + [
        reverse(f"access:{name}", args=[account.pk]) for name in (*names, *more)
    ]


def test_only_an_administrator_sees_accounts(cast: Cast, browse: Browse) -> None:
    for path in pages(account_of(cast.bob)):
        assert browse(cast.ada).get(path).status_code == 200, path
        for name in ("carys", "mona", "bob", "dev", "audrey"):
            assert browse(getattr(cast, name)).get(path).status_code == 404, (path, name)
        assert browse(cast.charlie).get(path).status_code == 403, path
        assert Client().get(path)["Location"].startswith(SIGN_IN), path


def test_only_an_administrator_can_sign_somebody_out_or_invite(cast: Cast, browse: Browse) -> None:
    out = reverse("access:account_sign_out", args=[account_of(cast.bob).pk])

    assert browse(cast.mona).post(out).status_code == 404
    assert browse(cast.mona).post(reverse("access:invite"), {"chosen": cast.bob.pk}).status_code == 404
    assert browse(cast.ada).get(out).status_code == 405
    assert browse(cast.ada).post(out).status_code == 302


def test_an_account_that_is_not_there_is_not_found(cast: Cast, browse: Browse) -> None:
    ada = browse(cast.ada)

    assert ada.get(reverse("access:account", args=[987_654])).status_code == 404
    assert ada.post(reverse("access:account_sign_out", args=[987_654])).status_code == 404


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("without", {"Nora New"}),
        ("closed", {"Bob Colleague"}),
        ("nobody", {"charlie@elsewhere.example"}),
        ("open", {"Mona Manager"}),
    ],
)
def test_the_list_is_narrowed_by_state(cast: Cast, now: datetime, state: str, expected: set[str]) -> None:
    Person.objects.create(number="40100", name="Nora New")
    Account.objects.filter(person=cast.bob).update(is_active=False, closed_at=now)
    Account.objects.filter(person=cast.mona).update(last_login=now)

    found = queries.accounts_matching(cast.standing("ada"), queries.AccountSearch(state=state))

    assert {row.name for row in queries.account_rows(list(found), now=now)} == expected


def test_who_has_left_is_listed_while_the_account_stands(cast: Cast) -> None:
    everyone = queries.accounts_matching(cast.standing("ada"), queries.AccountSearch(words="lena"))
    assert list(everyone) == [cast.lena]

    Person.objects.filter(pk=cast.lena.pk).update(account=None)

    assert not queries.accounts_matching(cast.standing("ada"), queries.AccountSearch(words="lena"))


def test_the_list_is_searched_sorted_and_taken_away(cast: Cast, browse: Browse) -> None:
    ada = browse(cast.ada)

    assert ada.get(reverse("access:accounts"), {"q": "40004"}).context["rows"][0].name == "Bob Colleague"
    by_address = ada.get(reverse("access:accounts"), {"sort": "-email"}).context["rows"]
    assert [row.account.email for row in by_address] == sorted((row.account.email for row in by_address), reverse=True)
    lines = b"".join(ada.get(reverse("access:accounts_export"), {"q": "bob"})).decode("utf-8-sig").splitlines()
    assert [line.split(",")[1] for line in lines] == ["Name", "Bob Colleague"]


def test_the_list_costs_the_same_however_long(cast: Cast, browse: Browse, django_assert_max_num_queries: type) -> None:
    for number in range(60):
        account = Account.objects.create_user(f"extra{number}@northmoor.example")
        Person.objects.create(number=f"5{number:03}", name=f"Extra {number}", account=account)
    ada = browse(cast.ada)

    with django_assert_max_num_queries(12):
        assert ada.get(reverse("access:accounts")).status_code == 200


def test_closing_signs_out_at_once_and_opening_lets_in_again(
    with_password: Cast, browse: Browse, now: datetime
) -> None:
    cast = with_password
    bob = sign_in("bob@northmoor.example")
    account = account_of(cast.bob)
    assert bob.get("/").status_code == 200

    browse(cast.ada).post(reverse("access:account_close", args=[account.pk]), {"reason": "On leave"})

    assert bob.get("/")["Location"].startswith(SIGN_IN)
    refused = Client().post(SIGN_IN, {"login": "bob@northmoor.example", "password": PASSWORD}, follow=True)
    assert not refused.context["user"].is_authenticated
    actions.reopen_account(account=account, reason="Back", by=cast.ada, now=now)
    assert sign_in("bob@northmoor.example").get("/").status_code == 200
    told = Entry.objects.filter(subject_kind="account", subject_number=account.pk).order_by("id")
    assert [(entry.action, entry.person_name, entry.reason) for entry in told] == [
        ("account.close", "Ada Administrator", "On leave"),
        ("account.reopen", "Ada Administrator", "Back"),
    ]


def test_closing_needs_a_reason(cast: Cast, browse: Browse) -> None:
    response = browse(cast.ada).post(reverse("access:account_close", args=[account_of(cast.bob).pk]), {"reason": " "})

    assert response.status_code == 422
    assert Account.objects.get(person=cast.bob).is_active


def test_closing_twice_says_so(cast: Cast, now: datetime) -> None:
    actions.close_account(account=account_of(cast.bob), reason="x", by=cast.ada, now=now)

    with pytest.raises(AccountInUse):
        actions.close_account(account=account_of(cast.bob), reason="x", by=cast.ada, now=now)


def test_nobody_closes_their_own_account(cast: Cast, now: datetime) -> None:
    with pytest.raises(OwnAccount):
        actions.close_account(account=account_of(cast.ada), reason="x", by=cast.ada, now=now)


def test_the_last_account_that_administers_stays(cast: Cast, now: datetime) -> None:
    for act in (actions.close_account, actions.unlink_account):
        with pytest.raises(NobodyWouldAdminister):
            act(account=account_of(cast.ada), reason="x", by=cast.carys, now=now)

    make_administrator(cast.mona, now)
    actions.close_account(account=account_of(cast.ada), reason="x", by=cast.carys, now=now)
    with pytest.raises(NobodyWouldAdminister):
        actions.close_account(account=account_of(cast.mona), reason="x", by=cast.carys, now=now)


def test_an_account_is_linked_to_one_person_only(cast: Cast, now: datetime) -> None:
    nora = Person.objects.create(number="40100", name="Nora New")

    with pytest.raises(AlreadyLinked):
        actions.link_account(account=account_of(cast.bob), person=nora, reason="", by=cast.ada, now=now)
    with pytest.raises(AlreadyLinked):
        actions.link_account(account=cast.charlie, person=cast.bob, reason="", by=cast.ada, now=now)
    actions.link_account(account=cast.charlie, person=nora, reason="", by=cast.ada, now=now)

    assert Person.objects.get(pk=nora.pk).account == cast.charlie


def test_a_person_is_linked_by_typing_their_name(cast: Cast, browse: Browse) -> None:
    Person.objects.create(number="40100", name="Nora New")

    browse(cast.ada).post(reverse("access:account_link", args=[cast.charlie.pk]), {"person": "Nora New"})

    assert Person.objects.get(number="40100").account == cast.charlie
    assert browse(cast.charlie).get("/").status_code == 200


def test_unlinking_leaves_an_account_of_nobody_that_sees_nothing(with_password: Cast, now: datetime) -> None:
    cast = with_password
    bob = sign_in("bob@northmoor.example")

    actions.unlink_account(account=account_of(cast.bob), reason="Wrong person", by=cast.ada, now=now)

    assert bob.get("/")["Location"].startswith(SIGN_IN)
    assert sign_in("bob@northmoor.example").get("/").status_code == 403


def test_an_address_belongs_to_one_account(cast: Cast, now: datetime) -> None:
    with pytest.raises(AccountInUse):
        actions.change_address(
            account=account_of(cast.bob), email="Mona@Northmoor.example", reason="x", by=cast.ada, now=now
        )

    changed = actions.change_address(
        account=account_of(cast.bob), email="Bob.New@Northmoor.example", reason="x", by=cast.ada, now=now
    )

    assert changed.email == "bob.new@northmoor.example"
    assert Entry.objects.get(action="account.address").changes == {
        "email": ["bob@northmoor.example", "bob.new@northmoor.example"]
    }


def test_an_administrator_signs_somebody_out_of_one_place_or_all(with_password: Cast, browse: Browse) -> None:
    first, second, third = (sign_in("bob@northmoor.example") for _turn in range(3))
    account = account_of(with_password.bob)
    ada = browse(with_password.ada)
    one = UserSession.objects.filter(user=account, session_key=first.session.session_key).get()
    path = reverse("access:account_sign_out", args=[account.pk])

    ada.post(path, {"session": one.pk})

    assert first.get("/")["Location"].startswith(SIGN_IN)
    assert second.get("/").status_code == 200
    ada.post(path)
    assert second.get("/").status_code == third.get("/").status_code == 302


def test_one_account_page_cannot_end_the_session_of_another(with_password: Cast, browse: Browse) -> None:
    bob = sign_in("bob@northmoor.example")
    session = UserSession.objects.get(user=account_of(with_password.bob))

    path = reverse("access:account_sign_out", args=[account_of(with_password.mona).pk])
    browse(with_password.ada).post(path, {"session": session.pk})

    assert bob.get("/").status_code == 200


def test_everyone_sees_where_they_are_signed_in_and_ends_the_others(with_password: Cast) -> None:
    here, elsewhere = sign_in("bob@northmoor.example"), sign_in("bob@northmoor.example")
    path = reverse("usersessions_list")
    assert len(here.get(path).context["sessions"]) == 2

    here.post(path)

    assert here.get("/").status_code == 200
    assert elsewhere.get("/")["Location"].startswith(SIGN_IN)


def test_a_lost_second_step_is_removed_with_a_reason(cast: Cast, browse: Browse) -> None:
    account = account_of(cast.bob)
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
    path = reverse("access:account_second_step", args=[account.pk])
    ada = browse(cast.ada)

    assert ada.post(path, {"reason": ""}).status_code == 422
    ada.post(path, {"reason": "Telephone stolen; seen in person"})

    assert not Authenticator.objects.filter(user=account).exists()
    assert Entry.objects.get(action="account.second_step").reason == "Telephone stolen; seen in person"
    assert ada.post(path, {"reason": "Again"}).status_code == 422


def test_only_the_digest_of_a_secret_is_kept(cast: Cast, now: datetime) -> None:
    invitation = actions.renew_link(account=account_of(cast.bob), name="Bob", reason="", by=cast.ada, now=now)

    kept = OneTimeLink.objects.values_list("digest", flat=True).get()
    assert invitation.secret not in kept
    assert len(kept) == 64
