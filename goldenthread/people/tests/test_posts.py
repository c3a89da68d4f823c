"""Making, changing, moving and abolishing posts."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.audit.models import Entry
from goldenthread.people import actions, hierarchy
from goldenthread.people.models import Post
from goldenthread.people.refusals import (
    ChangedMeanwhile,
    CodeTaken,
    PostInUse,
    PostIsAbolished,
    RoundInCircle,
    UnitIsClosed,
)
from goldenthread.search.models import Entry as Words
from goldenthread.thread.models import Touched
from tests.cast import Cast


def make_post(cast: Cast, now: datetime, title: str, above: Post | None) -> Post:
    new = actions.NewPost(title=title, unit=cast.response, reports_to=above)
    return actions.create_post(new=new, by=cast.ada, now=now)


def test_a_new_post_is_vacant_has_a_reference_and_is_found(cast: Cast, now: datetime) -> None:
    post = make_post(cast, now, "Watch Manager", cast.head_of_response)

    assert post.is_vacant
    assert post.reference == "P-7"
    assert "Watch Manager" in Words.objects.get(kind="post", number=post.pk).words
    assert Touched.objects.filter(kind="post", number=post.pk).exists()


def test_references_are_given_once(cast: Cast, now: datetime) -> None:
    new = actions.NewPost(title="Other", unit=cast.response, reference="P-3")

    with pytest.raises(CodeTaken, match="P-3"):
        actions.create_post(new=new, by=cast.ada, now=now)


def test_no_post_opens_in_a_closed_unit(cast: Cast, now: datetime) -> None:
    unit = actions.create_unit(code="OLD", name="Old", parent=cast.service, by=cast.ada, now=now)
    actions.close_unit(unit=unit, closed_on=date(2026, 11, 1), reason="", by=cast.ada, now=now)

    with pytest.raises(UnitIsClosed):
        actions.create_post(new=actions.NewPost(title="X", unit=unit), by=cast.ada, now=now)
    with pytest.raises(UnitIsClosed):
        actions.change_post(post=cast.vacant_post, values={"unit": unit}, by=cast.ada, now=now)


def test_a_change_is_told_by_its_words(cast: Cast, now: datetime) -> None:
    actions.change_post(
        post=cast.prevention_officer,
        values={"title": "Home Safety Officer", "fte": Decimal("0.800"), "reports_to": cast.chief},
        by=cast.ada,
        now=now,
    )

    assert Entry.objects.get(action="post.move").changes == {
        "title": ["Prevention Officer", "Home Safety Officer"],
        "fte": ["1", "0.8"],
        "reports_to": ["Head of Prevention", "Chief Officer"],
    }


@pytest.mark.parametrize("upper", ["prevention_officer", "head_of_prevention", "chief"])
def test_no_line_goes_round_in_a_circle(cast: Cast, now: datetime, upper: str) -> None:
    with pytest.raises(RoundInCircle):
        actions.change_post(post=cast.chief, values={"reports_to": cast.prevention_officer}, by=cast.ada, now=now)
    with pytest.raises(RoundInCircle):
        actions.move_post(
            post=getattr(cast, upper),
            reports_to=getattr(cast, upper),
            unit=cast.service,
            reason="",
            by=cast.ada,
            now=now,
        )


def test_two_stale_moves_cannot_close_a_circle(cast: Cast, now: datetime) -> None:
    one, other = make_post(cast, now, "One", cast.chief), make_post(cast, now, "Other", cast.chief)
    stale = Post.objects.get(pk=other.pk)
    actions.move_post(post=one, reports_to=other, unit=cast.response, reason="", by=cast.ada, now=now)

    with pytest.raises(RoundInCircle):
        actions.move_post(post=stale, reports_to=one, unit=cast.response, reason="", by=cast.ada, now=now)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12))
def test_whatever_is_moved_every_line_ends(cast: Cast, now: datetime, moves: list[tuple[int, int]]) -> None:
    posts = list(Post.objects.order_by("pk"))

    for lower, upper in moves:
        try:
            actions.move_post(
                post=posts[lower], reports_to=posts[upper], unit=cast.service, reason="", by=cast.ada, now=now
            )
        except RoundInCircle:
            continue

    assert all(len(hierarchy.line_above(post.pk)) <= len(posts) for post in posts)


def test_a_post_that_somebody_holds_is_not_abolished(cast: Cast, now: datetime) -> None:
    with pytest.raises(PostInUse, match="Alice Owner"):
        actions.abolish_post(
            post=cast.prevention_officer, abolished_on=date(2026, 11, 24), reason="", by=cast.ada, now=now
        )


def test_posts_below_an_abolished_one_are_given_another_one_first(cast: Cast, now: datetime) -> None:
    between = make_post(cast, now, "Deputy", cast.head_of_prevention)
    actions.move_post(
        post=cast.prevention_officer, reports_to=between, unit=cast.prevention, reason="", by=cast.ada, now=now
    )
    last_day = date(2026, 11, 24)

    with pytest.raises(PostInUse, match="1 post reports"):
        actions.abolish_post(post=between, abolished_on=last_day, reason="", by=cast.ada, now=now)
    with pytest.raises(RoundInCircle):
        actions.abolish_post(
            post=between,
            abolished_on=last_day,
            reports_go_to=cast.prevention_officer,
            reason="",
            by=cast.ada,
            now=now,
        )
    actions.abolish_post(
        post=between,
        abolished_on=last_day,
        reports_go_to=cast.head_of_prevention,
        reason="Flatter",
        by=cast.ada,
        now=now,
    )

    cast.prevention_officer.refresh_from_db()
    assert cast.prevention_officer.reports_to_id == cast.head_of_prevention.pk
    with pytest.raises(PostIsAbolished):
        actions.abolish_post(post=between, abolished_on=last_day, reason="", by=cast.ada, now=now)


def test_an_abolished_post_heads_nothing_and_takes_nobody_in(cast: Cast, now: datetime) -> None:
    actions.set_head(unit=cast.prevention, post=cast.vacant_post, by=cast.ada, now=now)

    actions.abolish_post(post=cast.vacant_post, abolished_on=date(2026, 11, 24), reason="", by=cast.ada, now=now)

    cast.prevention.refresh_from_db()
    assert cast.prevention.head_post_id is None
    with pytest.raises(PostIsAbolished):
        actions.assign_person(
            person=cast.ada, post=cast.vacant_post, starts_on=date(2026, 11, 24), by=cast.ada, now=now
        )


def test_an_abolished_post_comes_back_once(cast: Cast, now: datetime) -> None:
    post = actions.abolish_post(post=cast.vacant_post, abolished_on=date(2026, 11, 24), reason="", by=cast.ada, now=now)

    assert not actions.reopen_post(post=post, reason="", by=cast.ada, now=now).is_abolished
    with pytest.raises(ChangedMeanwhile):
        actions.reopen_post(post=post, reason="", by=cast.ada, now=now)
