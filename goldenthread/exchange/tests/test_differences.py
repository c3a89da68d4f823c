"""Next year's structure over this year's: who joins, moves and seems to leave, and what they leave behind."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.exchange.reckoning import Fate, Reckoning
from goldenthread.exchange.records import Bundle, Origin, Record
from goldenthread.exchange.tests.bringing import NOW, bring, bring_files
from goldenthread.manage.plans.models import Task
from goldenthread.people.models import Appointment, Assignment, Person, Post
from goldenthread.thread.models import Item

pytestmark = pytest.mark.django_db

FIRST = date(2025, 9, 30)
NEXT = date(2026, 9, 30)


def structure(holders: dict[str, str], *, said: set[str] | None = None) -> Bundle:
    """A published structure: post → the number of who holds it, or nothing for a vacant post."""
    bundle = Bundle(rows_read={"senior": len(holders)}, posts_held_said=set(holders) if said is None else said)
    for row, (post, holder) in enumerate(holders.items(), start=2):
        origin = Origin("senior", row)
        if row == 2:
            bundle.records.append(Record("units", "U", {"code": "U", "name": "Unit"}, origin))
        values = {
            "reference": post,
            "title": f"Head of {post}",
            "unit": "U",
            "filling": "named" if holder else "vacant",
        }
        bundle.records.append(Record("posts", post, values, origin, label=f"Head of {post}"))
        if holder:
            bundle.records.append(Record("people", holder, {"number": holder, "name": f"Name {holder}"}, origin))
            bundle.records.append(Record("assignments", f"{holder}|{post}|", {"person": holder, "post": post}, origin))
    return bundle


def assignments() -> list[tuple[str, str, date, date | None]]:
    rows = Assignment.objects.order_by("post__reference", "starts_on")
    return list(rows.values_list("post__reference", "person__number", "starts_on", "ends_on"))


def names(moves: object) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    assert isinstance(moves, list)
    return [(move.name, move.before, move.after) for move in moves]


@pytest.fixture
def this_year() -> None:
    bring(structure({"P1": "1", "P2": "2", "P3": "3"}), as_of=FIRST)


def next_year(holders: dict[str, str], *, said: set[str] | None = None) -> Reckoning:
    return bring(structure(holders, said=said), as_of=NEXT)[1]


@pytest.mark.usefixtures("this_year")
def test_the_same_structure_a_year_later_changes_nothing() -> None:
    reckoning = next_year({"P1": "1", "P2": "2", "P3": "3"})

    assert reckoning.changes == 0
    assert (reckoning.joiners, reckoning.movers, reckoning.leavers) == ([], [], [])


@pytest.mark.usefixtures("this_year")
def test_who_moves_ends_the_day_before_and_begins_on_the_day() -> None:
    reckoning = next_year({"P1": "2", "P2": "4", "P3": "3"})

    assert assignments() == [
        ("P1", "1", FIRST, date(2026, 9, 29)),
        ("P1", "2", NEXT, None),
        ("P2", "2", FIRST, date(2026, 9, 29)),
        ("P2", "4", NEXT, None),
        ("P3", "3", FIRST, None),
    ]
    assert names(reckoning.movers) == [("Name 2", ("Head of P2",), ("Head of P1",))]
    assert names(reckoning.joiners) == [("Name 4", (), ("Head of P2",))]
    assert names(reckoning.leavers) == [("Name 1", ("Head of P1",), ())]
    assert Assignment.objects.filter(is_main=True, ends_on__isnull=True).count() == 3


@pytest.mark.usefixtures("this_year")
def test_who_seems_to_leave_is_not_taken_out() -> None:
    next_year({"P1": "", "P2": "2", "P3": "3"})

    assert Person.objects.get(number="1").left_on is None
    post = Post.objects.get(reference="P1")
    assert (post.filling, post.vacant_since) == ("vacant", NEXT)


@pytest.mark.usefixtures("this_year")
def test_what_a_leaver_held_is_listed_for_the_handover() -> None:
    leaver = Person.objects.get(number="1")
    bring_files(goals="reference,title,lead\nG1,Fewer fires,1\nG2,Over,1\n")
    Item.objects.filter(reference="G2").update(state="closed")
    for reference, state, visibility in (("D1", "draft", "everyone"), ("R1", "live", "restricted")):
        Item.objects.create(
            kind="objective", reference=reference, title="Not for all", lead=leaver, subject=leaver, state=state,
            visibility=visibility, created_at=NOW, changed_at=NOW,
        )  # fmt: skip
    Task.objects.create(title="Call", person=leaver, created_at=NOW)
    Appointment.objects.create(person=leaver, role="auditor", starts_on=FIRST)

    reckoning = next_year({"P1": "4", "P2": "2", "P3": "3"})

    (move,) = reckoning.leavers
    assert move.holding.items_led == ("D1", "G1 Fewer fires", "R1")
    assert (move.holding.open_tasks, move.holding.appointments) == (1, ("auditor",))


@pytest.mark.usefixtures("this_year")
def test_a_post_that_the_file_does_not_speak_of_keeps_its_holder() -> None:
    reckoning = next_year({"P1": "1", "P2": "2"})

    assert reckoning.absent["posts"].labels == ("P3",)
    assert reckoning.absent["people"].labels == ("3",)
    assert assignments()[-1] == ("P3", "3", FIRST, None)


@pytest.mark.usefixtures("this_year")
def test_a_holder_whose_name_is_not_disclosed_says_nothing_of_who_left() -> None:
    reckoning = next_year({"P1": "", "P2": "2", "P3": "3"}, said={"P2", "P3"})

    assert reckoning.leavers == []
    assert assignments()[0] == ("P1", "1", FIRST, None)


@pytest.mark.usefixtures("this_year")
def test_who_takes_a_second_post_has_not_left_the_first() -> None:
    reckoning = next_year({"P1": "1", "P2": "1", "P3": "3"})

    assert names(reckoning.movers) == [("Name 1", (), ("Head of P2",))]
    held = Assignment.objects.filter(person__number="1").order_by("post__reference")
    assert list(held.values_list("is_main", "ends_on")) == [(True, None), (False, None)]


@pytest.mark.usefixtures("this_year")
def test_a_joiner_with_a_name_that_is_known_may_have_moved() -> None:
    bundle = structure({"P1": "9", "P2": "2", "P3": "3"})
    bundle.records = [
        Record(each.table, each.key, {**each.values, "name": "NAME 1"}, each.origin) if each.key == "9" else each
        for each in bundle.records
    ]

    _import, reckoning = bring(bundle, as_of=NEXT)

    assert [move.maybe for move in reckoning.joiners] == [("1",)]


@pytest.mark.usefixtures("this_year")
def test_two_holders_since_the_same_day_are_left_for_people_to_settle() -> None:
    _import, reckoning = bring(structure({"P1": "4", "P2": "2", "P3": "3"}), as_of=FIRST)

    assert [problem.code for problem in reckoning.problems] == ["holder_since_same_day"]
    assert len(assignments()) == 4


@pytest.mark.usefixtures("this_year")
def test_next_year_is_undone_like_any_import() -> None:
    from goldenthread.exchange.actions import undo_import

    before = assignments()
    started, _reckoning = bring(structure({"P1": "2", "P2": "4", "P3": ""}), as_of=NEXT)

    undo_import(of_import=started, by=None, now=NOW)

    assert assignments() == before
    assert set(Post.objects.values_list("filling", "vacant_since")) == {("named", None)}


def test_the_own_format_says_who_holds_a_post_now_by_leaving_the_first_day_open() -> None:
    files = {
        "units": "code,name\nU,Unit\n",
        "posts": "reference,title,unit\nP1,Head,U\n",
        "people": "number,name\n1,A\n",
    }
    bring_files(**files, assignments="person,post\n1,P1\n")

    reckoning = bring_files(assignments="person,post,starts_on\n1,P1,\n")

    assert reckoning.files["assignments.csv"].counts[Fate.SAME] == 1
