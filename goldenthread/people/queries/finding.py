"""Finding people, posts and units by what somebody types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any, Literal

from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Lower

from goldenthread.people.models import Person, Post, Unit

Kind = Literal["person", "post", "unit"]
MOST_WORDS = 6
MOST_FOUND = 10


def holds_words(words: str, *fields: str) -> Q:
    """Return the condition that each word stands in one of the fields, whatever its case.

    SQLite folds the case of A to Z only, so other letters are looked for in every case they may be written in.
    """
    parts = words.split()[:MOST_WORDS]
    conditions = [
        reduce(or_, (Q(**{f"{field}__icontains": form}) for field in fields for form in sorted(_cases(part))))
        for part in parts
    ]
    return reduce(and_, conditions, Q())


def _cases(word: str) -> set[str]:
    return {word} if word.isascii() else {word, word.lower(), word.upper(), word.title()}


@dataclass(frozen=True, slots=True)
class Kept:
    """Where one kind is looked for: its code is unique, its name need not be."""

    rows: QuerySet[Any]
    code: str
    name: str
    more: tuple[str, ...] = ()


def _kept(kind: Kind, *, on: date) -> Kept:
    if kind == "person":
        here = Person.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=on), merged_into__isnull=True)
        return Kept(here, "number", "name", ("known_as",))
    if kind == "post":
        live = Post.objects.filter(abolished_on__isnull=True).select_related("unit")
        return Kept(live, "reference", "title", ("unit__name",))
    return Kept(Unit.objects.filter(closed_on__isnull=True).select_related("parent"), "code", "name")


def written(record: Model) -> str:
    """Return a person, post or unit as it is typed: its name and, in brackets, its code."""
    if isinstance(record, Person):
        return f"{record.name} ({record.number})"
    if isinstance(record, Post):
        return f"{record.title} ({record.reference})"
    if isinstance(record, Unit):
        return f"{record.name} ({record.code})"
    raise TypeError(f"{type(record).__name__} is not found by typing.")


def suggestions(kind: Kind, words: str, *, on: date) -> list[Person | Post | Unit]:
    """Return up to ten people here, live posts or open units that hold every word, in order of name. One query."""
    kept = _kept(kind, on=on)
    if not words.strip():
        return []
    found = kept.rows.filter(holds_words(words, kept.name, kept.code, *kept.more))
    return list(found.order_by(Lower(kept.name), "pk")[:MOST_FOUND])


def found_by(kind: Kind, words: str, *, on: date) -> list[Person | Post | Unit]:
    """Return what the words mean: one record, several that fit (up to eleven), or none. Up to three queries.

    In this order: `Name (code)` or the code alone; the whole name; a part of it.
    """
    text = words.strip()
    kept = _kept(kind, on=on)
    codes = {text, text.rpartition("(")[2].removesuffix(")").strip()} if text.endswith(")") else {text}
    by_code = list(kept.rows.filter(**{f"{kept.code}__in": codes})[:2])
    if len(by_code) == 1:
        return by_code
    whole = [Q(**{f"{kept.name}__iexact": form}) for form in sorted(_cases(text))]
    by_name = list(kept.rows.filter(reduce(or_, whole)).order_by("pk")[: MOST_FOUND + 1])
    if by_name:
        return by_name
    return list(kept.rows.filter(holds_words(text, kept.name)).order_by(Lower(kept.name), "pk")[: MOST_FOUND + 1])
