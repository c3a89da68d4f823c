"""Units without purpose and the missing vision: one finding each, how bad, said to whom, and mended by what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.lead.direction.models import Goal, Vision
from goldenthread.manage.objectives.models import Duty, Objective
from goldenthread.people.actions import move_unit
from goldenthread.people.models import Post, Unit
from goldenthread.thread.models import Item, Touched
from goldenthread.together.findings import actions, queries
from goldenthread.together.findings.models import Finding
from goldenthread.together.findings.rules import Severity, severity_of_unit
from goldenthread.together.findings.wording import say
from tests.cast import TODAY, Cast

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def item(kind: str, reference: str, **values: object) -> Item:
    made = Item.objects.create(
        kind=kind, reference=reference, title=f"The {kind} {reference}", created_at=NOW, changed_at=NOW, **values
    )
    if kind == "objective":
        Objective.objects.create(item=made, kind="standing")
    elif kind == "goal":
        Goal.objects.create(item=made)
    elif kind == "vision":
        Vision.objects.create(item=made, statement="We will.", horizon_year=2032)
    return made


def places(code: str = "B6") -> set[str]:
    kept = Finding.objects.filter(code=code).exclude(state=Finding.State.MENDED)
    return set(kept.values_list("key", flat=True))


def scan() -> None:
    actions.scan(now=NOW, today=TODAY)


def test_an_organisation_without_any_objective_is_one_serious_finding_at_the_top(cast: Cast) -> None:
    scan()

    finding = Finding.objects.get(code="B6")
    assert (finding.unit, finding.severity) == (cast.service, Finding.Severity.SERIOUS)
    assert (finding.people, finding.facts) == (5, {"posts": 5, "below": True})
    assert (finding.mender, finding.mender_post) == (cast.carys, cast.chief)
    said = say(finding)
    assert said.title.startswith("None of the 5 filled posts in ")
    assert said.step_url.endswith(f"?kind=standing&unit={cast.service.pk}")


def test_once_the_top_has_a_purpose_each_unit_below_is_named_and_the_posts_beside_it(cast: Cast) -> None:
    Post.objects.create(reference="X-1", title="Secretary", unit=cast.service, filling="named", reports_to=cast.chief)
    item("objective", "OBJ-1", owner_unit=cast.service)
    scan()

    secretary = Post.objects.get(reference="X-1")
    assert places() == {
        f"B6:post:{secretary.pk}",
        f"B6:unit:{cast.prevention.pk}",
        f"B6:unit:{cast.response.pk}",
    }


def test_where_a_unit_below_has_a_purpose_those_above_are_told_of_their_own_posts_only(cast: Cast) -> None:
    objective = item("objective", "OBJ-1")
    Duty.objects.create(post=cast.second_officer, objective=objective.objective)
    scan()

    top = Finding.objects.get(unit=cast.service)
    assert (top.facts, top.people, top.severity) == ({"posts": 1, "below": False}, 1, Finding.Severity.MODERATE)
    assert say(top).title.startswith("The only filled post in ")
    assert f"B6:post:{cast.prevention_officer.pk}" in places()
    assert f"B6:post:{cast.second_officer.pk}" not in places()


def test_a_unit_where_nobody_stands_is_never_named(cast: Cast) -> None:
    empty = Unit.objects.create(code="E", name="Empty", parent=cast.service)
    Post.objects.create(reference="E-1", title="Vacant", unit=empty, filling="vacant")
    item("objective", "OBJ-1", owner_post=cast.chief)
    scan()

    assert f"B6:unit:{empty.pk}" not in places()


def test_a_vacant_post_that_owns_something_gives_its_unit_a_purpose(cast: Cast) -> None:
    item("objective", "OBJ-1", owner_post=cast.vacant_post)
    scan()

    assert f"B6:unit:{cast.vacant_post.unit_id}" not in places()


def test_posts_that_nobody_names_count_as_what_is_paid_for_them(cast: Cast) -> None:
    item("objective", "OBJ-1", owner_post=cast.chief)
    store = Unit.objects.create(code="ST", name="Stores", parent=cast.service)
    for n, fte in enumerate(("40.5", "9.5")):
        Post.objects.create(
            reference=f"G-{n}", title="Clerk", unit=store, filling="unnamed", fte=Decimal(fte), is_group=True
        )
    scan()

    finding = Finding.objects.get(unit=store)
    assert (finding.severity, finding.people) == (Finding.Severity.SERIOUS, 0)
    assert finding.facts["posts"] == 2
    assert "50 full-time equivalents" in say(finding).why
    assert finding.mender == cast.carys, "nobody heads it, so whoever heads the unit above answers"


@pytest.mark.parametrize(
    ("people", "unnamed", "of_all", "expected"),
    [
        (50, "0", 900, Severity.SERIOUS),
        (49, "0.5", 900, Severity.MODERATE),
        (49, "1", 900, Severity.SERIOUS),
        (1, "0", 900, Severity.MODERATE),
        (0, "10", 900, Severity.MODERATE),
        (0, "9.9", 900, Severity.MINOR),
        (0, "1", 1, Severity.SERIOUS),
    ],
)
def test_how_bad_it_is_comes_from_who_stands_there(people: int, unnamed: str, of_all: int, expected: Severity) -> None:
    fte = Decimal(unnamed)
    assert severity_of_unit(people=people, unnamed_fte=fte, is_whole=of_all == people + fte) == expected


def test_the_decision_about_a_unit_stays_when_people_move_and_comes_back_on_its_day(cast: Cast) -> None:
    scan()
    finding = Finding.objects.get(code="B6")
    actions.accept_finding(
        finding=finding,
        reason="The first year is for the structure.",
        again_on=TODAY + timedelta(days=10),
        by=cast.carys,
        now=NOW,
        today=TODAY,
    )
    Post.objects.filter(pk=cast.second_officer.pk).update(unit=cast.response)

    scan()
    assert Finding.objects.get(pk=finding.pk).state == Finding.State.ACCEPTED
    actions.scan(now=NOW, today=TODAY + timedelta(days=10))
    assert Finding.objects.get(pk=finding.pk).state == Finding.State.OPEN


def test_moving_a_unit_nobody_heads_is_looked_at_again(cast: Cast) -> None:
    Unit.objects.filter(pk=cast.response.pk).update(head_post=None)
    item("objective", "OBJ-1", owner_unit=cast.prevention)
    scan()
    assert f"B6:unit:{cast.response.pk}" in places()
    item("objective", "OBJ-2", owner_unit=cast.service)
    lone = Unit.objects.create(code="L", name="Lone", parent=None)
    Unit.objects.filter(pk=lone.pk).update(path=f"{lone.pk}.")
    lone.refresh_from_db()

    move_unit(unit=cast.response, parent=lone, reason="", by=None, now=NOW)
    assert Touched.objects.filter(kind=Touched.Kind.UNIT, number=cast.response.pk).exists()
    actions.catch_up(now=NOW, today=TODAY)

    assert f"B6:unit:{lone.pk}" in places(), "the topmost is named"
    assert f"B6:unit:{cast.response.pk}" not in places()


def test_a_changed_owner_is_looked_at_again_on_both_sides(cast: Cast) -> None:
    objective = item("objective", "OBJ-1", owner_post=cast.head_of_response)
    scan()
    assert f"B6:unit:{cast.response.pk}" not in places()

    Item.objects.filter(pk=objective.pk).update(owner_post=cast.prevention_officer)
    Touched.objects.create(kind=Touched.Kind.ITEM, number=objective.pk, at=NOW)
    actions.catch_up(now=NOW, today=TODAY)

    assert f"B6:unit:{cast.response.pk}" in places()
    assert f"B6:unit:{cast.prevention.pk}" not in places()


def test_everybody_sees_a_unit_without_purpose_and_who_answers_for_it_may_accept(client: Client, cast: Cast) -> None:
    item("objective", "OBJ-1", owner_post=cast.chief)
    scan()
    finding = Finding.objects.get(unit=cast.response)
    page = reverse("findings:finding", args=[finding.pk])
    words = {"reason": "They are being formed this winter.", "again_on": (datetime.now(UTC) + timedelta(30)).date()}
    answers: dict[str, int] = {}
    for name, person in cast.people().items():
        client.force_login(person.account)  # type: ignore[arg-type]  # everyone of the cast has one
        assert client.get(page).status_code == 200, name
        answers[name] = client.post(reverse("findings:accept", args=[finding.pk]), words).status_code

    assert {name for name, status in answers.items() if status == 302} == {"otto", "carys"}


def test_the_filter_by_unit_and_the_search_find_it(cast: Cast) -> None:
    item("objective", "OBJ-1", owner_post=cast.chief)
    scan()
    standing = cast.standing("bob")
    visible = queries.findings_visible_to(standing)

    for wanted in (
        queries.Wanted(unit_path=cast.response.path),
        queries.Wanted(words=cast.response.name.upper()),
    ):
        found = queries.narrowed(visible, wanted, standing=standing)
        assert cast.response in {finding.unit for finding in found}
        assert cast.prevention not in {finding.unit for finding in found}


def test_the_step_opens_a_form_with_the_unit_as_owner(client: Client, cast: Cast) -> None:
    scan()
    client.force_login(cast.carys.account)  # type: ignore[arg-type]  # she has one
    page = client.get(say(Finding.objects.get(code="B6")).step_url)

    form = page.context["form"]
    assert form.initial["owner_unit"] == cast.service
    assert "owner_post" not in form.initial


def test_no_vision_at_all_is_one_serious_finding_for_whoever_is_at_the_top(cast: Cast) -> None:
    for n in range(5):
        item("goal", f"GOAL-{n}", owner_post=cast.chief)
    scan()

    finding = Finding.objects.get(code="B5")
    assert finding.key == "B5:vision"
    assert (finding.severity, finding.mender) == (Finding.Severity.SERIOUS, cast.carys)
    assert say(finding).title == "There is no vision yet: 5 goals hang from nothing"
    assert queries.findings_visible_to(cast.standing("bob")).filter(pk=finding.pk).exists()


def test_before_anything_is_written_nothing_lacks_a_vision(cast: Cast) -> None:
    scan()

    assert places("B5") == set()


def test_a_goal_that_serves_no_vision_is_serious_and_the_vision_alone_mends_nothing(cast: Cast) -> None:
    goal = item("goal", "GOAL-1", owner_post=cast.chief)
    scan()
    item("vision", "VIS-1")
    Touched.objects.create(kind=Touched.Kind.EVERYTHING, at=NOW)
    actions.catch_up(now=NOW, today=TODAY)

    finding = Finding.objects.get(code="B5", state="open")
    assert (finding.item, finding.severity) == (goal, Finding.Severity.SERIOUS)
    assert say(finding).title == "“The goal GOAL-1” serves no vision"


def test_a_retired_vision_is_told_once_and_no_more_for_each_goal(cast: Cast) -> None:
    item("goal", "GOAL-1", owner_post=cast.chief)
    vision = item("vision", "VIS-1")
    scan()
    Item.objects.filter(pk=vision.pk).update(state="retired")
    Touched.objects.create(kind=Touched.Kind.ITEM, number=vision.pk, at=NOW)

    actions.catch_up(now=NOW, today=TODAY)

    assert places("B5") == {"B5:vision"}
