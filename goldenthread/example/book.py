"""Rows of the example before they are written: one list a table, numbered as they are added. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

Row = dict[str, object]


@dataclass(slots=True)
class Book:
    """Everything that is to be written, by table. Columns that a row leaves out take the model's default.

    `streams` are rows too many to hold: tuples of all columns of their table, in the table's own order.
    """

    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    streams: list[tuple[str, Iterable[tuple[object, ...]]]] = field(default_factory=list)
    objectives: int = 0
    plans: int = 0

    def add(self, table: str, **values: object) -> int:
        """Add a row and return its number."""
        rows = self.rows[table]
        rows.append({"id": len(rows) + 1, **values})
        return len(rows)

    def part(self, table: str, **values: object) -> None:
        """Add a row that has no number of its own, because it is part of another."""
        self.rows[table].append(values)

    def get(self, table: str, number: int) -> Row:
        return self.rows[table][number - 1]

    def item(
        self,
        *,
        kind: str,
        reference: str,
        title: str,
        made_at: datetime,
        versions: Any = (),
        **values: object,
    ) -> int:
        """Add an item with its versions (rows; without any: one, as it stands) and return its number."""
        number = self.add(
            "item",
            kind=kind,
            reference=reference,
            title=title,
            created_at=made_at,
            **{"changed_at": made_at, "author_id": values.get("lead_id"), **values},
        )
        for version in versions or ({"version": 1, "at": made_at},):
            words = {"title": title, "words": values.get("description", ""), "by_id": values.get("lead_id")}
            self.add("item_version", item_id=number, **{**words, **version})
        self.add_words("item", number, reference, f"{title}\n{values.get('description', '')}")
        return number

    def link(self, lower: int, upper: int, *, at: datetime, by: int | None = None, **values: object) -> int:
        """Hang one item from another by an affirmed primary link, unless the values say otherwise."""
        version = self.get("item", upper).get("version", 1)
        return self.add(
            "link",
            **{
                "lower_id": lower,
                "upper_id": upper,
                "is_primary": True,
                "upper_version": version,
                "made_by_id": by,
                "made_at": at,
                "affirmed_by_id": by,
                "affirmed_at": at,
                **values,
            },
        )

    def add_words(self, kind: str, number: int, reference: str, words: str) -> None:
        """Put a record where the search finds it."""
        self.add("words", kind=kind, number=number, reference=reference, words=words)

    def next_objective(self) -> str:
        self.objectives += 1
        return f"OBJ-{self.objectives}"

    def next_plan(self) -> str:
        self.plans += 1
        return f"PLAN-{self.plans}"


@dataclass(frozen=True, slots=True)
class Seat:
    """A post and who sits in it. `fte` is what its holder works; `kind` says what work it has (`tasks.WORK`)."""

    post: int
    person: int | None
    unit: int
    title: str
    kind: str
    fte: float
    held_from: date | None = None
