"""Sets of many numbers: the same as an ordinary set, in less room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.exchange.marks import BITS, Marks

numbers = st.one_of(st.integers(0, 5000), st.integers(BITS - 2, BITS + 2), st.integers())


@given(st.lists(numbers), st.lists(numbers))
def test_it_holds_what_it_was_given_and_nothing_else(given_numbers: list[int], others: list[int]) -> None:
    marks = Marks()
    for number in given_numbers:
        marks.add(number)

    assert {number for number in [*given_numbers, *others] if number in marks} == set(given_numbers)
