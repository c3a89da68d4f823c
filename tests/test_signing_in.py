"""Signing in withstands guessing, tells strangers nothing, and says what to put right in our own words."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.test import Client

from goldenthread.access.models import Account
from tests.cast import PASSWORD, Cast
from tests.test_config import settings_of

SIGN_IN = "/sign-in/login/"
BOB = "bob@northmoor.example"
NEW_PASSWORD = "seven quiet lighthouses"
AMERICAN = re.compile(r"\b(email|color|recognize|organization|authorize|click)\b", re.IGNORECASE)


@pytest.fixture
def bob(cast: Cast) -> Account:
    for person in (cast.bob, cast.mona):
        assert person.account is not None
        person.account.set_password(PASSWORD)
        person.account.save(update_fields=["password"])
    assert cast.bob.account is not None
    return cast.bob.account


def try_to(client: Client, password: str = PASSWORD, email: str = BOB, **more: str) -> Any:
    return client.post(SIGN_IN, {"login": email, "password": password, **more})


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def code_of(secret: str, *, at: float) -> str:
    """Return the six figures of RFC 6238 (SHA-1, 30 seconds), worked out here and not by the product."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(at) // 30), hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def enrol(client: Client) -> str:
    """Set up the second step, which asks for the password once more, and return its secret."""
    asked = client.get("/sign-in/2fa/totp/activate/")
    assert asked["Location"].startswith("/sign-in/reauthenticate/")
    page = client.post(asked["Location"], {"password": PASSWORD}, follow=True).content.decode()
    secret = re.findall(r'<code class="secret">([A-Z2-7]+)</code>', page)[0]
    response = client.post("/sign-in/2fa/totp/activate/", {"code": code_of(secret, at=time.time())})
    assert response.status_code == 302, response.content.decode()
    return str(secret)


def test_passwords_are_kept_with_argon2(tmp_path: Path, settings: Any) -> None:
    settings.PASSWORD_HASHERS = settings_of(tmp_path, "PASSWORD_HASHERS")["PASSWORD_HASHERS"]

    assert make_password(PASSWORD).startswith("argon2$argon2id$")


def test_the_right_password_signs_in_and_the_session_is_a_new_one(bob: Account) -> None:
    client = Client()
    client.get(SIGN_IN)
    client.session["before"] = "fixed"
    before = client.session.session_key

    assert try_to(client)["Location"] == "/"

    assert is_in(client)
    assert client.session.session_key != before
    bob.refresh_from_db()
    assert bob.last_login is not None


def test_the_sixth_failure_in_five_minutes_is_refused_even_with_the_right_password(
    bob: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    for _turn in range(5):
        assert "is not right" in try_to(client, "wrong").content.decode()

    refused = try_to(client)

    assert "Too many tries. Wait five minutes" in refused.content.decode()
    assert not is_in(client)
    assert try_to(Client(), email="mona@northmoor.example").status_code == 302
    later = time.time() + 301
    monkeypatch.setattr(time, "time", lambda: later)
    assert try_to(client).status_code == 302


def test_many_tries_from_one_place_are_refused_whatever_the_address(bob: Account) -> None:
    client = Client()
    answers = [try_to(client, "wrong", f"nobody{number}@northmoor.example") for number in range(31)]

    assert "Too many tries" not in answers[29].content.decode()
    assert "Too many tries" in answers[30].content.decode()
    assert try_to(Client(REMOTE_ADDR="192.0.2.7")).status_code == 302


def test_behind_a_proxy_each_place_counts_for_itself(bob: Account, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(31):
        Client(HTTP_X_FORWARDED_FOR="192.0.2.1").post(SIGN_IN, {"login": f"nobody{number}@x.example", "password": "no"})

    told = "spoofed, 192.0.2.1"
    assert "Too many tries" in try_to(Client(HTTP_X_FORWARDED_FOR=told)).content.decode()
    assert try_to(Client(HTTP_X_FORWARDED_FOR="192.0.2.2")).status_code == 302


def test_a_stranger_cannot_tell_which_addresses_sign_in(bob: Account) -> None:
    def words(response: Any, email: str) -> str:
        html = response.content.decode().replace(email, "")
        return re.sub(r'value="[^"]*"|content="[^"]{60,}"', "", html)

    known, unknown = try_to(Client(), "wrong"), try_to(Client(), "wrong", "nobody@northmoor.example")
    assert known.status_code == unknown.status_code
    assert words(known, BOB) == words(unknown, "nobody@northmoor.example")

    resets = [
        Client().post("/sign-in/password/reset/", {"email": email}) for email in (BOB, "nobody@northmoor.example")
    ]
    assert resets[0].status_code == resets[1].status_code == 302
    assert resets[0]["Location"] == resets[1]["Location"]


def test_a_closed_account_is_told_so_only_with_its_password(bob: Account) -> None:
    Account.objects.filter(pk=bob.pk).update(is_active=False)

    assert "is not right" in try_to(Client(), "wrong").content.decode()
    response = Client().post(SIGN_IN, {"login": BOB, "password": PASSWORD}, follow=True)
    assert response.redirect_chain[-1][0] == "/sign-in/inactive/"
    assert not response.context["user"].is_authenticated


def test_a_forgotten_password_is_replaced_through_the_e_mail_and_our_words(bob: Account) -> None:
    elsewhere = Client()
    try_to(elsewhere)
    Client().post("/sign-in/password/reset/", {"email": "BOB@northmoor.example"})
    letter = mail.outbox[0]
    assert letter.to == [BOB]
    assert letter.subject == "Choose a new password for Goldenthread"
    assert not AMERICAN.search(str(letter.body)), letter.body
    (path,) = re.findall(r"http://testserver(\S+)", str(letter.body))
    client = Client()
    form = client.get(path, follow=True)
    action = form.redirect_chain[-1][0]

    weak = client.post(action, {"password1": "short", "password2": "short"})
    assert weak.status_code != 302
    client.post(action, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    assert try_to(Client(), NEW_PASSWORD).status_code == 302
    assert "is not right" in try_to(Client()).content.decode()
    assert not is_in(elsewhere)
    assert Client().get(path, follow=True).context["token_fail"]


def test_an_unknown_address_is_told_by_e_mail_in_our_words(bob: Account) -> None:
    Client().post("/sign-in/password/reset/", {"email": "nobody@elsewhere.example"})

    assert mail.outbox[0].subject == "Nobody signs in to Goldenthread with this address"
    assert not AMERICAN.search(str(mail.outbox[0].body)), mail.outbox[0].body
    assert "sign-in/signup" not in str(mail.outbox[0].body)


def test_changing_the_password_ends_every_other_session(bob: Account) -> None:
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        try_to(client)

    here.post(
        "/sign-in/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )

    assert not is_in(elsewhere)
    assert try_to(Client(), NEW_PASSWORD).status_code == 302


def test_the_second_step_is_set_up_and_then_asked_for(bob: Account) -> None:
    client = Client()
    try_to(client)
    secret = enrol(client)
    assert Authenticator.objects.filter(user=bob, type=Authenticator.Type.TOTP).exists()

    again = Client()
    assert try_to(again)["Location"].startswith("/sign-in/2fa/authenticate/")
    assert not is_in(again)
    wrong = again.post("/sign-in/2fa/authenticate/", {"code": "000000"})
    assert "This code is not right" in wrong.content.decode()
    assert not is_in(again)

    assert again.post("/sign-in/2fa/authenticate/", {"code": code_of(secret, at=time.time() + 30)})["Location"] == "/"
    assert is_in(again)


def test_a_code_works_once(bob: Account) -> None:
    client = Client()
    try_to(client)
    secret = enrol(client)
    code = code_of(secret, at=time.time() + 30)
    first, second = Client(), Client()
    for each in (first, second):
        try_to(each)

    first.post("/sign-in/2fa/authenticate/", {"code": code})
    second.post("/sign-in/2fa/authenticate/", {"code": code})

    assert is_in(first)
    assert not is_in(second)


def test_a_recovery_code_opens_the_account_once(bob: Account) -> None:
    client = Client()
    try_to(client)
    enrol(client)
    client.post("/sign-in/2fa/recovery-codes/generate/")
    page = client.get("/sign-in/2fa/recovery-codes/").content.decode()
    codes = re.findall(r"\b[0-9a-f]{8}\b|\b\d{8}\b|\b[0-9a-f]{4}-?[0-9a-f]{4}\b", page)
    kept = Authenticator.objects.get(user=bob, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    assert set(kept) <= set(codes)

    for turn in (1, 2):
        again = Client()
        try_to(again)
        again.post("/sign-in/2fa/authenticate/", {"code": kept[0]})
        assert is_in(again) is (turn == 1)


def test_guessing_codes_is_limited(bob: Account) -> None:
    client = Client()
    try_to(client)
    secret = enrol(client)
    again = Client()
    try_to(again)
    for number in range(10):
        again.post("/sign-in/2fa/authenticate/", {"code": f"{number:06}"})

    again.post("/sign-in/2fa/authenticate/", {"code": code_of(secret, at=time.time() + 30)})

    assert not is_in(again)


def test_nobody_signs_up(bob: Account) -> None:
    count = Account.objects.count()
    sent = {"email": "new@northmoor.example", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    assert "id_password1" not in Client().get("/sign-in/signup/").content.decode()
    Client().post("/sign-in/signup/", sent)

    assert Account.objects.count() == count


def test_nobody_gives_themselves_an_address(bob: Account) -> None:
    client = Client()
    try_to(client)

    assert client.get("/sign-in/email/").status_code == 404
    assert client.post("/sign-in/email/", {"action_add": "", "email": "carys@northmoor.example"}).status_code == 404
    assert not EmailAddress.objects.exists()


def test_a_link_to_elsewhere_is_not_followed_after_signing_in(bob: Account) -> None:
    for where in ("https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"):
        assert try_to(Client(), next=where)["Location"] == "/"
    assert try_to(Client(), next="/people/")["Location"] == "/people/"


@pytest.mark.usefixtures("bob")
@pytest.mark.parametrize(
    "path",
    [
        "/sign-in/login/",
        "/sign-in/password/reset/",
        "/sign-in/password/change/",
        "/sign-in/2fa/",
        "/sign-in/2fa/totp/activate/",
        "/sign-in/sessions/",
        "/sign-in/3rdparty/",
        "/sign-in/logout/",
    ],
)
def test_every_page_of_signing_in_is_in_british_english(path: str) -> None:
    client = Client()
    if path not in {"/sign-in/login/", "/sign-in/password/reset/"}:
        try_to(client)

    html = client.get(path).content.decode()

    words = re.sub(r"<[^>]*>", " ", re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html, flags=re.DOTALL))
    assert not AMERICAN.search(words), AMERICAN.findall(words)


def test_cookies_are_safe_under_https(bob: Account, settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.get(SIGN_IN)
    try_to(client)

    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        cookie = client.cookies[name]
        assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax"), name


def test_without_its_token_a_form_is_refused(bob: Account) -> None:
    assert try_to(Client(enforce_csrf_checks=True)).status_code == 403
