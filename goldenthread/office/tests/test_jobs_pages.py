"""Long work on its pages: who sees it, how far it is, stopping it, trying it again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.jobs import actions
from goldenthread.jobs.models import Job
from goldenthread.office.tests.conftest import Browse, account_of
from tests.cast import Cast


@pytest.fixture
def job(cast: Cast, now: datetime) -> Job:
    """A scan that Bob asked for."""
    return actions.enqueue(kind="findings.scan", asked_by=account_of(cast.bob), now=now)


def page_of(job: Job, name: str = "job") -> str:
    return reverse(f"jobs:{name}", args=[job.pk])


def set_state(job: Job, **values: Any) -> None:
    Job.objects.filter(pk=job.pk).update(**values)


def test_administrators_see_all_work_and_others_their_own(cast: Cast, browse: Browse, job: Job) -> None:
    assert browse(cast.ada).get(reverse("jobs:jobs")).context["rows"][0].name == "Look at the whole thread"
    for name in ("ada", "bob"):
        assert browse(getattr(cast, name)).get(page_of(job)).status_code == 200, name
    for name in ("mona", "carys", "audrey", "alice"):
        assert browse(getattr(cast, name)).get(page_of(job)).status_code == 404, name
        assert browse(getattr(cast, name)).post(page_of(job, "stop")).status_code == 404, name
        assert browse(getattr(cast, name)).post(page_of(job, "try_again")).status_code == 404, name
    assert browse(cast.bob).get(reverse("jobs:jobs")).status_code == 404
    assert Client().get(page_of(job)).status_code == 302


def test_the_page_asks_again_only_while_the_work_goes_on(cast: Cast, browse: Browse, job: Job, now: datetime) -> None:
    bob = browse(cast.bob)
    assert 'hx-trigger="every 2s"' in bob.get(page_of(job)).content.decode()
    assert "Look again" in bob.get(page_of(job)).content.decode()

    set_state(job, state=Job.State.DONE, ended_at=now, result={"found": 7})
    page = bob.get(page_of(job)).content.decode()

    assert "hx-trigger" not in page.partition("<main")[2].partition("</main>")[0]
    assert "Findings" in page
    assert ">7<" in page


def test_the_last_fragment_asks_for_the_whole_page(cast: Cast, browse: Browse, job: Job, now: datetime) -> None:
    bob = browse(cast.bob)
    going_on = bob.get(page_of(job), headers={"HX-Request": "true"})
    assert "HX-Refresh" not in going_on
    assert "<html" not in going_on.content.decode()

    set_state(job, state=Job.State.DONE, ended_at=now)

    assert bob.get(page_of(job), headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_how_far_it_is_is_drawn(cast: Cast, browse: Browse, job: Job, now: datetime) -> None:
    set_state(job, state=Job.State.RUNNING, started_at=now, steps_done=3, steps_total=8, words="Looking for breaks")

    page = browse(cast.bob).get(page_of(job)).content.decode()

    assert 'max="8" value="3"' in page
    assert "Looking for breaks" in page


def test_waiting_work_is_stopped_and_tried_again_by_whoever_asked(cast: Cast, browse: Browse, job: Job) -> None:
    bob = browse(cast.bob)

    bob.post(page_of(job, "stop"))
    assert Job.objects.get().state == Job.State.CANCELLED
    assert "Try again" in bob.get(page_of(job)).content.decode()
    assert "has already ended" in bob.post(page_of(job, "stop"), follow=True).content.decode()

    bob.post(page_of(job, "try_again"))
    assert Job.objects.get().state == Job.State.WAITING
    assert "Only a job that failed" in bob.post(page_of(job, "try_again"), follow=True).content.decode()


def test_a_failure_says_why(cast: Cast, browse: Browse, job: Job, now: datetime) -> None:
    set_state(job, state=Job.State.FAILED, ended_at=now, problem="The file is gone.")

    assert "The file is gone." in browse(cast.bob).get(page_of(job)).content.decode()
    assert "The file is gone." in browse(cast.ada).get(reverse("jobs:jobs")).content.decode()


def test_the_list_is_narrowed_by_state_and_costs_the_same_however_long(
    cast: Cast, browse: Browse, job: Job, now: datetime, django_assert_max_num_queries: Any
) -> None:
    for _turn in range(30):
        actions.enqueue(kind="import.run", asked_by=account_of(cast.bob), now=now)
    ada = browse(cast.ada)
    set_state(job, state=Job.State.FAILED, ended_at=now, problem="x")

    with django_assert_max_num_queries(12):
        assert len(ada.get(reverse("jobs:jobs")).context["rows"]) == 25
    assert len(ada.get(reverse("jobs:jobs"), {"state": "failed"}).context["rows"]) == 1
    assert len(ada.get(reverse("jobs:jobs"), {"page": "2"}).context["rows"]) == 6
    assert ada.get(reverse("jobs:jobs"), {"state": "nonsense"}).status_code == 200


def test_only_an_administrator_has_the_search_built_again_and_once(cast: Cast, browse: Browse) -> None:
    rebuild = reverse("jobs:rebuild_search")
    for name in ("mona", "carys", "audrey", "bob"):
        assert browse(getattr(cast, name)).post(rebuild).status_code == 404, name
    assert not Job.objects.exists()

    ada = browse(cast.ada)
    assert "Build search again" in ada.get(reverse("jobs:jobs")).content.decode()
    assert "Build the search again" in ada.post(rebuild, follow=True).content.decode()
    assert "already" in ada.post(rebuild, follow=True).content.decode()

    made = Job.objects.get()
    assert (made.kind, made.asked_by) == ("search.rebuild", cast.ada.account)
