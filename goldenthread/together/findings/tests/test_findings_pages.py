"""The pages of findings: who sees what, who may decide, and what a decision does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goldenthread.access.policy import Action, is_allowed
from goldenthread.lead.direction.models import Goal
from goldenthread.manage.objectives.models import Objective
from goldenthread.manage.plans.models import Plan, Task
from goldenthread.notices.models import Notice
from goldenthread.thread.models import Item, Link
from goldenthread.together.findings import actions, queries
from goldenthread.together.findings.models import Finding
from goldenthread.together.findings.rules import KINDS
from goldenthread.together.findings.wording import say
from tests.cast import TODAY, Cast

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def item(kind: str, reference: str, **values: object) -> Item:
    return Item.objects.create(
        kind=kind,
        reference=reference,
        title=f"The {kind} {reference}",
        created_at=NOW - timedelta(days=60),
        changed_at=NOW,
        **values,
    )


@pytest.fixture
def broken(cast: Cast) -> dict[str, Finding]:
    """Break the thread in every way that the table knows, and find it. Returns one finding a code."""
    goal = item("goal", "GOAL-1", owner_post=cast.chief, lead=cast.carys, ends_on=TODAY, version=2)
    Goal.objects.create(item=goal)
    lone_goal = item("goal", "GOAL-2", owner_post=cast.chief, lead=cast.carys)
    Goal.objects.create(item=lone_goal)
    hanging = item("objective", "OBJ-1", owner_post=cast.vacant_post, rhythm_days=7)
    Objective.objects.create(item=hanging, kind="change")
    serving = item(
        "objective", "OBJ-2", owner_post=cast.prevention_officer, lead=cast.alice, ends_on=TODAY + timedelta(days=9)
    )
    Objective.objects.create(item=serving, kind="standing")
    Link.objects.create(lower=serving, upper=goal, is_primary=True, upper_version=1, made_at=NOW)
    closed = item("plan", "PLAN-1", state="closed", owner_post=cast.prevention_officer)
    Plan.objects.create(item=closed)
    Task.objects.create(title="Still open", serves=closed, person=cast.alice, created_at=NOW)
    Task.objects.create(title="Clear the store", person=cast.alice, created_at=NOW, remaining_minutes=60)
    actions.scan(now=NOW, today=TODAY)
    return {finding.code: finding for finding in Finding.objects.order_by("-pk")}


def sign_in(client: Client, person: object) -> Client:
    client.force_login(person.account)  # type: ignore[attr-defined]  # a person of the cast
    return client


def test_every_kind_of_break_is_found_and_said_in_words_with_a_step(broken: dict[str, Finding]) -> None:
    assert set(broken) == set(KINDS)
    for finding in broken.values():
        said = say(finding)
        assert said.title
        assert said.why.endswith(".")
        assert said.step_url.startswith("/")


def test_the_list_shows_mine_first_and_says_how_many(client: Client, cast: Cast, broken: dict[str, Finding]) -> None:
    page = sign_in(client, cast.alice).get(reverse("findings:findings")).content.decode()

    assert "You can mend" in page
    assert page.index("You can mend") < page.index("Mona Manager")


def test_whoever_has_something_graver_to_mend_comes_before_others(cast: Cast, broken: dict[str, Finding]) -> None:
    Finding.objects.update(severity=Finding.Severity.MINOR, mender=cast.alice)
    last = Finding.objects.order_by("pk").last()
    assert last is not None
    Finding.objects.filter(pk=last.pk).update(severity=Finding.Severity.SERIOUS, mender=cast.mona)

    listed = queries.in_order(Finding.objects.all(), group="mender", standing=cast.standing("carys"), weighs=True)

    assert listed[0].pk == last.pk


def test_a_task_of_somebody_else_is_not_in_a_colleagues_list(cast: Cast, broken: dict[str, Finding]) -> None:
    task = Finding.objects.get(task__title="Clear the store")
    seen = {
        name: queries.findings_visible_to(cast.standing(name)).filter(pk=task.pk).exists() for name in cast.people()
    }

    assert seen == {
        "carys": True,
        "mona": True,
        "alice": True,
        "bob": False,
        "otto": False,
        "ada": False,
        "dev": False,
        "audrey": False,
    }


def test_list_and_gate_agree_for_everybody(client: Client, cast: Cast, broken: dict[str, Finding]) -> None:
    for name, person in cast.people().items():
        visible = set(queries.findings_visible_to(cast.standing(name)).values_list("pk", flat=True))
        sign_in(client, person)
        for finding in Finding.objects.all():
            answer = client.get(reverse("findings:finding", args=[finding.pk]))
            assert answer.status_code == (200 if finding.pk in visible else 404), (name, finding.key)


def test_who_may_accept_is_what_the_table_says(client: Client, cast: Cast, broken: dict[str, Finding]) -> None:
    finding = Finding.objects.get(item__reference="OBJ-2", code="B3")
    words = {
        "reason": "The stations run it themselves.",
        "again_on": (timezone.localdate() + timedelta(30)).isoformat(),
    }
    answers: dict[str, int] = {}
    for name, person in cast.people().items():
        Finding.objects.filter(pk=finding.pk).update(state="open", again_on=None, reason="")
        answers[name] = sign_in(client, person).post(reverse("findings:accept", args=[finding.pk]), words).status_code
        allowed = is_allowed(Action.FINDING_ACCEPT, queries.relations_to_finding(cast.standing(name), finding))
        assert (answers[name] == 302) == allowed

    assert answers["alice"] == answers["mona"] == answers["carys"] == 302
    assert answers["bob"] == answers["otto"] == answers["ada"] == 403


def test_an_accepted_finding_leaves_the_list_and_comes_back_on_its_day(cast: Cast, broken: dict[str, Finding]) -> None:
    finding = Finding.objects.get(item__reference="OBJ-2", code="B3")
    actions.accept_finding(
        finding=finding,
        reason="The stations run it themselves.",
        again_on=TODAY + timedelta(days=10),
        by=cast.alice,
        now=NOW,
        today=TODAY,
    )

    actions.scan(now=NOW, today=TODAY + timedelta(days=9))
    assert Finding.objects.get(pk=finding.pk).state == Finding.State.ACCEPTED
    actions.scan(now=NOW, today=TODAY + timedelta(days=10))

    back = Finding.objects.get(pk=finding.pk)
    assert (back.state, back.reason) == (Finding.State.OPEN, "The stations run it themselves.")


@pytest.mark.parametrize(
    ("reason", "days"), [("", 30), ("too short", 30), ("A good sentence about it.", 0), ("A good sentence.", 400)]
)
def test_accepting_needs_a_sentence_and_a_day_within_a_year(
    client: Client, cast: Cast, broken: dict[str, Finding], reason: str, days: int
) -> None:
    finding = Finding.objects.get(item__reference="OBJ-2", code="B3")
    again_on = (timezone.localdate() + timedelta(days=days)).isoformat()

    answer = sign_in(client, cast.alice).post(
        reverse("findings:accept", args=[finding.pk]), {"reason": reason, "again_on": again_on}
    )

    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert Finding.objects.get(pk=finding.pk).state == Finding.State.OPEN


def test_what_was_mended_cannot_be_accepted(cast: Cast, broken: dict[str, Finding]) -> None:
    finding = broken["B5"]
    Finding.objects.filter(pk=finding.pk).update(state="mended", mended_at=NOW)

    with pytest.raises(actions.FindingAlreadyMended):
        actions.snooze_finding(finding=finding, again_on=TODAY + timedelta(days=3), by=cast.alice, now=NOW, today=TODAY)


def test_reminding_twice_in_a_day_tells_once(client: Client, cast: Cast, broken: dict[str, Finding]) -> None:
    finding = Finding.objects.get(item__reference="OBJ-2", code="B3")
    sign_in(client, cast.bob)

    for _turn in range(2):
        client.post(reverse("findings:remind", args=[finding.pk]))

    assert Notice.objects.get(kind="reminder").person == cast.alice


def test_the_export_has_a_row_a_finding_and_runs_no_formula(
    client: Client, cast: Cast, broken: dict[str, Finding]
) -> None:
    Item.objects.filter(reference="OBJ-2").update(title='=HYPERLINK("http://x")')

    answer = sign_in(client, cast.carys).get(reverse("findings:export"))

    rows = answer.content.decode().splitlines()
    assert len(rows) == 1 + queries.findings_visible_to(cast.standing("carys")).filter(state="open").count()
    assert not any(cell.lstrip('"').startswith("=") for row in rows for cell in row.split(","))


def test_only_an_administrator_has_everything_looked_at_again(client: Client, cast: Cast) -> None:
    assert sign_in(client, cast.alice).post(reverse("findings:scan")).status_code == 403
    assert sign_in(client, cast.ada).post(reverse("findings:scan")).status_code == 302


@pytest.mark.parametrize("many", [1, 12])
def test_the_list_takes_as_many_queries_for_a_few_as_for_many(
    client: Client, cast: Cast, broken: dict[str, Finding], many: int, django_assert_max_num_queries: object
) -> None:
    for n in range(many * 5):
        Task.objects.create(title=f"Nothing {n}", person=cast.alice, created_at=NOW)
    actions.scan(now=NOW, today=TODAY)
    sign_in(client, cast.carys)
    client.get(reverse("findings:findings"))

    with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture without a type
        client.get(reverse("findings:findings"))
