"""Work by when it wants to be done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.desk.tests.test_day_order import Piece, pieces
from goldenthread.desk.week import Span, by_span, span_of

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "span"),
    [
        (-1, Span.LATE),
        (0, Span.TODAY),
        (1, Span.WEEK),
        (5, Span.WEEK),
        (6, Span.NEXT),
        (12, Span.NEXT),
        (13, Span.LATER),
    ],
)
def test_weeks_begin_on_monday(days: int, span: Span) -> None:
    assert span_of(Piece(1, due_on=TUESDAY + timedelta(days=days)), today=TUESDAY) == span


def test_the_earlier_of_meant_and_due_counts() -> None:
    piece = Piece(1, due_on=TUESDAY + timedelta(days=30), planned_on=TUESDAY)

    assert span_of(piece, today=TUESDAY) == Span.TODAY
    assert span_of(Piece(1), today=TUESDAY) == Span.ANY_TIME


@given(st.lists(pieces, unique_by=lambda piece: piece.pk))
def test_none_is_lost_or_doubled(given_pieces: list[Piece]) -> None:
    spans = by_span(given_pieces, today=TUESDAY)

    assert sorted(piece.pk for rows in spans.values() for piece in rows) == sorted(piece.pk for piece in given_pieces)
    assert all(spans.values())
    assert list(spans) == [span for span in Span if span in spans]
