"""Connecting, moving and ending: what is refused, what replaces what, and two people at once."""

from __future__ import annotations

import threading
from itertools import pairwise, product

import pytest
from django.db import connection

from goldenthread.audit.models import Entry
from goldenthread.thread import actions, spine
from goldenthread.thread.models import Item, Link
from goldenthread.thread.tests.items import NOW, fresh, hang, make_item
from tests.cast import Cast

# What may serve what, written down by hand from the architecture: vision above goals above objectives above plans.
MAY_SERVE = {
    ("value", "vision"),
    ("goal", "vision"),
    ("goal", "goal"),
    ("objective", "vision"),
    ("objective", "goal"),
    ("objective", "value"),
    ("objective", "objective"),
    ("plan", "goal"),
    ("plan", "value"),
    ("plan", "objective"),
    ("plan", "plan"),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("lower_kind", "upper_kind"), list(product(Item.Kind, Item.Kind)))
def test_each_kind_serves_only_what_stands_above_it(lower_kind: Item.Kind, upper_kind: Item.Kind) -> None:
    lower = make_item("lower", kind=lower_kind, state=Item.State.DRAFT)
    upper = make_item("upper", kind=upper_kind)

    if (lower_kind, upper_kind) in MAY_SERVE:
        assert hang(lower, upper).state == Link.State.AFFIRMED
        return
    with pytest.raises(actions.CannotConnect):
        hang(lower, upper)


@pytest.mark.django_db
def test_something_cannot_serve_itself() -> None:
    item = make_item("alone")

    with pytest.raises(actions.CannotConnect):
        hang(item, item)


@pytest.mark.django_db
@pytest.mark.parametrize("length", [2, 3, 12])
@pytest.mark.parametrize("is_primary", [True, False])
def test_a_circle_is_refused_however_long(length: int, is_primary: bool) -> None:  # noqa: FBT001 (pytest hands it over)
    ring = [make_item(f"objective {number}") for number in range(length)]
    for lower, upper in pairwise(ring):
        hang(lower, upper, is_primary=is_primary)

    with pytest.raises(actions.CannotConnect, match="circle"):
        hang(ring[-1], ring[0], is_primary=is_primary)


@pytest.mark.django_db
def test_a_circle_over_an_ended_link_is_no_circle() -> None:
    one, other = make_item("one"), make_item("other")
    actions.disconnect(link=hang(one, other), reason="no longer", by=None, now=NOW)

    hang(other, one)

    assert [step.item_id for step in spine.chain_up(other.pk)] == [other.pk, one.pk]


@pytest.mark.django_db
def test_a_closed_item_is_nothing_to_hang_from() -> None:
    closed = make_item("closed", state=Item.State.CLOSED)

    with pytest.raises(actions.CannotConnect, match="closed"):
        hang(make_item("lower"), closed)


@pytest.mark.django_db
def test_only_drafts_hang_from_a_draft() -> None:
    draft = make_item("draft", state=Item.State.DRAFT)

    with pytest.raises(actions.CannotConnect, match="draft"):
        hang(make_item("live"), draft)
    assert hang(make_item("another draft", state=Item.State.DRAFT), draft).is_primary


@pytest.mark.django_db
def test_others_work_cannot_hang_from_somebodys_development(cast: Cast) -> None:
    growth = make_item("speak in public", subject=cast.bob)

    with pytest.raises(actions.CannotConnect):
        hang(make_item("for everyone"), growth)
    with pytest.raises(actions.CannotConnect):
        hang(make_item("alice's", subject=cast.alice), growth)
    assert hang(make_item("bob's too", subject=cast.bob), growth).is_primary


@pytest.mark.django_db
def test_a_new_primary_link_retires_the_one_before() -> None:
    lower, first, second = make_item("lower"), make_item("first"), make_item("second")
    before = hang(lower, first)

    after = hang(lower, second)

    before.refresh_from_db()
    assert before.state == Link.State.RETIRED
    assert Link.objects.filter(lower=lower, is_primary=True).exclude(state=Link.State.RETIRED).get() == after


@pytest.mark.django_db
def test_connecting_again_changes_the_link_that_is_there() -> None:
    lower, upper = make_item("lower"), make_item("upper")
    first = hang(lower, upper, is_primary=False)

    again = hang(lower, upper)

    assert again.pk == first.pk
    assert again.is_primary


@pytest.mark.django_db
def test_ending_a_link_twice_says_so() -> None:
    link = hang(make_item("lower"), make_item("upper"))
    actions.disconnect(link=link, reason="wrong place", by=None, now=NOW)

    with pytest.raises(actions.LinkIsOver):
        actions.disconnect(link=link, reason="again", by=None, now=NOW)
    with pytest.raises(actions.LinkIsOver):
        actions.affirm_link(link=link, by=None, now=NOW)


@pytest.mark.django_db
def test_each_change_of_a_link_is_in_the_trail(cast: Cast) -> None:
    lower, upper, other = make_item("lower"), make_item("upper"), make_item("other")
    link = actions.connect(lower=lower, upper=upper, by=cast.alice, now=NOW, reason="it belongs there")
    actions.affirm_link(link=link, by=cast.mona, now=NOW)
    moved = actions.move_item(item=lower, upper=other, reason="reorganised", by=cast.carys, now=NOW)
    actions.disconnect(link=moved, reason="stopped", by=cast.carys, now=NOW)

    trail = Entry.objects.filter(subject_kind="item", subject_number=lower.pk, action__startswith="link.")
    assert list(trail.order_by("id").values_list("action", "person_name", "reason")) == [
        ("link.make", "Alice Owner", "it belongs there"),
        ("link.affirm", "Mona Manager", ""),
        ("link.make", "Carys Chief", "reorganised"),
        ("link.end", "Carys Chief", "stopped"),
    ]


def _race(*jobs: tuple[Item, Item]) -> list[str]:
    """Connect each pair in a thread of its own, all starting together; return what became of each."""
    start = threading.Barrier(len(jobs))
    outcomes: list[str] = []

    def run(lower: Item, upper: Item) -> None:
        try:
            start.wait(timeout=10)
            hang(lower, upper)
            outcomes.append("linked")
        except actions.CannotConnect:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(outcomes)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_two_people_linking_at_once_cannot_close_a_circle(attempt: int) -> None:
    one, other = make_item("one"), make_item("other")

    assert _race((one, other), (other, one)) == ["linked", "refused"]


@pytest.mark.django_db(transaction=True)
def test_three_people_linking_at_once_cannot_close_a_circle() -> None:
    one, two, three = make_item("one"), make_item("two"), make_item("three")

    assert _race((one, two), (two, three), (three, one)) == ["linked", "linked", "refused"]


@pytest.mark.django_db(transaction=True)
def test_two_people_choosing_a_parent_at_once_leave_one(cast: Cast) -> None:
    lower, left, right = make_item("lower"), make_item("left"), make_item("right")

    assert _race((lower, left), (lower, right)) == ["linked", "linked"]
    assert Link.objects.filter(lower=lower, is_primary=True).exclude(state=Link.State.RETIRED).count() == 1
    assert fresh(lower).version == 1
