"""An installation's settings: its secret, its headers, its cookies, and what HTTPS changes."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from scripts.tree import ROOT

SIGN_IN = "/sign-in/login/"


def settings_of(folder: Path, *names: str, **environment: str) -> dict[str, object]:
    """Return settings as a new process reads them, with this data folder and environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GOLDENTHREAD_", "DATABASE_"))}
    code = (
        "import json, sys; from goldenthread.config import settings;"
        "print(json.dumps({name: getattr(settings, name, None) for name in sys.argv[1:]}, default=str))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *names],
        cwd=ROOT,
        env={**kept, "GOLDENTHREAD_DATA": str(folder), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    read: dict[str, object] = json.loads(done.stdout)
    return read


def test_the_secret_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    first = settings_of(tmp_path, "SECRET_KEY")["SECRET_KEY"]
    again = settings_of(tmp_path, "SECRET_KEY")["SECRET_KEY"]
    other = settings_of(tmp_path / "other", "SECRET_KEY")["SECRET_KEY"]

    assert first == again != other
    assert len(str(first)) > 60
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_debugging_is_off_unless_asked_for(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "DEBUG")["DEBUG"] is False
    assert settings_of(tmp_path, "DEBUG", GOLDENTHREAD_DEBUG="yes")["DEBUG"] is True


def test_https_makes_every_cookie_secure(tmp_path: Path) -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT")

    assert set(settings_of(tmp_path, *names, GOLDENTHREAD_HTTPS="yes").values()) == {True}
    assert set(settings_of(tmp_path, *names).values()) == {False}


def test_a_database_address_chooses_postgresql(tmp_path: Path) -> None:
    read = settings_of(tmp_path, "DATABASES", DATABASE_URL="postgresql://me@db.example/thread")["DATABASES"]

    assert isinstance(read, dict)
    assert read["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert (read["default"]["HOST"], read["default"]["NAME"]) == ("db.example", "thread")


@pytest.mark.usefixtures("set_up")
def test_every_page_forbids_what_is_not_ours(client: Client) -> None:
    response = client.get(SIGN_IN)

    policy = dict(part.strip().partition(" ")[::2] for part in response["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert "unsafe" not in response["Content-Security-Policy"]
    assert policy["frame-ancestors"] == "'none'"
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.usefixtures("set_up")
def test_no_script_can_read_a_cookie(client: Client) -> None:
    client.get(SIGN_IN)

    assert client.cookies
    assert all(cookie["httponly"] and cookie["samesite"] == "Lax" for cookie in client.cookies.values())
