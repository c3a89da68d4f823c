"""What is held about me: all of it, for me alone, without what proves who I am."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.access.models import Account, OneTimeLink
from goldenthread.desk.queries import held
from goldenthread.desk.queries.held import SECRETS, held_about, tables, whole_tables
from goldenthread.manage.plans.actions import finish_task
from goldenthread.manage.plans.models import Task
from goldenthread.manage.plans.tests.browsing import Browse, text
from goldenthread.manage.plans.tests.work import NOW, Work, make_task
from goldenthread.notices.models import Notice
from goldenthread.people.models import Person
from goldenthread.thread.models import CheckIn, Comment, Item, PersonSight, Watch
from tests.cast import TODAY, Cast


def fill(cast: Cast, work: Work) -> None:
    """Leave something of Alice's in many tables."""
    CheckIn.objects.create(item=work.plan.item, by=cast.alice, at=NOW, words="Going well")
    Comment.objects.create(item=work.plan.item, by=cast.alice, at=NOW, words="Who has the keys?")
    Watch.objects.create(item=work.goal, person=cast.alice, since=NOW)
    Notice.objects.create(
        person=cast.alice, kind="mention", words="You were mentioned", url="/", key="1", created_at=NOW
    )
    PersonSight.objects.create(person=cast.alice, planned_minutes=60, as_of=TODAY)
    assert cast.alice.account is not None
    OneTimeLink.objects.create(
        purpose="invite", account=cast.alice.account, digest="the-secret-digest", created_at=NOW, expires_at=NOW
    )


def unpacked(client: Client) -> dict[str, str]:
    answer = client.get("/held/download/")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_every_table_that_points_at_a_person_or_account_is_asked() -> None:
    pointing = {
        model
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model in (Person, Account) and not model._meta.proxy
    }

    assert pointing <= set(tables()) | {Person, Account}
    assert Task in tables()


def test_what_is_mine_is_shown(cast: Cast, work: Work, browse: Browse) -> None:
    fill(cast, work)

    page = text(browse(cast.alice), "/held/")

    for words in ("Going well", "Who has the keys?", "You were mentioned", "Prevention Officer", "Visit Calder Street"):
        assert words in page, words
    assert "Where you are signed in" in page or "How you sign in" in page


def test_what_is_anothers_is_not(cast: Cast, work: Work, browse: Browse) -> None:
    fill(cast, work)

    page = text(browse(cast.otto), "/held/")

    assert "Going well" not in page
    assert "Visit Calder Street" not in page
    assert "Label the store" in page  # Otto asked for it


def test_what_i_did_or_asked_for_and_is_over_is_shown_too(cast: Cast, work: Work, browse: Browse) -> None:
    finish_task(task=work.alices, by=cast.alice, now=NOW)
    finish_task(task=work.bobs, by=cast.bob, now=NOW)

    page = text(browse(cast.alice), "/held/")

    assert "Visit Calder Street" in page
    assert "Book interpreters" in page


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL walks small tables whatever their indexes")
def test_tasks_and_items_are_found_by_index(cast: Cast, work: Work) -> None:
    del work
    for model, _names, rows in held._queries(cast.alice):
        if model in {Task, Item, Comment, CheckIn, Notice}:
            counted = held.counted(rows)[: held.SHOWN].explain()
            assert not re.search(r"SCAN (?!\(subquery)", counted), (model, counted)


def test_the_download_holds_every_record_of_every_table(cast: Cast, work: Work, browse: Browse) -> None:
    fill(cast, work)
    for number in range(45):
        make_task(f"Task {number}", person=cast.alice)

    files = unpacked(browse(cast.alice))

    whole = json.loads(files["all.json"])
    assert len(whole["plans.task"]) == Task.objects.filter(person=cast.alice).count() + 1  # and one she asked for
    rows = list(csv.reader(io.StringIO(files["plans.task.csv"].removeprefix("\ufeff"))))
    assert len(rows) == len(whole["plans.task"]) + 1
    assert {"people.person.csv", "access.account.csv", "people.assignment.csv", "audit.entry.csv"} <= set(files)
    assert "Alice Owner" in files["README.txt"]


def test_no_secret_leaves_the_house(cast: Cast, work: Work, browse: Browse) -> None:
    fill(cast, work)
    account = cast.alice.account
    assert account is not None
    account.set_password("hunter2 hunter2")
    account.save(update_fields=["password"])
    client = browse(cast.alice)

    everything = "".join(unpacked(client).values()) + text(client, "/held/")

    assert account.password not in everything
    assert "the-secret-digest" not in everything
    assert str(client.session.session_key) not in everything
    for _label, heads, _rows in whole_tables(cast.alice):
        assert not SECRETS & set(heads)


def test_words_that_look_like_formulas_are_made_harmless(cast: Cast, browse: Browse) -> None:
    make_task("=HYPERLINK(1)", person=cast.alice)

    assert "'=HYPERLINK(1)" in unpacked(browse(cast.alice))["plans.task.csv"]


def test_a_long_table_shows_its_newest_and_says_so(cast: Cast, browse: Browse) -> None:
    del browse
    for number in range(30):
        make_task(f"Task {number}", person=cast.alice)

    with CaptureQueriesContext(connection) as captured:
        groups = held_about(cast.alice)

    tasks = next(group for group in groups if group.code == "plans-task")
    assert len(tasks.rows) == 20
    assert (tasks.has_more, tasks.count_words) == (True, f"{Task.objects.filter(person=cast.alice).count()} records")
    # Besides the tables: the person, their account and whose it is, the trail, the search.
    assert len(captured) <= len(tables()) + 5
    assert ("Title", "Task 29") in tasks.rows[0].shown


@pytest.mark.parametrize("path", ["/held/", "/held/download/", "/help/", "/accessibility/"])
def test_strangers_are_turned_away(cast: Cast, browse: Browse, path: str) -> None:
    assert Client().get(path).status_code == 302
    assert browse(cast.charlie).get(path).status_code == 403
    assert browse(cast.lena).get(path).status_code == 403
    assert browse(cast.dev).post(path).status_code == 405
    assert browse(cast.dev).get(path).status_code == 200


def test_help_names_whom_to_ask(cast: Cast, browse: Browse) -> None:
    for path in ("/help/", "/accessibility/"):
        page = text(browse(cast.bob), path)
        assert "Ada Administrator" in page
        assert "Audrey Auditor" not in page
