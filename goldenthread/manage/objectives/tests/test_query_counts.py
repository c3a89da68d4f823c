"""How many queries the pages of the thread, the direction and objectives take, with few rows and with many."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from goldenthread.lead.direction.models import Behaviour, Value
from goldenthread.manage.objectives import actions as objectives
from goldenthread.manage.objectives.models import KeyResult, Objective, PlanningYear
from goldenthread.notices import actions as notices
from goldenthread.notices.models import Notice
from goldenthread.people.models import Post
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item, Link
from goldenthread.thread.tests.items import NOW, hang, make_item, signed_in
from tests.cast import TODAY, Cast
from tests.query_counts import COUNTS, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def settings_stay_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a slow machine a process would ask for the organisation's settings again between two pages."""
    monkeypatch.setattr("goldenthread.organisation.queries._KEEP_SECONDS", 3600.0)


@pytest.fixture
def alice(cast: Cast) -> Client:
    return signed_in(cast.alice)


def make_direction(cast: Cast) -> tuple[Item, Item, Item]:
    vision = make_item("Safer before the fire", kind=Item.Kind.VISION, owner_post=cast.chief)
    goal = make_item(
        "Fewer people hurt", kind=Item.Kind.GOAL, owner_post=cast.chief, manager_post=cast.head_of_prevention
    )
    value = make_item("We keep our word", kind=Item.Kind.VALUE, owner_post=cast.chief)
    Value.objects.create(item=value, meaning="A promise is a debt.")
    hang(goal, vision)
    hang(value, vision)
    return vision, goal, value


def make_objective(cast: Cast, goal: Item, *, kind: Objective.Kind = Objective.Kind.CHANGE) -> Item:
    item = make_item(
        "Visit the homes most at risk",
        owner_post=cast.prevention_officer,
        lead=cast.alice,
        objective_kind=kind,
        ends_on=TODAY + timedelta(days=100) if kind == Objective.Kind.CHANGE else None,
    )
    hang(item, goal)
    return item


def make_busy(cast: Cast, item: Item, *, times: int) -> None:
    """Let much be said and measured of an objective."""
    objective = Objective.objects.get(pk=item.pk)
    for number in range(times):
        thread.make_comment(item=item, words=f"comment {number}", by=cast.bob, now=NOW)
        thread.check_in(item=item, said=Item.Said.AT_RISK, words="so so", by=cast.alice, now=NOW, confidence=5)
        words = objectives.KeyResultWords(kind="result", title=f"result {number}", target=Decimal(9))
        key_result = objectives.add_key_result(objective=objective, words=words, by=None, now=NOW)
        for days in range(5):
            objectives.record_reading(
                key_result=key_result, on=TODAY - timedelta(days=days), value=Decimal(days), note="", by=None, now=NOW
            )
        post = Post.objects.create(reference=f"X-{times}-{number}", title=f"Post {number}", unit=cast.prevention)
        objectives.add_duty(objective=objective, post=post, weight=1, by=None, now=NOW)
        hang(make_item(f"below {number}", lead=cast.bob), item)
        hang(item, make_item(f"beside {number}"), is_primary=False)


def test_an_objective_takes_as_many_whatever_is_said_of_it(cast: Cast, alice: Client) -> None:
    _vision, goal, _value = make_direction(cast)
    item = make_objective(cast, goal)
    make_busy(cast, item, times=1)
    few = queries_of(alice, f"/objectives/{item.pk}/")

    make_busy_again(cast, item)

    assert queries_of(alice, f"/objectives/{item.pk}/") == few


def make_busy_again(cast: Cast, item: Item) -> None:
    KeyResult.objects.filter(objective=item.pk).delete()
    make_busy(cast, item, times=6)


def test_a_thread_nine_deep_takes_no_more(cast: Cast, alice: Client) -> None:
    _vision, goal, _value = make_direction(cast)
    upper = make_objective(cast, goal)
    few = queries_of(alice, f"/objectives/{upper.pk}/")
    for _step in range(6):
        lower = make_item("a step down", owner_post=cast.prevention_officer, lead=cast.alice)
        hang(lower, upper)
        upper = lower

    assert queries_of(alice, f"/objectives/{upper.pk}/") == few


def test_own_development_takes_no_more_than_a_page_may(cast: Cast) -> None:
    item = make_item("speak in public", subject=cast.bob, lead=cast.bob, by=cast.bob)

    counts = [queries_of(signed_in(person), f"/objectives/{item.pk}/") for person in (cast.bob, cast.mona)]

    assert max(counts) <= COUNTS["objectives:objective"]


@pytest.mark.parametrize("query", ["", "?q=homes&kind=change&sort=title&down=1", "?state=all&said=nothing"])
def test_the_list_takes_as_many_for_one_row_as_for_a_page(query: str, cast: Cast, alice: Client) -> None:
    _vision, goal, _value = make_direction(cast)
    make_objective(cast, goal)
    few = queries_of(alice, f"/objectives/{query}")
    for _each in range(30):
        make_objective(cast, goal)

    assert queries_of(alice, f"/objectives/{query}") == few


def test_the_direction_takes_as_many_for_one_goal_as_for_ten(cast: Cast, alice: Client) -> None:
    vision, goal, value = make_direction(cast)
    pages = ["/direction/", "/direction/goals/", "/direction/values/"]
    pages += [f"/direction/vision/{vision.pk}/", f"/direction/goals/{goal.pk}/", f"/direction/values/{value.pk}/"]
    few = [queries_of(alice, page) for page in pages]
    for number in range(9):
        hang(make_item(f"goal {number}", kind=Item.Kind.GOAL, manager_post=cast.head_of_response), vision)
        other = make_item(f"value {number}", kind=Item.Kind.VALUE)
        Value.objects.create(item=other)
        for kind in Behaviour.Kind:
            Behaviour.objects.create(value_id=value.pk, kind=kind, words=f"behaviour {number}")
        make_objective(cast, goal)

    assert [queries_of(alice, page) for page in pages] == few


def test_pages_about_any_item_take_as_many_whatever_is_said(cast: Cast, alice: Client) -> None:
    _vision, goal, _value = make_direction(cast)
    item = make_objective(cast, goal)
    link = Link.objects.get(lower=item)
    thread.change_item(
        item=goal, values={"title": "Nobody hurt"}, by=None, now=NOW, is_material=True, reason="higher aim"
    )
    pages = [
        f"/items/{item.pk}/connect/",
        f"/items/{item.pk}/connect/?q=hurt",
        f"/items/{item.pk}/connect/?to={goal.pk}",
        f"/items/{item.pk}/history/",
        f"/items/{item.pk}/comments/",
        f"/items/{item.pk}/check-in/",
        f"/items/{item.pk}/check-ins/",
        f"/items/links/{link.pk}/affirm/",
    ]
    few = [queries_of(alice, page) for page in pages]
    make_busy(cast, item, times=5)

    assert [queries_of(alice, page) for page in pages] == few


def test_a_key_result_and_duties_take_as_many_whatever_is_measured(cast: Cast, alice: Client) -> None:
    _vision, goal, _value = make_direction(cast)
    item = make_objective(cast, goal, kind=Objective.Kind.STANDING)
    make_busy(cast, item, times=1)
    key_result = KeyResult.objects.get(objective=item.pk)
    pages = [f"/objectives/key-results/{key_result.pk}/", f"/objectives/{item.pk}/duties/"]
    few = [queries_of(alice, page) for page in pages]
    for days in range(20, 40):
        objectives.record_reading(
            key_result=key_result, on=TODAY - timedelta(days=days), value=Decimal(days), note="", by=None, now=NOW
        )
    for number in range(20):
        post = Post.objects.create(reference=f"Y-{number}", title=f"Post {number}", unit=cast.prevention)
        objectives.add_duty(objective=key_result.objective, post=post, weight=1, by=None, now=NOW)

    assert [queries_of(alice, page) for page in pages] == few


def test_years_and_notices_take_as_many_for_one_as_for_many(cast: Cast) -> None:
    _vision, goal, _value = make_direction(cast)
    make_objective(cast, goal)
    year = PlanningYear.objects.create(
        label="2026/27", starts_on=TODAY - timedelta(days=200), ends_on=TODAY + timedelta(days=160)
    )
    carys = signed_in(cast.carys)
    notices.notify(person=cast.carys, kind=Notice.Kind.WATCH, words="one", url="/", key="0", now=NOW)
    pages = ["/objectives/years/", f"/objectives/years/{year.pk}/", "/notices/"]
    few = [queries_of(carys, page) for page in pages]
    for number in range(20):
        make_objective(cast, goal)
        notices.notify(person=cast.carys, kind=Notice.Kind.WATCH, words="more", url="/", key=f"{number}", now=NOW)

    assert [queries_of(carys, page) for page in pages] == few
