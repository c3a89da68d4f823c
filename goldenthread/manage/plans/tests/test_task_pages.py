"""The pages of one task: who opens them, what they say, what they do."""

from __future__ import annotations

from datetime import time

import pytest
from django.test import Client

from goldenthread.manage.plans import actions
from goldenthread.manage.plans.models import Task, TaskPart
from goldenthread.manage.plans.tests.browsing import Browse, text
from goldenthread.manage.plans.tests.work import NOW, Work, days, make_task
from goldenthread.people.models import Person
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item
from tests.cast import TODAY, Cast

PROBES = [("alice", 200), ("mona", 200), ("carys", 200), ("bob", 200), ("otto", 404), ("ada", 404), ("audrey", 404)]
FORMS = ["change", "assign", "connect", "drop"]
DEEDS = ["start", "done", "undo", "plan", "steps"]


def again(task: Task) -> Task:
    return Task.objects.select_related("serves", "person", "post").get(pk=task.pk)


@pytest.mark.parametrize(("name", "status"), PROBES)
def test_who_opens_a_task(cast: Cast, work: Work, browse: Browse, name: str, status: int) -> None:
    client = browse(getattr(cast, name))

    assert client.get(f"/plans/tasks/{work.alices.pk}/").status_code == status
    for form in FORMS:
        assert client.get(f"/plans/tasks/{work.alices.pk}/{form}/").status_code == status, form


@pytest.mark.parametrize("deed", DEEDS)
def test_who_does_a_task(cast: Cast, work: Work, browse: Browse, deed: str) -> None:
    path = f"/plans/tasks/{work.alices.pk}/{deed}/"
    outsiders = {"otto": 404, "ada": 404, "bob": 302 if deed == "steps" else 403}

    for name, status in outsiders.items():
        assert browse(getattr(cast, name)).post(path, {"words": "x"}).status_code == status, name
    assert browse(cast.alice).get(path).status_code == 405
    assert Client().post(path).status_code == 302
    assert browse(cast.charlie).post(path).status_code == 403
    assert browse(cast.alice).post(path, {"words": "x"}).status_code == 302


def test_the_page_shows_the_way_up_to_the_vision(cast: Cast, work: Work, browse: Browse) -> None:
    page = text(browse(cast.alice), f"/plans/tasks/{work.alices.pk}/")

    places = [page.index(words) for words in ("Vision 2032", "Fewer people hurt", "Visit the homes most at risk")]
    assert places == sorted(places)
    assert "tstep--here" in page
    assert "Mona Manager" in page


def test_a_task_that_serves_nothing_shows_the_gap_and_its_mend(cast: Cast, work: Work, browse: Browse) -> None:
    page = text(browse(cast.bob), f"/plans/tasks/{work.loose.pk}/")

    assert "tstep--missing" in page
    assert f"/plans/tasks/{work.loose.pk}/connect/" in page


def test_a_manager_above_is_not_told_what_development_a_task_serves(cast: Cast, work: Work, browse: Browse) -> None:
    growth = thread.create_item(
        new=thread.NewItem(
            kind=Item.Kind.OBJECTIVE,
            title="Learn to speak up",
            subject=cast.alice,
            visibility=Item.Visibility.RESTRICTED,
        ),
        by=cast.alice,
        now=NOW,
    )
    task = make_task("Chair the meeting", serves=growth, person=cast.alice)

    assert "Learn to speak up" in text(browse(cast.alice), f"/plans/tasks/{task.pk}/")
    assert "Learn to speak up" in text(browse(cast.mona), f"/plans/tasks/{task.pk}/")
    above = text(browse(cast.carys), f"/plans/tasks/{task.pk}/")
    assert "Learn to speak up" not in above
    assert "Something restricted" in above


def test_a_new_task_is_made_for_whom_it_says(cast: Cast, work: Work, browse: Browse) -> None:
    answer = browse(cast.mona).post(
        "/plans/tasks/new/",
        {
            "title": "Visit Upper Lathe",
            "serves": f"{work.plan.item.reference} {work.plan.item.title}",
            "who": f"Bob Colleague ({cast.bob.number})",
            "effort": "1 h 30 min",
            "due_on": days(5).isoformat(),
            "priority": "1",
            "notes": "",
        },
    )

    task = Task.objects.get(title="Visit Upper Lathe")
    assert answer["Location"] == f"/plans/tasks/{task.pk}/"
    assert (task.serves, task.person, task.asked_by) == (work.plan.item, cast.bob, cast.mona)
    assert (task.effort_minutes, task.due_on, task.priority) == (90, days(5), 1)


def test_a_new_task_may_be_for_a_post_whoever_holds_it(cast: Cast, work: Work, browse: Browse) -> None:
    del work
    browse(cast.mona).post(
        "/plans/tasks/new/", {"title": "Test pumps", "who": "Prevention Officer (P-4)", "priority": "2"}
    )

    assert Task.objects.get(title="Test pumps").post == cast.second_officer


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"title": ""}, "This field is required"),
        ({"who": "Nobody Known"}, "Nobody here is called"),
        ({"who": "Prevention Officer"}, "More than one fits"),
        ({"who": "Lena Left"}, "Nobody here is called"),
        ({"serves": "OBJ-9999"}, "Nothing you can see has that reference"),
        ({"effort": "soon"}, "Write a length of time"),
        ({"starts_on": "2026-12-24", "due_on": "2026-12-01"}, "due before it starts"),
        ({"due_on": "31/31/2026"}, "Enter a valid date"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    cast: Cast, work: Work, browse: Browse, given: dict[str, str], complaint: str
) -> None:
    del work
    answer = browse(cast.mona).post("/plans/tasks/new/", {"title": "A task", "priority": "2", **given})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert complaint in page
    assert 'role="alert"' in page
    assert not Task.objects.filter(title="A task").exists()


def test_a_task_is_begun_below_what_it_is_added_to(cast: Cast, work: Work, browse: Browse) -> None:
    page = text(browse(cast.mona), f"/plans/tasks/new/?serves={work.objective.pk}")

    assert f"{work.objective.reference} Visit the homes most at risk" in page


def test_changing_connecting_and_assigning_do_what_they_say(cast: Cast, work: Work, browse: Browse) -> None:
    client, path = browse(cast.alice), f"/plans/tasks/{work.alices.pk}"

    client.post(
        f"{path}/change/",
        {"title": "Visit the street", "effort": "2 h", "remaining": "30 min", "priority": "3", "lens": "lead"},
    )
    client.post(f"{path}/connect/", {"serves": work.objective.reference})
    client.post(f"{path}/assign/", {"who": "Bob Colleague"})

    task = again(work.alices)
    assert (task.title, task.effort_minutes, task.remaining_minutes, task.lens) == ("Visit the street", 120, 30, "lead")
    assert (task.serves, task.person) == (work.objective, cast.bob)


def test_planning_dropping_and_steps_do_what_they_say(cast: Cast, work: Work, browse: Browse) -> None:
    client, path = browse(cast.alice), f"/plans/tasks/{work.alices.pk}"

    client.post(f"{path}/plan/", {"planned_on": TODAY.isoformat(), "planned_from": "09:30"})
    assert (again(work.alices).planned_on, again(work.alices).planned_from) == (TODAY, time(9, 30))
    assert client.post(f"{path}/plan/", {"planned_from": "09:30"}).status_code == 422

    client.post(f"{path}/steps/", {"words": "Ring ahead"})
    part = TaskPart.objects.get()
    client.post(f"{path}/steps/{part.pk}/", {"do": "tick"})
    assert TaskPart.objects.get().is_done
    assert browse(cast.bob).post(f"{path}/steps/{part.pk}/", {"do": "tick"}).status_code == 403
    client.post(f"{path}/steps/{part.pk}/", {"do": "remove"})
    assert not TaskPart.objects.exists()

    assert client.post(f"{path}/drop/", {"reason": ""}).status_code == 422
    client.post(f"{path}/drop/", {"reason": "No longer needed"})
    assert again(work.alices).state == Task.State.DROPPED
    assert "No longer needed" in text(client, f"{path}/")


def test_a_step_of_another_task_is_not_found_here(cast: Cast, work: Work, browse: Browse) -> None:
    part = actions.add_part(task=work.bobs, words="Elsewhere", by=cast.bob, now=NOW)

    answer = browse(cast.alice).post(f"/plans/tasks/{work.alices.pk}/steps/{part.pk}/", {"do": "tick"})

    assert answer.status_code == 404


def test_the_way_back_leads_nowhere_else(cast: Cast, work: Work, browse: Browse) -> None:
    client = browse(cast.alice)

    for asked in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
        answer = client.post(f"/plans/tasks/{work.alices.pk}/start/", {"next": asked})
        assert answer["Location"] == f"/plans/tasks/{work.alices.pk}/"
    assert client.post(f"/plans/tasks/{work.alices.pk}/start/", {"next": "/thread/"})["Location"] == "/thread/"


def test_suggestions_come_while_somebody_types(cast: Cast, work: Work, browse: Browse) -> None:
    client = browse(cast.alice)

    people = text(client, "/plans/suggest/assignees/?who=prev")
    assert "Prevention Officer (P-3)" in people
    assert f"Alice Owner ({cast.alice.number})" in text(client, "/plans/suggest/assignees/?x=alice")
    items = text(client, "/plans/suggest/items/?serves=visits")
    assert work.plan.item.reference in items
    assert text(client, "/plans/suggest/items/?serves=v").strip() == ""


def test_a_post_is_meant_though_somebody_has_its_reference_as_number(cast: Cast, work: Work, browse: Browse) -> None:
    del work
    Person.objects.filter(pk=cast.dev.pk).update(number="P-4")
    client = browse(cast.mona)

    client.post("/plans/tasks/new/", {"title": "For the post", "who": "Prevention Officer (P-4)", "priority": "2"})
    client.post("/plans/tasks/new/", {"title": "For the person", "who": "Dev Developer (P-4)", "priority": "2"})

    assert Task.objects.get(title="For the post").post == cast.second_officer
    assert Task.objects.get(title="For the person").person == cast.dev


def test_a_task_nobody_knows_is_not_found(cast: Cast, work: Work, browse: Browse) -> None:
    del work
    assert browse(cast.alice).get("/plans/tasks/424242/").status_code == 404


def test_a_person_without_a_post_can_keep_tasks(cast: Cast, browse: Browse) -> None:
    client = browse(cast.dev)

    client.post("/plans/tasks/new/", {"title": "My own", "who": cast.dev.number, "priority": "2"})

    task = Task.objects.get()
    assert isinstance(task.person, Person)
    assert "My own" in text(client, f"/plans/tasks/{task.pk}/")
