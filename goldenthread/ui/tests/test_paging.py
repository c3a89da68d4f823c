"""One page of a list that nobody counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.ui.paging import FURTHEST, page_number, slice_of


@given(st.lists(st.integers(), max_size=60), st.integers(1, 7))
def test_pages_put_together_are_the_list(rows: list[int], size: int) -> None:
    together: list[int] = []
    number = 1
    while True:
        part = slice_of(rows, number=number, size=size)
        together.extend(part.rows)
        assert part.end_index == len(together)
        if not part.has_next:
            break
        number = part.next_number

    assert together == rows


@pytest.mark.parametrize(
    ("text", "number"),
    [("", 1), ("0", 1), ("-3", 1), ("2", 2), ("x", 1), ("2.5", 1), ("99999999", FURTHEST), ("٣", 1), ("9" * 40, 1)],
)
def test_only_a_number_in_reach_is_a_page(text: str, number: int) -> None:
    assert page_number(text) == number
