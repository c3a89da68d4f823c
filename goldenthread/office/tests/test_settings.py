"""The organisation's settings: who may change them, what is refused, what the trail keeps."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines
from django.test import Client
from django.urls import reverse

from goldenthread.audit.models import Entry
from goldenthread.office import actions
from goldenthread.office.tests.conftest import Browse
from goldenthread.organisation import queries as organisation_queries
from goldenthread.organisation.models import Organisation
from goldenthread.organisation.words import WORDS
from tests.cast import Cast

FORMS = ("name", "mark_change", "working_time", "year", "words", "retention")
TIME = {
    "working_days": ["1", "2", "3", "4"],
    "full_time_hours": "36",
    "nations": ["GB-SCT"],
    "more_nations": "IE de-by",
}
DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">'
    b'<script>alert(1)</script><path d="M0 0h8v8z" onclick="alert(1)"/></svg>'
)


@pytest.fixture
def ada(cast: Cast, browse: Browse) -> Client:
    return browse(cast.ada)


@pytest.fixture
def files(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def address(name: str) -> str:
    return reverse(f"organisation:{name}")


def about() -> Organisation:
    return Organisation.objects.get(pk=1)


def test_only_an_administrator_sees_and_changes_settings(cast: Cast, browse: Browse) -> None:
    for name in ("settings", *FORMS):
        assert browse(cast.ada).get(address(name)).status_code == 200, name
        for other in ("carys", "mona", "bob", "dev", "audrey"):
            assert browse(getattr(cast, other)).get(address(name)).status_code == 404, (name, other)
        assert Client().get(address(name)).status_code == 302, name
    for name in FORMS:
        assert browse(cast.bob).post(address(name), {"name": "Mine now"}).status_code == 404, name
    assert browse(cast.bob).post(address("mark_remove")).status_code == 404
    assert about().name == "Northmoor Fire and Rescue Service"


def test_a_change_is_saved_shown_and_kept_in_the_history(ada: Client) -> None:
    ada.post(address("name"), {"name": "Eastmoor Council", "short_name": "Eastmoor"})

    entry = Entry.objects.get(action="organisation.change")
    assert entry.changes["name"] == ["Northmoor Fire and Rescue Service", "Eastmoor Council"]
    assert entry.person_name == "Ada Administrator"
    page = ada.get(address("settings")).content.decode()
    assert page.count("Eastmoor Council") >= 2


def test_what_is_the_same_leaves_no_entry(cast: Cast, now: datetime) -> None:
    actions.change_organisation(values={"name": about().name}, by=cast.ada, now=now)

    assert not Entry.objects.exists()


def test_working_time_is_kept_in_minutes_and_codes(ada: Client) -> None:
    assert ada.post(address("working_time"), TIME).status_code == 302

    assert (about().working_days, about().full_time_minutes_a_week) == ([1, 2, 3, 4], 2160)
    assert about().nations == ["GB-SCT", "IE", "DE-BY"]
    shown = ada.get(address("working_time")).context["form"].initial
    assert (str(shown["full_time_hours"]), shown["nations"], shown["more_nations"]) == ("36", ["GB-SCT", "IE"], "DE-BY")
    assert "Christmas Day" in ada.get(address("settings")).content.decode()


@pytest.mark.parametrize(
    ("name", "given", "field"),
    [
        ("name", {"name": ""}, "name"),
        ("working_time", {**TIME, "working_days": []}, "working_days"),
        ("working_time", {**TIME, "working_days": ["8"]}, "working_days"),
        ("working_time", {**TIME, "full_time_hours": "0"}, "full_time_hours"),
        ("working_time", {**TIME, "full_time_hours": "NaN"}, "full_time_hours"),
        ("working_time", {**TIME, "more_nations": "Atlantis"}, "more_nations"),
        ("year", {"year_starts_month": "13"}, "year_starts_month"),
        (
            "retention",
            {"keep_leavers_years": "6", "keep_audit_years": "0", "keep_import_undo_days": "30"},
            "keep_audit_years",
        ),
        ("words", {"goal_one": "aim"}, "goal_many"),
        ("words", {"goal_one": "plan", "goal_many": "aims"}, "plan_one"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(
    ada: Client, name: str, given: dict[str, object], field: str
) -> None:
    response = ada.post(address(name), given)

    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_words_are_shown_in_use_before_they_are_saved(ada: Client) -> None:
    given = {"goal_one": "ambition", "goal_many": "ambitions", "do": "preview"}

    page = ada.post(address("words"), given)

    assert "serves one ambition" in page.content.decode()
    assert about().words == {}
    ada.post(address("words"), {**given, "do": ""})
    assert about().words == {"goal": {"one": "ambition", "many": "ambitions"}}


def test_a_renamed_word_is_what_templates_say(ada: Client) -> None:
    ada.post(address("words"), {"unit_one": "team", "unit_many": "teams"})
    organisation_queries.forget()

    said = engines["django"].from_string('{% word "unit" cap=True %} {% words "unit" %} {% word "post" %}').render()

    assert said == "Team teams post"


def test_the_usual_word_typed_again_renames_nothing(ada: Client) -> None:
    ada.post(
        address("words"),
        {f"{code}_{part}": usual[index] for code, usual in WORDS.items() for index, part in enumerate(("one", "many"))},
    )

    assert about().words == {}


def test_html_in_a_word_stays_text(ada: Client) -> None:
    ada.post(address("words"), {"goal_one": "<b>aim</b>", "goal_many": "aims"})
    organisation_queries.forget()

    assert "<b>aim</b>" not in ada.get(address("settings")).content.decode()


def test_a_mark_is_served_harmless(ada: Client, files: Path) -> None:
    upload = SimpleUploadedFile("logo.svg", DRAWING, content_type="image/svg+xml")

    page = ada.post(address("mark_change"), {"mark": upload}, follow=True).content.decode()
    organisation_queries.forget()
    response = Client().get(address("mark"))

    assert "onclick, script" in page
    served = b"".join(response.streaming_content)  # type: ignore[attr-defined]  # a file
    assert b"alert" not in served
    assert b"<path" in served
    assert response["Content-Type"] == "image/svg+xml"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert set(response["Content-Security-Policy"].split("; ")) == {"default-src 'none'", "sandbox"}


def test_a_mark_is_replaced_and_removed_with_its_file(
    ada: Client, files: Path, django_capture_on_commit_callbacks: Any
) -> None:
    for colour in (b"#a00", b"#00a"):
        drawing = DRAWING.replace(b"<path", b'<path fill="' + colour + b'"')
        with django_capture_on_commit_callbacks(execute=True):
            ada.post(address("mark_change"), {"mark": SimpleUploadedFile("logo.svg", drawing)})
        assert len(list(files.rglob("*.svg"))) == 1

    with django_capture_on_commit_callbacks(execute=True):
        ada.post(address("mark_remove"))

    assert not list(files.rglob("*.svg"))
    assert Client().get(address("mark")).status_code == 404


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<html></html>", b"\x89PNG\r\n\x1a\n broken"])
def test_what_is_no_mark_is_refused_beside_the_field(ada: Client, files: Path, content: bytes) -> None:
    response = ada.post(address("mark_change"), {"mark": SimpleUploadedFile("logo.png", content)})

    assert response.status_code == 422
    assert not list(files.rglob("*.*"))


def test_the_settings_page_stays_within_its_queries(ada: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(12):
        ada.get(address("settings"))
