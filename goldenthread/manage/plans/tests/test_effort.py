"""Effort is read as people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.manage.plans.effort import MOST_MINUTES, NotATime, minutes_of, written


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1 h 30 min", 90),
        ("1h30", None),
        ("90 min", 90),
        ("1.5 h", 90),
        ("1,5", 90),
        ("2", 120),
        ("2 hours", 120),
        ("45m", 45),
        ("", 0),
        ("0", 0),
        ("soon", None),
        ("-1 h", None),
        ("99999 h", None),
    ],
)
def test_lengths_of_time_are_understood_or_refused(text: str, minutes: int | None) -> None:
    if minutes is None:
        with pytest.raises(NotATime):
            minutes_of(text)
    else:
        assert minutes_of(text) == minutes


@given(st.integers(min_value=0, max_value=MOST_MINUTES))
def test_what_is_written_is_read_back(minutes: int) -> None:
    assert minutes_of(written(minutes)) == minutes
