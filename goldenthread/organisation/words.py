"""The words an organisation may rename. Pure: codes stay, labels change."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "vision": ("vision", "visions"),
    "value": ("value", "values"),
    "goal": ("goal", "goals"),
    "objective": ("objective", "objectives"),
    "plan": ("plan", "plans"),
    "task": ("task", "tasks"),
    "unit": ("unit", "units"),
    "post": ("post", "posts"),
}


def word(code: str, *, renamed: Mapping[str, Mapping[str, str]], many: bool = False) -> str:
    """Return the organisation's word for a code, in lower case unless it chose otherwise.

    Raises:
        KeyError: no such code.
    """
    one_word, many_words = WORDS[code]
    own = renamed.get(code, {})
    return (own.get("many") or many_words) if many else (own.get("one") or one_word)


LONGEST = 40  # characters


def renamed_clashes(renamed: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return, for each code whose word would also be another's, the code it clashes with (compared without case)."""
    taken: dict[str, str] = {}
    clashes: dict[str, str] = {}
    for code in WORDS:
        for many in (False, True):
            shown = word(code, renamed=renamed, many=many).casefold()
            if taken.setdefault(shown, code) != code:
                clashes[code] = taken[shown]
    return clashes
