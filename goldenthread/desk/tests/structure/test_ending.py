"""Closing a unit and abolishing a post: what is still held is shown, and goes to another post in the same step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from goldenthread.audit.models import Entry
from goldenthread.desk.structure import actions
from goldenthread.lead.direction.models import Goal
from goldenthread.manage.objectives.models import Duty, Objective
from goldenthread.manage.plans.models import Task
from goldenthread.manage.plans.tests.work import NOW, Work, make_task
from goldenthread.notices.models import Notice
from goldenthread.people.actions import create_unit
from goldenthread.people.models import Post, Unit
from goldenthread.people.refusals import PostIsAbolished
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item
from tests.cast import TODAY, Cast
from tests.query_counts import queries_of

Browse = Callable[[str], Client]
DAY = TODAY.isoformat()


def own(title: str, *, post: Post | None = None, unit: Unit | None = None, **more: object) -> Item:
    new = thread.NewItem(kind=Item.Kind.OBJECTIVE, title=title, owner_post=post, owner_unit=unit, **more)  # type: ignore[arg-type]  # handed through as it came
    return thread.create_item(new=new, by=None, now=NOW)


@pytest.fixture
def laden(cast: Cast, work: Work) -> Post:
    """The vacant post, which owns three things (a draft and a development objective too), carries and delivers."""
    post = cast.vacant_post
    own("Answer referrals", post=post)
    own("Not ready", post=post, state=Item.State.DRAFT)
    own("Speak to a full room", post=post, subject=cast.alice, visibility=Item.Visibility.RESTRICTED)
    standing = Objective.objects.create(item=own("Keep the lists"), kind=Objective.Kind.STANDING)
    Duty.objects.create(post=post, objective=standing)
    Goal.objects.filter(item=work.goal).update(manager_post=post)
    return post


@pytest.fixture
def closing(cast: Cast) -> Unit:
    """An empty unit below Prevention that owns an objective."""
    unit = create_unit(code="OLD", name="Old desk", parent=cast.prevention, by=cast.ada, now=NOW)
    own("Answer the telephone", unit=unit)
    return unit


def abolish(post: Post, *, hand_to: Post | None, cast: Cast) -> Post:
    return actions.abolish_post(
        post=post, abolished_on=TODAY, reports_go_to=None, hand_to=hand_to, reason="Merged", by=cast.ada, now=NOW
    )


def test_all_that_a_post_holds_goes_to_the_other_one_and_its_holder_is_told_once(cast: Cast, laden: Post) -> None:
    Notice.objects.all().delete()

    abolish(laden, hand_to=cast.head_of_prevention, cast=cast)

    laden.refresh_from_db()
    assert laden.abolished_on == TODAY
    assert not Item.objects.filter(owner_post=laden).exists()
    assert Item.objects.filter(owner_post=cast.head_of_prevention).count() == 4  # three, and what she owned before
    assert not Task.objects.filter(post=laden, is_open=True).exists()
    assert Duty.objects.get().post == cast.head_of_prevention
    assert Goal.objects.get().manager_post == cast.head_of_prevention
    (told,) = Notice.objects.filter(person=cast.mona)
    assert (told.kind, told.words) == ("handover", "6 things were handed to you from Referral Officer.")
    entry = Entry.objects.get(action="post.hand_over")
    assert entry.subject_number == laden.pk
    assert Item.objects.get(title="Speak to a full room").reference not in str(entry.changes)


def test_without_a_post_to_take_it_nothing_happens(cast: Cast, laden: Post) -> None:
    with pytest.raises(actions.MustHandOver):
        abolish(laden, hand_to=None, cast=cast)

    laden.refresh_from_db()
    assert laden.abolished_on is None
    assert Item.objects.filter(owner_post=laden).count() == 3


@pytest.mark.parametrize("to", ["itself", "a post that is gone"])
def test_what_ends_takes_nothing_over(cast: Cast, laden: Post, to: str) -> None:
    Post.objects.filter(pk=cast.head_of_response.pk).update(abolished_on=TODAY)

    with pytest.raises(PostIsAbolished):
        abolish(laden, hand_to=laden if to == "itself" else cast.head_of_response, cast=cast)

    assert Item.objects.filter(owner_post=laden).count() == 3


def test_a_post_that_holds_nothing_goes_as_before(cast: Cast) -> None:
    assert abolish(cast.vacant_post, hand_to=None, cast=cast).is_abolished
    assert not Entry.objects.filter(action="post.hand_over").exists()


def test_a_post_that_owns_and_delivers_one_goal_hands_over_both(cast: Cast, work: Work) -> None:
    Item.objects.filter(pk=work.goal.pk).update(owner_post=cast.vacant_post)
    Goal.objects.filter(item=work.goal).update(manager_post=cast.vacant_post)

    abolish(cast.vacant_post, hand_to=cast.chief, cast=cast)

    goal = Goal.objects.select_related("item").get()
    assert (goal.item.owner_post, goal.manager_post) == (cast.chief, cast.chief)


def test_a_unit_hands_over_what_it_owns_and_what_its_abolished_posts_still_hold(cast: Cast, closing: Unit) -> None:
    gone = Post.objects.create(reference="P-9", title="Clerk", unit=closing, abolished_on=TODAY)
    own("File the letters", post=gone)

    actions.close_unit(unit=closing, closed_on=TODAY, hand_to=cast.head_of_prevention, reason="", by=cast.ada, now=NOW)

    closing.refresh_from_db()
    assert closing.is_closed
    taken = Item.objects.filter(owner_post=cast.head_of_prevention, owner_unit__isnull=True)
    assert {item.title for item in taken} == {"Answer the telephone", "File the letters"}


def test_a_unit_that_cannot_be_closed_keeps_what_it_owns(cast: Cast, as_of: Browse) -> None:
    item = own("Visit homes", unit=cast.prevention)
    sent = {"closed_on": DAY, "hand_to": "Chief Officer"}

    refused = as_of("ada").post(f"/people/units/{cast.prevention.pk}/close/", sent)

    item.refresh_from_db()
    assert (refused.status_code, item.owner_unit) == (422, cast.prevention)


def test_a_unit_that_cannot_be_closed_says_so_before_anything_is_filled_in(cast: Cast, as_of: Browse) -> None:
    client = as_of("ada")
    page = client.get(f"/people/units/{cast.prevention.pk}/close/").content.decode()

    assert "posts are still in it. Move or abolish them first." in page
    assert f"/people/posts/?unit={cast.prevention.pk}" in page
    assert "Close unit" not in page
    Post.objects.filter(unit=cast.prevention).update(abolished_on=TODAY)
    assert "Close unit" in client.get(f"/people/units/{cast.prevention.pk}/close/").content.decode()


def test_the_page_counts_what_is_held_names_what_all_may_see_and_offers_the_post_above(
    cast: Cast, laden: Post, as_of: Browse
) -> None:
    page = as_of("ada").get(f"/people/posts/{laden.pk}/abolish/").content.decode()

    for words in ("Owns 3 things", "Carries 1 standing duty", "Delivers 1 goal", "Has 1 open task", "2 are not named"):
        assert words in page
    assert f'href="/objectives/{Item.objects.get(title="Answer referrals").pk}/"' in page
    assert "Head of Prevention (P-2)" in page
    for hidden in ("Not ready", "full room", "Check the hydrants"):
        assert hidden not in page


def test_the_page_of_an_empty_post_asks_for_no_taker(cast: Cast, as_of: Browse) -> None:
    page = as_of("ada").get(f"/people/posts/{cast.vacant_post.pk}/abolish/").content.decode()

    assert "Still held here" not in page
    assert 'name="hand_to"' not in page


def test_leaving_the_taker_empty_is_refused_beside_the_field(cast: Cast, closing: Unit, as_of: Browse) -> None:
    address = f"/people/units/{closing.pk}/close/"
    client = as_of("ada")

    refused = client.post(address, {"closed_on": DAY, "hand_to": ""})
    done = client.post(address, {"closed_on": DAY, "hand_to": "P-2"})

    assert refused.status_code == 422
    assert "Say which post takes over what is still held here." in refused.content.decode()
    assert done.headers["Location"] == f"/people/units/{closing.pk}/"
    assert Item.objects.get(title="Answer the telephone").owner_post == cast.head_of_prevention


def test_the_pages_take_the_same_queries_whatever_is_held(cast: Cast, laden: Post, as_of: Browse) -> None:
    client = as_of("ada")
    address = f"/people/posts/{laden.pk}/abolish/"
    few = queries_of(client, address)

    for number in range(40):
        make_task(f"Task {number}", by=cast.mona, post=laden)
        own(f"Objective {number}", post=laden)
    many = queries_of(client, address)

    assert many == few
