"""Posts and units that an import ends while they hold something: warned of, brought in, listed with the way out."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.exchange.models import Import
from goldenthread.exchange.reckoning import Ending, Reckoning
from goldenthread.exchange.report import report
from goldenthread.exchange.tests.bringing import SMALL_ORGANISATION, bring, bring_files, bundle, look_at
from goldenthread.manage.plans.models import Task
from goldenthread.people.models import Person, Post, Unit
from goldenthread.thread.models import Item

pytestmark = pytest.mark.django_db

ENDS_POST = "reference,title,unit,abolished_on\nP2,Officer,B,2026-11-01\n"
ENDS_UNIT = "code,name,closed_on\nB,Branch,2026-11-01\n"


@pytest.fixture(autouse=True)
def organisation() -> None:
    bring_files(**SMALL_ORGANISATION)
    Task.objects.filter(pk=10).update(person=None, post=Post.objects.get(reference="P2"))
    Item.objects.filter(reference="PLAN-1").update(owner_unit=Unit.objects.get(code="B"))


def warned(reckoning: Reckoning) -> list[tuple[str, str]]:
    return [(each.column, each.reason) for each in reckoning.problems if each.code == "ends_with_work"]


def test_a_post_that_owns_and_has_to_do_is_warned_of_and_not_stopped() -> None:
    reckoning = look_at(posts=ENDS_POST)

    number = Post.objects.get(reference="P2").pk
    assert reckoning.endings == [Ending("posts", number, "Officer", items=1, duties=0, tasks=1)]
    assert warned(reckoning) == [
        ("abolished_on", "Officer ends, and 1 thing that it owns, 1 open task would stay with it.")
    ]
    assert reckoning.stopped == 0
    assert report(reckoning)["endings"] == [
        {"table": "posts", "number": number, "name": "Officer", "items": 1, "duties": 0, "tasks": 1}
    ]


def test_a_unit_that_owns_is_warned_of() -> None:
    assert warned(look_at(units=ENDS_UNIT)) == [
        ("closed_on", "Branch ends, and 1 thing that it owns would stay with it.")
    ]


def test_what_the_same_files_give_to_another_is_not_left() -> None:
    Task.objects.filter(pk=10).delete()

    reckoning = look_at(posts=ENDS_POST, objectives="reference,title,kind,owner_post\nOBJ-1,Visit homes,standing,P1\n")

    assert warned(reckoning) == []


def test_what_had_ended_before_is_not_warned_of_again() -> None:
    bring_files(posts=ENDS_POST)

    assert look_at(posts=ENDS_POST).endings == []


def test_afterwards_the_page_lists_it_and_leads_to_handing_it_over(ada: Client) -> None:
    started, _reckoning = bring(bundle(posts=ENDS_POST))
    post = Post.objects.get(reference="P2")
    page = ada.get(reverse("exchange:import", args=[started.pk])).content.decode()
    address = reverse("people:post_abolish", args=[post.pk])
    assert "Ended with work still in its hands" in page
    assert address in page
    assert "1 Nov 2026" in page

    assert "Hand over what Officer still holds" in ada.get(address).content.decode()
    taker = Post.objects.get(reference="P1")
    answer = ada.post(address, {"hand_to": "P1", "reason": "The post is gone."})

    assert answer.status_code == 302, answer.context["form"].errors
    assert Item.objects.get(reference="OBJ-1").owner_post == taker
    assert not Task.objects.filter(post=post, is_open=True).exists()
    assert ada.get(address).status_code == 302


def test_a_closed_unit_hands_over_what_it_still_owns(ada: Client) -> None:
    bring(bundle(units=ENDS_UNIT))
    unit = Unit.objects.get(code="B")
    address = reverse("people:unit_close", args=[unit.pk])

    answer = ada.post(address, {"hand_to": "P1", "reason": ""})

    assert answer.status_code == 302, answer.context["form"].errors
    assert not Item.objects.filter(owner_unit=unit).exists()


def test_once_it_was_undone_nothing_is_listed(ada: Client) -> None:
    started, _reckoning = bring(bundle(posts=ENDS_POST))
    Import.objects.filter(pk=started.pk).update(state=Import.State.UNDONE)

    assert "still in its hands" not in ada.get(reverse("exchange:import", args=[started.pk])).content.decode()
    assert Person.objects.exists()
