"""The order of a day's work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.desk.day_order import Place, in_order, place_of

DAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Piece:
    pk: int
    priority: int = 2
    due_on: date | None = None
    planned_on: date | None = None
    planned_from: time | None = None


def on(days: int) -> date:
    return DAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("piece", "place"),
    [
        (Piece(1, planned_on=DAY, planned_from=time(9)), Place.FIXED),
        (Piece(1, planned_on=DAY, planned_from=time(9), due_on=on(-3)), Place.FIXED),
        (Piece(1, due_on=on(-1)), Place.LATE),
        (Piece(1, planned_on=on(-1)), Place.LATE),
        (Piece(1, planned_on=on(-1), due_on=on(5)), Place.LATE),
        (Piece(1, planned_on=DAY, due_on=on(-1)), Place.LATE),
        (Piece(1, planned_on=DAY), Place.TODAY),
        (Piece(1, due_on=DAY), Place.TODAY),
        (Piece(1, planned_on=on(-2), due_on=DAY), Place.TODAY),
        (Piece(1, due_on=on(1)), Place.SOON),
        (Piece(1, planned_on=on(1)), Place.SOON),
        (Piece(1), Place.ANY_TIME),
    ],
)
def test_each_piece_has_its_place(piece: Piece, place: Place) -> None:
    assert place_of(piece, day=DAY).place == place


def test_the_page_says_which_day_was_missed() -> None:
    assert place_of(Piece(1, due_on=on(-4)), day=DAY).was_on == on(-4)
    assert place_of(Piece(1, planned_on=on(-2)), day=DAY).was_on == on(-2)


def test_the_order_is_the_one_the_page_describes() -> None:
    nine, ten = Piece(9, planned_on=DAY, planned_from=time(9)), Piece(1, planned_on=DAY, planned_from=time(10))
    very_late, late = Piece(5, due_on=on(-9)), Piece(4, due_on=on(-1))
    meant = Piece(6, planned_on=DAY)
    soon, later = Piece(8, due_on=on(2)), Piece(2, due_on=on(3))
    urgent, ordinary, older = Piece(7, priority=1), Piece(10), Piece(3)

    ordered = in_order([ordinary, later, late, ten, older, urgent, meant, soon, nine, very_late], day=DAY)

    assert ordered == [nine, ten, very_late, late, meant, soon, later, urgent, older, ordinary]


days = st.none() | st.integers(-30, 30).map(on)
pieces = st.builds(
    Piece,
    pk=st.integers(1, 10_000),
    priority=st.integers(1, 3),
    due_on=days,
    planned_on=days,
    planned_from=st.none() | st.times(),
)


@given(st.lists(pieces, unique_by=lambda piece: piece.pk))
def test_nothing_is_lost_and_the_first_order_does_not_matter(given_pieces: list[Piece]) -> None:
    ordered = in_order(given_pieces, day=DAY)

    assert sorted(piece.pk for piece in ordered) == sorted(piece.pk for piece in given_pieces)
    assert in_order(reversed(given_pieces), day=DAY) == ordered
    places = [place_of(piece, day=DAY).place for piece in ordered]
    assert places == sorted(places)
