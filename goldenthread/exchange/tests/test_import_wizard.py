"""Bringing files in through the browser, from the upload to the undo, and everything that can go wrong on the way."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from goldenthread.exchange.models import Import, ImportFile, ImportRow
from goldenthread.exchange.queries.imports import Phase, phase_of
from goldenthread.exchange.views import uploads
from goldenthread.jobs import actions as jobs
from goldenthread.jobs.handlers import Cancelled
from goldenthread.jobs.models import Job
from goldenthread.jobs.worker import run_one
from goldenthread.people.models import Person, Post
from goldenthread.thread.models import Item
from tests.cast import TODAY, Cast

SENIOR = """Post Unique Reference,Name,Grade,Job Title,Organisation,Unit,Reports to Senior Post,FTE,Actual Pay Floor (£)
Q1,Ann Lee,SCS2,Chief of Works,Works,Works,XX,1,90000
Q2,N/D,SCS1,Head of Roads,Works,Roads,Q1,1,0
Q03,Vacant,SCS1,Head of Bridges,Works,Bridges,Q1,1,0
"""
JUNIOR = """Organisation,Unit,Reporting Senior Post,Grade,Generic Job Title,Number of Posts in FTE,Payscale Minimum (£)
Works,Roads,Q2,EO,Inspector,3.5,21000
Works,Bridges,Q3,AO,Painter,2,18000
"""
PLAN = """Priority,Action,Task no,Task,Due date
Safer roads,Mend the worst,1,Survey every road,Nov 2012
Safer roads,Mend the worst,2,Mend the first ten,31/12/2012
"""


def file(name: str, text: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def ada(cast: Cast, client: Client) -> Client:
    assert cast.ada.account is not None
    client.force_login(cast.ada.account)
    return client


def upload(client: Client, kind: str, **files: object) -> HttpResponse:
    return client.post(reverse("exchange:import_new", args=[kind]), files)  # type: ignore[return-value]  # a test's response


def begun(client: Client, kind: str, **files: object) -> Import:
    response = upload(client, kind, **files)
    assert response.status_code == 302, response.context["form"].errors if response.context else response.content  # type: ignore[attr-defined]  # a test's response
    return Import.objects.latest("pk")


def structure(client: Client, *, senior: str = SENIOR, junior: str = JUNIOR) -> Import:
    return begun(client, "organogram", senior=file("works-2013-09-30-senior.csv", senior), junior=file("j.csv", junior))


def choices(client: Client, of_import: Import, **changed: str) -> dict[str, str]:
    """What the columns page offers, as it would be sent back."""
    page = client.get(reverse("exchange:import_columns", args=[of_import.pk]))
    data: dict[str, str] = {}
    for form in [page.context["first_form"], *page.context["other_forms"]]:
        for bound in form:
            value = bound.value()
            if value not in (None, False, ""):
                data[bound.html_name] = "on" if value is True else str(value)
    return {**data, **changed}


def do(client: Client, name: str, of_import: Import, data: dict[str, str] | None = None) -> HttpResponse:
    return client.post(reverse(f"exchange:{name}", args=[of_import.pk]), data or {})  # type: ignore[return-value]  # a test's response


def work() -> None:
    while run_one(worker="test:1"):
        pass


def checked(client: Client, of_import: Import, **changed: str) -> Import:
    response = do(client, "import_columns", of_import, choices(client, of_import, **changed))
    assert response.status_code == 302, [form.errors for form in response.context["other_forms"]]  # type: ignore[attr-defined]  # a test's response
    work()
    of_import.refresh_from_db()
    return of_import


def page_of(client: Client, of_import: Import, **query: str) -> Any:
    return client.get(reverse("exchange:import", args=[of_import.pk]), query)


def remarks(of_import: Import) -> list[tuple[int, str, str]]:
    found = ImportRow.objects.filter(of_import=of_import, words__gt="").order_by("row", "pk")
    return [(row.row, row.fate, row.words) for row in found]


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


MAPPING = """
source = "roads"
[goal]
title = "Priority"
[objective]
title = "Action"
[task]
key = "Task no"
title = "Task"
due = "Due date"
"""


def test_a_plan_is_brought_in_with_a_mapping(ada: Client) -> None:
    of_import = begun(ada, "plan", plan=file("plan.csv", PLAN), mapping=file("m.toml", MAPPING))
    page = ada.get(reverse("exchange:import_columns", args=[of_import.pk])).content.decode()
    assert "As the mapping says" in page

    do(ada, "import_columns", of_import)
    work()
    do(ada, "import_run", of_import)
    work()

    objective = Item.objects.get(kind=Item.Kind.OBJECTIVE)
    assert (objective.title, objective.tasks.count()) == ("Mend the worst", 2)
    assert objective.links_up.get().upper.title == "Safer roads"


def test_a_plan_is_brought_in_by_choosing_its_columns(ada: Client) -> None:
    of_import = begun(ada, "plan", plan=file("Roads 2012.csv", PLAN))

    of_import = checked(ada, of_import, makes_plans="on")

    assert of_import.settings["source"] == "roads-2012"
    assert of_import.counts["tables"]["plans"]["new"] == 1
    assert of_import.counts["dates"]["Due date"] == "Day first: 1 value can be nothing else"


def test_a_mapping_can_be_laid_aside(ada: Client) -> None:
    of_import = begun(ada, "plan", plan=file("plan.csv", PLAN), mapping=file("m.toml", MAPPING))

    do(ada, "import_columns", of_import, {"own_columns": "1"})

    page = ada.get(reverse("exchange:import_columns", args=[of_import.pk]))
    assert page.context["is_mapped"] is False
    assert page.context["choices"] is not None


def test_a_plan_part_without_a_title_is_told(ada: Client) -> None:
    of_import = begun(ada, "plan", plan=file("plan.csv", PLAN))

    response = do(ada, "import_columns", of_import, {**choices(ada, of_import), "plan-c3": ""})

    assert response.status_code == 422
    assert "Say which column is the title of the tasks." in response.content.decode()


def fetched_export(client: Client) -> bytes:
    client.post(reverse("exchange:export_start"))
    assert "Waiting to begin" in client.get(reverse("exchange:export_progress")).content.decode()
    work()
    assert client.get(reverse("exchange:export_progress"))["HX-Redirect"] == reverse("exchange:export")
    assert "Download the ZIP" in client.get(reverse("exchange:export")).content.decode()
    response = client.get(reverse("exchange:export_file"))
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]  # a test's response


def test_everything_is_taken_out_in_one_zip_and_brought_in_again(ada: Client) -> None:
    content = fetched_export(ada)

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "units.csv" in archive.namelist()
        assert b"Head of Prevention" in archive.read("posts.csv")
    of_import = begun(ada, "folder", folder=file("goldenthread.zip", content))
    work()
    of_import.refresh_from_db()
    assert of_import.counts["changes"] == 0
    assert ImportFile.objects.filter(of_import=of_import, role="units.csv").exists()


def test_single_files_of_a_folder_are_enough(ada: Client, cast: Cast) -> None:
    units = "code,name,parent\nNFRS,Northmoor,\nROADS,Roads,NFRS\n"

    of_import = begun(ada, "folder", folder=[file("units.csv", units)])
    work()

    assert page_of(ada, of_import).context["standfirst"].startswith("1 row is new.")


def test_an_export_belongs_to_whoever_made_it(ada: Client, cast: Cast) -> None:
    fetched_export(ada)
    jobs_of_others = Job.objects.filter(kind="export.folder")
    jobs_of_others.update(asked_by=cast.mona.account)

    assert ada.get(reverse("exchange:export_file")).status_code == 404


def addresses(of_import: Import) -> Iterator[tuple[str, str]]:
    for name in ("import", "import_columns", "import_progress", "import_rows"):
        yield "get", reverse(f"exchange:{name}", args=[of_import.pk])
    yield "get", reverse("exchange:import_undo", args=[of_import.pk])
    for name in ("import_check", "import_cures", "import_run", "import_stop", "import_discard", "import_undo"):
        yield "post", reverse(f"exchange:{name}", args=[of_import.pk])
    yield "post", reverse("exchange:import_reading", args=[of_import.pk, "senior"])
    yield "get", reverse("exchange:imports")
    yield "get", reverse("exchange:import_new", args=["plan"])
    yield "post", reverse("exchange:import_new", args=["plan"])
    for name in ("export", "export_progress", "export_file"):
        yield "get", reverse(f"exchange:{name}")
    for name in ("export_start", "export_stop"):
        yield "post", reverse(f"exchange:{name}")


@pytest.mark.parametrize("name", ["bob", "carys", "dev", "audrey"])
def test_who_does_not_administer_finds_nothing_here(ada: Client, cast: Cast, name: str) -> None:
    of_import = structure(ada)
    other = Client()
    account = cast.people()[name].account
    assert account is not None
    other.force_login(account)

    statuses = {
        (method, address): getattr(other, method)(address).status_code for method, address in addresses(of_import)
    }

    assert set(statuses.values()) == {404}, statuses


def test_whoever_is_not_signed_in_is_asked_to(ada: Client) -> None:
    of_import = structure(ada)

    for method, address in addresses(of_import):
        assert getattr(Client(), method)(address).status_code == 302


def test_a_forged_upload_is_refused(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    assert cast.ada.account is not None
    client.force_login(cast.ada.account)

    assert upload(client, "plan", plan=file("plan.csv", PLAN)).status_code == 403


def test_a_job_whose_worker_died_for_good_is_told_as_failed(ada: Client) -> None:
    of_import = checked(ada, structure(ada))
    do(ada, "import_run", of_import)
    of_import.refresh_from_db()
    assert of_import.job is not None
    job = jobs.claim(worker="gone:1", now=of_import.created_at.replace(year=2030))
    assert job is not None
    jobs.fail(job, problem="The worker stopped in the middle.", now=of_import.created_at)

    page = page_of(ada, Import.objects.get(pk=of_import.pk))

    assert page.context["phase"] is Phase.FAILED
    assert "The worker stopped in the middle." in page.content.decode()


def test_pages_cost_the_same_however_many_rows(ada: Client, django_assert_max_num_queries: Any) -> None:
    of_import = checked(ada, structure(ada))
    do(ada, "import_run", of_import)
    work()
    long = SENIOR + "".join(f"R{n},N/D,SCS1,Head {n},Works,Roads,Q9,1,0\n" for n in range(60))
    of_import = checked(ada, structure(ada, senior=long))

    with django_assert_max_num_queries(14):
        page_of(ada, of_import)
    with django_assert_max_num_queries(12):
        ada.get(reverse("exchange:imports"))


def test_the_list_tells_what_was_brought_in_before(ada: Client) -> None:
    first = checked(ada, structure(ada))
    do(ada, "import_run", first)
    work()
    structure(ada)

    page = ada.get(reverse("exchange:imports"))

    assert [one["import"].pk for one in page.context["past"]] == [first.pk]
    assert len(page.context["begun"]) == 1
    assert TODAY.year == 2026
    assert "Undo import" in page.content.decode()
