"""Today: a person's home."""

from __future__ import annotations

from datetime import time

import pytest
from django.test import Client

from goldenthread.manage.plans import actions
from goldenthread.manage.plans.models import Task
from goldenthread.manage.plans.tests.browsing import Browse
from goldenthread.manage.plans.tests.work import NOW, Work, days, make_task
from goldenthread.people.models import Assignment
from goldenthread.thread.models import Item
from tests.cast import TODAY, Cast


def text(client: Client, path: str = "/") -> str:
    return client.get(path).content.decode()


def test_my_work_stands_with_its_reason(cast: Cast, work: Work, browse: Browse) -> None:
    page = text(browse(cast.alice))

    assert "Every home is safer because we were there first." in page
    assert "Visit Calder Street" in page
    assert "towards Visit the homes most at risk" in page
    assert work.objective.reference in page
    assert "1 of 1 piece of work reaches the vision." in page
    assert "Book interpreters" not in page


def test_a_reason_that_the_objective_gives_is_said_in_its_words(cast: Cast, work: Work, browse: Browse) -> None:
    Item.objects.filter(pk=work.objective.pk).update(description="So that nobody dies at home. More to say.")

    assert "so that nobody dies at home" in text(browse(cast.alice))


def test_a_task_that_serves_nothing_says_so_and_can_be_connected(cast: Cast, work: Work, browse: Browse) -> None:
    page = text(browse(cast.bob))

    assert "This serves nothing yet" in page
    assert f"/plans/tasks/{work.loose.pk}/connect/" in page
    assert "1 of 2 pieces of work reach the vision." in page


def test_work_of_my_post_is_mine(cast: Cast, work: Work, browse: Browse) -> None:
    del work
    make_task("Test the pumps", post=cast.prevention_officer)

    assert "Test the pumps" in text(browse(cast.alice))
    assert "Test the pumps" not in text(browse(cast.bob))


def test_marking_done_takes_it_off_and_undo_brings_it_back(cast: Cast, work: Work, browse: Browse) -> None:
    client = browse(cast.alice)

    answer = client.post(f"/today/{work.alices.pk}/done/", {"day": TODAY.isoformat()}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    body = answer.content.decode()
    assert body.lstrip().startswith('<section id="day"')
    assert f"/today/{work.alices.pk}/undo/" in body
    assert "Done today" in body
    assert Task.objects.get(pk=work.alices.pk).state == "done"

    client.post(f"/today/{work.alices.pk}/undo/", {"day": TODAY.isoformat()})
    assert Task.objects.get(pk=work.alices.pk).is_open


def test_without_script_marking_done_leads_back_to_the_day(cast: Cast, work: Work, browse: Browse) -> None:
    answer = browse(cast.alice).post(f"/today/{work.alices.pk}/done/", {"day": days(1).isoformat()}, follow=True)

    assert answer.redirect_chain == [(f"/?day={days(1).isoformat()}#today", 302)]
    assert "Marked done: Visit Calder Street" in answer.content.decode()


def test_marking_done_twice_says_so(cast: Cast, work: Work, browse: Browse) -> None:
    client = browse(cast.alice)
    client.post(f"/today/{work.alices.pk}/done/")

    answer = client.post(f"/today/{work.alices.pk}/done/", headers={"HX-Request": "true"})

    assert "already been done" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "status"), [("alice", 302), ("mona", 302), ("carys", 302), ("bob", 403), ("otto", 404), ("ada", 404)]
)
def test_who_may_mark_a_task_done(cast: Cast, work: Work, browse: Browse, name: str, status: int) -> None:
    client = browse(getattr(cast, name))

    assert client.post(f"/today/{work.alices.pk}/done/").status_code == status
    assert client.get(f"/today/{work.alices.pk}/done/").status_code == 405


def test_strangers_and_leavers_see_nothing(cast: Cast, work: Work, browse: Browse) -> None:
    del work
    assert Client().get("/").status_code == 302
    assert browse(cast.charlie).get("/").status_code == 403
    assert browse(cast.lena).get("/").status_code == 403


def test_tomorrow_shows_what_is_meant_for_it(cast: Cast, work: Work, browse: Browse) -> None:
    actions.plan_task(task=work.alices, on=days(1), at=time(9, 30), by=cast.alice, now=NOW)
    client = browse(cast.alice)

    assert "Visit Calder Street" not in text(client)
    tomorrow = text(client, f"/?day={days(1).isoformat()}")
    assert "Wednesday 25 November" in tomorrow
    assert "09:30" in tomorrow


@pytest.mark.parametrize("asked", ["nonsense", "2026-02-31", "1066-10-14", "9999-12-31", ""])
def test_a_day_that_is_none_is_today(cast: Cast, work: Work, browse: Browse, asked: str) -> None:
    del work
    assert "Tuesday 24 November" in text(browse(cast.alice), f"/?day={asked}")


def test_a_new_person_is_told_what_belongs_here(cast: Cast, work: Work, browse: Browse) -> None:
    del work
    assert "You hold no post yet" in text(browse(cast.dev))
    Assignment.objects.create(person=cast.dev, post=cast.vacant_post, starts_on=TODAY)
    Task.objects.filter(post=cast.vacant_post).delete()
    assert "Nothing is waiting for this day" in text(browse(cast.dev))


def test_without_a_vision_whoever_may_write_it_is_led_there(cast: Cast, browse: Browse) -> None:
    assert "Write the vision" in text(browse(cast.carys))
    assert "Write the vision" in text(browse(cast.ada))
    page = text(browse(cast.bob))
    assert "No vision has been adopted yet" in page
    assert "Write the vision" not in page


def test_words_of_others_are_shown_as_words(cast: Cast, work: Work, browse: Browse) -> None:
    del work
    make_task("<script>alert(1)</script>", person=cast.alice)

    page = text(browse(cast.alice))

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
