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
LONGEST_SLIVER = 2  # words that stayed between two changes and only get in the way of reading
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
    """Join changes that are parted by a blank, or by a word or two fewer than they have, so that they read as one."""
    joined: list[Piece] = []
    gone = new = ""
    for index, piece in enumerate(pieces):
        if piece.kind == "gone":
            gone += piece.words
        elif piece.kind == "new":
            new += piece.words
        elif (gone or new) and _is_sliver(piece, _size(gone, new), pieces[index + 1 :]):
            gone, new = gone + piece.words, new + piece.words
        else:
            _add(joined, "gone", gone)
            _add(joined, "new", new)
            gone = new = ""
            joined.append(piece)
    _add(joined, "gone", gone)
    _add(joined, "new", new)
    return joined


def _size(*texts: str) -> int:
    return max(len(text.split()) for text in texts)


def _is_sliver(piece: Piece, size_before: int, after: list[Piece]) -> bool:
    """Tell whether what stayed is too little to part the changes on both sides. What stands last parts nothing."""
    changes = []
    for following in after:
        if following.kind == "same":
            break
        changes.append(following.words)
    if not changes:
        return False
    words = len(piece.words.split())
    return words <= LONGEST_SLIVER and (words == 0 or words < max(size_before, _size(*changes)))
