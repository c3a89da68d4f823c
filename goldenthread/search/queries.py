"""Finding entries by their words.

Raw SQL, written for and tested on SQLite 3.40+ (FTS5) and PostgreSQL 15+ (GIN over a text search vector).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from goldenthread.search.folding import folded_words, kind_letter, rank, slips, whole_reference
from goldenthread.search.models import Entry

MOST_WORDS = 8
MOST_CONSIDERED = 200
MOST_EXACT = 20
# Where many may be found, hits are looked through in lots.
LOT, MOST_LOTS = 500, 5
# A word this long may have a slip in it; of a longer one only the beginning is tried.
SHORTEST_SLIP, LONGEST_SLIP = 4, 7
SHORTEST_GUESS = 4
# So many records or fewer are looked through one by one; of more, only those that match are compared.
FEW = 2_000


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found: which record, and the words it was found by."""

    kind: str
    number: int
    reference: str
    title: str


# What is asked for: every group must be begun by some word of an entry.
Groups = Sequence[Collection[str]]
Among = Mapping[str, QuerySet[Any]]


def find(
    *,
    words: str,
    kinds: Collection[str] = Entry.Kind.values,
    limit: int = 50,
    among: Among | None = None,
) -> list[Hit]:
    """Return the best hits of each kind, best first within a kind, at most `limit` a kind. One query, or up to three.

    Every word must begin a word of the entry. If nothing at all is found, long words are tried by their beginnings, and
    then with one slip of the fingers. `among` names, by kind, the records that the asker may find (rows of their own
    table): without it, hits that are hidden afterwards would crowd out those that may be seen. It costs one query more.
    """
    asked = _worth_asking(folded_words(words)[:MOST_WORDS])
    known = [kind for kind in kinds if kind in Entry.Kind.values]
    if not asked or not known:
        return []
    few, many = _sizes(known, among or {})
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


def _sizes(kinds: Collection[str], among: Among) -> tuple[dict[str, list[int]], dict[str, QuerySet[Any]]]:
    """Tell kinds of which few records may be found, with their numbers, from those with many. A query a kind."""
    few: dict[str, list[int]] = {}
    many: dict[str, QuerySet[Any]] = {}
    for kind in kinds:
        if kind not in among:
            continue
        rows = among[kind].order_by().values_list("pk", flat=True)
        numbers = list(rows[: FEW + 1])
        if len(numbers) > FEW:
            many[kind] = rows
        else:
            few[kind] = numbers
    return few, many


def _matching(
    groups: Groups,
    kinds: Collection[str],
    *,
    few: Mapping[str, list[int]],
    many: Mapping[str, QuerySet[Any]],
    exact: str = "",
) -> list[Hit]:
    hits = [hit for kind, numbers in few.items() for hit in _among_few(kind, numbers, groups)]
    hits += [hit for kind, rows in many.items() for hit in _among_many(kind, rows, groups)]
    wanted: list[tuple[str, Groups, int, bool]] = []
    for kind in kinds:
        if kind in few:
            continue
        if kind not in many:
            wanted.append((kind, groups, MOST_CONSIDERED, True))
        if any(letter.isdigit() for letter in exact):
            wanted.append((kind, [[exact]], MOST_EXACT, False))
    found = _run(wanted) if wanted else []
    for kind, rows in many.items():
        theirs = [hit.number for hit in found if hit.kind == kind]
        allowed = set(rows.filter(pk__in=theirs)) if theirs else set()
        found = [hit for hit in found if hit.kind != kind or hit.number in allowed]
    return hits + found


def _run(wanted: Sequence[tuple[str, Groups, int, bool]]) -> list[Hit]:
    """Return what matches, given kind, groups, how many, and whether a word need only be begun. One query."""
    sql = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
    parts, parameters = [], []
    for place, (kind, groups, limit, is_begun) in enumerate(wanted):
        select, asked = sql(kind_letter(kind), groups, is_begun=is_begun)
        parts.append(f"SELECT * FROM ({select} LIMIT {limit}) found{place}")
        parameters.append(asked)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        return [_hit(*row[:4]) for row in cursor]


def _hit(kind: str, number: int, reference: str, words: str) -> Hit:
    return Hit(kind, number, reference, words.partition("\n")[0])


def _among_many(kind: str, rows: QuerySet[Any], groups: Groups) -> list[Hit]:
    """Look through what matches, in lots, for what may be found. Two queries a lot.

    The rows that may be found are too many to gather, so each lot of hits is asked for by number.
    """
    is_sqlite = connection.vendor == "sqlite"
    sql, own = (_on_sqlite, "i.rowid") if is_sqlite else (_on_postgresql, "e.id")
    found: list[Hit] = []
    last = 0
    for _lot in range(MOST_LOTS):
        select, asked = sql(kind_letter(kind), groups, is_begun=True)
        with connection.cursor() as cursor:
            cursor.execute(f"{select} AND {own} > %s ORDER BY {own} LIMIT {LOT}", [asked, last])
            lot = cursor.fetchall()
        if not lot:
            break
        last = lot[-1][4]
        allowed = set(rows.filter(pk__in=[row[1] for row in lot]))
        found += [_hit(*row[:4]) for row in lot if row[1] in allowed]
        if len(found) >= MOST_CONSIDERED or len(lot) < LOT:
            break
    return found


def _on_sqlite(letter: str, groups: Groups, *, is_begun: bool) -> tuple[str, str]:
    star = "*" if is_begun else ""
    asked = " AND ".join("(" + " OR ".join(f'"{letter}{word}"{star}' for word in group) + ")" for group in groups)
    select = """
        SELECT e.kind, e.number, e.reference, e.words, e.id FROM search_index i JOIN search_entry e ON e.id = i.rowid
        WHERE search_index MATCH %s"""
    return select, asked


def _on_postgresql(letter: str, groups: Groups, *, is_begun: bool) -> tuple[str, str]:
    star = ":*" if is_begun else ""
    asked = " & ".join("(" + " | ".join(f"'{letter}{word}'{star}" for word in group) + ")" for group in groups)
    select = """
        SELECT e.kind, e.number, e.reference, e.words, e.id FROM search_entry e
        WHERE to_tsvector('simple', e.folded) @@ to_tsquery('simple', %s)"""
    return select, asked


def _among_few(kind: str, numbers: list[int], groups: Groups) -> list[Hit]:
    """Look through the entries of these records. One query."""
    letter = kind_letter(kind)
    wanted = Q()
    for group in groups:
        begun = Q()
        for word in group:
            begun |= Q(folded__startswith=f"{letter}{word}") | Q(folded__contains=f" {letter}{word}")
        wanted &= begun
    rows = Entry.objects.filter(wanted, kind=kind, number__in=numbers).order_by("number")[:MOST_CONSIDERED]
    return [_hit(*row) for row in rows.values_list("kind", "number", "reference", "words")]
