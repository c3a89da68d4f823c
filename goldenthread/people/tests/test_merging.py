"""Two records of one person become one, and are taken apart exactly as they were."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from django.apps import apps
from django.core import serializers

from goldenthread.notices.models import Notice
from goldenthread.people import actions, references
from goldenthread.people.models import Assignment, Person, PersonMerge, Post
from goldenthread.people.queries import holders_on
from goldenthread.people.refusals import CannotMerge, ChangedMeanwhile
from goldenthread.search.models import Entry as Words
from goldenthread.thread.models import Item, PersonSight
from tests.cast import TODAY, Cast

# What happens is kept; so is that it happened.
GROWS = {
    "audit.entry",
    "people.touched",
    "people.personmerge",
    "people.structurelock",
    "search.entry",
    "sessions.session",
}


def everything() -> dict[str, object]:
    """All rows of the product, by model and number."""
    rows = {}
    for model in apps.get_models():
        if model._meta.label_lower not in GROWS:
            for row in json.loads(serializers.serialize("json", model._default_manager.order_by("pk"))):
                rows[f"{row['model']} {row['pk']}"] = row["fields"]
    return rows


@pytest.fixture
def second_alice(cast: Cast, now: datetime) -> Person:
    """Alice as another system knows her, with work of her own and two rows that clash with the first record's."""
    other = Person.objects.create(number="A-77", name="Alice M Owner", known_as="Ali", joined_on=date(2020, 4, 1))
    Assignment.objects.create(person=other, post=cast.vacant_post, starts_on=date(2026, 1, 1))
    Assignment.objects.create(person=other, post=cast.prevention_officer, starts_on=date(2020, 4, 1), is_main=False)
    Item.objects.create(
        kind="goal", reference="GOAL-1", title="Safer homes", lead=other, created_at=now, changed_at=now
    )
    for person in (cast.alice, other):
        Notice.objects.create(person=person, kind="watch", words="x", url="/", key="same", created_at=now)
        PersonSight.objects.create(person=person, as_of=TODAY)
    actions.settle_all_posts(on=TODAY, now=now)
    return other


def merge(cast: Cast, other: Person, now: datetime) -> PersonMerge:
    return actions.merge_people(kept=cast.alice, merged=other, reason="One person", by=cast.ada, now=now)


def test_what_one_record_held_the_other_holds(cast: Cast, second_alice: Person, now: datetime) -> None:
    merge(cast, second_alice, now)

    assert cast.standing("alice").post_ids == {cast.prevention_officer.pk, cast.vacant_post.pk}
    assert Item.objects.get(reference="GOAL-1").lead == cast.alice
    assert not holders_on(TODAY).filter(person=second_alice).exists()
    assert not Words.objects.filter(kind="person", number=second_alice.pk).exists()
    cast.alice.refresh_from_db()
    assert cast.alice.known_as == "Ali"


def test_taking_them_apart_puts_everything_back(cast: Cast, second_alice: Person, now: datetime) -> None:
    before = everything()
    done = merge(cast, second_alice, now)
    assert everything() != before

    actions.unmerge_people(merge=done, reason="Two people after all", by=cast.ada, now=now)

    assert everything() == before
    assert Words.objects.filter(kind="person", number=second_alice.pk).exists()


def test_a_row_handed_on_meanwhile_stays_where_it_went(cast: Cast, second_alice: Person, now: datetime) -> None:
    done = merge(cast, second_alice, now)
    Item.objects.filter(reference="GOAL-1").update(lead=cast.bob)

    actions.unmerge_people(merge=done, reason="", by=cast.ada, now=now)

    assert Item.objects.get(reference="GOAL-1").lead == cast.bob


def test_the_account_follows_when_only_the_other_record_has_one(cast: Cast, now: datetime) -> None:
    plain = Person.objects.create(number="A-78", name="Bob C")

    done = actions.merge_people(kept=plain, merged=cast.bob, reason="", by=cast.ada, now=now)
    plain.refresh_from_db()
    assert plain.account is not None and plain.account.email == "bob@northmoor.example"

    actions.unmerge_people(merge=done, reason="", by=cast.ada, now=now)
    cast.bob.refresh_from_db()
    assert cast.bob.account is not None
    assert cast.bob.email == "bob@northmoor.example"


def test_what_cannot_be_merged_says_why(cast: Cast, second_alice: Person, now: datetime) -> None:
    with pytest.raises(CannotMerge, match="two different"):
        actions.merge_people(kept=cast.alice, merged=cast.alice, reason="", by=cast.ada, now=now)
    with pytest.raises(CannotMerge, match="has left"):
        actions.merge_people(kept=cast.lena, merged=cast.bob, reason="", by=cast.ada, now=now)
    done = merge(cast, second_alice, now)
    with pytest.raises(ChangedMeanwhile):
        merge(cast, second_alice, now)
    with pytest.raises(CannotMerge):
        actions.merge_people(kept=second_alice, merged=cast.bob, reason="", by=cast.ada, now=now)
    actions.unmerge_people(merge=done, reason="", by=cast.ada, now=now)
    with pytest.raises(ChangedMeanwhile):
        actions.unmerge_people(merge=done, reason="", by=cast.ada, now=now)


def test_a_chain_of_merges_comes_apart_from_the_end(cast: Cast, second_alice: Person, now: datetime) -> None:
    before = everything()
    first = merge(cast, second_alice, now)
    third = Person.objects.create(number="A-79", name="A Owner")
    second = actions.merge_people(kept=third, merged=cast.alice, reason="", by=cast.ada, now=now)

    with pytest.raises(CannotMerge):
        actions.unmerge_people(merge=first, reason="", by=cast.ada, now=now)
    actions.unmerge_people(merge=second, reason="", by=cast.ada, now=now)
    actions.unmerge_people(merge=first, reason="", by=cast.ada, now=now)

    PersonMerge.objects.all().delete()
    third.delete()
    assert everything() == before


def test_every_foreign_key_to_a_person_is_found() -> None:
    expected = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.remote_field and field.remote_field.model is Person
    } - {"people.person.merged_into", "people.personmerge.kept", "people.personmerge.merged"}

    assert {reference.key for reference in references.references()} == expected


def test_posts_are_settled_after_it(cast: Cast, second_alice: Person, now: datetime) -> None:
    done = merge(cast, second_alice, now)
    assert Post.objects.get(pk=cast.vacant_post.pk).filling == Post.Filling.NAMED

    actions.unmerge_people(merge=done, reason="", by=cast.ada, now=now)

    assert Post.objects.get(pk=cast.vacant_post.pk).filling == Post.Filling.NAMED
