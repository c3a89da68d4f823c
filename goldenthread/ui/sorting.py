"""Columns that sort by their heads, and the query string that keeps what a list is narrowed by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column that sorts."""

    label: str
    url: str
    direction: str
    numeric: bool = False


def sort_heads(query: QueryDict, columns: Sequence[tuple[str, str]], *, current: str) -> list[Head]:
    """Return heads for columns of (code, label): a link sorts by it, or turns the order round."""
    heads = []
    for code, label in columns:
        here = query.copy()
        here.pop("page", None)
        here["sort"] = f"-{code}" if current == code else code
        direction = "ascending" if current == code else "descending" if current == f"-{code}" else ""
        heads.append(Head(label=label, url=f"?{here.urlencode()}", direction=direction))
    return heads


def query_without(query: QueryDict, *names: str) -> str:
    """Return the query string without some names."""
    kept = query.copy()
    for name in names:
        kept.pop(name, None)
    return kept.urlencode()
