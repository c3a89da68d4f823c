"""Line of sight against hand-worked cases and a second, naive algorithm."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.thread.line_of_sight import (
    ItemId,
    PersonId,
    Placement,
    Reach,
    Sight,
    Up,
    below,
    reaches,
    sights,
    standing_minutes,
    worth_below,
)


@st.composite
def forests(draw: st.DrawFn) -> tuple[list[ItemId], dict[ItemId, Up]]:
    """Draw items and primary links without circles: each hangs from a lower number, or from nothing."""
    size = draw(st.integers(1, 14))
    ups: dict[ItemId, Up] = {}
    for item in range(2, size + 1):
        if draw(st.booleans()) or draw(st.booleans()):
            ups[ItemId(item)] = Up(
                upper=ItemId(draw(st.integers(1, item - 1))), carries=draw(st.sampled_from(list(Reach)))
            )
    return [ItemId(item) for item in draw(st.permutations(range(1, size + 1)))], ups


def placements_on(items: list[ItemId]) -> st.SearchStrategy[list[Placement]]:
    return st.lists(
        st.builds(
            Placement,
            person=st.integers(1, 6).map(PersonId),
            item=st.one_of(st.none(), st.sampled_from(items)),
            minutes=st.integers(0, 500),
        ),
        max_size=30,
    )


def naive_reach(item: ItemId, *, live: set[ItemId], ups: dict[ItemId, Up], vision: ItemId | None) -> Reach:
    """Walk up from one item, step by step."""
    worst = Reach.AFFIRMED
    while item != vision:
        if item not in live or item not in ups:
            return Reach.NONE
        worst = min(worst, ups[item].carries)
        item = ups[item].upper
    return worst


def is_at_or_below(item: ItemId, upper: ItemId, ups: dict[ItemId, Up]) -> bool:
    while item != upper:
        if item not in ups:
            return False
        item = ups[item].upper
    return True


@given(forests(), st.data())
def test_reach_is_what_walking_up_from_each_item_finds(
    forest: tuple[list[ItemId], dict[ItemId, Up]], data: st.DataObject
) -> None:
    items, ups = forest
    live = set(data.draw(st.lists(st.sampled_from(items), unique=True)))
    vision = data.draw(st.one_of(st.none(), st.sampled_from(items)))

    found = reaches(items=items, live=live, ups=ups, vision=vision)

    assert found == {item: naive_reach(item, live=live, ups=ups, vision=vision) for item in items}


@given(forests(), st.data())
def test_below_counts_what_asking_every_pair_counts(
    forest: tuple[list[ItemId], dict[ItemId, Up]], data: st.DataObject
) -> None:
    items, ups = forest
    placed = data.draw(placements_on(items))

    found = below(placed, items=items, ups=ups)

    for item in items:
        here = [one for one in placed if one.item is not None and is_at_or_below(one.item, item, ups)]
        assert found[item].people == len({one.person for one in here})
        assert found[item].minutes == sum(one.minutes for one in here)
        assert found[item].children == sum(1 for up in ups.values() if up.upper == item)


@given(forests(), st.data())
def test_worth_below_counts_each_member_once(
    forest: tuple[list[ItemId], dict[ItemId, Up]], data: st.DataObject
) -> None:
    items, ups = forest
    members = data.draw(st.dictionaries(st.sampled_from(items), st.sets(st.integers(1, 5))))
    worth = {member: member * 0.5 for member in range(1, 6)}

    found = worth_below(members, worth=worth, items=items, ups=ups)

    for item in items:
        here = set().union(*(theirs for on, theirs in members.items() if is_at_or_below(on, item, ups)))
        assert found[item] == sum(worth[member] for member in here)


@given(forests(), st.data())
def test_a_person_never_sees_more_than_they_have_planned(
    forest: tuple[list[ItemId], dict[ItemId, Up]], data: st.DataObject
) -> None:
    items, ups = forest
    placed = data.draw(placements_on(items))
    reach = reaches(items=items, live=set(items), ups=ups, vision=ItemId(1))

    for sight in sights(placed, reach=reach).values():
        assert 0 <= sight.unaffirmed <= sight.reaching <= sight.planned
        assert sight.share is None or 0 <= sight.share <= 1


def test_a_link_to_be_reaffirmed_still_carries_and_says_so() -> None:
    ups = {ItemId(2): Up(ItemId(1), Reach.AFFIRMED), ItemId(3): Up(ItemId(2), Reach.UNAFFIRMED)}
    reach = reaches(
        items=[ItemId(1), ItemId(2), ItemId(3)], live={ItemId(1), ItemId(2), ItemId(3)}, ups=ups, vision=ItemId(1)
    )
    placed = [
        Placement(PersonId(7), ItemId(3), 60),
        Placement(PersonId(7), ItemId(2), 30),
        Placement(PersonId(7), None, 10),
    ]

    assert sights(placed, reach=reach) == {PersonId(7): Sight(planned=100, reaching=90, unaffirmed=60)}


def test_work_under_something_closed_does_not_reach() -> None:
    ups = {ItemId(2): Up(ItemId(1), Reach.AFFIRMED), ItemId(3): Up(ItemId(2), Reach.AFFIRMED)}

    reach = reaches(items=[ItemId(1), ItemId(2), ItemId(3)], live={ItemId(1), ItemId(3)}, ups=ups, vision=ItemId(1))

    assert reach[ItemId(3)] is Reach.NONE


def test_a_circle_ends_and_reaches_nothing() -> None:
    ups = {ItemId(1): Up(ItemId(2), Reach.AFFIRMED), ItemId(2): Up(ItemId(1), Reach.AFFIRMED)}
    items = [ItemId(1), ItemId(2)]

    assert set(reaches(items=items, live=set(items), ups=ups, vision=None).values()) == {Reach.NONE}
    assert below([Placement(PersonId(1), ItemId(1), 5)], items=items, ups=ups)[ItemId(1)].minutes >= 5


@given(
    st.integers(0, 20_000),
    st.floats(0, 2),
    st.floats(0, 1),
    st.dictionaries(st.integers(1, 50).map(ItemId), st.integers(1, 1000), min_size=1, max_size=8),
)
def test_standing_time_is_split_by_weight_and_none_is_lost(
    full: int, fte: float, share: float, weights: dict[ItemId, int]
) -> None:
    parts = standing_minutes(full_time_minutes=full, fte=fte, standing_share=share, weights=weights)

    whole = round(full * fte * share)
    assert sum(parts.values()) == whole
    for item, weight in weights.items():
        assert abs(parts[item] - whole * weight / sum(weights.values())) < 1


def test_a_post_that_carries_nothing_has_nothing_to_split() -> None:
    assert standing_minutes(full_time_minutes=8880, fte=1, standing_share=0.8, weights={}) == {}
