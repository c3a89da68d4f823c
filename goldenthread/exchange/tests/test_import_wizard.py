"""Bringing a structure in through the browser, from the upload to the undo, and what can go wrong on the way."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.exchange.models import Import
from goldenthread.exchange.queries.imports import Phase, phase_of
from goldenthread.exchange.tests.wizard import (
    JUNIOR,
    MAPPING,
    PLAN,
    SENIOR,
    begun,
    checked,
    choices,
    do,
    file,
    page_of,
    remarks,
    structure,
    upload,
    work,
)
from goldenthread.exchange.views import uploads
from goldenthread.jobs.handlers import Cancelled
from goldenthread.people.models import Person, Post
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("own_files")


def test_a_structure_is_brought_in_and_undone(ada: Client, cast: Cast) -> None:
    of_import = checked(ada, structure(ada))

    page = page_of(ada, of_import)
    assert phase_of(of_import) is Phase.READY
    assert page.context["standfirst"] == "5 rows are new. Nothing has been changed so far."
    assert not Post.objects.filter(reference="Q1").exists()

    do(ada, "import_run", of_import)
    work()

    of_import.refresh_from_db()
    assert phase_of(of_import) is Phase.DONE
    assert of_import.as_of == date(2013, 9, 30)
    assert Person.objects.filter(name="Ann Lee").exists()
    assert Post.objects.get(reference="Q2").pay_floor is None
    assert "Undo import" in page_of(ada, of_import).content.decode()

    do(ada, "import_undo", of_import)
    work()

    of_import.refresh_from_db()
    assert phase_of(of_import) is Phase.UNDONE
    assert not Post.objects.filter(reference="Q1").exists()
    assert Post.objects.filter(pk=cast.chief.pk).exists()


def test_the_same_files_again_change_nothing_and_their_columns_are_remembered(ada: Client) -> None:
    first = checked(ada, structure(ada))
    do(ada, "import_run", first)
    work()

    second = structure(ada)
    columns = ada.get(reverse("exchange:import_columns", args=[second.pk]))
    assert "As in the file of " in columns.content.decode()
    second = checked(ada, second)

    page = page_of(ada, second)
    assert page.context["standfirst"] == "Everything in it is here already. Nothing has been changed so far."
    assert "Bring in 5 rows" not in page.content.decode()


def test_files_in_each_others_place_are_put_right(ada: Client) -> None:
    of_import = begun(ada, "organogram", senior=file("a.csv", JUNIOR), junior=file("b.csv", SENIOR))

    assert {one.role: one.name for one in of_import.files.all()} == {"senior": "b.csv", "junior": "a.csv"}


@pytest.mark.parametrize(
    ("kind", "field", "content", "words"),
    [
        ("organogram", "senior", JUNIOR, "looks like the junior posts"),
        ("organogram", "senior", "", "empty"),
        ("organogram", "senior", "Post Unique Reference,Name\n", "no rows below"),
        ("organogram", "senior", b"%PDF-1.7", "is a PDF document"),
        ("organogram", "senior", b"a,b\n1,\x00\n", "NUL"),
        ("plan", "plan", SENIOR, "looks like the senior posts"),
        ("plan", "mapping", "source = ", "not valid TOML"),
        ("folder", "folder", "a,b\n1,2\n", "None of the files is one of Goldenthread’s own"),
        ("folder", "folder", b"PK\x03\x04 broken", "damaged"),
    ],
)
def test_a_wrong_file_is_told_beside_its_field(
    ada: Client, kind: str, field: str, content: str | bytes, words: str
) -> None:
    given = {field: file("given.csv", content)}
    if field == "mapping":
        given["plan"] = file("plan.csv", PLAN)

    response = upload(ada, kind, **given)

    assert response.status_code == 422
    assert words in str(response.context["form"].errors[field]).replace("&#x27;", "’").replace("'", "’")  # type: ignore[attr-defined]  # a test's response
    assert not Import.objects.exists()


def test_a_zip_that_is_no_workbook_is_told(ada: Client) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "x")

    response = upload(ada, "plan", plan=file("plan.xlsx", stream.getvalue()))

    assert response.status_code == 422
    assert "not an XLSX workbook" in response.content.decode()


def test_an_upload_beyond_the_limit_is_stopped_while_it_arrives(ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_UPLOAD_BYTES", 100)

    response = upload(ada, "organogram", senior=file("s.csv", SENIOR * 3))

    assert response.status_code == 422
    assert "more than 400 MB" in response.content.decode()


def test_two_columns_cannot_go_to_one_field(ada: Client) -> None:
    of_import = structure(ada)
    data = choices(ada, of_import)

    response = do(ada, "import_columns", of_import, {**data, "senior-c2": "title"})

    assert response.status_code == 422
    assert "was already chosen" in response.content.decode()


def test_a_field_that_is_needed_cannot_be_left_out(ada: Client) -> None:
    of_import = structure(ada)

    response = do(ada, "import_columns", of_import, {**choices(ada, of_import), "senior-c6": ""})

    assert response.status_code == 422
    assert "Say which column is “Reports to”." in response.content.decode()


def test_pay_is_brought_in_only_when_it_is_chosen(ada: Client) -> None:
    of_import = checked(ada, structure(ada), **{"senior-c8": "pay_floor"})

    do(ada, "import_run", of_import)
    work()

    assert Post.objects.get(reference="Q1").pay_floor == 90000


def test_a_file_can_be_read_otherwise(ada: Client) -> None:
    text = SENIOR.replace("£", "").replace("Ann Lee", "Zoë “Z” Lee")
    of_import = begun(ada, "organogram", senior=file("s.csv", text.encode("mac_roman")))
    address = reverse("exchange:import_reading", args=[of_import.pk, "senior"])

    ada.post(address, {"encoding": "mac_roman"})

    page = ada.get(reverse("exchange:import_columns", args=[of_import.pk])).content.decode()
    assert "Zoë “Z” Lee" in page
    assert ada.post(address, {"encoding": "utf-8"}, follow=True).content.decode().count("is not in UTF-8") == 1


def test_a_row_is_cured_beside_it_and_a_likely_meaning_is_offered(ada: Client) -> None:
    of_import = checked(ada, structure(ada, senior=SENIOR + ",N/D,SCS1,Head of Signs,Works,Signs,Q1,1,0\n"))
    said = [(row, fate) for row, fate, _words in remarks(of_import)]
    assert said == [(3, "noted"), (5, "stopped")]
    page = page_of(ada, of_import).content.decode()
    assert "Use “Q03”" in page

    do(ada, "import_cures", of_import, {"senior:5:0": "Q4", "junior:3:2": "Q03", "elsewhere": "x", "senior:1:1": ""})
    work()

    of_import.refresh_from_db()
    assert remarks(of_import) == []
    do(ada, "import_run", of_import)
    work()
    assert Post.objects.get(reference="Q4").title == "Head of Signs"
    assert Post.objects.get(title="Painter").reports_to == Post.objects.get(reference="Q03")


def test_without_anything_typed_nothing_is_cured(ada: Client) -> None:
    of_import = checked(ada, structure(ada))

    response = ada.post(reverse("exchange:import_cures", args=[of_import.pk]), {"senior:2:0": " "}, follow=True)

    assert "Type something beside at least one row." in response.content.decode()


def test_rows_are_narrowed_by_fate_and_words(ada: Client) -> None:
    of_import = checked(ada, structure(ada))

    def labels(**query: str) -> list[str]:
        return [shown.row.label for shown in page_of(ada, of_import, **query).context["rows"]]

    assert len(labels()) == 5
    assert labels(fate="stopped") == []
    assert labels(q="bridges") == ["Head of Bridges Q03", "Painter, Bridges: 2 FTE"]
    fragment = ada.get(reverse("exchange:import", args=[of_import.pk]), {"q": "roads"}, headers={"HX-Request": "true"})
    assert fragment.content.decode().strip().startswith('<div id="listing">')


def test_rows_are_saved_with_their_reasons_and_no_cell_is_a_formula(ada: Client) -> None:
    of_import = checked(ada, structure(ada, senior=SENIOR.replace("Head of Roads", "=1+1").replace("Q03,", ",")))

    response = ada.get(reverse("exchange:import_rows", args=[of_import.pk]))

    content = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # a test's response
    lines = list(csv.reader(io.StringIO(content)))
    assert lines[0][:3] == ["File", "Row", "Fate"]
    assert ["Senior posts", "4", "Stopped"] in [line[:3] for line in lines]
    assert not any(cell.startswith("=") for line in lines for cell in line)


def test_a_run_that_waits_is_stopped_and_can_be_run_again(ada: Client) -> None:
    of_import = checked(ada, structure(ada))
    do(ada, "import_run", of_import)

    do(ada, "import_stop", of_import)

    of_import.refresh_from_db()
    assert phase_of(of_import) is Phase.STOPPED
    assert "nothing was changed" in page_of(ada, of_import).content.decode()
    do(ada, "import_run", of_import)
    work()
    assert Post.objects.filter(reference="Q1").exists()


def test_a_run_that_is_under_way_stops_and_changes_nothing(ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    of_import = checked(ada, structure(ada))
    do(ada, "import_run", of_import)

    def stopped_at_the_end(_progress: object, done: int, total: int, _words: str = "") -> None:
        if total and done == total:
            raise Cancelled

    monkeypatch.setattr("goldenthread.jobs.worker.JobProgress.step", stopped_at_the_end)
    work()

    of_import.refresh_from_db()
    assert phase_of(of_import) is Phase.STOPPED
    assert not Post.objects.filter(reference="Q1").exists()


def test_progress_is_told_and_the_page_is_loaded_anew_once_it_is_over(ada: Client) -> None:
    of_import = structure(ada)
    do(ada, "import_columns", of_import, choices(ada, of_import))
    address = reverse("exchange:import_progress", args=[of_import.pk])

    assert "Waiting to begin" in ada.get(address).content.decode()
    assert 'http-equiv="refresh"' in page_of(ada, of_import).content.decode()
    work()

    assert ada.get(address)["HX-Redirect"] == reverse("exchange:import", args=[of_import.pk])
    assert 'http-equiv="refresh"' not in page_of(ada, of_import).content.decode()


def test_files_that_cannot_be_read_as_chosen_say_why_and_can_be_put_right(ada: Client) -> None:
    of_import = begun(
        ada, "plan", plan=file("plan.csv", PLAN), mapping=file("m.toml", MAPPING.replace("Task no", "Nr"))
    )
    do(ada, "import_columns", of_import)
    work()

    page = page_of(ada, of_import).content.decode()

    of_import.refresh_from_db()
    assert phase_of(of_import) is Phase.UNREAD
    assert "has no column “Nr”" in page


def test_discarding_throws_the_files_away(ada: Client, django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    of_import = structure(ada)
    paths = [Path(one.file.path) for one in of_import.files.all()]
    assert all(path.exists() for path in paths)

    with django_capture_on_commit_callbacks(execute=True):
        do(ada, "import_discard", of_import)

    of_import.refresh_from_db()
    assert phase_of(of_import) is Phase.DISCARDED
    assert not any(path.exists() for path in paths)
