"""What the preview says of a new row: where a post stands, what an objective serves, whose a piece of work is."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.exchange.queries.bundles import Given, organogram_bundle
from goldenthread.exchange.queries.reckon import reckon
from goldenthread.exchange.reckoning import Reckoning
from goldenthread.exchange.records import Bundle
from goldenthread.exchange.report import report
from goldenthread.exchange.tests.bringing import NOW, SMALL_ORGANISATION, TODAY, bring, bring_files, look_at
from goldenthread.exchange.tests.wizard import MAPPING, PLAN, SENIOR, begun, checked, file, page_of, structure
from goldenthread.thread.models import Item

pytestmark = pytest.mark.django_db


def read_structure(senior: str) -> Bundle:
    given = Given("senior.csv", lambda: io.BytesIO(senior.encode()))
    return organogram_bundle(senior=given, junior=None, as_of=TODAY)


def said(reckoning: Reckoning) -> Mapping[tuple[str, int], str]:
    return {(row.origin.file, row.origin.row): row.words for row in reckoning.rows}


def test_each_kind_of_row_says_what_it_is() -> None:
    words = said(look_at(**SMALL_ORGANISATION | {"posts": "reference,title,grade,unit\nP1,Chief,A,S\nP2,Officer,,B\n"}))

    assert words["units.csv", 2] == "at the top"
    assert words["units.csv", 3] == "part of Service"
    assert words["posts.csv", 2] == "Chief, A, Service; held by Carys"
    assert words["people.csv", 3] == "Officer, Branch"
    assert words["assignments.csv", 2] == "Carys: Chief, Service, from 1 Apr 2020"
    assert words["visions.csv", 2] == "looks to 2032"
    assert words["goals.csv", 2] == "serves Vision 2032; owned by Chief"
    assert words["objectives.csv", 2] == "serves Vision 2032 › Fewer fires; owned by Officer"
    assert words["links.csv", 3] == "Visit homes serves Fewer fires"
    assert words["tasks.csv", 2] == "serves Fewer fires › Visit homes › How to visit; for Mona"
    assert words["task_parts.csv", 2] == "T-10"


def test_what_is_here_already_is_named_too() -> None:
    bring_files(**SMALL_ORGANISATION)

    words = said(
        look_at(
            posts="reference,title,unit\nP3,Clerk,B\n",
            tasks="number,title,serves,post\n20,Ring,OBJ-1,P2\n",
            people="number,name\n3,Nia\n",
        )
    )

    assert words["posts.csv", 2] == "Clerk, Branch"
    assert words["tasks.csv", 2] == "serves Vision 2032 › Fewer fires › Visit homes; for Officer"
    assert words["people.csv", 2] == "without a post"


def test_what_not_everybody_may_see_is_called_by_its_reference() -> None:
    bring_files(**SMALL_ORGANISATION)
    Item.objects.filter(reference="OBJ-1").update(state=Item.State.DRAFT)

    words = said(look_at(tasks="number,title,serves\n20,Ring,OBJ-1\n"))

    assert words["tasks.csv", 2] == "serves Vision 2032 › Fewer fires › OBJ-1"


def test_a_row_of_which_only_the_holder_is_new_says_who_it_is() -> None:
    before, after = (read_structure(SENIOR.replace("Ann Lee", name)) for name in ("Ann Lee", "Bea Ash"))
    bring(before)

    reckoning = reckon(after, as_of=TODAY, now=NOW)

    assert said(reckoning)["senior", 2] == "Bea Ash: Chief of Works, Works"


def test_more_rows_take_no_more_queries() -> None:
    bring_files(**SMALL_ORGANISATION)

    def queries(count: int) -> int:
        posts = "".join(f"N{number},Post {number},B\n" for number in range(count))
        tasks = "".join(f"{100 + number},Task {number},OBJ-1\n" for number in range(count))
        with CaptureQueriesContext(connection) as captured:
            look_at(posts=f"reference,title,unit\n{posts}", tasks=f"number,title,serves\n{tasks}")
        return len(captured)

    assert queries(200) == queries(2)


def test_the_report_holds_every_new_row_and_what_is_kept_does_not() -> None:
    reckoning = look_at(**SMALL_ORGANISATION)

    rows = report(reckoning)["rows"]

    assert isinstance(rows, list)
    assert {"file": "goals.csv", "row": 2, "fate": "new", "name": "Fewer fires", "changes": {}} | {
        "words": "serves Vision 2032; owned by Chief"
    } in rows
    assert "rows" not in report(reckoning, most=10)


@pytest.mark.usefixtures("own_files")
def test_the_page_and_the_spreadsheet_say_it_for_a_structure_and_a_plan(ada: Client) -> None:
    of_structure = checked(ada, structure(ada))
    of_plan = begun(ada, "plan", plan=file("plan.csv", PLAN), mapping=file("m.toml", MAPPING))
    of_plan = checked(ada, of_plan)

    for of_import, words in (
        (of_structure, "Chief of Works, SCS2, Works; held by Ann Lee"),
        (of_structure, "Inspector, EO, Roads"),
        (of_plan, "serves Safer roads › Mend the worst"),
    ):
        assert words in page_of(ada, of_import).content.decode()
        response = ada.get(reverse("exchange:import_rows", args=[of_import.pk]))
        content = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # a test's response
        assert words in {line[6] for line in csv.reader(io.StringIO(content))}
