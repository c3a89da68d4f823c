"""Bringing plans and folders in through the browser, taking everything out, and who may."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.exchange.models import Import, ImportFile
from goldenthread.exchange.queries.imports import Phase
from goldenthread.exchange.tests.wizard import (
    MAPPING,
    PLAN,
    SENIOR,
    begun,
    checked,
    choices,
    do,
    file,
    page_of,
    structure,
    upload,
    work,
)
from goldenthread.jobs import actions as jobs
from goldenthread.jobs.models import Job
from goldenthread.thread.models import Item
from tests.cast import TODAY, Cast

pytestmark = pytest.mark.usefixtures("own_files")


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
