"""What somebody owes others: asked of whom it concerns, soonest due first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.desk import queries
from goldenthread.desk.owed import Debt, due_day, in_order
from goldenthread.manage.plans.tests.work import NOW, Work
from goldenthread.notices.models import Notice
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item, Link
from tests.cast import TODAY, Cast


def owed(cast: Cast, name: str) -> list[tuple[str, int]]:
    return [(debt.kind, debt.number) for debt in queries.debts_of(cast.standing(name), now=NOW)]


def test_debts_are_in_the_order_they_are_due() -> None:
    late = Debt("mention", 9, "", "", "", TODAY - timedelta(days=1))
    soon = Debt("check_in", 1, "", "", "", TODAY + timedelta(days=1))

    assert in_order([soon, late]) == [late, soon]
    assert late.is_now(today=TODAY)
    assert not soon.is_now(today=TODAY)


@pytest.mark.parametrize(("kind", "days"), [("reaffirm", 14), ("mention", 0), ("handover", 7)])
def test_there_is_time_to_answer(kind: str, days: int) -> None:
    assert due_day(kind=kind, since=TODAY) == TODAY + timedelta(days=days)  # type: ignore[arg-type]  # a literal


def test_a_reworded_goal_is_owed_by_who_owns_what_hangs_from_it(cast: Cast, work: Work) -> None:
    thread.change_item(
        item=work.goal, values={"title": "Nobody hurt"}, by=cast.carys, now=NOW, is_material=True, reason="Clearer"
    )

    link = Link.objects.get(lower=work.objective)
    assert owed(cast, "mona") == [("reaffirm", link.pk)]
    assert owed(cast, "alice") == []


def test_a_silent_item_is_owed_by_its_lead_from_a_week_before(cast: Cast, work: Work) -> None:
    item = work.plan.item
    Item.objects.filter(pk=item.pk).update(rhythm_days=28, said_at=NOW - timedelta(days=20))
    assert owed(cast, "alice") == []

    Item.objects.filter(pk=item.pk).update(said_at=NOW - timedelta(days=22))
    assert owed(cast, "alice") == [("check_in", item.pk)]

    Item.objects.filter(pk=item.pk).update(state=Item.State.CLOSED)
    assert owed(cast, "alice") == []


def test_a_debt_says_how_long_the_silence_is(cast: Cast, work: Work) -> None:
    Item.objects.filter(pk=work.plan.pk).update(rhythm_days=7, said_at=NOW - timedelta(days=9))

    debt = queries.debts_of(cast.standing("alice"), now=NOW)[0]

    assert debt.due_on == TODAY - timedelta(days=2)
    assert "9 days ago" in debt.detail


def test_notices_that_ask_for_something_are_owed_until_read(cast: Cast) -> None:
    for kind in Notice.Kind.values:
        Notice.objects.create(person=cast.bob, kind=kind, words=f"{kind}!", url="/", key=kind, created_at=NOW)

    assert {kind for kind, _number in owed(cast, "bob")} == {"mention", "handover", "reminder"}

    Notice.objects.update(read_at=NOW)
    assert owed(cast, "bob") == []


def test_what_is_owed_takes_two_queries_however_much_it_is(cast: Cast, work: Work) -> None:
    del work
    for number in range(40):
        Notice.objects.create(person=cast.alice, kind="mention", words="!", url="/", key=str(number), created_at=NOW)
    standing = cast.standing("alice")

    with CaptureQueriesContext(connection) as captured:
        debts = queries.debts_of(standing, now=NOW)

    assert len(debts) == 40
    assert len(captured) == 2
