"""The reason of a piece of work, in one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.desk.reasons import LONGEST, so_that


@pytest.mark.parametrize(
    ("description", "words"),
    [
        ("So that whoever calls is reached.", "whoever calls is reached"),
        ("so that an engine is ready, day and night. We measure it monthly.", "an engine is ready, day and night"),
        ("So that every home\nand more", "every home"),
        ("Visits are made in pairs.", ""),
        ("", ""),
        ("So thatched roofs are safe.", ""),
        (f"So that {'x' * 200}.", ""),
    ],
)
def test_a_reason_is_what_follows_so_that(description: str, words: str) -> None:
    assert so_that(description) == words


@given(st.text())
def test_a_reason_always_fits_one_line(description: str) -> None:
    words = so_that(description)

    assert len(words) <= LONGEST
    assert "\n" not in words
