"""Taking people in, changing what is known of them, letting them go; role profiles and appointments."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from goldenthread.access.models import Account
from goldenthread.audit.models import Entry
from goldenthread.people import actions
from goldenthread.people.models import Appointment, Assignment, Person, Post, RoleProfile, StructureLock
from goldenthread.people.refusals import (
    AlreadyAppointed,
    ChangedMeanwhile,
    CodeTaken,
    DatesOutOfOrder,
    LastAdministrator,
    PersonHasLeft,
    SharesDoNotAddUp,
)
from goldenthread.search.models import Entry as Words
from tests.cast import TODAY, Cast

NAMES = [
    "Ólöf Þórsdóttir",
    "محمد عبد الله",
    "王小明",
    "Ніна Коваль",
    "ชนิดา",
    "<b>Bold</b> & Co",
    "O’Neill-Ó Briain",
    "Zoë 😀",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_kept_as_it_is_in_every_script(cast: Cast, now: datetime, name: str) -> None:
    person = actions.create_person(number="50001", name=name, by=cast.ada, now=now)

    assert Person.objects.get(pk=person.pk).name == name
    assert Words.objects.get(kind="person", number=person.pk).words.startswith(name)


def test_number_and_address_belong_to_one_person(cast: Cast, now: datetime) -> None:
    with pytest.raises(CodeTaken, match="Alice Owner"):
        actions.create_person(number="40003", name="New", by=cast.ada, now=now)
    with pytest.raises(CodeTaken, match="Alice Owner"):
        actions.create_person(number="50001", name="New", email="ALICE@northmoor.example", by=cast.ada, now=now)
    with pytest.raises(CodeTaken):
        actions.change_person(person=cast.bob, values={"number": "40003"}, by=cast.ada, now=now)


def test_leaving_ends_what_is_held_and_empties_the_post(cast: Cast, now: datetime) -> None:
    actions.assign_person(person=cast.alice, post=cast.vacant_post, starts_on=date(2027, 1, 1), by=cast.ada, now=now)

    actions.record_leaving(person=cast.alice, left_on=date(2026, 11, 20), reason="Moved away", by=cast.ada, now=now)

    held = Assignment.objects.get(person=cast.alice)
    assert held.ends_on == date(2026, 11, 20)
    assert Post.objects.get(pk=cast.prevention_officer.pk).vacant_since == date(2026, 11, 21)
    cast.alice.refresh_from_db()
    assert not cast.standing("alice").is_here
    with pytest.raises(ChangedMeanwhile):
        actions.record_leaving(person=cast.alice, left_on=TODAY, reason="", by=cast.ada, now=now)


def test_a_last_day_to_come_leaves_somebody_here_until_then(cast: Cast, now: datetime) -> None:
    actions.record_leaving(person=cast.alice, left_on=date(2026, 12, 31), reason="", by=cast.ada, now=now)

    cast.alice.refresh_from_db()
    assert cast.standing("alice").is_here
    assert cast.standing("alice").post_ids == {cast.prevention_officer.pk}


def test_nobody_leaves_before_they_joined(cast: Cast, now: datetime) -> None:
    with pytest.raises(DatesOutOfOrder):
        actions.record_leaving(person=cast.alice, left_on=date(2019, 1, 1), reason="", by=cast.ada, now=now)


def test_who_left_may_come_back(cast: Cast, now: datetime) -> None:
    actions.record_return(person=cast.lena, reason="Rejoined", by=cast.ada, now=now)

    cast.lena.refresh_from_db()
    assert cast.standing("lena").is_here
    with pytest.raises(ChangedMeanwhile):
        actions.record_return(person=cast.alice, reason="", by=cast.ada, now=now)


def test_who_was_erased_does_not_come_back(cast: Cast, now: datetime) -> None:
    Person.objects.filter(pk=cast.lena.pk).update(erased_at=now)

    with pytest.raises(ChangedMeanwhile, match="erased"):
        actions.record_return(person=cast.lena, reason="Rejoined", by=cast.ada, now=now)

    assert Person.objects.get(pk=cast.lena.pk).left_on == cast.lena.left_on
    assert not Entry.objects.filter(action="person.return").exists()


def test_who_was_erased_is_given_no_name_again(cast: Cast, now: datetime) -> None:
    Person.objects.filter(pk=cast.lena.pk).update(erased_at=now)
    cast.lena.refresh_from_db()

    with pytest.raises(ChangedMeanwhile, match="erased"):
        actions.change_person(person=cast.lena, values={"name": "Lena"}, by=cast.ada, now=now)

    assert not Entry.objects.filter(action="person.change").exists()


@pytest.mark.parametrize("account", ["closed", "none"])
def test_an_administrator_who_cannot_sign_in_is_none(cast: Cast, now: datetime, account: str) -> None:
    administrator = Appointment.Role.ADMINISTRATOR
    second = actions.appoint(person=cast.dev, role=administrator, starts_on=TODAY, reason="", by=cast.ada, now=now)
    if account == "closed":
        Account.objects.filter(person=cast.dev).update(is_active=False)
    else:
        Person.objects.filter(pk=cast.dev.pk).update(account=None)
    held = Appointment.objects.get(person=cast.ada)

    with pytest.raises(LastAdministrator):
        actions.end_appointment(appointment=held, ends_on=TODAY, reason="", by=cast.ada, now=now)
    with pytest.raises(LastAdministrator):
        actions.record_leaving(person=cast.ada, left_on=TODAY, reason="", by=cast.ada, now=now)

    actions.end_appointment(appointment=second, ends_on=TODAY, reason="", by=cast.ada, now=now)
    held.refresh_from_db()
    assert held.ends_on is None


def test_the_last_administrator_stays(cast: Cast, now: datetime) -> None:
    held = Appointment.objects.get(person=cast.ada)

    with pytest.raises(LastAdministrator):
        actions.end_appointment(appointment=held, ends_on=TODAY, reason="", by=cast.ada, now=now)
    with pytest.raises(LastAdministrator):
        actions.record_leaving(person=cast.ada, left_on=TODAY, reason="", by=cast.ada, now=now)

    administrator = Appointment.Role.ADMINISTRATOR
    actions.appoint(person=cast.dev, role=administrator, starts_on=TODAY, reason="", by=cast.ada, now=now)
    actions.end_appointment(appointment=held, ends_on=TODAY, reason="", by=cast.ada, now=now)
    assert cast.standing("dev").roles == {"administrator", "development_lead"}


def test_an_appointment_is_made_once_and_told(cast: Cast, now: datetime) -> None:
    auditor = Appointment.Role.AUDITOR
    with pytest.raises(AlreadyAppointed):
        actions.appoint(person=cast.audrey, role=auditor, starts_on=TODAY, reason="", by=cast.ada, now=now)
    with pytest.raises(PersonHasLeft):
        actions.appoint(person=cast.lena, role=auditor, starts_on=TODAY, reason="", by=cast.ada, now=now)

    actions.appoint(person=cast.bob, role=auditor, starts_on=TODAY, reason="Holiday cover", by=cast.ada, now=now)

    entry = Entry.objects.get(action="appointment.make")
    assert (entry.subject_number, entry.reason) == (cast.bob.pk, "Holiday cover")


@pytest.mark.parametrize(
    "shares",
    [
        (Decimal("0.5"), Decimal("0.4"), Decimal("0.2")),
        (Decimal("0.5"), None, Decimal("0.5")),
        (Decimal("1.2"), Decimal("-0.2"), Decimal(0)),
    ],
)
def test_shares_of_a_role_are_a_whole(cast: Cast, now: datetime, shares: tuple[Decimal, Decimal, Decimal]) -> None:
    lead, manage, shared = shares

    with pytest.raises(SharesDoNotAddUp):
        actions.create_profile(
            code="WM", title="x", lead_share=lead, manage_share=manage, shared_share=shared, by=cast.ada, now=now
        )


def test_a_role_profile_is_written_changed_retired_and_brought_back(cast: Cast, now: datetime) -> None:
    third = Decimal("0.333")
    profile = actions.create_profile(
        code="WM",
        title="Watch manager",
        lead_share=third,
        manage_share=third,
        shared_share=Decimal("0.334"),
        by=cast.ada,
        now=now,
    )
    with pytest.raises(CodeTaken):
        actions.create_profile(code="WM", title="Other", by=cast.ada, now=now)

    none_known = dict.fromkeys(("lead_share", "manage_share", "shared_share"))
    actions.change_profile(profile=profile, values=none_known, by=cast.ada, now=now)
    retired = actions.retire_profile(profile=profile, retired_on=TODAY, reason="", by=cast.ada, now=now)

    assert (retired.lead_share, retired.retired_on) == (None, TODAY)
    with pytest.raises(ChangedMeanwhile):
        actions.retire_profile(profile=profile, retired_on=TODAY, reason="", by=cast.ada, now=now)
    assert actions.reopen_profile(profile=retired, by=cast.ada, now=now).retired_on is None


def test_the_database_itself_holds_the_shares_to_a_whole(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleProfile.objects.create(code="X", title="x", lead_share=Decimal("0.5"), manage_share=Decimal("0.4"))


def test_there_is_one_queue_for_the_structure(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        StructureLock.objects.create(pk=2)
