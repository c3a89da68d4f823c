"""Finding who is mentioned: @Alice Owner, or @Alice Owner (40012) where two people share a name. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MOST_WORDS = 6  # of a name
MOST_MENTIONS = 20  # of one comment; further ones are read as plain words

# An @ at the start of a word, then the rest of the line. An address (bob@example.org) is no mention.
_MENTION = re.compile(r"(?<![\w@.])@(?=[^\W_])([^\n@]*)")
_NUMBER = re.compile(r"\s*\(([^()\s]{1,64})\)")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who may be mentioned."""

    person_id: int
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Mentions:
    """Who is mentioned, in the order of the words; and names that more than one person bears."""

    person_ids: tuple[int, ...]
    shared_names: tuple[str, ...]


def _beginnings(text: str) -> list[str]:
    """Return the ways a name may end, longest first, in lower case: "alice owner said", "alice owner", "alice"."""
    words = list(re.finditer(r"\S+", text))[:MOST_WORDS]
    found = []
    for word in reversed(words):
        whole = text[: word.end()].strip()
        found += [whole.lower(), whole.rstrip(".,;:!?)’'\"").lower()]
    return list(dict.fromkeys(name for name in found if name))


def possible_names(words: str) -> frozenset[str]:
    """Return every name, in lower case, that may be meant; most are nobody's."""
    rests = [match.group(1) for match in _MENTION.finditer(words)][:MOST_MENTIONS]
    return frozenset(" ".join(name.split()) for rest in rests for name in _beginnings(rest))


def find_mentions(words: str, people: Iterable[Named]) -> Mentions:
    """Return who is mentioned, given everybody who bears one of the `possible_names`. The longest name counts."""
    bearers: dict[str, list[Named]] = {}
    for person in people:
        bearers.setdefault(" ".join(person.name.lower().split()), []).append(person)
    ids: dict[int, None] = {}
    shared: dict[str, None] = {}
    for match in list(_MENTION.finditer(words))[:MOST_MENTIONS]:
        found = _bearers_of(match.group(1), bearers)
        if len(found) == 1:
            ids[found[0].person_id] = None
        elif found:
            shared[found[0].name] = None
    return Mentions(tuple(ids), tuple(shared))


def _bearers_of(rest: str, bearers: Mapping[str, list[Named]]) -> list[Named]:
    for beginning in _beginnings(rest):
        found = bearers.get(" ".join(beginning.split()))
        if not found:
            continue
        number = _NUMBER.match(rest, len(beginning))
        exact = [person for person in found if number and person.number == number.group(1)]
        return exact or found
    return []
