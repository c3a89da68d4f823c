"""Finding entries by their words.

Raw SQL, written for and tested on SQLite 3.40+ (FTS5) and PostgreSQL 15+ (GIN over a text search vector).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from goldenthread.search.folding import folded_words, kind_letter, rank, slips, whole_reference
from goldenthread.search.models import Entry

MOST_WORDS = 8
MOST_CONSIDERED = 200
MOST_EXACT = 20
# So many matches are asked after where not all may be found.
MOST_TRIED = 1_000
# A word this long may have a slip in it; of a longer one only the beginning is tried.
SHORTEST_SLIP, LONGEST_SLIP = 4, 7
SHORTEST_GUESS = 4
# So many records or fewer may be named one by one.
FEW = 6_000


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found: which record, and the words it was found by."""

    kind: str
    number: int
    reference: str
    title: str


# What is asked for: every group must be begun by some word of an entry.
Groups = Sequence[Collection[str]]
# What the asker may find, by kind: the numbers of so few records that they are looked through one by one, or rows.
Among = Mapping[str, Collection[int] | QuerySet[Any]]


def find(
    *,
    words: str,
    kinds: Collection[str] = Entry.Kind.values,
    limit: int = 50,
    among: Among | None = None,
) -> list[Hit]:
    """Return the best hits of each kind, best first within a kind, at most `limit` a kind. One query, or up to three.

    Every word must begin a word of the entry. If nothing at all is found, long words are tried by their beginnings, and
    then with one slip of the fingers. `among` names, by kind, the records that the asker may find, by number (`FEW` at
    most) or as rows of their own table: without it, hits that are hidden afterwards would crowd out those that may be
    seen. It costs one query a kind of which few are named.
    """
    asked = _worth_asking(folded_words(words)[:MOST_WORDS])
    known = [kind for kind in kinds if kind in Entry.Kind.values]
    if not asked or not known:
        return []
    given = {kind: records for kind, records in (among or {}).items() if kind in known}
    many = {kind: records.order_by().values_list("pk", flat=True) for kind, records in given.items()
            if isinstance(records, QuerySet)}  # fmt: skip
    few = {kind: list(records) for kind, records in given.items() if not isinstance(records, QuerySet)}
    hits = _matching([[word] for word in asked], known, few=few, many=many, exact=whole_reference(asked))
    for guess in (_beginnings, _slipped):
        if not hits and (groups := guess(asked)):
            hits = _matching(groups, known, few=few, many=many)
    found: list[Hit] = []
    for kind in known:
        of_kind = list({hit.number: hit for hit in hits if hit.kind == kind}.values())
        of_kind.sort(key=lambda hit: rank(asked=asked, reference=hit.reference, title=hit.title))
        found.extend(of_kind[:limit])
    return found


def _worth_asking(asked: list[str]) -> list[str]:
    """Leave out single Latin letters beside longer words: nearly every entry has a word that begins so."""
    return [word for word in asked if len(word) > 1 or not word.isascii()] or asked


def _beginnings(asked: Sequence[str]) -> Groups:
    begun = [word[: max(SHORTEST_GUESS, len(word) * 2 // 3)] for word in asked]
    return [[word] for word in begun] if begun != list(asked) else []


def _slipped(asked: Sequence[str]) -> Groups:
    if not any(len(word) >= SHORTEST_SLIP and not word.isdigit() for word in asked):
        return []
    return [
        slips(word[:LONGEST_SLIP]) if len(word) >= SHORTEST_SLIP and not word.isdigit() else [word]
        for word in asked[:3]
    ]


def _matching(
    groups: Groups,
    kinds: Collection[str],
    *,
    few: Mapping[str, Sequence[int]],
    many: Mapping[str, QuerySet[Any]],
    exact: str = "",
) -> list[Hit]:
    hits = [hit for kind, numbers in few.items() for hit in _among_few(kind, numbers, groups)]
    wanted: list[_Wanted] = []
    for kind in kinds:
        if kind in few:
            continue
        wanted.append(_Wanted(kind, groups, is_begun=True, rows=many.get(kind)))
        if any(letter.isdigit() for letter in exact):
            wanted.append(_Wanted(kind, [[exact]], is_begun=False, rows=many.get(kind)))
    return hits + (_run(wanted) if wanted else [])


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Entries of one kind that match: words begun or whole; of these rows only, where they are given."""

    kind: str
    groups: Groups
    is_begun: bool
    rows: QuerySet[Any] | None


def _run(wanted: Sequence[_Wanted]) -> list[Hit]:
    """Return what matches. One query."""
    sql = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
    parts: list[str] = []
    parameters: list[Any] = []
    for place, one in enumerate(wanted):
        select, asked = sql(kind_letter(one.kind), one.groups, is_begun=one.is_begun)
        limit = MOST_CONSIDERED if one.is_begun else MOST_EXACT
        if one.rows is None:
            parts.append(f"SELECT * FROM ({select} LIMIT {limit}) found{place}")
            parameters.append(asked)
            continue
        try:
            # Each match is asked after by its key: what may be found can be millions of rows, matches are not.
            seen, given = one.rows.filter(pk=RawSQL(f"found{place}.number", [])).query.sql_with_params()
        except EmptyResultSet:
            continue
        # OFFSET keeps PostgreSQL from gathering all that may be seen first. SQLite does not, and knows no bare OFFSET.
        alone = " OFFSET 0" if connection.vendor == "postgresql" else ""
        matches = f"SELECT * FROM ({select} LIMIT {MOST_TRIED}) found{place} WHERE EXISTS ({seen}{alone}) LIMIT {limit}"
        parts.append(f"SELECT * FROM ({matches}) seen{place}")
        parameters += [asked, *given]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        return [_hit(*row) for row in cursor]


def _hit(kind: str, number: int, reference: str, words: str) -> Hit:
    return Hit(kind, number, reference, words.partition("\n")[0])


def _on_sqlite(letter: str, groups: Groups, *, is_begun: bool) -> tuple[str, str]:
    star = "*" if is_begun else ""
    asked = " AND ".join("(" + " OR ".join(f'"{letter}{word}"{star}' for word in group) + ")" for group in groups)
    select = """
        SELECT e.kind, e.number, e.reference, e.words FROM search_index i JOIN search_entry e ON e.id = i.rowid
        WHERE search_index MATCH %s"""
    return select, asked


def _on_postgresql(letter: str, groups: Groups, *, is_begun: bool) -> tuple[str, str]:
    star = ":*" if is_begun else ""
    asked = " & ".join("(" + " | ".join(f"'{letter}{word}'{star}" for word in group) + ")" for group in groups)
    # Materialised, so that the index is used: with a limit in sight PostgreSQL would rather read entries one by one.
    select = """
        WITH matching AS MATERIALIZED (
            SELECT e.kind, e.number, e.reference, e.words FROM search_entry e
            WHERE to_tsvector('simple', e.folded) @@ to_tsquery('simple', %s)
        ) SELECT * FROM matching"""
    return select, asked


def _among_few(kind: str, numbers: Sequence[int], groups: Groups) -> list[Hit]:
    """Look through the entries of few records, word by word. One query, none without records."""
    if not numbers:
        return []
    letter = kind_letter(kind)
    rows = Entry.objects.filter(kind=kind, number__in=numbers).order_by("number")
    for group in groups:
        if len(group) == 1:  # the word must be there; whether a word begins with it is looked at below
            rows = rows.filter(folded__contains=letter + next(iter(group)))
    wanted = [tuple(letter + word for word in group) for group in groups]
    return [
        _hit(kind, number, reference, words)
        for number, reference, words, folded in rows.values_list("number", "reference", "words", "folded").iterator()
        if all(any(word.startswith(begun) for word in folded.split()) for begun in wanted)
    ]
