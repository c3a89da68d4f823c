"""A reckoning as numbers and words that can be kept and printed: what `--report json` prints. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from decimal import Decimal

from goldenthread.exchange.reckoning import Fate, Move, Reckoning
from goldenthread.exchange.records import Problem

Report = dict[str, object]
# How many remarks and people are kept with an import; the command prints all of them.
KEPT = 200
_OF_SINGLE_ONES = frozenset({"problems", "joiners", "movers", "leavers", "endings"})


def report(reckoning: Reckoning, *, most: int | None = None) -> Report:
    """Return the whole account. The facts that a source gave of itself stand beside our own counts.

    With `most`, only so many remarks and people are in it, and no single rows: those are kept elsewhere. `rows` of a
    file is the sum of its new, changed, same and stopped rows, or `unaccounted` says by how much it is not.
    """
    files = {
        name: {"rows": reckoning.rows_read.get(name, tally.total), **tally.as_numbers()}
        for name, tally in sorted(reckoning.files.items())
    }
    tables = {
        name: {**tally.as_numbers(), "consequences": tally.consequences} for name, tally in reckoning.tables.items()
    }
    return {
        **{name: _plain(value) for name, value in reckoning.facts.items()},
        "as_of": reckoning.as_of.isoformat(),
        "files": files,
        "tables": tables,
        "changes": reckoning.changes,
        "stopped": reckoning.stopped,
        "unaccounted": reckoning.unaccounted,
        "problems_count": len(reckoning.problems),
        "problems": [_problem(problem) for problem in reckoning.problems[:most]],
        "absent": {
            name: {"count": absent.count, "first": list(absent.labels)} for name, absent in reckoning.absent.items()
        },
        "joiners": _moves(reckoning.joiners, most),
        "movers": _moves(reckoning.movers, most),
        "leavers": _moves(reckoning.leavers, most),
        "endings": [asdict(ending) for ending in reckoning.endings[:most]],
        **({"rows": _rows(reckoning)} if most is None else {}),
    }


def without_names(kept: Mapping[str, object]) -> Report:
    """Return a report that was kept, without what is said of single rows and people: the numbers stay."""
    numbers = {name: value for name, value in kept.items() if name not in _OF_SINGLE_ONES}
    absent = numbers.get("absent")
    if isinstance(absent, Mapping):
        numbers["absent"] = {name: {"count": each["count"], "first": []} for name, each in absent.items()}
    return numbers


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        whole = value == value.to_integral_value()
        return int(value) if whole else float(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in (sorted(value, key=str) if isinstance(value, set | frozenset) else value)]
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _problem(problem: Problem) -> Mapping[str, object]:
    return {
        "file": problem.origin.file,
        "row": problem.origin.row,
        "column": problem.column,
        "value": problem.found,
        "gravity": problem.gravity.value,
        "code": problem.code,
        "reason": problem.reason,
        "cure": problem.cure,
    }


def _rows(reckoning: Reckoning) -> list[Mapping[str, object]]:
    """Return the rows that are new or change, with what they are or what changes of them."""
    return [
        {
            "file": row.origin.file,
            "row": row.origin.row,
            "fate": row.fate.value,
            "name": row.label,
            "words": row.words,
            "changes": {column: list(pair) for column, pair in row.changes.items()},
        }
        for row in reckoning.rows
        if row.fate in {Fate.NEW, Fate.CHANGED}
    ]


def _moves(moves: Iterable[Move], most: int | None) -> list[Mapping[str, object]]:
    return [
        {
            "name": move.name,
            "before": list(move.before),
            "after": list(move.after),
            "maybe": list(move.maybe),
            "items_led": list(move.holding.items_led),
            "items_led_count": move.holding.items_led_count,
            "open_tasks": move.holding.open_tasks,
            "appointments": list(move.holding.appointments),
        }
        for move in list(moves)[:most]
    ]
