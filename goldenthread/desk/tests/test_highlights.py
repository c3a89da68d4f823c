"""Marking the words by which something was found."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.desk.highlights import marked
from goldenthread.search.folding import folded_words


@pytest.mark.parametrize(
    ("title", "words", "hits"),
    [
        ("Visit the homes most at risk", "visit ris", ["Visit", "risk"]),
        ("Łukasz O’Brien", "lukasz obrien", ["Łukasz", "O’Brien"]),
        ("Home visits", "sits", []),
        ("Train 140 firefighters", "140", ["140"]),
    ],
)
def test_words_that_begin_so_are_marked(title: str, words: str, hits: list[str]) -> None:
    assert [piece for piece, is_hit in marked(title, asked=folded_words(words)) if is_hit] == hits


@given(st.text(), st.text())
def test_the_pieces_joined_are_the_title(title: str, words: str) -> None:
    pieces = marked(title, asked=folded_words(words))

    assert "".join(piece for piece, _is_hit in pieces) == title
    assert all(before[1] != after[1] for before, after in pairwise(pieces))
