"""Why something is done, in one line. Pure: no Django, no clock."""

from __future__ import annotations

import re

LONGEST = 160  # characters; a reason in one line, not a paragraph

_SO_THAT = re.compile(r"^\s*so that\b[\s,:]*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)|\n")


def so_that(description: str) -> str:
    """Return the reason a description begins with, without the words "so that" and the full stop; else nothing.

    An objective whose description begins "So that whoever calls is reached." gives "whoever calls is reached". A reason
    of more than LONGEST characters is none: it would not be read in one line.
    """
    begun = _SO_THAT.match(description)
    if begun is None:
        return ""
    rest = description[begun.end() :]
    ended = _SENTENCE_END.search(rest)
    words = (rest[: ended.start()] if ended else rest).strip()
    return words if len(words) <= LONGEST else ""
