"""The audit trail, as an auditor searches it and takes it away."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.audit import actions as audit
from goldenthread.audit.models import Entry
from goldenthread.office.tests.conftest import Browse
from goldenthread.office.trail import NOUNS, SUBJECTS, VERBS, value_text, what_of
from goldenthread.organisation import queries as organisation_queries
from goldenthread.organisation.models import Organisation
from goldenthread.people.models import Person
from tests.cast import Cast


def write(action: str, *, by: Person | None, at: datetime, subject: int = 1, kind: str = "item", **more: Any) -> Entry:
    label = more.pop("label", f"{kind} {subject}")
    return audit.record(
        action=action, subject_kind=kind, subject_number=subject, subject_label=label, by=by, now=at, **more
    )


def day(number: int) -> datetime:
    return datetime(2026, 11, number, 12, tzinfo=UTC)


@pytest.fixture
def trail(cast: Cast) -> Cast:
    write("goal.create", by=cast.carys, at=day(1), label="Safer homes")
    write("objective.reword", by=cast.alice, at=day(2), subject=2, reason="Clearer", changes={"title": ["Old", "New"]})
    write("account.close", by=cast.ada, at=day(3), kind="account", subject=3, changes={"is_open": [True, False]})
    with audit.acting_from("job"):
        write("person.erase", by=None, at=day(4), kind="person", subject=4, label="Former colleague")
    return cast


@pytest.fixture
def audrey(trail: Cast, browse: Browse) -> Client:
    return browse(trail.audrey)


def found(client: Client, **asked: str) -> list[str]:
    response = client.get(reverse("audit:trail"), asked)
    return [row.entry.action for row in response.context["rows"]]


def test_only_an_auditor_sees_it_not_even_an_administrator(trail: Cast, browse: Browse) -> None:
    for name in ("audit:trail", "audit:export"):
        assert browse(trail.audrey).get(reverse(name)).status_code == 200
        for other in ("ada", "carys", "mona", "alice", "dev"):
            assert browse(getattr(trail, other)).get(reverse(name)).status_code == 404, other


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["person.erase", "account.close", "objective.reword", "goal.create"]),
        ({"q": "safer"}, ["goal.create"]),
        ({"q": "alice"}, ["objective.reword"]),
        ({"q": "clearer"}, ["objective.reword"]),
        ({"subject_kind": "account"}, ["account.close"]),
        ({"subject_kind": "item", "subject": "2"}, ["objective.reword"]),
        ({"source": "job"}, ["person.erase"]),
        ({"action": "goal"}, ["goal.create"]),
        ({"first_day": "2026-11-02", "last_day": "2026-11-03"}, ["account.close", "objective.reword"]),
        ({"q": "nothing like it"}, []),
    ],
)
def test_it_is_narrowed(audrey: Client, asked: dict[str, str], expected: list[str]) -> None:
    assert found(audrey, **asked) == expected


def test_everything_one_person_did_is_one_click_away(audrey: Client, trail: Cast) -> None:
    page = audrey.get(reverse("audit:trail")).content.decode()

    assert f'href="?person={trail.alice.pk}"' in page
    assert found(audrey, person=str(trail.alice.pk)) == ["objective.reword"]


def test_a_day_that_is_none_is_said_and_left_out(audrey: Client) -> None:
    response = audrey.get(reverse("audit:trail"), {"first_day": "yesterday"})

    assert response.status_code == 422
    assert len(response.context["rows"]) == 4


@pytest.mark.parametrize(
    "asked", [{"page": "-1"}, {"page": "x"}, {"person": "9" * 40}, {"subject": "0"}, {"page": "99999"}]
)
def test_nonsense_in_the_address_breaks_nothing(audrey: Client, asked: dict[str, str]) -> None:
    assert audrey.get(reverse("audit:trail"), asked).status_code in {200, 422}


def test_pages_are_turned_without_counting_the_whole(
    audrey: Client, trail: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(120):
        write("task.done", by=trail.bob, at=day(10), kind="task", subject=number)

    with django_assert_max_num_queries(12) as seen:
        first = audrey.get(reverse("audit:trail"), {"action": "task.done"})

    assert not [query for query in seen.captured_queries if "COUNT(" in query["sql"] and "audit_entry" in query["sql"]]
    assert [row.entry.subject_number for row in first.context["rows"]] == list(range(119, 69, -1))
    third = audrey.get(reverse("audit:trail"), {"action": "task.done", "page": "3"}).context["part"]
    assert (len(third.rows), third.has_next) == (20, False)


def test_a_fragment_is_only_the_list(audrey: Client) -> None:
    fragment = audrey.get(reverse("audit:trail"), headers={"HX-Request": "true"}).content.decode()

    assert fragment.lstrip().startswith('<div id="listing">')
    assert "<html" not in fragment


def test_what_is_taken_away_opens_no_formula_and_is_itself_in_the_trail(audrey: Client, trail: Cast) -> None:
    write("goal.create", by=trail.bob, at=day(5), label="=HYPERLINK(1)", reason="@cmd")

    response = audrey.get(reverse("audit:export"), {"subject_kind": "item"})
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))  # type: ignore[attr-defined]  # streaming

    assert [row[2] for row in rows] == ["What was done", "goal.create", "objective.reword", "goal.create"]
    assert rows[1][4] == "'=HYPERLINK(1)"
    assert rows[1][6] == "'@cmd"
    assert rows[2][5] == "title: Old → New"
    taken = Entry.objects.get(action="audit.export")
    assert (taken.person_name, taken.changes) == ("Audrey Auditor", {"narrowed_to": [None, "subject_kind=item"]})


def test_who_takes_too_much_away_is_told(audrey: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.office.views.trail.MOST_EXPORTED", 2)

    response = audrey.get(reverse("audit:export"))
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]  # streaming

    assert len(lines) == 4
    assert "There are more" in lines[-1]


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("goal.reword", "Goal reworded"),
        ("account.close", "Account closed"),
        ("role_profile.create", "Role profile made"),
        ("something.never_heard_of", "Something never heard of"),
        ("alone", "Alone"),
    ],
)
def test_actions_are_read_as_words(db: None, action: str, words: str) -> None:
    assert what_of(action) == words


def test_a_renamed_word_is_used_here_too(cast: Cast) -> None:
    Organisation.objects.update(words={"goal": {"one": "ambition", "many": "ambitions"}})
    organisation_queries.forget()

    assert what_of("goal.create") == "Ambition made"
    organisation_queries.forget()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "yes"),
        (False, "no"),
        (None, "–"),
        ("", "–"),
        (0, "0"),
        ("2026-11-24", "24 Nov 2026"),
        ("2026-11-24T09:30:00+00:00", "24 Nov 2026, 09:30"),
        ("2026-99-99", "2026-99-99"),
        ("at_risk", "at risk"),
        ("Bob_Smith", "Bob_Smith"),
        ([1, 2], "1, 2"),
        ({"goal": {"one": "aim"}}, "goal: one: aim"),
    ],
)
def test_values_are_read_as_people_write_them(value: object, words: str) -> None:
    assert value_text(value) == words


def test_every_subject_can_be_named() -> None:
    assert set(SUBJECTS) <= set(NOUNS)
    assert all(str(label).strip() for label in (*NOUNS.values(), *VERBS.values()))
