"""My work: a page of what is mine, what I asked for, what I lead and own."""

from __future__ import annotations

from django.test import Client

from goldenthread.manage.plans.models import Task
from goldenthread.manage.plans.tests.browsing import FRAGMENT, Browse, text
from goldenthread.manage.plans.tests.work import Work, days, make_task
from tests.cast import Cast


def test_my_tasks_stand_by_week(cast: Cast, work: Work, browse: Browse) -> None:
    del work
    make_task("Someday", person=cast.alice)
    make_task("Long after", person=cast.alice, due_on=days(60))
    page = text(browse(cast.alice), "/work/")

    in_order = ("Later this week", "Visit Calder Street", "Long after", "Any time", "Someday")
    places = [page.index(words) for words in in_order]
    assert places == sorted(places)
    assert "Serves nothing: connect it" in page
    assert "Book interpreters" in page  # she asked Bob for it
    assert "Visits in the north valleys" in page  # she leads it


def test_what_i_asked_for_and_what_my_post_owns_stand_beside(cast: Cast, work: Work, browse: Browse) -> None:
    page = text(browse(cast.mona), "/work/")

    assert work.alices.title in page
    assert work.objective.title in page
    assert "You have no open task" not in page or work.vacant.title not in page


def test_marking_done_shows_the_list_again(cast: Cast, work: Work, browse: Browse) -> None:
    client = browse(cast.alice)

    answer = client.post(f"/work/{work.alices.pk}/done/", headers=FRAGMENT)
    body = answer.content.decode()
    assert 'id="my-tasks"' in body
    assert f"/plans/tasks/{work.alices.pk}/undo/" in body
    assert Task.objects.get(pk=work.alices.pk).state == "done"
    assert "already been done" in client.post(f"/work/{work.alices.pk}/done/", headers=FRAGMENT).content.decode()
    assert client.post(f"/work/{work.alices.pk}/done/").status_code == 302


def test_who_may_mark_done(cast: Cast, work: Work, browse: Browse) -> None:
    path = f"/work/{work.alices.pk}/done/"

    for name, status in (("bob", 403), ("otto", 404), ("ada", 404)):
        assert browse(getattr(cast, name)).post(path).status_code == status
    assert browse(cast.alice).get(path).status_code == 405
    assert Client().get("/work/").status_code == 302
    assert browse(cast.charlie).get("/work/").status_code == 403


def test_somebody_new_is_told_what_belongs_here(cast: Cast, browse: Browse) -> None:
    assert "You have no open task" in text(browse(cast.dev), "/work/")
