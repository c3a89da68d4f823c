"""Word-by-word comparison: nothing is lost, nothing invented."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.thread.wording import MOST_PARTS, Piece, compare

WORDS = ["a", "b", "fire", "home", ".", ",", "'x"]
TEXT = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))


@given(TEXT, TEXT)
def test_the_pieces_hold_both_wordings(before: str, after: str) -> None:
    pieces = compare(before, after)

    assert "".join(piece.words for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.words for piece in pieces if piece.kind != "gone") == after
    assert all(piece.words for piece in pieces)
    assert all(one.kind != other.kind for one, other in pairwise(pieces))


@given(TEXT)
def test_what_did_not_change_is_all_the_same(text: str) -> None:
    assert {piece.kind for piece in compare(text, text)} <= {"same"}


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        (
            "Fewer fires at home",
            "Fewer people hurt by fire at home",
            [("same", "Fewer "), ("gone", "fires"), ("new", "people hurt by fire"), ("same", " at home")],
        ),
        (
            "Stops for a debrief when there is time",
            "Stops for a debrief, however late",
            [("same", "Stops for a debrief"), ("gone", " when there is time"), ("new", ", however late")],
        ),
        (
            "because we respond faster than any service in the country.",
            "because we were there before the fire.",
            [
                ("same", "because we "),
                ("gone", "respond faster than any service in the country"),
                ("new", "were there before the fire"),
                ("same", "."),
            ],
        ),
        (
            "Visit six homes daily",
            "Visit eight homes weekly",
            [
                ("same", "Visit "),
                ("gone", "six"),
                ("new", "eight"),
                ("same", " homes "),
                ("gone", "daily"),
                ("new", "weekly"),
            ],
        ),
        ("", "Ready for hotter summers", [("new", "Ready for hotter summers")]),
        ("no longer said", "", [("gone", "no longer said")]),
        ("", "", []),
    ],
)
def test_changes_read_as_a_person_would_mark_them(before: str, after: str, pieces: list[tuple[str, str]]) -> None:
    assert [(piece.kind, piece.words) for piece in compare(before, after)] == pieces


def test_a_very_long_text_is_shown_as_replaced() -> None:
    before = "word " * MOST_PARTS

    assert compare(before, before + "more") == (Piece("gone", before), Piece("new", before + "more"))
