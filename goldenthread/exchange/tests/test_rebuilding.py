"""The search is built again from what is there, as a job that tells how far it is."""

from __future__ import annotations

import pytest

from goldenthread.exchange.actions import rebuild_search, rebuilding
from goldenthread.exchange.tests.bringing import NOW, SMALL_ORGANISATION, bring, bundle
from goldenthread.jobs import actions as jobs
from goldenthread.jobs.handlers import Cancelled
from goldenthread.jobs.models import Job
from goldenthread.jobs.worker import run_one
from goldenthread.office.long_work import SEARCH_REBUILD, shown
from goldenthread.search.models import Entry

pytestmark = pytest.mark.django_db

Found = list[tuple[str, int, str, str]]


def entries() -> Found:
    return list(Entry.objects.order_by("kind", "number").values_list("kind", "number", "reference", "words"))


@pytest.fixture
def before() -> Found:
    bring(bundle(**SMALL_ORGANISATION))
    return entries()


def spoil() -> None:
    Entry.objects.filter(kind="person").delete()
    Entry.objects.filter(kind="unit").update(words="wrong", folded="wrong")
    Entry.objects.create(kind="task", number=999_999, reference="T-999999", words="gone")


def test_the_job_mends_what_is_missing_wrong_and_gone(before: Found) -> None:
    spoil()
    jobs.enqueue(kind=SEARCH_REBUILD, now=NOW)

    assert run_one(worker="test:1")

    job = Job.objects.get()
    assert (job.state, job.result) == (Job.State.DONE, {"records": len(before), "removed": 1})
    assert shown(job).results == [("Records looked at", str(len(before))), ("Taken out", "1")]
    assert entries() == before


def test_building_it_twice_changes_nothing(before: Found) -> None:
    rebuild_search()
    rebuild_search()

    assert entries() == before


def test_it_tells_how_far_it_is_and_can_be_stopped(before: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "CHUNK", 1)
    told: list[tuple[int, int]] = []

    class Stopping:
        def step(self, done: int, total: int, words: str) -> None:
            told.append((done, total))
            if done == 3:
                raise Cancelled

    spoil()
    with pytest.raises(Cancelled):
        rebuild_search(progress=Stopping())
    assert told == [(1, len(before)), (2, len(before)), (3, len(before))]

    rebuild_search()
    assert entries() == before
