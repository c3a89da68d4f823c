"""What the tests of the wizard share: small files, and the steps somebody takes in the browser."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from goldenthread.exchange.models import Import, ImportRow
from goldenthread.jobs.worker import run_one

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


def file(name: str, text: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


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
    noticed = (ImportRow.Fate.STOPPED, ImportRow.Fate.NOTED)
    found = ImportRow.objects.filter(of_import=of_import, words__gt="", fate__in=noticed).order_by("row", "pk")
    return [(row.row, row.fate, row.words) for row in found]
