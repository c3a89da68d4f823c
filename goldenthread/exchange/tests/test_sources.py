"""Other people's files: their keys are remembered, and references are given by us."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.exchange.queries.reckon import reckon
from goldenthread.exchange.reckoning import Fate
from goldenthread.exchange.records import Bundle, Origin, Record
from goldenthread.exchange.tests.bringing import (
    NOW,
    TODAY,
    bring,
    bring_files,
)
from goldenthread.people.models import Post
from goldenthread.thread.models import Item, ItemVersion, Link

pytestmark = pytest.mark.django_db


def plan_bundle(**titles: str) -> Bundle:
    """A plan as its parser gives it: keys of the source, references given by us."""
    origin = Origin("plan", 2)
    return Bundle(
        records=[
            Record(
                "goals", "goal 54", {"title": titles.get("goal", "Rehabilitate")}, origin, "plan-2012", "Rehabilitate"
            ),
            Record("objectives", "objective 17", {"title": "Pay by results", "kind": "change"}, origin, "plan-2012"),
            Record(
                "links",
                "objective 17|goal 54",
                {"lower": "objective 17", "upper": "goal 54", "is_primary": True},
                origin,
                "plan-2012",
            ),
            Record(
                "tasks",
                "task 1739",
                {"title": titles.get("task", "Develop a strategy"), "serves": "objective 17"},
                origin,
                "plan-2012",
            ),
            Record("task_dates", "task 1739", {"task": "task 1739", "start_words": "Started"}, origin, "plan-2012"),
        ],
        rows_read={"plan": 1},
    )


def test_a_source_is_given_references_once_and_known_again() -> None:
    bring(plan_bundle())

    _import, again = bring(plan_bundle())

    assert again.changes == 0
    assert sorted(Item.objects.values_list("reference", flat=True)) == ["GOAL-1", "OBJ-1"]
    assert ItemVersion.objects.count() == 2


def test_a_source_that_says_something_new_changes_the_same_records() -> None:
    bring(plan_bundle())

    _import, again = bring(plan_bundle(goal="Rehabilitate more"))

    assert again.files["plan"].counts[Fate.CHANGED] == 1
    assert Item.objects.get(reference="GOAL-1").title == "Rehabilitate more"


def test_a_link_that_somebody_ended_is_not_made_again_by_the_same_file() -> None:
    bring(plan_bundle())
    Link.objects.update(state="retired")

    _import, again = bring(plan_bundle())

    assert again.changes == 0


def test_references_that_are_taken_are_passed_over() -> None:
    bring_files(goals="reference,title\nGOAL-1,A\nGOAL-2,B\n")

    bring(plan_bundle())

    assert Item.objects.get(title="Rehabilitate").reference == "GOAL-3"


def test_the_same_reference_in_another_source_is_another_post() -> None:
    def structure(source: str) -> Bundle:
        origin = Origin("senior", 2)
        return Bundle(
            records=[
                Record("units", "U", {"name": "Unit"}, origin, source),
                Record("posts", "49", {"title": f"Post of {source}", "unit": "U"}, origin, source),
            ],
            rows_read={"senior": 1},
        )

    bring(structure("one"))
    bring(structure("two"))

    assert sorted(Post.objects.values_list("reference", "title")) == [("49", "Post of one"), ("49-2", "Post of two")]
    assert reckon(structure("two"), as_of=TODAY, now=NOW).changes == 0


def test_a_day_that_is_assumed_once_stays_when_the_files_come_again() -> None:
    def structure(day: date) -> Bundle:
        origin = Origin("senior", 2)
        post = Record(
            "posts", "P1", {"reference": "P1", "title": "Head", "unit": "U"}, origin, when_empty={"abolished_on": day}
        )
        return Bundle(records=[Record("units", "U", {"code": "U", "name": "Unit"}, origin), post])

    bring(structure(date(2025, 9, 30)))
    _import, again = bring(structure(date(2026, 9, 30)))

    assert again.changes == 0
    assert Post.objects.get().abolished_on == date(2025, 9, 30)
