"""The page of a unit: what everybody sees, what only its leaders see, and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from goldenthread.manage.plans.tests.work import Work, make_task
from goldenthread.people.models import Assignment, Person, Post, Unit
from goldenthread.thread.models import Item
from goldenthread.together.findings.models import Finding
from tests.cast import TODAY, Cast
from tests.query_counts import queries_of

Browse = Callable[[str], Client]


def page_of(client: Client, unit: Unit) -> str:
    page = client.get(f"/people/units/{unit.pk}/")
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize("name", ["carys", "mona", "alice", "bob", "otto", "ada", "dev", "audrey"])
def test_everybody_here_sees_who_is_in_a_unit_and_its_vacancies(cast: Cast, as_of: Browse, name: str) -> None:
    page = page_of(as_of(name), cast.prevention)

    assert "Mona Manager" in page
    assert "Alice Owner" in page
    assert "Referral Officer" in page
    assert "Vacant" in page
    assert f'href="/people/units/{cast.service.pk}/"' in page, "the way up"


def test_strangers_and_leavers_see_nothing(cast: Cast, as_of: Browse) -> None:
    address = f"/people/units/{cast.prevention.pk}/"

    assert Client().get(address).status_code == 302
    assert as_of("charlie").get(address).status_code == 403
    assert as_of("lena").get(address).status_code == 403
    assert as_of("mona").get("/people/units/999999/").status_code == 404
    assert as_of("mona").post(address).status_code == 405


@pytest.mark.parametrize(
    ("name", "sees"),
    [("mona", True), ("carys", True), ("alice", False), ("bob", False), ("otto", False), ("ada", False)],
)
def test_hours_are_for_those_who_lead_the_unit(cast: Cast, work: Work, as_of: Browse, name: str, *, sees: bool) -> None:
    page = page_of(as_of(name), cast.prevention)

    assert ("Where our hours go" in page) is sees
    assert ("a week to give" in page) is sees
    assert ("Hours planned week by week" in page) is sees


def test_hours_are_told_by_goal_and_what_serves_none(cast: Cast, work: Work, as_of: Browse) -> None:
    make_task("Write the plan", by=cast.mona, person=cast.alice, due_on=TODAY, effort_minutes=300)

    response = as_of("mona").get(f"/people/units/{cast.prevention.pk}/")

    load = response.context["load"]
    told = {row.goal.title if row.goal else None: row.minutes for row in load.goals}
    assert told == {"Fewer people hurt": 120, None: 300}
    assert "5 h of the next four weeks serve no goal" in response.context["standfirst"]


def test_more_than_somebody_can_give_is_said_and_drawn(cast: Cast, work: Work, as_of: Browse) -> None:
    make_task("Everything", by=cast.mona, person=cast.alice, due_on=TODAY, effort_minutes=2220 + 9 * 60)

    page = page_of(as_of("mona"), cast.prevention)

    assert "Over by 10 h to 29 Nov" in page
    assert "One of them has more planned than they can give." in page


def test_work_of_a_post_is_its_holders(cast: Cast, as_of: Browse) -> None:
    make_task("Post work", by=cast.mona, post=cast.prevention_officer, due_on=TODAY, effort_minutes=120)

    places = as_of("mona").get(f"/people/units/{cast.prevention.pk}/").context["places"]

    alices = next(place for place in places if place.holder and place.holder.person_id == cast.alice.pk)
    assert alices.load.weeks[0].planned_minutes == 120


def test_who_manages_and_who_leads_stand_side_by_side(cast: Cast, as_of: Browse) -> None:
    people = as_of("bob").get(f"/people/units/{cast.prevention.pk}/").context["people"]

    assert (people.manages.name, people.leads.name) == ("Mona Manager", "Carys Chief")
    assert (people.named, people.posts, people.vacant) == (3, 4, 1)


def test_unnamed_posts_count_as_full_time_equivalents(cast: Cast, as_of: Browse) -> None:
    Post.objects.create(
        reference="G-1",
        title="Firefighter",
        unit=cast.response,
        filling="unnamed",
        fte=Decimal("12.5"),
        is_group=True,
        reports_to=cast.head_of_response,
    )

    page = page_of(as_of("bob"), cast.response)

    assert "12.5 full time, nobody named" in page
    assert "12.5 full time filled by people nobody names" in page


def test_what_the_unit_owns_is_listed_and_drafts_and_private_things_are_not(
    cast: Cast, work: Work, as_of: Browse
) -> None:
    for reference, changed in (
        ("OBJ-90", {"state": "draft"}),
        ("OBJ-91", {"visibility": "restricted", "subject": cast.alice}),
        ("OBJ-92", {"owner_post": None, "owner_unit": cast.prevention}),
    ):
        Item.objects.create(
            **{
                "kind": "objective",
                "reference": reference,
                "title": f"Title of {reference}",
                "owner_post": cast.head_of_prevention,
                "created_at": "2026-11-01T00:00Z",
                "changed_at": "2026-11-01T00:00Z",
                **changed,
            }
        )

    for name in ("mona", "alice", "bob"):
        page = page_of(as_of(name), cast.prevention)
        assert "Visit the homes most at risk" in page
        assert "Title of OBJ-92" in page
        assert "OBJ-90" not in page
        assert "OBJ-91" not in page


def make_finding(**about: object) -> Finding:
    return Finding.objects.create(
        code=str(about.pop("code")),
        key=f"{len(Finding.objects.all())}",
        kind="broken",
        severity=1,
        first_seen_at="2026-11-01T00:00Z",
        last_seen_at="2026-11-01T00:00Z",
        **about,
    )


def test_a_unit_is_told_of_a_unit_above_it_whose_finding_covers_it(cast: Cast, as_of: Browse) -> None:
    finding = make_finding(code="B6", unit=cast.service, facts={"posts": 5, "below": True})

    assert "None of the 5 filled posts" in page_of(as_of("otto"), cast.response)
    Finding.objects.filter(pk=finding.pk).update(facts={"posts": 5, "below": False})
    assert "None of the 5 filled posts" not in page_of(as_of("otto"), cast.response)
    assert "None of the 5 filled posts" in page_of(as_of("otto"), cast.service)


def test_findings_here_are_told_but_never_about_what_is_private(cast: Cast, work: Work, as_of: Browse) -> None:
    make_finding(code="B4", item=work.objective, mender_post=cast.head_of_prevention)
    hidden = Item.objects.create(
        kind="objective",
        reference="OBJ-91",
        title="Grow",
        visibility="restricted",
        subject=cast.alice,
        created_at="2026-11-01T00:00Z",
        changed_at="2026-11-01T00:00Z",
    )
    make_finding(code="B3", item=hidden, mender_post=cast.prevention_officer)
    make_finding(code="B5", task=work.loose, mender_post=cast.second_officer)

    step = f"/plans/new/?serves={work.objective.pk}"
    assert step in page_of(as_of("mona"), cast.prevention), "who can mend it is offered the step"
    page = page_of(as_of("otto"), cast.prevention)
    assert step not in page
    assert "Visit the homes most at risk” has no plan" in page
    assert "Grow" not in page
    assert "Label the store" not in page


def test_units_below_are_listed_with_their_people(cast: Cast, as_of: Browse) -> None:
    below = as_of("bob").get(f"/people/units/{cast.service.pk}/").context["below"]

    assert [(unit.name, strength.people) for unit, strength in below] == [("Prevention", 3), ("Response", 1)]


def test_a_closed_unit_says_so(cast: Cast, as_of: Browse) -> None:
    unit = Unit.objects.create(code="OLD", name="Old Brigade", closed_on=date(2026, 3, 1))
    Unit.objects.filter(pk=unit.pk).update(path=f"{unit.pk}.")

    assert "Closed on 1 Mar 2026" in page_of(as_of("bob"), unit)


def test_changes_are_offered_to_administrators(cast: Cast, as_of: Browse) -> None:
    assert "/close/" in page_of(as_of("ada"), cast.prevention)
    assert "/close/" not in page_of(as_of("mona"), cast.prevention)


def test_names_are_escaped(cast: Cast, as_of: Browse) -> None:
    Person.objects.filter(pk=cast.alice.pk).update(name="<script>go()</script>")
    Unit.objects.filter(pk=cast.prevention.pk).update(name="<b>Prevention</b>", purpose="<img src=x>")

    page = page_of(as_of("mona"), cast.prevention)

    assert "<script>go()" not in page
    assert "<b>Prevention" not in page
    assert "<img src=x>" not in page


def test_the_same_queries_whatever_the_size(cast: Cast, work: Work, as_of: Browse) -> None:
    client = as_of("mona")
    few = queries_of(client, f"/people/units/{cast.prevention.pk}/")

    posts = Post.objects.bulk_create(
        Post(reference=f"X-{n}", title=f"Officer {n}", unit=cast.prevention, filling="named", reports_to=cast.chief)
        for n in range(60)
    )
    people = Person.objects.bulk_create(Person(number=f"X{n}", name=f"Person {n}") for n in range(60))
    Assignment.objects.bulk_create(
        Assignment(person=person, post=post, starts_on=date(2024, 1, 1))
        for person, post in zip(people, posts, strict=True)
    )
    for person in people[:20]:
        make_task("More", by=cast.mona, serves=work.objective, person=person, due_on=TODAY)

    assert queries_of(client, f"/people/units/{cast.prevention.pk}/") == few


def test_a_very_large_unit_shows_its_first_people_and_a_way_to_all(cast: Cast, as_of: Browse) -> None:
    posts = Post.objects.bulk_create(
        Post(reference=f"X-{n}", title=f"Officer {n:03}", unit=cast.response, filling="named") for n in range(200)
    )
    people = Person.objects.bulk_create(Person(number=f"X{n}", name=f"Person {n}") for n in range(200))
    Assignment.objects.bulk_create(
        Assignment(person=person, post=post, starts_on=date(2024, 1, 1))
        for person, post in zip(people, posts, strict=True)
    )

    page = page_of(as_of("otto"), cast.response)

    assert f"/people/?unit={cast.response.pk}" in page
