"""Closing a planning year: what is open is settled, and that can be taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from goldenthread.manage.objectives import actions, queries
from goldenthread.manage.objectives.actions import Settled
from goldenthread.manage.objectives.models import PlanningYear
from goldenthread.manage.objectives.queries.years import next_last_day
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item, Link
from goldenthread.thread.tests.items import NOW, fresh, hang, make_item, signed_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db

LAST = date(2026, 3, 31)
NEXT = date(2027, 3, 31)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def year(cast: Cast) -> PlanningYear:
    return actions.write_year(label="2025/26", starts_on=date(2025, 4, 1), ends_on=LAST, by=cast.ada, now=NOW)


def dated(title: str, ends_on: date = LAST) -> Item:
    return make_item(title, ends_on=ends_on)


def settle(year: PlanningYear, cast: Cast, *settled: Settled) -> int:
    return actions.roll_over(year=year, settled=settled, by=cast.ada, now=NOW).pk


def test_only_what_is_dated_open_and_for_everyone_is_to_be_settled(cast: Cast, year: PlanningYear) -> None:
    due = dated("due")
    plan = make_item("plan", kind=Item.Kind.PLAN, ends_on=LAST - timedelta(days=30))
    dated("next year", NEXT)
    make_item("standing")
    make_item("closed", ends_on=LAST, state=Item.State.CLOSED)
    make_item("own growth", ends_on=LAST, subject=cast.bob)
    make_item("goal", kind=Item.Kind.GOAL, ends_on=LAST)

    assert list(queries.items_to_settle(year)) == [plan, due]


def test_each_is_carried_closed_or_dropped(cast: Cast, year: PlanningYear) -> None:
    carry, close, drop, leave = (dated(name) for name in ("carry", "close", "drop", "leave"))

    settle(
        year,
        cast,
        Settled(carry.pk, "carry", NEXT),
        Settled(close.pk, "close"),
        Settled(drop.pk, "drop"),
        Settled(leave.pk, "leave"),
    )

    assert (fresh(carry).ends_on, fresh(carry).state) == (NEXT, "live")
    assert [fresh(item).state for item in (close, drop, leave)] == ["closed", "retired", "live"]
    assert list(queries.items_to_settle(year)) == [leave]


def test_taking_it_back_leaves_everything_as_it_was(cast: Cast, year: PlanningYear) -> None:
    carry, close, drop = (dated(name) for name in ("carry", "close", "drop"))
    link = hang(make_item("below"), close)
    entry = settle(year, cast, Settled(carry.pk, "carry", NEXT), Settled(close.pk, "close"), Settled(drop.pk, "drop"))
    assert Link.objects.get(pk=link.pk).is_unaffirmed

    count = actions.undo_roll_over(year=year, entry_id=entry, by=cast.ada, now=LATER)

    assert count == 3
    assert [(fresh(item).state, fresh(item).ends_on) for item in (carry, close, drop)] == [("live", LAST)] * 3
    assert Link.objects.get(pk=link.pk).state == Link.State.AFFIRMED
    with pytest.raises(actions.CannotUndo):
        actions.undo_roll_over(year=year, entry_id=entry, by=cast.ada, now=LATER)
    assert [row.is_undone for row in queries.rolled_over(year)] == [True]


def test_what_was_changed_since_is_not_taken_back(cast: Cast, year: PlanningYear) -> None:
    carried, reopened = dated("carried"), dated("reopened")
    entry = settle(year, cast, Settled(carried.pk, "carry", NEXT), Settled(reopened.pk, "close"))
    other_day = NEXT + timedelta(days=30)
    thread.change_item(item=fresh(carried), values={"ends_on": other_day}, by=cast.mona, now=LATER)
    thread.reopen_item(item=fresh(reopened), reason="not done", by=cast.mona, now=LATER)
    thread.end_item(item=fresh(reopened), state=Item.State.CLOSED, reason="now it is", by=cast.mona, now=LATER)

    assert actions.undo_roll_over(year=year, entry_id=entry, by=cast.ada, now=LATER) == 0
    assert (fresh(carried).ends_on, fresh(reopened).state) == (other_day, "closed")


def test_an_entry_of_another_year_is_not_undone(cast: Cast, year: PlanningYear) -> None:
    item = dated("carry")
    entry = settle(year, cast, Settled(item.pk, "carry", NEXT))
    other = actions.write_year(label="2026/27", starts_on=date(2026, 4, 1), ends_on=NEXT, by=cast.ada, now=NOW)

    with pytest.raises(actions.CannotUndo):
        actions.undo_roll_over(year=other, entry_id=entry, by=cast.ada, now=NOW)


def test_a_year_closes_when_nothing_in_it_is_open(cast: Cast, year: PlanningYear) -> None:
    item = dated("open")
    with pytest.raises(actions.YearIsClosed):
        actions.close_year(year=year, by=cast.ada, now=NOW)
    settle(year, cast, Settled(item.pk, "carry", NEXT))

    actions.close_year(year=year, by=cast.ada, now=NOW)

    with pytest.raises(actions.YearIsClosed):
        actions.close_year(year=year, by=cast.ada, now=NOW)
    actions.reopen_year(year=year, by=cast.ada, now=NOW)
    assert PlanningYear.objects.get().closed_at is None


def test_a_carried_item_never_ends_earlier_than_it_did(cast: Cast, year: PlanningYear) -> None:
    item = dated("carry")

    settle(year, cast, Settled(item.pk, "carry", LAST - timedelta(days=1)))

    assert fresh(item).ends_on == LAST


@pytest.mark.parametrize(
    ("day", "after"), [(date(2026, 3, 31), date(2027, 3, 31)), (date(2024, 2, 29), date(2025, 2, 28))]
)
def test_the_next_last_day_is_a_year_later(day: date, after: date) -> None:
    assert next_last_day(day) == after


@pytest.mark.parametrize(
    ("name", "status"), [("carys", 200), ("ada", 200), ("mona", 403), ("bob", 403), ("dev", 403), ("audrey", 403)]
)
def test_years_are_closed_at_the_top(name: str, status: int, cast: Cast, year: PlanningYear) -> None:
    client = signed_in(cast.people()[name])

    for page in ("/objectives/years/", f"/objectives/years/{year.pk}/"):
        assert client.get(page).status_code == status
    posted = client.post(f"/objectives/years/{year.pk}/close/").status_code
    assert posted == (302 if status == 200 else 403)


def test_it_is_looked_at_before_it_is_done(cast: Cast, year: PlanningYear) -> None:
    carry, drop = dated("Visit homes"), dated("Fit alarms")
    client = signed_in(cast.ada)
    page = f"/objectives/years/{year.pk}/"
    assert "Visit homes" in client.get(page).content.decode()
    given = {
        "new_last_day": "2027-03-31",
        "item": [str(carry.pk), str(drop.pk)],
        f"fate_{carry.pk}": "carry",
        f"fate_{drop.pk}": "drop",
    }

    looked = client.post(page, given)
    assert (looked.context["carried"], looked.context["dropped"]) == (1, 1)
    assert fresh(carry).ends_on == LAST
    client.post(page, {**given, "sure": "1"})

    assert (fresh(carry).ends_on, fresh(drop).state) == (NEXT, "retired")
    done = queries.rolled_over(year)[0]
    client.post(f"/objectives/years/{year.pk}/undo/{done.entry_id}/")
    assert (fresh(carry).ends_on, fresh(drop).state) == (LAST, "live")


def test_a_new_last_day_before_the_old_one_is_refused(cast: Cast, year: PlanningYear) -> None:
    item = dated("Visit homes")

    answer = signed_in(cast.ada).post(
        f"/objectives/years/{year.pk}/",
        {"new_last_day": "2026-01-01", "item": [str(item.pk)], f"fate_{item.pk}": "carry"},
    )

    assert answer.status_code == 422


def test_two_years_of_one_name_are_refused(cast: Cast, year: PlanningYear) -> None:
    given = {"label": "2025/26", "starts_on": "2025-04-01", "ends_on": "2026-03-31"}

    assert signed_in(cast.ada).post("/objectives/years/", given).status_code == 422
    assert signed_in(cast.ada).post("/objectives/years/", {**given, "label": "again"}).status_code == 302
