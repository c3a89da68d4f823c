"""Marking in a title the words by which it was found. Pure: no Django, no clock."""

from __future__ import annotations

import re
from collections.abc import Collection

from goldenthread.search.folding import folded_words

_PIECES = re.compile(r"\w[\w'’]*|[^\w]+")


def marked(title: str, *, asked: Collection[str]) -> list[tuple[str, bool]]:
    """Return the title in pieces, each with whether it is one of the words asked for, or begins with one.

    `asked` are folded words (`search.folding`). Joined, the pieces are the title; alike neighbours are one piece.
    """
    pieces: list[tuple[str, bool]] = []
    for piece in _PIECES.findall(title):
        folded = folded_words(piece)
        is_hit = any(word.startswith(begun) for word in folded for begun in asked)
        if pieces and pieces[-1][1] == is_hit:
            pieces[-1] = (pieces[-1][0] + piece, is_hit)
        else:
            pieces.append((piece, is_hit))
    return pieces
