"""What changed between two wordings, word by word. Pure.

Source: the longest matching blocks of Ratcliff and Obershelp, as Python's difflib finds them, over words rather than
letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

PieceKind = Literal["same", "gone", "new"]

# Words, and whatever stands between them: joined again they are the text.
_PARTS = re.compile(r"\s+|\w+(?:['’-]\w+)*|[^\w\s]")
MOST_PARTS = 6_000  # beyond that the comparison would take seconds; the whole is then shown as replaced


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether they stayed, went or came. Never empty; neighbours differ in kind."""

    kind: PieceKind
    words: str


def compare(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces of both wordings in reading order.

    Pieces that are not new, joined, are `before`; those that are not gone are `after`. Empty when both are empty.
    """
    old, new = _PARTS.findall(before), _PARTS.findall(after)
    if before == after or len(old) + len(new) > MOST_PARTS:
        whole = [Piece("same", after)] if before == after else [Piece("gone", before), Piece("new", after)]
        return tuple(piece for piece in whole if piece.words)
    pieces: list[Piece] = []
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            _add(pieces, "same", "".join(old[old_from:old_to]))
            continue
        _add(pieces, "gone", "".join(old[old_from:old_to]))
        _add(pieces, "new", "".join(new[new_from:new_to]))
    return tuple(_without_slivers(pieces))


def _add(pieces: list[Piece], kind: PieceKind, words: str) -> None:
    if words:
        pieces.append(Piece(kind, words))


def _without_slivers(pieces: list[Piece]) -> list[Piece]:
    """Join changes that are parted by nothing but a blank, so that three words replaced read as one change."""
    joined: list[Piece] = []
    gone = new = ""
    for index, piece in enumerate(pieces):
        follows = index + 1 < len(pieces)
        if piece.kind == "gone":
            gone += piece.words
        elif piece.kind == "new":
            new += piece.words
        elif piece.words.isspace() and (gone or new) and follows:
            gone, new = gone + piece.words, new + piece.words
        else:
            _add(joined, "gone", gone)
            _add(joined, "new", new)
            gone = new = ""
            joined.append(piece)
    _add(joined, "gone", gone)
    _add(joined, "new", new)
    return joined
