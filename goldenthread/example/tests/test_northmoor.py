"""Northmoor is what the pages show, is the same every time, and is written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from goldenthread.example import actions
from goldenthread.example.days import Days
from goldenthread.example.northmoor.tasks import COLUMNS
from goldenthread.example.northmoor.whole import write_northmoor
from goldenthread.manage.plans.models import Task
from goldenthread.people.models import Assignment, Person, Post
from goldenthread.thread.models import Item, Link
from goldenthread.together.findings import actions as findings
from goldenthread.together.findings.models import Finding

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The example, made once for all tests here and taken back at the end."""
    del django_db_setup
    with django_db_blocker.unblock(), transaction.atomic():
        actions.make_northmoor(today=TODAY, now=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def northmoor(made: None, db: None) -> None:
    """The example; what a test does to it is taken back."""
    del made, db


def test_it_is_the_same_every_time() -> None:
    first, second = write_northmoor(TODAY), write_northmoor(TODAY)

    assert [list(rows) for _name, rows in first.streams] == [list(rows) for _name, rows in second.streams]
    assert first.rows == second.rows


def test_on_another_day_it_moves_with_the_calendar() -> None:
    book = write_northmoor(date(2027, 3, 1))

    adopted = next(row["adopted_on"] for row in book.rows["vision"] if row.get("supersedes_id"))
    assert adopted == date(2026, 3, 12) + (date(2027, 3, 1) - TODAY)


def test_task_tuples_have_the_columns_of_their_table() -> None:
    assert tuple(field.attname for field in Task._meta.concrete_fields if not field.generated) == COLUMNS


def test_842_people_work_there_in_posts_that_report_to_somebody(northmoor: None) -> None:
    here = Person.objects.filter(left_on__isnull=True)

    assert here.count() == 842
    assert not here.exclude(assignments__ends_on__isnull=True, assignments__isnull=False).exists()
    assert list(Post.objects.filter(reports_to__isnull=True).values_list("title", flat=True)) == ["Chief Fire Officer"]


def test_every_reference_leads_somewhere(northmoor: None) -> None:
    connection.check_constraints()


def test_the_breaks_on_the_findings_page_are_there(northmoor: None) -> None:
    def hangs_from_nothing(reference: str) -> bool:
        return not Link.objects.filter(lower__reference=reference, is_primary=True).exists()

    assert all(hangs_from_nothing(reference) for reference in ("OBJ-133", "OBJ-129", "OBJ-098"))
    asked = Link.objects.get(lower__reference="OBJ-126", is_primary=True)
    assert (asked.state, asked.upper.reference, asked.upper.version) == ("needs_reaffirm", "GOAL-2", 2)
    fifth = Item.objects.get(reference="GOAL-5")
    assert fifth.goal.manager_post is None
    assert not fifth.links_down.exists()
    assert Post.objects.get(title="Head of Fleet").vacant_since == date(2026, 8, 3)
    assert Task.objects.filter(serves__isnull=True, title="Clear and label the drill-yard store").exists()
    child = Item.objects.get(reference="OBJ-140")
    parent = child.links_up.get(is_primary=True).upper
    assert child.ends_on is not None
    assert parent.ends_on is not None
    assert child.ends_on > parent.ends_on
    assert Item.objects.filter(links_down__lower__reference="OBJ-145", state="closed").exists()
    assert Item.objects.filter(links_down__lower__reference="OBJ-147", state="superseded").exists()
    assert Link.objects.get(lower__reference="OBJ-119", is_primary=True).upper_version == 2


def test_somewhere_a_chain_is_nine_deep(northmoor: None) -> None:
    item = Item.objects.get(reference="PLAN-40")
    steps = [item.reference]
    while link := Link.objects.filter(lower=item, is_primary=True).select_related("upper").first():
        item = link.upper
        steps.append(item.reference)

    assert len(steps) == 9
    assert steps[-1] == "VIS-2"


def test_tobias_has_the_day_of_the_picture(northmoor: None) -> None:
    planned = Task.objects.filter(person__name="Tobias Nwosu", planned_on=TODAY)

    assert planned.count() == 6
    assert sum(planned.values_list("remaining_minutes", flat=True)) == 5 * 60 + 35
    assert planned.filter(serves__isnull=True).count() == 1
    assert list(Assignment.objects.filter(person__name="Tobias Nwosu").values_list("post__unit__code", flat=True)) == [
        "HB-R"
    ]


def test_one_of_each_kind_can_sign_in(northmoor: None) -> None:
    ways = actions.sign_ins()

    assert [way.user for way in ways] == [
        "leader",
        "manager",
        "colleague",
        "development lead",
        "administrator",
        "auditor",
    ]
    for way in ways:
        account = Person.objects.get(name=way.name).account
        assert account is not None
        assert account.email == way.email
        assert account.check_password(way.pass_phrase)


def test_it_refuses_to_mix_with_what_is_there(northmoor: None) -> None:
    with pytest.raises(actions.NotEmpty):
        actions.make_northmoor(today=TODAY, now=NOW)

    assert Person.objects.filter(left_on__isnull=True).count() == 842


def test_findings_have_stood_since_what_caused_them(northmoor: None) -> None:
    findings.scan(now=NOW, today=TODAY)

    actions.settle_findings(today=TODAY, now=NOW)

    def since(code: str, reference: str) -> date:
        return Finding.objects.get(code=code, item__reference=reference).first_seen_at.date()

    assert since("B1", "GOAL-5") == date(2026, 3, 4)
    assert since("B2", "OBJ-109") == date(2026, 8, 3)
    assert since("B5", "OBJ-133") == date(2026, 9, 1)
    assert since("B7", "OBJ-126") == date(2026, 11, 12)
    assert not Finding.objects.filter(first_seen_at__gt=NOW).exists()
    assert set(Finding.objects.values_list("state", flat=True)) == {"open", "accepted", "snoozed"}


def test_years_begin_and_end_with_a_month_on_any_day() -> None:
    days = Days(date(2027, 3, 9))

    assert (days.day("2026-04-01"), days.day("2027-03-31")) == (date(2026, 7, 1), date(2027, 6, 30))
    assert days.day("2026-11-20") == date(2027, 3, 5)
