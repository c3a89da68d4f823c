"""What the address asks of a list: words, filters, order; and the heads of columns that sort."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models.expressions import Combinable
from django.http import QueryDict
from django.utils.functional import Promise

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column that sorts."""

    label: str
    url: str
    direction: str


def number(text: str) -> int:
    """Return the number in the text, or 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def words(asked: QueryDict) -> str:
    """Return the words that are searched for."""
    return asked.get("q", "").strip()[:LONGEST]


def query(asked: QueryDict, names: Iterable[str], **changes: str) -> str:
    """Return these parts of the address with some changed; empty ones are left out, and so is the page."""
    kept = {name: asked[name] for name in names if asked.get(name)}
    return urlencode({name: value for name, value in {**kept, **changes}.items() if value})


def heads(
    asked: QueryDict,
    names: Iterable[str],
    *,
    sorts: Mapping[str, tuple[Promise, str | Combinable]],
    sort: str,
    is_descending: bool,
) -> dict[str, Head]:
    """Return the head of each column that sorts; the present one turns round."""
    kept = list(names)
    return {
        name: Head(
            label=str(label),
            url=f"?{query(asked, kept, sort=name, down='1' if name == sort and not is_descending else '')}",
            direction=("descending" if is_descending else "ascending") if name == sort else "",
        )
        for name, (label, _order) in sorts.items()
    }
