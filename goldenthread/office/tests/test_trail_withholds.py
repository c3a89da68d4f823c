"""An auditor sees that somebody's own development was worked on, and not one word of it."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.audit.models import Entry
from goldenthread.manage.objectives.actions.objectives import ObjectiveWords, change_objective, write_objective
from goldenthread.manage.objectives.models import Objective
from goldenthread.manage.plans import actions as plans
from goldenthread.office.tests.conftest import NOW, Browse
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item
from goldenthread.together.findings.models import Finding
from tests.cast import Cast

WORDS = ("Stammer", "Speak up", "Presentation course", "Overcome shyness", "Rehearse alone", "Later, too shy")
WITHHELD = "withheld: about somebody’s own development"


@pytest.fixture
def shy(cast: Cast) -> Item:
    """Alice's own development: worded, reworded, commented on, with a task, and a break that was accepted."""
    objective = write_objective(
        kind=Objective.Kind.DEVELOPMENT,
        words=ObjectiveWords(title="Stammer less", lead=cast.alice),
        subject=cast.alice,
        by=cast.alice,
        now=NOW,
    )
    item = objective.item
    change_objective(
        objective=objective,
        words=ObjectiveWords(title="Speak up", description="Presentation course", lead=cast.alice),
        by=cast.alice,
        now=NOW,
        seen_at=item.changed_at,
        is_material=True,
        reason="Overcome shyness",
    )
    thread.make_comment(item=item, words="Stammer is no shame", by=cast.mona, now=NOW)
    task = plans.create_task(
        new=plans.NewTask(title="Rehearse alone", serves=item, person=cast.alice), by=cast.alice, now=NOW
    )
    plans.drop_task(task=task, reason="Overcome shyness", by=cast.alice, now=NOW)
    finding = Finding.objects.create(
        key=f"B1:item:{item.pk}", code="B1", kind="broken", severity=2, item=item, first_seen_at=NOW, last_seen_at=NOW
    )
    Entry.objects.create(
        at=NOW,
        person_number=cast.mona.pk,
        person_name=cast.mona.name,
        action="finding.accepted",
        subject_kind="finding",
        subject_number=finding.pk,
        reason="Later, too shy",
    )
    goal = thread.create_item(new=thread.NewItem(kind=Item.Kind.GOAL, title="Fewer fires"), by=cast.carys, now=NOW)
    thread.change_item(item=goal, values={"title": "Far fewer fires"}, by=cast.carys, now=NOW, reason="Bolder")
    return item


@pytest.fixture
def audrey(shy: Item, cast: Cast, browse: Browse) -> Client:
    return browse(cast.audrey)


def exported(client: Client, **asked: str) -> list[list[str]]:
    response = client.get(reverse("audit:export"), asked)
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))[1:]  # type: ignore[attr-defined]  # streaming


def words_in(text: str) -> list[str]:
    return [words for words in WORDS if words.casefold() in text.casefold()]


def test_the_page_shows_that_it_happened_and_no_word_of_it(audrey: Client, shy: Item) -> None:
    response = audrey.get(reverse("audit:trail"))
    page = response.content.decode()

    assert words_in(page) == []
    assert page.count(WITHHELD.capitalize()) == Entry.objects.exclude(subject_label__contains="fires").count()
    assert {"objective.create", "objective.reword", "comment.make", "task.create", "finding.accepted"} <= {
        row.entry.action for row in response.context["rows"] if row.withheld
    }
    assert shy.reference in page
    assert "Alice Owner" in page


def test_what_is_taken_away_holds_no_word_of_it_either(audrey: Client, shy: Item) -> None:
    rows = exported(audrey)

    assert words_in(str(rows)) == []
    about = [row for row in rows if row[3] == f"item {shy.pk}"]
    assert about
    assert {(row[4], row[5], row[6]) for row in about} == {(shy.reference, WITHHELD, "")}


@pytest.mark.parametrize("words", WORDS)
def test_it_is_not_found_by_its_words(audrey: Client, words: str) -> None:
    assert audrey.get(reverse("audit:trail"), {"q": words}).context["rows"] == []
    assert exported(audrey, q=words) == []


def test_it_is_found_by_who_did_it_and_by_what_it_is_about(audrey: Client, shy: Item, cast: Cast) -> None:
    for asked in ({"q": "alice"}, {"subject_kind": "item", "subject": str(shy.pk)}, {"action": "task.drop"}):
        rows = audrey.get(reverse("audit:trail"), asked).context["rows"]
        assert rows, asked
        assert all(row.withheld for row in rows), asked


def test_everything_else_keeps_its_words(audrey: Client) -> None:
    rows = audrey.get(reverse("audit:trail"), {"q": "bolder"}).context["rows"]

    assert [(row.reason, row.withheld) for row in rows] == [("Bolder", "")]
    assert "Far fewer fires" in str(rows[0].changes)


def test_withholding_takes_no_query_more(audrey: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(12):
        audrey.get(reverse("audit:trail"))


def test_whose_development_it_is_reads_what_is_held_about_them(shy: Item, cast: Cast, browse: Browse) -> None:
    page = browse(cast.alice).get(reverse("desk:held")).content.decode()

    assert {"Speak up", "Presentation course", "Rehearse alone"} <= set(words_in(page))
    assert WITHHELD.capitalize() not in page


def test_nobody_else_reads_it_among_what_is_held_about_them(shy: Item, cast: Cast, browse: Browse) -> None:
    for other in ("audrey", "ada", "bob", "otto"):
        assert words_in(browse(getattr(cast, other)).get(reverse("desk:held")).content.decode()) == [], other
