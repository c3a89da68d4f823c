"""Single sign-on against a real OpenID Connect provider, started here, with the settings an installation would have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from oidc_provider_mock import User, run_server_in_thread

from goldenthread.access import actions
from goldenthread.access.models import Account
from tests.cast import Cast
from tests.test_config import settings_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from pytest_django.live_server_helper import LiveServer

# The provider's own libraries warn of their future; it runs in this process.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

START = "/sign-in/oidc/sso/login/"
USERS = [
    User(sub="bob", claims={"email": "Bob@Northmoor.example", "email_verified": True, "name": "Bob"}),
    User(sub="unverified", claims={"email": "mona@northmoor.example", "email_verified": False}),
    User(sub="said-false", claims={"email": "mona@northmoor.example", "email_verified": "false"}),
    User(sub="silent", claims={"email": "mona@northmoor.example"}),
    User(sub="stranger", claims={"email": "stranger@elsewhere.example", "email_verified": True}),
    User(sub="no-address", claims={"email_verified": True}),
    User(sub="second-bob", claims={"email": "bob@northmoor.example", "email_verified": True}),
    User(sub="lena", claims={"email": "lena@northmoor.example", "email_verified": True}),
]


@pytest.fixture
def provider(settings: Any, tmp_path: Path) -> Iterator[str]:
    """The provider's address, with everything set as GOLDENTHREAD_OIDC_* says."""
    with run_server_in_thread(user_claims=USERS) as server:
        address = f"http://localhost:{server.server_port}"
        told = settings_of(
            tmp_path,
            "SOCIALACCOUNT_PROVIDERS",
            "CONTENT_SECURITY_POLICY",
            GOLDENTHREAD_OIDC_SERVER=address,
            GOLDENTHREAD_OIDC_CLIENT="goldenthread",
            GOLDENTHREAD_OIDC_SECRET="between us",
            GOLDENTHREAD_OIDC_NAME="Northmoor sign-on",
        )
        settings.SOCIALACCOUNT_PROVIDERS = told["SOCIALACCOUNT_PROVIDERS"]
        settings.CONTENT_SECURITY_POLICY = told["CONTENT_SECURITY_POLICY"]
        yield address


def sign_on(who: str, client: Client | None = None, *, start: str = START) -> tuple[Client, Any]:
    """Go to the provider, sign in there as somebody, and come back. Returns the browser and the last answer."""
    client = client or Client()
    leaving = client.post(start)
    assert leaving.status_code == 302
    there = requests.post(leaving["Location"], data={"sub": who}, allow_redirects=False, timeout=10)
    back = urlsplit(there.headers["Location"])
    return client, client.get(f"{back.path}?{back.query}")


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_the_sign_in_page_offers_it_by_its_name(cast: Cast, provider: str) -> None:
    assert "Sign in with Northmoor sign-on" in Client().get("/sign-in/login/").content.decode()


def test_the_first_time_joins_the_invited_account_by_its_verified_address(cast: Cast, provider: str) -> None:
    client, response = sign_on("bob")

    assert response["Location"] == "/"
    assert is_in(client)
    assert SocialAccount.objects.get().user == cast.bob.account


def test_the_next_time_the_identity_counts_and_not_the_address(cast: Cast, provider: str) -> None:
    sign_on("bob")
    assert cast.bob.account is not None
    actions.change_address(account=cast.bob.account, email="robert@northmoor.example")

    client, _response = sign_on("bob")

    assert is_in(client)
    assert SocialAccount.objects.count() == 1


def test_a_changed_address_no_longer_opens_the_account(cast: Cast, provider: str) -> None:
    sign_on("bob")
    assert cast.bob.account is not None
    actions.change_address(account=cast.bob.account, email="robert@northmoor.example")
    Account.objects.get(pk=cast.bob.account.pk).set_password("a long pass phrase")

    response = Client().post("/sign-in/login/", {"login": "bob@northmoor.example", "password": "a long pass phrase"})

    assert response.status_code != 302
    assert not EmailAddress.objects.filter(email="bob@northmoor.example").exists()


@pytest.mark.parametrize("who", ["stranger", "unverified", "said-false", "silent", "no-address"])
def test_who_is_not_invited_under_a_verified_address_is_told_plainly(cast: Cast, provider: str, who: str) -> None:
    client, response = sign_on(who)

    assert response.status_code == 403
    assert "You have no account here yet" in response.content.decode()
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_who_is_signed_in_joins_their_own_account_whatever_the_provider_vouches_for(cast: Cast, provider: str) -> None:
    assert cast.mona.account is not None
    mona = Client()
    mona.force_login(cast.mona.account)
    assert "Connect Northmoor sign-on" in mona.get("/sign-in/3rdparty/").content.decode()

    sign_on("silent", mona, start=f"{START}?process=connect")

    joined = SocialAccount.objects.get()
    assert joined.user == cast.mona.account
    assert is_in(sign_on("silent")[0])
    assert f'value="{joined.pk}">Disconnect' in mona.get("/sign-in/3rdparty/").content.decode()


def test_what_was_joined_is_taken_apart_while_a_password_is_left(cast: Cast, provider: str) -> None:
    bob, _response = sign_on("bob")
    number = SocialAccount.objects.get().pk

    refused = bob.post("/sign-in/3rdparty/", {"account": number})
    assert SocialAccount.objects.exists()
    assert 'class="errors"' in refused.content.decode()

    assert cast.bob.account is not None
    cast.bob.account.set_password("a long pass phrase")
    cast.bob.account.save(update_fields=["password"])
    bob.force_login(cast.bob.account)
    bob.post("/sign-in/3rdparty/", {"account": number})

    assert not SocialAccount.objects.exists()


def test_nobody_joins_the_identity_of_somebody_else(cast: Cast, provider: str) -> None:
    sign_on("bob")
    assert cast.mona.account is not None
    mona = Client()
    mona.force_login(cast.mona.account)

    sign_on("bob", mona, start=f"{START}?process=connect")

    assert SocialAccount.objects.get().user == cast.bob.account


def test_a_second_identity_with_the_same_address_does_not_get_the_account(cast: Cast, provider: str) -> None:
    sign_on("bob")

    client, response = sign_on("second-bob")

    assert response.status_code == 403
    assert not is_in(client)


def test_a_closed_account_is_refused_the_first_time_and_later(cast: Cast, provider: str) -> None:
    assert cast.bob.account is not None
    Account.objects.filter(pk=cast.bob.account.pk).update(is_active=False)
    client, response = sign_on("bob")
    assert response.status_code == 403
    assert not is_in(client)

    Account.objects.filter(pk=cast.bob.account.pk).update(is_active=True)
    sign_on("bob")
    Account.objects.filter(pk=cast.bob.account.pk).update(is_active=False)
    client, response = sign_on("bob")

    assert response["Location"] == "/sign-in/inactive/"
    assert not is_in(client)


def test_who_has_left_signs_on_and_sees_nothing(cast: Cast, provider: str) -> None:
    client, _response = sign_on("lena")

    assert client.get("/").status_code == 403


def test_saying_no_at_the_provider_leads_back(cast: Cast, provider: str) -> None:
    client = Client()
    leaving = client.post(START)
    there = requests.post(leaving["Location"], data={"action": "deny"}, allow_redirects=False, timeout=10)
    back = urlsplit(there.headers["Location"])
    state = parse_qs(urlsplit(leaving["Location"]).query)["state"][0]  # this provider forgets to send it back

    response = client.get(f"{back.path}?{back.query}&state={state}", follow=True)

    assert "You stopped signing in" in response.content.decode()
    assert not is_in(client)


def test_an_answer_nobody_asked_for_is_refused(cast: Cast, provider: str) -> None:
    leaving = Client().post(START)
    there = requests.post(leaving["Location"], data={"sub": "bob"}, allow_redirects=False, timeout=10)
    back = urlsplit(there.headers["Location"])
    victim = Client()

    response = victim.get(f"{back.path}?{back.query}")

    assert response.status_code != 302
    assert not is_in(victim)


def test_leaving_needs_a_press_of_the_button(cast: Cast, provider: str) -> None:
    response = Client().get(START)

    assert response.status_code == 200
    assert "Continue to sign-in" in response.content.decode()


def test_without_a_provider_there_is_nothing(cast: Cast) -> None:
    assert Client().post(START).status_code == 404
    assert "Sign in with" not in Client().get("/sign-in/login/").content.decode()


def test_the_policy_lets_forms_lead_to_the_provider_and_nowhere_else(cast: Cast, provider: str) -> None:
    policy = Client().get("/sign-in/login/")["Content-Security-Policy"]

    assert f"form-action 'self' {provider};" in f"{policy};"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("set_up")
def test_a_browser_gets_there_and_back_under_our_policy(
    browser: Browser, live_server: LiveServer, provider: str
) -> None:
    page = browser.new_page(base_url=live_server.url)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)

    page.goto("/sign-in/login/")
    page.get_by_role("button", name="Sign in with Northmoor sign-on").click()
    page.wait_for_url(f"{provider}/**")
    page.get_by_role("button", name="bob", exact=True).click()
    page.wait_for_url(f"{live_server.url}/")

    assert page.get_by_role("heading").first.is_visible()
    assert [words for words in complaints if "Content Security Policy" in words] == []
    page.close()
