"""Making words comparable. Pure.

Folding is the same for what is kept and for what is asked, on every database: no accents, no capitals, no punctuation,
and scripts that are written without spaces cut into single characters, so that any part of a name is found.
"""

from __future__ import annotations

import re
import unicodedata

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
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word[:LONGEST_WORD] for word in _WORD.findall(_UNSPACED.sub(r" \1 ", plain).replace("_", " "))]


def kind_word(kind: str) -> str:
    """Return the word that stands for a kind in the index; no folded text contains it."""
    return f"__{kind}"


def fold(*, kind: str, reference: str, words: str) -> str:
    """Return what is indexed for an entry: its kind, its reference whole and in parts, its words."""
    whole = "".join(folded_words(reference))
    parts = folded_words(reference)
    return " ".join([kind_word(kind), *dict.fromkeys([whole, *parts] if whole else []), *folded_words(words)])


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
