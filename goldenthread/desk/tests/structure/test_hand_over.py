"""Handing over what somebody leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from goldenthread.audit.models import Entry
from goldenthread.desk.structure import actions
from goldenthread.desk.structure.queries.holdings import Holdings, holdings_of, posts_left_by
from goldenthread.manage.objectives.models import Duty, Objective
from goldenthread.manage.plans.actions import finish_task
from goldenthread.manage.plans.models import Task
from goldenthread.manage.plans.tests.work import NOW, Work, make_task
from goldenthread.notices.models import Notice
from goldenthread.people.actions import record_leaving
from goldenthread.people.models import Person, Post
from goldenthread.people.queries import standing_of
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item, Touched
from tests.cast import TODAY, Cast
from tests.query_counts import queries_of

Browse = Callable[[str], Client]


def holdings(person: Person, *, asker: str = "mona") -> Holdings:
    standing = standing_of(Person.objects.get(name__startswith=asker.title()), on=TODAY)
    return holdings_of(person, posts=posts_left_by(person, on=TODAY), standing=standing)


@pytest.fixture
def duty(cast: Cast, work: Work) -> Duty:
    """Alice's post carries a standing objective, and owns another one."""
    new = thread.NewItem(kind=Item.Kind.OBJECTIVE, title="Answer referrals", owner_post=cast.prevention_officer)
    item = thread.create_item(new=new, by=cast.mona, now=NOW)
    objective = Objective.objects.create(item=item, kind=Objective.Kind.STANDING)
    return Duty.objects.create(post=cast.prevention_officer, objective=objective)


def hand(cast: Cast, *, person: Person | None = None, post: Post | None = None) -> int:
    return actions.hand_over(
        leaver=cast.alice,
        chosen=holdings(cast.alice),
        to=actions.receiver_of(person=person, post=post, on=TODAY),
        reason="Alice leaves",
        by=cast.mona,
        now=NOW,
    )


def test_what_somebody_holds_is_found(cast: Cast, work: Work, duty: Duty) -> None:
    held = holdings(cast.alice)

    assert [task.title for task in held.tasks] == ["Visit Calder Street"]
    assert [item.kind for item in held.led] == ["plan"]
    assert [item.title for item in held.owned] == ["Answer referrals"]
    assert held.duties == [duty]
    assert held.count == 4


def test_it_is_still_found_after_the_last_day(cast: Cast, work: Work, duty: Duty) -> None:
    record_leaving(person=cast.alice, left_on=date(2026, 11, 20), reason="", by=cast.ada, now=NOW)
    cast.alice.refresh_from_db()

    assert holdings(cast.alice).count == 4


def test_everything_goes_to_one_person(cast: Cast, work: Work, duty: Duty) -> None:
    assert hand(cast, person=cast.bob) == 4

    assert Task.objects.get(pk=work.alices.pk).person == cast.bob
    assert Item.objects.get(pk=work.plan.pk).lead == cast.bob
    assert Item.objects.get(title="Answer referrals").owner_post == cast.second_officer
    duty.refresh_from_db()
    assert duty.post == cast.second_officer
    assert holdings(cast.alice).is_empty
    told = Notice.objects.get(person=cast.bob, kind="handover")
    assert not Notice.objects.filter(person=cast.bob, kind="task", words__contains="Calder").exists()
    assert told.words == "4 things were handed to you from Alice Owner."
    entry = Entry.objects.get(action="person.hand_over")
    assert (entry.subject_number, entry.reason) == (cast.alice.pk, "Alice leaves")
    assert Touched.objects.filter(kind="post", number=cast.second_officer.pk).exists()


def test_everything_goes_to_a_post_with_one_holder(cast: Cast, work: Work, duty: Duty) -> None:
    hand(cast, post=cast.head_of_prevention)

    task = Task.objects.get(pk=work.alices.pk)
    assert (task.person, task.post) == (None, cast.head_of_prevention)
    assert Item.objects.get(pk=work.plan.pk).lead == cast.mona


@pytest.mark.parametrize("to", ["nobody", "both", "vacant post", "person without a post"])
def test_what_cannot_be_taken_is_refused_and_nothing_is_handed_over(
    cast: Cast, work: Work, duty: Duty, to: str
) -> None:
    person, post = {
        "nobody": (None, None),
        "both": (cast.bob, cast.chief),
        "vacant post": (None, cast.vacant_post),
        "person without a post": (cast.dev, None),
    }[to]

    with pytest.raises(actions.CannotHandOver):
        hand(cast, person=person, post=post)


def test_somebodys_own_development_is_nobody_elses_to_take(cast: Cast, work: Work, as_of: Browse) -> None:
    aim = thread.create_item(
        new=thread.NewItem(
            kind=Item.Kind.OBJECTIVE,
            title="Speak to a full room",
            lead=cast.alice,
            subject=cast.alice,
            owner_post=cast.prevention_officer,
            visibility=Item.Visibility.RESTRICTED,
        ),
        by=cast.alice,
        now=NOW,
    )
    make_task("Read a book about speaking", by=cast.alice, serves=aim, person=cast.alice)

    held = holdings(cast.alice)
    page = as_of("ada").get(f"/people/{cast.alice.pk}/hand-over/").content.decode()

    assert (len(held.tasks), [item.kind for item in held.led], held.owned) == (1, ["plan"], [])
    assert "full room" not in page
    assert "about speaking" not in page


def test_a_draft_is_offered_only_to_those_who_may_see_it(cast: Cast, work: Work) -> None:
    draft = thread.NewItem(kind=Item.Kind.PLAN, title="Not ready", lead=cast.alice, state=Item.State.DRAFT)
    thread.create_item(new=draft, by=cast.mona, now=NOW)

    assert "Not ready" in [item.title for item in holdings(cast.alice, asker="mona").led]
    assert "Not ready" not in [item.title for item in holdings(cast.alice, asker="ada").led]


def test_whoever_hands_it_to_themselves_is_not_told(cast: Cast, work: Work) -> None:
    hand(cast, person=cast.mona)

    assert not Notice.objects.filter(person=cast.mona, kind="handover").exists()


def test_a_duty_that_the_other_post_carries_already_is_not_doubled(cast: Cast, work: Work, duty: Duty) -> None:
    Duty.objects.create(post=cast.second_officer, objective=duty.objective)

    hand(cast, person=cast.bob)

    assert Duty.objects.filter(objective=duty.objective).count() == 1


def test_a_task_that_was_done_meanwhile_stops_everything(cast: Cast, work: Work, duty: Duty) -> None:
    held = holdings(cast.alice)
    finish_task(task=work.alices, by=cast.alice, now=NOW)

    with pytest.raises(actions.CannotHandOver):
        actions.hand_over(
            leaver=cast.alice,
            chosen=held,
            to=actions.receiver_of(person=cast.bob, post=None, on=TODAY),
            reason="x",
            by=cast.mona,
            now=NOW,
        )


def test_choosing_nothing_is_refused(cast: Cast, work: Work) -> None:
    with pytest.raises(actions.CannotHandOver, match="Choose what"):
        actions.hand_over(
            leaver=cast.alice,
            chosen=holdings(cast.alice).chosen([]),
            to=actions.receiver_of(person=cast.bob, post=None, on=TODAY),
            reason="x",
            by=cast.mona,
            now=NOW,
        )


@pytest.mark.parametrize(
    ("name", "status"),
    [("mona", 200), ("carys", 200), ("ada", 200), ("alice", 403), ("bob", 403), ("otto", 403), ("audrey", 403)],
)
def test_the_line_above_and_administrators_hand_over(cast: Cast, as_of: Browse, name: str, status: int) -> None:
    address = f"/people/{cast.alice.pk}/hand-over/"

    assert as_of(name).get(address).status_code == status
    if status == 403:
        assert as_of(name).post(address, {"chosen": []}).status_code == 403


def test_strangers_find_nothing(cast: Cast, as_of: Browse) -> None:
    address = f"/people/{cast.alice.pk}/hand-over/"

    assert Client().get(address).status_code == 302
    assert as_of("charlie").get(address).status_code == 403
    assert as_of("mona").get("/people/999999/hand-over/").status_code == 404


def test_the_line_manager_still_hands_over_after_the_last_day(cast: Cast, work: Work, as_of: Browse) -> None:
    record_leaving(person=cast.alice, left_on=date(2026, 11, 20), reason="", by=cast.ada, now=NOW)

    page = as_of("mona").get(f"/people/{cast.alice.pk}/hand-over/")

    assert page.status_code == 200
    assert "Visit Calder Street" in page.content.decode()


def test_only_what_is_chosen_goes_and_the_rest_stays_on_the_page(cast: Cast, work: Work, as_of: Browse) -> None:
    address = f"/people/{cast.alice.pk}/hand-over/"
    client = as_of("mona")

    done = client.post(
        address, {"chosen": [f"task-{work.alices.pk}"], "person": "Bob Colleague", "reason": "Alice leaves"}
    )

    assert done.headers["Location"] == address
    page = client.get(address).content.decode()
    assert "Visit Calder Street" not in page
    assert "Visits in the north valleys" in page


def test_somebody_elses_work_cannot_be_slipped_in(cast: Cast, work: Work, as_of: Browse) -> None:
    sent = {"chosen": [f"task-{work.bobs.pk}"], "person": "Alice Owner", "reason": "Mine now"}

    refused = as_of("mona").post(f"/people/{cast.alice.pk}/hand-over/", sent)

    assert refused.status_code == 422
    assert Task.objects.get(pk=work.bobs.pk).person == cast.bob


def test_a_refusal_keeps_what_was_chosen(cast: Cast, work: Work, as_of: Browse) -> None:
    sent = {"chosen": [f"task-{work.alices.pk}"], "reason": ""}

    page = as_of("mona").post(f"/people/{cast.alice.pk}/hand-over/", sent)

    assert page.status_code == 422
    assert "Say why it changes hands" in page.content.decode()
    assert "checked" in page.content.decode()


def test_the_same_queries_whatever_the_size(cast: Cast, work: Work, as_of: Browse) -> None:
    client = as_of("mona")
    address = f"/people/{cast.alice.pk}/hand-over/"
    few = queries_of(client, address)

    for number in range(60):
        make_task(f"Task {number}", by=cast.mona, serves=work.objective, person=cast.alice)

    assert queries_of(client, address) == few
