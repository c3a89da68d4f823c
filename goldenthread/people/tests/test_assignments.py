"""Who holds what from when to when, and what that makes of the post."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from goldenthread.audit.models import Entry
from goldenthread.people import actions
from goldenthread.people.models import Assignment, Post
from goldenthread.people.queries import main_post_of
from goldenthread.people.refusals import AlreadyHolds, ChangedMeanwhile, DatesOutOfOrder, PersonHasLeft
from goldenthread.people.work import settle_posts_of_today
from tests.cast import TODAY, Cast


def held_by_alice(cast: Cast) -> Assignment:
    return Assignment.objects.get(person=cast.alice)


def fresh(post: Post) -> Post:
    return Post.objects.get(pk=post.pk)


def test_a_vacant_post_is_filled_by_its_holder(cast: Cast, now: datetime) -> None:
    actions.assign_person(person=cast.dev, post=cast.vacant_post, starts_on=TODAY, by=cast.ada, now=now)

    post = fresh(cast.vacant_post)
    assert (post.filling, post.vacant_since) == (Post.Filling.NAMED, None)
    assert set(Entry.objects.values_list("action", flat=True)) == {"person.assign", "post.assign"}


def test_somebody_who_begins_tomorrow_does_not_fill_it_today(cast: Cast, now: datetime) -> None:
    actions.assign_person(person=cast.dev, post=cast.vacant_post, starts_on=date(2026, 11, 25), by=cast.ada, now=now)
    assert fresh(cast.vacant_post).is_vacant

    changed = actions.settle_all_posts(on=date(2026, 11, 25), now=now)

    assert changed == 1
    assert not fresh(cast.vacant_post).is_vacant
    assert actions.settle_all_posts(on=date(2026, 11, 25), now=now) == 0


def test_a_post_is_vacant_from_the_day_after_its_last_holder(cast: Cast, now: datetime) -> None:
    actions.end_assignment(held=held_by_alice(cast), ends_on=date(2026, 11, 20), by=cast.ada, now=now)

    post = fresh(cast.prevention_officer)
    assert (post.filling, post.vacant_since) == (Post.Filling.VACANT, date(2026, 11, 21))


def test_a_last_day_to_come_leaves_the_post_filled_until_then(cast: Cast, now: datetime) -> None:
    actions.end_assignment(held=held_by_alice(cast), ends_on=date(2026, 12, 31), by=cast.ada, now=now)
    assert fresh(cast.prevention_officer).filling == Post.Filling.NAMED

    actions.settle_all_posts(on=date(2027, 1, 1), now=now)

    assert fresh(cast.prevention_officer).vacant_since == date(2027, 1, 1)


def test_two_share_a_post_and_it_stays_filled_when_one_goes(cast: Cast, now: datetime) -> None:
    actions.assign_person(
        person=cast.dev, post=cast.prevention_officer, starts_on=TODAY, fte=Decimal("0.5"), by=cast.ada, now=now
    )

    actions.end_assignment(held=held_by_alice(cast), ends_on=date(2026, 11, 20), by=cast.ada, now=now)

    assert fresh(cast.prevention_officer).filling == Post.Filling.NAMED


def test_a_new_main_post_leaves_the_old_one_as_a_further_post(cast: Cast, now: datetime) -> None:
    actions.assign_person(
        person=cast.alice,
        post=cast.vacant_post,
        starts_on=date(2026, 11, 1),
        kind=Assignment.Kind.ACTING,
        by=cast.ada,
        now=now,
    )

    assert main_post_of(cast.alice, on=TODAY) == cast.vacant_post
    assert cast.standing("alice").post_ids == {cast.prevention_officer.pk, cast.vacant_post.pk}


def test_nobody_holds_the_same_post_twice_at_once(cast: Cast, now: datetime) -> None:
    with pytest.raises(AlreadyHolds, match="1 Apr 2020"):
        actions.assign_person(person=cast.alice, post=cast.prevention_officer, starts_on=TODAY, by=cast.ada, now=now)


def test_somebody_may_come_back_to_a_post(cast: Cast, now: datetime) -> None:
    actions.end_assignment(held=held_by_alice(cast), ends_on=date(2026, 10, 31), by=cast.ada, now=now)

    actions.assign_person(
        person=cast.alice, post=cast.prevention_officer, starts_on=date(2026, 11, 1), by=cast.ada, now=now
    )

    assert Assignment.objects.filter(person=cast.alice).count() == 2


def test_who_has_left_is_given_no_post(cast: Cast, now: datetime) -> None:
    with pytest.raises(PersonHasLeft, match="30 Jun 2026"):
        actions.assign_person(person=cast.lena, post=cast.vacant_post, starts_on=TODAY, by=cast.ada, now=now)


@pytest.mark.parametrize(("starts_on", "ends_on"), [(date(2026, 11, 24), date(2026, 11, 23)), (date(2019, 1, 1), None)])
def test_impossible_days_are_refused(cast: Cast, now: datetime, starts_on: date, ends_on: date | None) -> None:
    with pytest.raises(DatesOutOfOrder):
        actions.assign_person(
            person=cast.bob, post=cast.vacant_post, starts_on=starts_on, ends_on=ends_on, by=cast.ada, now=now
        )


def test_ending_twice_says_so(cast: Cast, now: datetime) -> None:
    held = held_by_alice(cast)
    actions.end_assignment(held=held, ends_on=date(2026, 11, 20), by=cast.ada, now=now)

    with pytest.raises(ChangedMeanwhile):
        actions.end_assignment(held=held, ends_on=date(2026, 11, 20), by=cast.ada, now=now)


def test_moving_ends_one_post_the_day_before_the_other_begins(cast: Cast, now: datetime) -> None:
    actions.move_person(
        held=held_by_alice(cast), post=cast.vacant_post, starts_on=TODAY, reason="Rotation", by=cast.ada, now=now
    )

    assert held_by_alice_ended(cast) == date(2026, 11, 23)
    assert cast.standing("alice").post_ids == {cast.vacant_post.pk}
    assert fresh(cast.prevention_officer).vacant_since == TODAY


def held_by_alice_ended(cast: Cast) -> date | None:
    return Assignment.objects.get(person=cast.alice, post=cast.prevention_officer).ends_on


def test_a_move_that_is_refused_leaves_everything_as_it_was(cast: Cast, now: datetime) -> None:
    with pytest.raises(AlreadyHolds):
        actions.assign_person(person=cast.alice, post=cast.vacant_post, starts_on=TODAY, by=cast.ada, now=now)
        actions.move_person(held=held_of(cast), post=cast.vacant_post, starts_on=TODAY, by=cast.ada, now=now)

    assert held_by_alice_ended(cast) is None


def held_of(cast: Cast) -> Assignment:
    return Assignment.objects.get(person=cast.alice, post=cast.prevention_officer)


def test_a_change_of_days_and_share_is_told(cast: Cast, now: datetime) -> None:
    actions.change_assignment(
        held=held_by_alice(cast),
        values={"fte": Decimal("0.6"), "ends_on": date(2026, 11, 1)},
        by=cast.ada,
        now=now,
    )

    assert fresh(cast.prevention_officer).vacant_since == date(2026, 11, 2)
    assert Entry.objects.get(action="person.assignment").changes["fte"] == ["1", "0.6"]


def test_the_worker_fills_and_empties_posts_as_days_pass(cast: Cast, now: datetime) -> None:
    actions.assign_person(person=cast.dev, post=cast.vacant_post, starts_on=date(2026, 11, 25), by=cast.ada, now=now)
    actions.end_assignment(held=held_by_alice(cast), ends_on=date(2026, 11, 24), by=cast.ada, now=now)

    settle_posts_of_today(now + timedelta(days=1))

    assert fresh(cast.vacant_post).filling == Post.Filling.NAMED
    assert fresh(cast.prevention_officer).vacant_since == date(2026, 11, 25)
