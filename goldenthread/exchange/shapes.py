"""What kind of file a table is, by its headers: so that a file in the wrong slot is called by its name. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from goldenthread.exchange.reading import Table, WrongFile
from goldenthread.exchange.reading.tables import plain


class Shape(StrEnum):
    """The kinds of file that are told apart."""

    SENIOR = "senior"
    JUNIOR = "junior"
    PLAN = "plan"


# Headers by which a kind is known, as published and in the words that plans in spreadsheets use.
MARKS: Mapping[Shape, frozenset[str]] = {
    Shape.SENIOR: frozenset(
        {"post unique reference", "reports to senior post", "job team function", "salary cost of reports", "name"}
    ),
    Shape.JUNIOR: frozenset(
        {"reporting senior post", "generic job title", "number of posts in fte", "payscale minimum", "payscale maximum"}
    ),
    Shape.PLAN: frozenset(
        {
            "priority",
            "priority id",
            "priority body",
            "action",
            "action id",
            "action body",
            "subaction",
            "subaction id",
            "subaction body",
            "sub action",
            "start date",
            "end date",
            "due date",
            "goal",
            "objective",
            "task",
            "milestone",
            "subaction schedule start date",
            "subaction schedule end date",
            "deliverable",
            "status",
            "owner",
        }
    ),
}
WORDS: Mapping[Shape, str] = {
    Shape.SENIOR: "the senior posts",
    Shape.JUNIOR: "the junior posts",
    Shape.PLAN: "a plan",
}
ENOUGH = 2


def shape_of(table: Table) -> Shape | None:
    """Return the kind whose marks a table bears most of; None with fewer than two marks of any kind."""
    headers = {plain(name) for name in table.header}
    counts = {shape: len(headers & marks) for shape, marks in MARKS.items()}
    best = max(counts, key=lambda shape: counts[shape])
    return best if counts[best] >= ENOUGH else None


def refuse_wrong_slot(table: Table, *, wanted: str, is_chosen: bool = False) -> None:
    """Let a table pass that is of the wanted kind, or of no kind known here. Whoever chose its columns knows better.

    Raises:
        WrongFile: it is of another kind.
    """
    found = shape_of(table)
    if is_chosen or found is None or found == wanted:
        return
    raise WrongFile(
        f"{table.source.name} looks like {WORDS[found]}, not {WORDS[Shape(wanted)]}.",
        looks_like=WORDS[found],
        cure=f"Choose the file with {WORDS[Shape(wanted)]} here.",
    )
