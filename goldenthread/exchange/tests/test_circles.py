"""Circles and depths: held against a slow second way of finding them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.exchange.circles import circles, depths

graphs = st.dictionaries(st.integers(0, 8), st.sets(st.integers(0, 8), max_size=4), max_size=9)


def reachable(edges: dict[int, set[int]], start: int) -> set[int]:
    seen: set[int] = set()
    waiting = list(edges.get(start, ()))
    while waiting:
        place = waiting.pop()
        if place not in seen:
            seen.add(place)
            waiting.extend(edges.get(place, ()))
    return seen


@given(graphs)
def test_places_in_circles_are_those_that_lead_back_to_themselves(edges: dict[int, set[int]]) -> None:
    found = {place for circle in circles(edges) for place in circle}

    assert found == {place for place in edges if place in reachable(edges, place)}


@given(graphs)
def test_places_of_one_circle_reach_one_another(edges: dict[int, set[int]]) -> None:
    for circle in circles(edges):
        assert all(circle <= reachable(edges, place) for place in circle)


def test_a_chain_of_a_hundred_thousand_is_no_circle() -> None:
    chain = {place: (place + 1,) for place in range(100_000)}

    assert circles(chain) == []


def test_a_circle_of_a_hundred_thousand_is_one() -> None:
    ring = {place: ((place + 1) % 100_000,) for place in range(100_000)}

    assert [len(circle) for circle in circles(ring)] == [100_000]


def test_depth_counts_the_steps_from_the_top() -> None:
    assert depths({1: None, 2: 1, 3: 2, 4: None, 5: 3}) == {1: 0, 2: 1, 3: 2, 4: 0, 5: 3}
