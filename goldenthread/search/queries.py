"""Finding entries by their words.

Raw SQL, written for and tested on SQLite 3.40+ (FTS5) and PostgreSQL 15+ (GIN over a text search vector).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from goldenthread.search.folding import folded_words, kind_word, rank
from goldenthread.search.models import Entry

MOST_WORDS = 8
MOST_CONSIDERED = 300
SHORTEST_GUESS = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found: which record, and the words it was found by."""

    kind: str
    number: int
    reference: str
    title: str


def _match_sqlite(kind: str, asked: list[str]) -> tuple[str, list[str]]:
    words = " AND ".join(f'"{word}"*' for word in asked)
    statement = f"""
        SELECT e.kind, e.number, e.reference, e.words FROM search_index i JOIN search_entry e ON e.id = i.rowid
        WHERE search_index MATCH %s LIMIT {MOST_CONSIDERED}
    """
    return statement, [f'"{kind_word(kind)}" AND {words}']


def _match_postgresql(kind: str, asked: list[str]) -> tuple[str, list[str]]:
    words = " & ".join(f"'{word}':*" for word in asked)
    statement = f"""
        SELECT kind, number, reference, words FROM search_entry
        WHERE to_tsvector('simple', folded) @@ to_tsquery('simple', %s) LIMIT {MOST_CONSIDERED}
    """
    return statement, [f"'{kind_word(kind)}' & {words}"]


def _matching(asked: list[str], kinds: Collection[str]) -> list[Hit]:
    match = _match_sqlite if connection.vendor == "sqlite" else _match_postgresql
    parts = [match(kind, asked) for kind in kinds]
    if connection.vendor == "sqlite":
        statement = " UNION ALL ".join(f"SELECT * FROM ({sql})" for sql, _parameters in parts)
    else:
        statement = " UNION ALL ".join(f"({sql})" for sql, _parameters in parts)
    with connection.cursor() as cursor:
        cursor.execute(statement, [one for _sql, parameters in parts for one in parameters])
        return [Hit(kind, number, reference, words.partition("\n")[0]) for kind, number, reference, words in cursor]


def find(*, words: str, kinds: Collection[str] = Entry.Kind.values, limit: int = 50) -> list[Hit]:
    """Return the best hits of each kind, best first within a kind, at most `limit` a kind. One query, or two.

    Every word must begin a word of the entry. If nothing at all is found, long words are tried again by their
    beginnings, so that a slip towards the end of a word still finds it.
    """
    asked = folded_words(words)[:MOST_WORDS]
    known = [kind for kind in kinds if kind in Entry.Kind.values]
    if not asked or not known:
        return []
    hits = _matching(asked, known)
    begun = [word[: max(SHORTEST_GUESS, len(word) * 2 // 3)] for word in asked]
    if not hits and begun != asked:
        hits = _matching(begun, known)
    found: list[Hit] = []
    for kind in known:
        of_kind = [hit for hit in hits if hit.kind == kind]
        of_kind.sort(key=lambda hit: rank(asked=asked, reference=hit.reference, title=hit.title))
        found.extend(of_kind[:limit])
    return found
