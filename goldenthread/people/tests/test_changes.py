"""Changing the structure in the browser: each form does its job, keeps what was typed, and says why it refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.test import Client

from goldenthread.audit.models import Entry
from goldenthread.people.models import Appointment, Assignment, Person, PersonMerge, Post, RoleProfile, Unit
from tests.cast import TODAY, Cast

Browse = Callable[[str], Client]
DAY = TODAY.isoformat()


def test_somebody_is_taken_in_and_given_a_post(cast: Cast, as_of: Browse) -> None:
    client = as_of("ada")

    made = client.post("/people/new/", {"name": "Noor Haddad", "number": "50001", "joined_on": DAY})
    person = Person.objects.get(number="50001")
    assert made.headers["Location"] == f"/people/{person.pk}/assign/"

    client.post(
        f"/people/{person.pk}/assign/",
        {"post": "referral", "starts_on": DAY, "fte": "0.8", "kind": "acting", "is_main": "on"},
    )
    held = Assignment.objects.get(person=person)
    assert (held.post, held.fte, held.kind) == (cast.vacant_post, Decimal("0.8"), "acting")


def test_a_refusal_stands_beside_its_field_and_keeps_what_was_typed(cast: Cast, as_of: Browse) -> None:
    refused = as_of("ada").post("/people/new/", {"name": "Noor <i>Haddad</i>", "number": "40003"})

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Alice Owner has the staff number 40003 already." in page
    assert 'value="Noor &lt;i&gt;Haddad&lt;/i&gt;"' in page
    assert 'href="#id_number"' in page


def test_a_form_without_a_name_says_what_is_missing(cast: Cast, as_of: Browse) -> None:
    refused = as_of("ada").post("/people/new/", {})

    assert refused.status_code == 422
    assert "Say the name" in refused.content.decode()


def test_what_is_known_of_somebody_is_changed(cast: Cast, as_of: Browse) -> None:
    as_of("ada").post(
        f"/people/{cast.alice.pk}/edit/",
        {"name": "Alice Owens", "number": "40003", "email": "alice@northmoor.example", "joined_on": "2020-04-01"},
    )

    cast.alice.refresh_from_db()
    assert cast.alice.name == "Alice Owens"
    assert Entry.objects.get(action="person.change").changes == {"name": ["Alice Owner", "Alice Owens"]}


def test_leaving_leads_on_to_the_handover_and_may_be_taken_back(cast: Cast, as_of: Browse) -> None:
    client = as_of("ada")

    left = client.post(f"/people/{cast.alice.pk}/leave/", {"left_on": DAY, "reason": "New job"})
    assert left.headers["Location"] == f"/people/{cast.alice.pk}/hand-over/"
    assert client.post(f"/people/{cast.alice.pk}/leave/", {"left_on": DAY}).status_code == 422

    client.post(f"/people/{cast.alice.pk}/return/", {"reason": "Mistake"})
    cast.alice.refresh_from_db()
    assert cast.alice.left_on is None


def test_times_in_a_post_are_changed_moved_and_ended(cast: Cast, as_of: Browse) -> None:
    client = as_of("ada")
    held = Assignment.objects.get(person=cast.bob)

    client.post(
        f"/people/held/{held.pk}/edit/",
        {"starts_on": "2021-01-01", "fte": "0.6", "kind": "substantive", "is_main": "on"},
    )
    held.refresh_from_db()
    assert (held.starts_on, held.fte) == (date(2021, 1, 1), Decimal("0.6"))

    client.post(f"/people/held/{held.pk}/move/", {"post": "P-6", "starts_on": DAY})
    assert cast.standing("bob").post_ids == {cast.vacant_post.pk}

    now_held = Assignment.objects.get(person=cast.bob, post=cast.vacant_post)
    client.post(f"/people/held/{now_held.pk}/end/", {"ends_on": DAY})
    now_held.refresh_from_db()
    assert now_held.ends_on == TODAY
    assert client.post(f"/people/held/{now_held.pk}/end/", {"ends_on": DAY}).status_code == 422


def test_a_post_is_given_to_somebody_from_its_own_page(cast: Cast, as_of: Browse) -> None:
    as_of("ada").post(
        f"/people/posts/{cast.vacant_post.pk}/assign/",
        {"person": "Dev Developer", "starts_on": DAY, "fte": "1", "kind": "substantive", "is_main": "on"},
    )

    assert cast.standing("dev").post_ids == {cast.vacant_post.pk}


def test_a_unit_is_opened_changed_headed_moved_closed_and_opened_again(cast: Cast, as_of: Browse) -> None:
    client = as_of("ada")

    client.post(f"/people/units/new/?parent={cast.response.pk}", {"name": "Red Watch", "code": "RW", "parent": "RESP"})
    unit = Unit.objects.get(code="RW")
    assert unit.parent == cast.response
    address = f"/people/units/{unit.pk}"
    client.post(f"{address}/edit/", {"name": "Red Watch", "code": "RED", "purpose": "Ready"})
    client.post(f"{address}/head/", {"head_post": "P-5"})
    client.post(f"{address}/move/", {"parent": "Prevention"})
    unit.refresh_from_db()
    assert (unit.code, unit.purpose, unit.head_post, unit.parent) == (
        "RED",
        "Ready",
        cast.head_of_response,
        cast.prevention,
    )
    client.post(f"{address}/close/", {"closed_on": DAY})
    unit.refresh_from_db()
    assert unit.is_closed
    client.post(f"{address}/reopen/", {})
    unit.refresh_from_db()
    assert not unit.is_closed


def test_a_unit_that_cannot_be_closed_or_moved_says_why(cast: Cast, as_of: Browse) -> None:
    client = as_of("ada")

    closed = client.post(f"/people/units/{cast.prevention.pk}/close/", {"closed_on": DAY})
    assert (closed.status_code, "4 posts are still in it" in closed.content.decode()) == (422, True)
    moved = client.post(f"/people/units/{cast.service.pk}/move/", {"parent": "RESP"})
    assert (moved.status_code, "is part of Northmoor" in moved.content.decode()) == (422, True)


def test_a_post_is_made_changed_abolished_and_brought_back(cast: Cast, as_of: Browse) -> None:
    client = as_of("ada")
    said = {
        "title": "Data Officer",
        "unit": "PREV",
        "reports_to": "P-2",
        "level": "colleague",
        "fte": "2.5",
        "is_group": "on",
        "filling": "unnamed",
        "standing_percent": "35",
    }

    client.post("/people/posts/new/", said)
    post = Post.objects.get(title="Data Officer")
    assert (post.reference, post.fte, post.standing_share, post.filling) == (
        "P-7",
        Decimal("2.5"),
        Decimal("0.35"),
        "unnamed",
    )
    page = client.get(f"/people/posts/{post.pk}/edit/").content.decode()
    assert 'value="35"' in page
    assert 'value="2.5"' in page
    client.post(f"/people/posts/{post.pk}/edit/", {**said, "reference": "DATA", "reports_to": "P-1"})
    post.refresh_from_db()
    assert (post.reference, post.reports_to) == ("DATA", cast.chief)
    circle = client.post(
        f"/people/posts/{cast.chief.pk}/edit/",
        {
            "title": "x",
            "reference": "P-1",
            "unit": "NFRS",
            "reports_to": "DATA",
            "level": "colleague",
            "fte": "1",
            "standing_percent": "0",
        },
    )
    assert circle.status_code == 422
    assert "so Chief Officer cannot report to it" in circle.content.decode()

    client.post(f"/people/posts/{post.pk}/abolish/", {"abolished_on": DAY})
    post.refresh_from_db()
    assert post.is_abolished
    client.post(f"/people/posts/{post.pk}/reopen/", {})
    post.refresh_from_db()
    assert not post.is_abolished


def test_the_list_of_posts_shows_vacancies(cast: Cast, as_of: Browse) -> None:
    client = as_of("bob")

    assert [row.post.reference for row in client.get("/people/posts/?state=vacant").context["rows"]] == ["P-6"]
    assert len(client.get("/people/posts/").context["rows"]) == 6
    assert not client.get("/people/posts/?state=abolished").context["rows"]
    sent = b"".join(client.get("/people/posts/list.csv?state=vacant")).decode("utf-8-sig")
    assert sent.splitlines()[1] == "P-6,Referral Officer,Prevention,colleague,1,vacant,"
    fragment = client.get("/people/posts/?q=referral", headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip().startswith('<div id="listing">')


def test_a_role_profile_is_written_changed_and_retired(cast: Cast, as_of: Browse) -> None:
    client = as_of("ada")
    said = {
        "title": "Watch manager",
        "code": "WM",
        "level": "junior_manager",
        "accountabilities": "A ready crew\nSafety",
    }

    odd = client.post("/people/profiles/new/", {**said, "lead_share": "30", "manage_share": "30", "shared_share": "30"})
    assert odd.status_code == 422
    assert "must add up to 100" in odd.content.decode()

    client.post("/people/profiles/new/", {**said, "lead_share": "33.3", "manage_share": "33.3", "shared_share": "33.4"})
    profile = RoleProfile.objects.get(code="WM")
    assert profile.shared_share == Decimal("0.334")
    Post.objects.filter(pk=cast.prevention_officer.pk).update(role_profile=profile)
    page = client.get(f"/people/profiles/{profile.pk}/").content.decode()
    assert "A ready crew" in page
    assert "Lead 33.3 %" in page
    assert "Alice Owner" in page
    client.post(f"/people/profiles/{profile.pk}/edit/", {**said, "title": "Watch leader"})
    client.post(f"/people/profiles/{profile.pk}/retire/")
    profile.refresh_from_db()
    assert (profile.title, profile.lead_share, profile.retired_on) == ("Watch leader", None, TODAY)
    client.post(f"/people/profiles/{profile.pk}/retire/")
    profile.refresh_from_db()
    assert profile.retired_on is None


def test_an_appointment_is_made_with_a_reason_and_ended(cast: Cast, as_of: Browse) -> None:
    client = as_of("ada")
    said = {"person": "Bob Colleague", "role": "auditor", "starts_on": DAY}

    assert client.post("/people/appointments/new/", said).status_code == 422
    client.post("/people/appointments/new/", {**said, "reason": "Cover"})
    made = Appointment.objects.get(person=cast.bob)
    assert made.made_by == cast.ada
    client.post(f"/people/appointments/{made.pk}/end/", {"ends_on": DAY})
    made.refresh_from_db()
    assert made.ends_on == TODAY
    mine = Appointment.objects.get(person=cast.ada)
    refused = client.post(f"/people/appointments/{mine.pk}/end/", {"ends_on": DAY})
    assert "Appoint another administrator first" in refused.content.decode()


def test_two_records_are_looked_at_before_they_are_one_and_taken_apart(cast: Cast, as_of: Browse) -> None:
    other = Person.objects.create(number="A-77", name="Alice M Owner")
    Assignment.objects.create(person=other, post=cast.vacant_post, starts_on=date(2026, 1, 1))
    client = as_of("ada")
    address = f"/people/{cast.alice.pk}/merge/"
    said = {"other": "A-77", "keep": "this", "reason": "One person"}

    looked = client.post(address, said).content.decode()
    assert "1 times in a post" in looked
    assert not PersonMerge.objects.exists()

    client.post(address, {**said, "confirmed": "yes"})
    assert cast.standing("alice").post_ids == {cast.prevention_officer.pk, cast.vacant_post.pk}
    merge = PersonMerge.objects.get()
    assert "Alice M Owner (A-77) became part of" in client.get("/people/merges/").content.decode()

    client.post(f"/people/merges/{merge.pk}/undo/", {"reason": "Two after all"})
    assert cast.standing("alice").post_ids == {cast.prevention_officer.pk}
    assert client.post(f"/people/merges/{merge.pk}/undo/", {}).status_code == 422


def test_history_tells_what_was_done_in_words(cast: Cast, as_of: Browse) -> None:
    as_of("ada").post(
        f"/people/posts/{cast.vacant_post.pk}/edit/",
        {
            "title": "Referral <b>Lead</b>",
            "reference": "P-6",
            "unit": "PREV",
            "reports_to": "P-2",
            "level": "junior_manager",
            "fte": "1",
            "filling": "unnamed",
            "standing_percent": "0",
            "opened_on": "2020-04-01",
        },
    )

    page = as_of("mona").get(f"/people/posts/{cast.vacant_post.pk}/history/").content.decode()

    assert "Referral &lt;b&gt;Lead&lt;/b&gt;" in page
    assert "junior manager" in page
    assert "Ada Administrator" in page
