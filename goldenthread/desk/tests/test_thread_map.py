"""Which of somebody's lines is drawn in gold, and how the map is laid out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.desk.thread_map import Below, Load, chosen_line, hours_of, lines_of, tree_of

VISION = 1


def test_the_line_with_most_work_that_reaches_comes_first() -> None:
    chains = {10: [10, 2, VISION], 11: [11, 3, VISION], 12: [12]}
    loads = [Load(10, 1, 30), Load(11, 1, 60), Load(12, 5, 900)]

    lines = lines_of(loads, chains=chains, vision_id=VISION)

    assert [line.bottom for line in lines] == [11, 10, 12]
    assert [line.reaches for line in lines] == [True, True, False]
    first = chosen_line(lines, wanted=None)
    assert first is not None
    assert first.bottom == 11


def test_a_wanted_line_is_drawn_if_it_reaches() -> None:
    lines = lines_of([Load(10, 1, 30), Load(12, 1, 900)], chains={10: [10, VISION], 12: [12]}, vision_id=VISION)

    for wanted in (10, 12, 99):
        line = chosen_line(lines, wanted=wanted)
        assert line is not None
        assert line.bottom == 10


def test_an_item_on_the_way_of_another_line_is_no_line_of_its_own_without_work() -> None:
    chains = {10: [10, 2, VISION], 2: [2, VISION]}

    without = lines_of([Load(10, 1, 30), Load(2, 0, 0)], chains=chains, vision_id=VISION)
    with_work = lines_of([Load(10, 1, 30), Load(2, 1, 10)], chains=chains, vision_id=VISION)

    assert [line.bottom for line in without] == [10]
    assert [line.bottom for line in with_work] == [10, 2]


def test_without_a_vision_nothing_reaches() -> None:
    lines = lines_of([Load(10, 1, 30)], chains={10: [10, 2]}, vision_id=None)

    assert chosen_line(lines, wanted=None) is None


@given(st.integers(0, 10**9))
def test_hours_are_the_nearest_whole_ones(minutes: int) -> None:
    hours = hours_of(minutes)

    assert hours is not None
    assert abs(hours * 60 - minutes) <= 30


def test_what_is_not_found_below_an_item_is_nothing() -> None:
    assert tree_of({}, top=5) == Below(5, [])
