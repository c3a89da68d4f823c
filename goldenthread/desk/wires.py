"""The lines that lead from the vision to its goals, and from a goal to its branch. Pure.

Drawn in a box 100 wide and 28 high that is stretched to the width of the page; COLUMNS goals stand side by side, each
fifth of the width apart, their line at their left edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

COLUMNS = 5
WIDTH, HEIGHT, MIDDLE = 100, 28, 14
CORNER = 0.7  # of the stretched width
BRANCH_COLUMN = 1  # a branch begins below the second column


@dataclass(frozen=True, slots=True)
class Wires:
    """SVG paths: `plain` for goals that hang from the vision, `unaffirmed` for those whose link is to be re-affirmed,
    `gap` for those that nobody serves, `own` for the reader's line; empty when there is none."""

    plain: str
    unaffirmed: str
    gap: str
    own: str


def _x(column: int) -> float:
    return WIDTH / COLUMNS * column


def _n(value: float) -> str:
    return f"{value:g}"


def _to(column: int) -> str:
    """The last stretch to a goal: along the middle from the one before it, round the corner, down."""
    x = _n(_x(column))
    return f"M{_n(_x(column - 1))} {MIDDLE}H{_n(_x(column) - CORNER)}Q{x} {MIDDLE} {x} 22V{HEIGHT}"


def wires(states: Sequence[str], *, own: int | None) -> Wires:
    """Return the lines to 1 to COLUMNS goals from the left; a state is `affirmed`, `unaffirmed` or `gap`.

    `own` is the column that the reader's line goes to, or None.

    Raises:
        ValueError: no goal, more than COLUMNS, or `own` is none of them.
    """
    if not 1 <= len(states) <= COLUMNS or (own is not None and not 0 <= own < len(states)):
        raise ValueError(f"{len(states)} goals, own line to {own}.")
    drawn: dict[str, list[str]] = {"affirmed": [], "unaffirmed": [], "gap": []}
    drawn[states[0]].append(f"M0 0V{HEIGHT}")
    for column, state in enumerate(states[1:], start=1):
        drawn[state].append(_to(column))
    line = ""
    if own == 0:
        line = f"M0 0V{HEIGHT}"
    elif own is not None:
        x = _x(own)
        line = f"M0 0V6Q0 {MIDDLE} {CORNER} {MIDDLE}H{_n(x - CORNER)}Q{_n(x)} {MIDDLE} {_n(x)} 22V{HEIGHT}"
    return Wires("".join(drawn["affirmed"]), "".join(drawn["unaffirmed"]), "".join(drawn["gap"]), line)


def to_branch(column: int) -> str:
    """Return the line from a goal in this column (0 to COLUMNS - 1) to the column in which branches begin."""
    start, end = _x(column), _x(BRANCH_COLUMN)
    if column == BRANCH_COLUMN:
        return f"M{_n(start)} 0V{HEIGHT}"
    towards = -CORNER if end < start else CORNER
    return (
        f"M{_n(start)} 0V6Q{_n(start)} {MIDDLE} {_n(start + towards)} {MIDDLE}"
        f"H{_n(end - towards)}Q{_n(end)} {MIDDLE} {_n(end)} 22V{HEIGHT}"
    )
