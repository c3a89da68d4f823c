"""Erasing who has left: nothing names them any more, what the organisation did stays, and nobody else is hurt."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from allauth.mfa.models import Authenticator
from dateutil.relativedelta import relativedelta
from django.apps import apps
from django.core import serializers
from django.urls import reverse
from django.utils import timezone

from goldenthread.audit import actions as audit
from goldenthread.audit.models import Entry, Permit
from goldenthread.audit.scrubbing import blanked, scrubbed
from goldenthread.jobs.handlers import Result
from goldenthread.jobs.models import Job
from goldenthread.jobs.worker import run_one
from goldenthread.manage.objectives.models import KeyResult, Objective
from goldenthread.notices.models import Notice
from goldenthread.office import actions, queries, work
from goldenthread.office.erasing import BLANKED, DELETED, STAYS
from goldenthread.office.refusals import NotErasable
from goldenthread.office.tests.conftest import Browse, account_of
from goldenthread.organisation.models import Organisation
from goldenthread.people import actions as people
from goldenthread.people import references
from goldenthread.people.models import Person
from goldenthread.search.models import Entry as SearchEntry
from goldenthread.thread.models import CheckIn, Comment, Item, ItemVersion, Watch
from tests.cast import TODAY, Cast

SECRETS = ("Lena", "lena@", "40009", "Learn to say no")


def rows_as_text() -> Iterator[str]:
    """Yield every row of every table that is ours or holds accounts, as text."""
    for model in apps.get_models():
        if model._meta.app_label in {"contenttypes", "auth"}:
            continue
        for row in model._default_manager.all():
            yield serializers.serialize("json", [row], ensure_ascii=False)


def traces() -> list[str]:
    return [text for text in rows_as_text() if any(secret in text for secret in SECRETS)]


@pytest.fixture
def lena(cast: Cast, now: datetime) -> Person:
    """Lena, with everything the product can hold about her."""
    lena = cast.lena
    Authenticator.objects.create(user=account_of(lena), type=Authenticator.Type.TOTP, data={})
    people.record_return(person=lena, reason="Lena comes back", by=cast.ada, now=now)
    lena = people.change_person(
        person=Person.objects.get(pk=lena.pk), values={"known_as": "Lena L."}, by=cast.ada, now=now
    )
    people.assign_person(
        person=lena, post=cast.vacant_post, starts_on=date(2026, 1, 1), reason="For Lena Left", by=cast.ada, now=now
    )
    actions.close_account(account=account_of(lena), reason="Lena Left is away", by=cast.ada, now=now)
    goal = Item.objects.create(
        kind=Item.Kind.GOAL, reference="GOAL-1", title="Safer homes", author=lena, created_at=now, changed_at=now
    )
    Comment.objects.create(item=goal, by=lena, at=now, words="I agree.")
    Comment.objects.create(item=goal, by=cast.bob, at=now, words="@Lena Left what do you think? Lena Left knows.")
    Notice.objects.create(
        person=cast.bob, kind=Notice.Kind.MENTION, words="Lena Left mentioned you", url="/", key="k", created_at=now
    )
    Notice.objects.create(
        person=lena, kind=Notice.Kind.MENTION, words="Bob mentioned you", url="/", key="k", created_at=now
    )
    Watch.objects.create(item=goal, person=lena, since=now)
    own = Item.objects.create(
        kind=Item.Kind.OBJECTIVE,
        reference="OBJ-1",
        title="Learn to say no",
        description="Learn to say no to Otto",
        subject=lena,
        visibility=Item.Visibility.RESTRICTED,
        created_at=now,
        changed_at=now,
    )
    objective = Objective.objects.create(item=own, kind=Objective.Kind.DEVELOPMENT, learned="Learn to say no: yes")
    KeyResult.objects.create(objective=objective, title="Learn to say no twice")
    ItemVersion.objects.create(item=own, version=1, title="Learn to say no", by=lena, at=now)
    CheckIn.objects.create(item=own, by=lena, at=now, words="Learn to say no is hard")
    audit.record(
        action="objective.create",
        subject_kind="item",
        subject_number=own.pk,
        subject_label="OBJ-1 Learn to say no",
        by=lena,
        now=now,
        changes={"title": [None, "Learn to say no"]},
    )
    people.record_leaving(person=lena, left_on=date(2026, 6, 30), reason="Lena retires", by=cast.ada, now=now)
    return Person.objects.get(pk=lena.pk)


def erase(person: Person, cast: Cast, now: datetime) -> None:
    actions.erase_person(person=person, reason="Asked for it", by=cast.ada, now=now, today=TODAY)


def test_nothing_anywhere_names_them_afterwards(lena: Person, cast: Cast, now: datetime) -> None:
    assert len(traces()) > 15

    erase(lena, cast, now)

    assert traces() == []


def test_what_the_organisation_did_stays(lena: Person, cast: Cast, now: datetime) -> None:
    entries, comments = Entry.objects.count(), Comment.objects.count()

    erase(lena, cast, now)

    gone = Person.objects.get(pk=lena.pk)
    assert (gone.name, gone.number, gone.email, gone.account) == ("Former colleague", f"erased-{lena.pk}", "", None)
    assert gone.left_on == date(2026, 6, 30)
    assert gone.erased_at == now
    assert gone.assignments.get().post == cast.vacant_post
    assert Entry.objects.count() == entries + 1
    assert Comment.objects.count() == comments
    assert Item.objects.get(reference="GOAL-1").author == gone
    assert Comment.objects.get(by=cast.bob).words == "@Former colleague what do you think? Former colleague knows."
    told = Entry.objects.get(action="person.erase")
    assert (told.person_name, told.reason, told.subject_number) == ("Ada Administrator", "Asked for it", gone.pk)
    assert not SearchEntry.objects.filter(kind="person", number=gone.pk).exists()


def test_nobody_else_is_hurt(lena: Person, cast: Cast, now: datetime) -> None:
    def others() -> list[str]:
        return sorted(text for text in rows_as_text() if not any(secret in text for secret in SECRETS))

    before = others()
    erase(lena, cast, now)

    lost = {json.loads(text)[0]["model"] for text in set(before) - set(others())}
    assert lost <= {"notices.notice", "thread.watch", "mfa.authenticator"}
    kept = Person.objects.filter(erased_at__isnull=True)
    assert {person.name for person in kept} == {person.name for person in cast.people().values()}


def test_somebody_with_the_same_name_keeps_theirs(cast: Cast, now: datetime) -> None:
    twin = Person.objects.create(number="40200", name="Lena Left", email="lena.two@northmoor.example")
    other = Person.objects.get(pk=twin.pk)
    people.change_person(person=other, values={"known_as": "Lee"}, by=cast.ada, now=now)

    erase(cast.lena, cast, now)

    assert Person.objects.get(pk=twin.pk).name == "Lena Left"
    assert Entry.objects.get(subject_number=twin.pk, action="person.change").subject_label == "Lena Left"


def test_merged_records_go_with_the_one_they_were_merged_into(cast: Cast, now: datetime) -> None:
    double = Person.objects.create(number="40209", name="Lena Linksworth", email="", left_on=date(2026, 6, 30))
    people.merge_people(kept=cast.lena, merged=double, reason="Lena twice", by=cast.ada, now=now)

    erase(Person.objects.get(pk=cast.lena.pk), cast, now)

    assert [text for text in traces() if "Linksworth" in text or "Lena" in text] == []
    with pytest.raises(NotErasable):
        erase(Person.objects.get(pk=double.pk), cast, now)


def test_the_trail_is_closed_again_afterwards(lena: Person, cast: Cast, now: datetime) -> None:
    erase(lena, cast, now)

    assert not Permit.objects.exists()


def test_who_works_here_is_not_erased_and_nobody_twice(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotErasable):
        erase(cast.bob, cast, now)
    Person.objects.filter(pk=cast.bob.pk).update(left_on=TODAY)
    with pytest.raises(NotErasable):
        erase(cast.bob, cast, now)
    erase(cast.lena, cast, now)
    with pytest.raises(NotErasable):
        erase(cast.lena, cast, now)


def test_every_reference_to_a_person_is_on_the_list() -> None:
    known = {**DELETED, **STAYS, **BLANKED}

    found = {reference.key for reference in references.references()}
    assert found == set(known), "say in office/erasing.py what becomes of it"


def test_only_an_administrator_erases(cast: Cast, browse: Browse) -> None:
    path = reverse("organisation:erase", args=[cast.lena.pk])
    for name in ("carys", "mona", "bob", "dev", "audrey"):
        assert browse(getattr(cast, name)).get(reverse("organisation:erasure")).status_code == 404, name
        assert browse(getattr(cast, name)).post(path, {"reason": "x"}).status_code == 404, name
    ada = browse(cast.ada)
    assert ada.get(path).status_code == 200
    assert ada.post(path, {"reason": ""}).status_code == 422
    assert ada.get(reverse("organisation:erase", args=[987_654])).status_code == 404
    assert (
        "Only who has left"
        in ada.post(reverse("organisation:erase", args=[cast.bob.pk]), {"reason": "x"}).content.decode()
    )

    assert ada.post(path, {"reason": "Asked for it"}).status_code == 302
    assert Person.objects.get(pk=cast.lena.pk).erased_at is not None


def test_the_page_says_whom_the_next_run_concerns(cast: Cast, browse: Browse) -> None:
    today = timezone.localdate()
    Person.objects.filter(pk=cast.lena.pk).update(left_on=today - relativedelta(years=6, days=1))
    Person.objects.filter(pk=cast.otto.pk).update(left_on=today - relativedelta(years=5, months=11))

    page = browse(cast.ada).get(reverse("organisation:erasure"))

    shown = [(row.person.name, row.is_due) for row in page.context["rows"]]
    assert shown == [("Lena Left", True), ("Otto Other", False)]
    assert "The next run erases 1 person." in page.content.decode()


@pytest.mark.parametrize(("left_on", "due"), [(date(2020, 11, 24), 1), (date(2020, 11, 25), 0), (date(2020, 2, 29), 1)])
def test_the_years_are_counted_from_the_last_day(cast: Cast, left_on: date, due: int) -> None:
    Person.objects.filter(pk=cast.lena.pk).update(joined_on=None, left_on=left_on)

    assert queries.due_for_erasure(on=TODAY, keep_years=6).count() == due


@pytest.mark.django_db(transaction=True)
def test_a_worker_erases_once_a_day_what_is_past_its_time(cast: Cast) -> None:
    now = timezone.now()
    Person.objects.filter(pk=cast.lena.pk).update(joined_on=None, left_on=date(2000, 1, 1))
    for years in (8, 6):
        audit.record(
            action="goal.create",
            subject_kind="item",
            subject_number=years,
            subject_label="Old",
            by=None,
            now=now - relativedelta(years=years),
        )

    work.daily(now)
    work.daily(now)
    assert Job.objects.filter(kind=work.RETENTION).count() == 1
    assert run_one(worker="test:1")

    job = Job.objects.get(kind=work.RETENTION)
    assert (job.state, job.result) == (Job.State.DONE, {"people": 1, "entries": 1})
    assert Person.objects.get(pk=cast.lena.pk).erased_at is not None
    assert list(Entry.objects.filter(action="goal.create").values_list("subject_number", flat=True)) == [6]
    assert Entry.objects.get(action="person.erase").source == "job"
    work.daily(now)
    assert Job.objects.filter(kind=work.RETENTION).count() == 1


def test_an_installation_that_is_not_set_up_erases_nothing(db: None) -> None:
    class Quiet:
        def step(self, done: int, total: int, words: str = "") -> None: ...

        def finish(self, result: Result) -> None: ...

    assert work.erase_what_is_past_its_time(Quiet(), {}) == {}
    assert not Organisation.objects.exists()


def test_scrubbing_reaches_every_depth_and_takes_the_longest_name_first() -> None:
    names = {"Ann Smith": "X", "Ann Smithson": "Y"}

    assert scrubbed({"a": ["Ann Smithson", {"b": "to Ann Smith."}], "n": 3}, names=names) == {
        "a": ["Y", {"b": "to X."}],
        "n": 3,
    }


def test_blanking_keeps_what_was_empty_empty() -> None:
    changes = {"name": [None, "Ann"], "email": ["", "a@b"], "role": [None, "auditor"], "note": "said"}

    assert blanked(changes, fields={"name", "email", "note"}, by="–") == {
        "name": [None, "–"],
        "email": ["", "–"],
        "role": [None, "auditor"],
        "note": "–",
    }


def test_a_permit_that_fails_changes_nothing(cast: Cast, now: datetime) -> None:
    audit.record(action="a.b", subject_kind="item", subject_number=1, subject_label="Kept", by=None, now=now)

    with pytest.raises(ValueError, match="stop"), audit.permitted("test"):
        Entry.objects.update(subject_label="Changed")
        raise ValueError("stop")

    assert Entry.objects.get().subject_label == "Kept"
    assert not Permit.objects.exists()
