"""What an import wrote down about rows and people is forgotten once it can no longer be undone; its numbers stay."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from goldenthread.audit.models import Entry
from goldenthread.exchange.actions import (
    add_file,
    discard_unfinished,
    drop_left_files,
    forget_rows,
    forgetting,
    undo_import,
)
from goldenthread.exchange.models import Import, ImportChange, ImportFile, ImportRow
from goldenthread.exchange.tests.bringing import NOW, SMALL_ORGANISATION, bring, bundle
from goldenthread.jobs.models import Job
from goldenthread.people.models import Person
from tests.cast import Cast

pytestmark = pytest.mark.django_db

IN_TIME = NOW + timedelta(days=30)
TOO_LATE = NOW + timedelta(days=31, seconds=1)


def small() -> Import:
    started, _reckoning = bring(bundle(**SMALL_ORGANISATION))
    return Import.objects.get(pk=started.pk)


def is_forgotten(of_import: Import) -> bool:
    rows = ImportRow.objects.filter(of_import=of_import).exists()
    changes = ImportChange.objects.filter(of_import=of_import).exists()
    return not rows and not changes


def test_all_of_it_is_kept_while_it_can_be_undone() -> None:
    started = small()

    assert forget_rows(now=IN_TIME)

    assert not is_forgotten(started)
    undo_import(of_import=started, by=None, now=IN_TIME)
    assert not Person.objects.exists()


def test_what_can_no_longer_be_undone_is_forgotten_and_its_numbers_stay() -> None:
    started = small()

    assert forget_rows(now=TOO_LATE)

    after = Import.objects.get()
    assert is_forgotten(after)
    assert after.forgotten_at == TOO_LATE
    for name in ("files", "tables", "changes", "stopped", "problems_count"):
        assert after.counts[name] == started.counts[name]
    assert Person.objects.count() == 2


def test_no_name_is_left_in_what_stays() -> None:
    started, _reckoning = bring(
        bundle(**SMALL_ORGANISATION | {"assignments": "person,post,starts_on\nNora,P1,2026-01-01\n"})
    )
    Import.objects.filter(pk=started.pk).update(settings={"cures": {"senior": {"2": {"1": "Olaf"}}}, "columns": {}})
    before = Import.objects.get()
    assert "Nora" in json.dumps(before.counts)

    forget_rows(now=TOO_LATE)

    after = Import.objects.get()
    kept = json.dumps([after.counts, after.settings])
    assert [name for name in ("Carys", "Mona", "Nora", "Olaf") if name in kept] == []
    assert after.counts["problems_count"] == before.counts["problems_count"] == 1
    assert after.settings == {"columns": {}}


def test_of_what_the_files_leave_out_the_number_stays() -> None:
    small()
    again, _reckoning = bring(bundle(people="number,name\n1,Carys\n"))

    forget_rows(now=TOO_LATE)

    assert Import.objects.get(pk=again.pk).counts["absent"] == {"people": {"count": 1, "first": []}}


def test_an_import_that_changed_nothing_is_forgotten_after_as_long() -> None:
    small()
    again, _reckoning = bring(bundle(**SMALL_ORGANISATION))
    again.refresh_from_db()
    assert again.undo_until is None

    forget_rows(now=IN_TIME)
    assert not is_forgotten(again)

    forget_rows(now=TOO_LATE)
    assert is_forgotten(again)


def test_an_import_that_was_undone_is_forgotten_too() -> None:
    started = small()
    undo_import(of_import=started, by=None, now=NOW)

    forget_rows(now=TOO_LATE)

    assert is_forgotten(started)


def test_imports_that_still_wait_are_left_alone(ada: Client, cast: Cast) -> None:
    waiting = Import.objects.create(kind=Import.Kind.PLAN, created_at=NOW)
    ImportRow.objects.create(of_import=waiting, file_role="plan", row=1, fate="new")

    forget_rows(now=TOO_LATE)

    assert not is_forgotten(waiting)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("own_files")
def test_a_file_that_outlived_its_import_is_deleted_and_one_that_waits_is_kept() -> None:
    over = small()
    waiting = Import.objects.create(kind=Import.Kind.PLAN, created_at=NOW)
    files = [
        add_file(of_import=each, role="plan", name="plan.csv", content=ContentFile(b"Nora")) for each in (over, waiting)
    ]

    drop_left_files()

    assert [file.file.storage.exists(str(file.file.name)) for file in files] == [False, True]
    assert [bool(file.file) for file in ImportFile.objects.order_by("pk")] == [False, True]


def test_it_goes_in_small_steps_and_comes_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forgetting, "ROWS_AT_ONCE", 3)
    monkeypatch.setattr(forgetting, "CHANGES_AT_ONCE", 2)
    started = small()
    left = [ImportRow.objects.count() + ImportChange.objects.count()]

    while not forget_rows(now=TOO_LATE, batches=1):
        left.append(ImportRow.objects.count() + ImportChange.objects.count())

    assert all(0 < before - after <= 3 for before, after in pairwise(left))
    assert is_forgotten(started)


def test_the_page_says_that_rows_are_gone_and_still_shows_the_counts(ada: Client) -> None:
    started = small()
    forget_rows(now=TOO_LATE)

    page = ada.get(reverse("exchange:import", args=[started.pk])).content.decode()

    assert "single rows are no longer kept" in page
    assert "What happened to each row" not in page
    assert "records were written" in page


def waiting(*, state: str = "prepared", job: str = "") -> Import:
    """An import that was begun a while ago and then left, its job in this state."""
    made = None
    if job:
        over = {"ended_at": NOW} if job not in {"waiting", "running"} else {}
        made = Job.objects.create(kind="import.check", state=job, created_at=NOW, run_after=NOW, **over)
    left = Import.objects.create(
        kind=Import.Kind.PLAN, created_at=NOW, state=state, job=made, counts={"problems": ["Nora"], "changes": 3}
    )
    ImportRow.objects.create(of_import=left, file_role="plan", row=1, fate="new", label="Nora")
    return left


@pytest.mark.parametrize(
    ("state", "job"),
    [("prepared", ""), ("prepared", "done"), ("stopped", "cancelled"), ("failed", "failed"), ("running", "failed")],
)
def test_what_nobody_brought_in_is_thrown_away_after_thirty_days(state: str, job: str) -> None:
    left = waiting(state=state, job=job)

    assert discard_unfinished(now=IN_TIME) == 0
    assert discard_unfinished(now=TOO_LATE) == 1
    forget_rows(now=TOO_LATE)

    left.refresh_from_db()
    assert (left.state, left.forgotten_at) == ("discarded", TOO_LATE)
    assert is_forgotten(left)
    assert left.counts == {"changes": 3}
    assert Entry.objects.get(action="import.discard").reason == "It was not brought in for 30 days."


@pytest.mark.parametrize(
    ("state", "job"), [("running", "running"), ("running", ""), ("prepared", "waiting"), ("done", "")]
)
def test_what_is_going_on_or_came_in_is_not_thrown_away(state: str, job: str) -> None:
    waiting(state=state, job=job)

    assert discard_unfinished(now=TOO_LATE) == 0


def test_anything_done_with_it_gives_it_more_time() -> None:
    left = waiting(job="done")
    Job.objects.update(ended_at=IN_TIME)

    assert discard_unfinished(now=TOO_LATE) == 0
    assert discard_unfinished(now=IN_TIME + timedelta(days=30, seconds=1)) == 1
    left.refresh_from_db()
    assert left.state == "discarded"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("own_files")
def test_its_file_goes_with_it() -> None:
    left = waiting()
    file = add_file(of_import=left, role="plan", name="plan.csv", content=ContentFile(b"Nora"))

    discard_unfinished(now=TOO_LATE)
    drop_left_files()

    assert not file.file.storage.exists(str(file.file.name))


def test_the_page_says_until_when_it_waits(ada: Client) -> None:
    left = waiting()

    page = ada.get(reverse("exchange:import", args=[left.pk])).content.decode()

    assert "It waits here until 24 Dec 2026." in page
    assert "until 24 Dec 2026" in ada.get(reverse("exchange:imports")).content.decode()
