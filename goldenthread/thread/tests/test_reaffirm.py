"""Who is asked to re-affirm, after what, and how often."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from goldenthread.thread import actions
from goldenthread.thread.models import Item, Link
from goldenthread.thread.tests.items import NOW, fresh, hang, make_item
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def reword(item: Item, title: str) -> Item:
    return actions.change_item(
        item=fresh(item), values={"title": title}, by=None, now=NOW, is_material=True, reason="clearer"
    )


def asked(*links: Link) -> list[bool]:
    found = Link.objects.in_bulk([link.pk for link in links])
    return [found[link.pk].is_unaffirmed for link in links]


def three_deep() -> tuple[Item, Item, Item, Link, Link]:
    top, middle, bottom = make_item("top"), make_item("middle"), make_item("bottom")
    return top, middle, bottom, hang(middle, top), hang(bottom, middle)


def test_rewording_twice_asks_once(cast: Cast) -> None:
    top, lower = make_item("top"), make_item("lower")
    link = hang(lower, top)

    reword(top, "top, said better")
    first_asked = Link.objects.get(pk=link.pk)
    again = actions.ask_below_to_reaffirm(upper=fresh(top), because="once more", by=None, now=NOW)
    reword(top, "top, said better still")

    link.refresh_from_db()
    assert again == 0
    assert link.is_unaffirmed
    assert (link.asked_at, link.asked_because) == (first_asked.asked_at, first_asked.asked_because)
    assert link.upper_version == 1
    assert fresh(top).version == 3


ENDINGS: dict[str, Callable[[Item], object]] = {
    "rewording": lambda item: reword(item, "said differently"),
    "closing": lambda item: actions.end_item(item=item, state=Item.State.CLOSED, reason="done", by=None, now=NOW),
    "retiring": lambda item: actions.end_item(item=item, state=Item.State.RETIRED, reason="dropped", by=None, now=NOW),
    "moving": lambda item: actions.move_item(
        item=item, upper=make_item("elsewhere"), reason="reorganised", by=None, now=NOW
    ),
}


@pytest.mark.parametrize("happening", ENDINGS)
def test_only_the_links_directly_below_are_asked_after(happening: str) -> None:
    _top, middle, _bottom, upper_link, lower_link = three_deep()
    deepest = make_item("deepest")
    deepest_link = hang(deepest, fresh(_bottom))

    ENDINGS[happening](fresh(middle))

    still_up = Link.objects.get(pk=upper_link.pk)
    assert asked(lower_link, deepest_link) == [True, False]
    assert not still_up.is_unaffirmed


def test_a_change_that_is_not_material_asks_nobody() -> None:
    top, _middle, _bottom, upper_link, _lower_link = three_deep()

    actions.change_item(item=fresh(top), values={"title": "top."}, by=None, now=NOW)

    assert asked(upper_link) == [False]
    assert fresh(top).version == 1


def test_affirming_cites_the_version_that_stands() -> None:
    top, lower = make_item("top"), make_item("lower")
    link = hang(lower, top)
    reword(top, "another top")

    affirmed = actions.affirm_link(link=link, by=None, now=NOW)

    assert (affirmed.state, affirmed.upper_version, affirmed.asked_because) == (Link.State.AFFIRMED, 2, "")
    reword(top, "yet another top")
    assert asked(link) == [True]


def test_what_serves_a_closed_item_cannot_be_affirmed() -> None:
    top, lower = make_item("top"), make_item("lower")
    link = hang(lower, top)
    actions.end_item(item=top, state=Item.State.CLOSED, reason="done", by=None, now=NOW)

    with pytest.raises(actions.LinkIsOver):
        actions.affirm_link(link=link, by=None, now=NOW)


def test_superseding_hands_links_on_to_be_affirmed() -> None:
    old = make_item("vision 2026", kind=Item.Kind.VISION)
    goals = [make_item(f"goal {number}", kind=Item.Kind.GOAL) for number in range(3)]
    links = [hang(goal, old) for goal in goals]
    actions.end_item(item=old, state=Item.State.SUPERSEDED, reason="a new one", by=None, now=NOW)
    new = make_item("vision 2032", kind=Item.Kind.VISION)

    moved = actions.hand_links_to(old=old, new=new, because="The vision was renewed", now=NOW)

    assert moved == 3
    assert asked(*links) == [True, True, True]
    assert set(Link.objects.exclude(state=Link.State.RETIRED).values_list("upper_id", flat=True)) == {new.pk}


def test_handing_on_leaves_no_second_link_beside_one_that_is_there() -> None:
    old, new = make_item("old"), make_item("new")
    lower = make_item("lower")
    hang(lower, old)
    kept = hang(lower, new, is_primary=False)

    actions.hand_links_to(old=old, new=new, because="merged", now=NOW)

    live = Link.objects.filter(lower=lower).exclude(state=Link.State.RETIRED).get()
    assert (live.pk, live.is_primary) == (kept.pk, True)


def test_a_link_that_only_measures_is_not_asked_about() -> None:
    top, measure = make_item("top"), make_item("measure")
    link = hang(measure, top, is_primary=False, kind=Link.Kind.MEASURES)

    reword(top, "another top")

    assert asked(link) == [False]
