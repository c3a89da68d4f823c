"""Making words comparable. Pure.

Folding is the same for what is kept and for what is asked, on every database: no accents, no capitals, no punctuation,
and scripts that are written without spaces cut into single characters, so that any part of a name is found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from string import ascii_lowercase

_WORD = re.compile(r"\w+")
# Written without spaces between words: Thai to Myanmar, kana, Han, Hangul is spaced and stays whole.
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)
# Letters typed without their stroke, which is no accent to take off; apostrophes vanish: OBrien is O'Brien.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys("'’`\u02bc\u00b4", "")
)
LONGEST_WORD = 60


def folded_words(text: str) -> list[str]:
    """Return the words of a text, folded, in their order; at most `LONGEST_WORD` characters each."""
    if text.isascii():
        return [word[:LONGEST_WORD] for word in _WORD.findall(text.lower().translate(_PLAIN).replace("_", " "))]
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word[:LONGEST_WORD] for word in _WORD.findall(_UNSPACED.sub(r" \1 ", plain).replace("_", " "))]


def kind_letter(kind: str) -> str:
    """Return the letter that each word of an entry of this kind begins with in the index.

    So every kind has words of its own there, and a word that is frequent in one kind does not slow down another.

    Raises:
        KeyError: no such kind.
    """
    return {"person": "p", "post": "o", "unit": "u", "item": "i", "task": "t"}[kind]


def whole_reference(words: Sequence[str]) -> str:
    """Return folded words as one, as a reference is indexed besides its parts: OBJ-142 is obj142 too."""
    return "".join(words)[:LONGEST_WORD]


def fold(*, kind: str, reference: str, words: str) -> str:
    """Return what is indexed for an entry: its reference whole and in parts, and its words, each once."""
    letter = kind_letter(kind)
    parts = folded_words(reference)
    all_words = dict.fromkeys([*([whole_reference(parts)] if parts else []), *parts, *folded_words(words)])
    return " ".join(f"{letter}{word}" for word in all_words)


def slips(word: str) -> list[str]:
    """Return the words that one slip of the fingers makes of this one: a letter more, less or another, two swapped.

    The word itself is among them. Letters are put in only in words of plain Latin letters, a to z.
    """
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = {word}
    found |= {head + tail[1:] for head, tail in cuts if tail}
    found |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    if word.isascii() and word.isalpha():
        found |= {head + letter + tail[1:] for head, tail in cuts if tail for letter in ascii_lowercase}
        found |= {head + letter + tail for head, tail in cuts for letter in ascii_lowercase}
    return sorted(found)


def rank(*, asked: list[str], reference: str, title: str) -> tuple[int, int, int, str]:
    """Return how good a hit is, smallest best: the reference itself, then whole words, begun words, shorter titles.

    Args:
        asked: the folded words that were asked for (not empty).
        reference: the hit's reference.
        title: the first line of the hit's words.
    """
    if "".join(folded_words(reference)) == "".join(asked):
        return (0, 0, len(title), title)
    have = folded_words(title)
    whole = sum(1 for word in asked if word in have)
    begun = sum(1 for word in asked if any(one.startswith(word) for one in have))
    starts = have[: len(asked)] == asked or (bool(have) and have[0].startswith(asked[0]))
    return (1 if starts else 2, -(2 * whole + begun), len(title), title)
