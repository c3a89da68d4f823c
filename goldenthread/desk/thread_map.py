"""The map of the thread as plain values, and which of somebody's lines is drawn in gold. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

UNAFFIRMED = frozenset({"needs_reaffirm", "proposed"})


def hours_of(minutes: int | None) -> int | None:
    """Return whole hours, rounded half up; nothing for nothing known."""
    return None if minutes is None else (minutes + 30) // 60


@dataclass(frozen=True, slots=True)
class News:
    """A state as `ui` names it, or nothing; `days` of silence when it is `no_news` beyond the rhythm."""

    state: str
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """Somebody's own work on one item: open tasks and their remaining minutes."""

    item_id: int
    tasks: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of sight: items from the bottom up, the work at its lower end, and whether it ends at the vision."""

    item_ids: tuple[int, ...]
    load: Load
    reaches: bool

    @property
    def bottom(self) -> int:
        return self.item_ids[0]

    @property
    def hours(self) -> int:
        return hours_of(self.load.minutes) or 0


def lines_of(loads: Iterable[Load], *, chains: Mapping[int, Sequence[int]], vision_id: int | None) -> list[Line]:
    """Return somebody's lines, the one with most work first: reaching ones before others, then minutes, tasks, number.

    `chains` has, for each item, the items from it up, itself first. Left out are an item without a chain, the vision
    itself, and an item on which nothing is to be done and through which another line runs.
    """
    all_lines = [
        Line(tuple(chain), load, reaches=vision_id is not None and chain[-1] == vision_id)
        for load in loads
        if (chain := chains.get(load.item_id)) and load.item_id != vision_id
    ]
    passed = {item_id for line in all_lines for item_id in line.item_ids[1:]}
    found = [line for line in all_lines if line.load.tasks or line.bottom not in passed]
    return sorted(found, key=_most_work_first)


def _most_work_first(line: Line) -> tuple[bool, int, int, int, int]:
    return (not line.reaches, -line.load.minutes, -line.load.tasks, -len(line.item_ids), line.bottom)


def chosen_line(lines: Sequence[Line], *, wanted: int | None) -> Line | None:
    """Return the line whose lower end is wanted, else the first that reaches the vision, else None."""
    if wanted is not None:
        found = next((line for line in lines if line.bottom == wanted and line.reaches), None)
        if found is not None:
            return found
    return next((line for line in lines if line.reaches), None)


@dataclass(slots=True)
class Row:
    """One item on an open branch, with those below it when it is open.

    `lacks` names what stands missing below it: `plan`, or nothing. `is_bottom` says that the reader's line ends here.
    """

    item_id: int
    kind: str
    reference: str
    title: str
    url: str
    objective_kind: str
    lead: str
    people: int | None
    minutes: int | None
    news: News
    link_id: int | None
    link_state: str
    asked_because: str
    asked_at: datetime | None
    has_below: bool
    can_mend: bool = False
    is_open: bool = False
    is_path: bool = False
    is_bottom: bool = False
    lacks: str = ""
    add_url: str = ""
    below: Below | None = None

    @property
    def is_unaffirmed(self) -> bool:
        return self.link_state in UNAFFIRMED

    @property
    def is_missing(self) -> bool:
        return bool(self.lacks)

    @property
    def hours(self) -> int | None:
        return hours_of(self.minutes)


@dataclass(slots=True)
class Below:
    """The rows below one item, how many more there are and with how many minutes; `start` stand before these."""

    upper_id: int
    rows: list[Row]
    more: int = 0
    more_minutes: int = 0
    start: int = 0

    @property
    def next_start(self) -> int:
        return self.start + len(self.rows)

    @property
    def more_hours(self) -> int | None:
        return hours_of(self.more_minutes)


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A goal in its column. `column` counts from 0 in its row; `width` is its share of the longest bar, 0 to 200."""

    item_id: int
    reference: str
    title: str
    url: str
    leader: str
    leader_post: str
    leader_url: str
    manager: str
    manager_post: str
    manager_url: str
    people: int | None
    minutes: int | None
    children: int
    width: float
    link_state: str
    news: News
    column: int
    is_path: bool
    is_open: bool
    is_here: bool
    can_mend: bool
    add_url: str

    @property
    def hours(self) -> int | None:
        return hours_of(self.minutes)

    @property
    def manager_note(self) -> str:
        """The line below the name: the post, unless the post stands in for the name."""
        return self.manager_post if self.manager else ""

    @property
    def is_idle(self) -> bool:
        """Whether nobody has been given time for it, as far as is worked out."""
        return self.minutes == 0

    @property
    def lacks_manager(self) -> bool:
        return not self.manager and not self.manager_post

    @property
    def is_broken(self) -> bool:
        return self.is_idle and not self.children

    @property
    def wire(self) -> str:
        """How its line to the vision is drawn."""
        if self.is_broken:
            return "gap"
        return "unaffirmed" if self.link_state in UNAFFIRMED else "affirmed"


def in_rows(cards: Sequence[GoalCard], *, columns: int) -> list[list[GoalCard]]:
    """Return cards in rows of at most `columns`, in their order."""
    return [list(cards[start : start + columns]) for start in range(0, len(cards), columns)]


def tree_of(found: Mapping[int, Below], *, top: int) -> Below:
    """Return what stands below an item, each row with what stands below it, as far as that was found.

    Links make no circle, so this ends.
    """
    below = found.get(top) or Below(top, [])
    for row in below.rows:
        if row.item_id in found:
            row.below = tree_of(found, top=row.item_id)
    return below
