"""The lines from the vision to its goals, and from a goal to its branch."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.desk.wires import COLUMNS, HEIGHT, WIDTH, to_branch, wires

STATES = st.sampled_from(["affirmed", "unaffirmed", "gap"])


def test_the_mockups_five_goals() -> None:
    drawn = wires(["affirmed", "affirmed", "affirmed", "affirmed", "gap"], own=1)

    assert drawn.own == "M0 0V6Q0 14 0.7 14H19.3Q20 14 20 22V28"
    assert drawn.gap == "M60 14H79.3Q80 14 80 22V28"
    assert drawn.plain.startswith("M0 0V28M0 14H19.3")


@given(st.lists(STATES, min_size=1, max_size=COLUMNS), st.data())
def test_every_goal_has_one_line_and_all_stay_in_the_box(states: list[str], data: st.DataObject) -> None:
    own = data.draw(st.none() | st.integers(0, len(states) - 1))

    drawn = wires(states, own=own)

    lines = drawn.plain + drawn.unaffirmed + drawn.gap
    assert lines.count(f"V{HEIGHT}") == len(states)
    assert bool(drawn.own) == (own is not None)
    for x in re.findall(r"[MHQ ]([\d.]+)(?= |H|Q|V|M|$)", lines):
        assert 0 <= float(x) <= WIDTH


@pytest.mark.parametrize("states", [[], ["affirmed"] * 6])
def test_too_few_or_too_many_are_refused(states: list[str]) -> None:
    with pytest.raises(ValueError, match="goals"):
        wires(states, own=None)


@pytest.mark.parametrize("column", range(COLUMNS))
def test_the_line_to_a_branch_begins_at_its_goal_and_ends_at_the_second_column(column: int) -> None:
    path = to_branch(column)

    assert path.startswith(f"M{20 * column} 0V")
    assert path.endswith("V28")
    assert column == 1 or " 20 22V28" in path
