"""The junior posts: one row a group of like posts below a senior post. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from goldenthread.exchange.notes import Notes
from goldenthread.exchange.organogram.lines import Likeness
from goldenthread.exchange.organogram.senior import GRADE_LONGEST, TITLE_LONGEST, pay_of
from goldenthread.exchange.organogram.units import Path, path_of
from goldenthread.exchange.organogram.words import NOT_A_POST, NotANumber, is_top, read_fte
from goldenthread.exchange.reading.tables import Row
from goldenthread.exchange.records import Gravity


@dataclass(frozen=True, slots=True)
class Group:
    """One row: `fte` like posts. `below` is the senior post it was set under; `occurrence` counts from 1 the groups
    that share senior post, unit, grade, title and profession."""

    row: int
    path: Path
    reports_to: str
    grade: str
    title: str
    profession: str
    fte: Decimal
    pay_floor: Decimal | None
    pay_ceiling: Decimal | None
    below: str | None = None
    occurrence: int = 1

    @property
    def sameness(self) -> tuple[str, ...]:
        return (self.reports_to, *self.path, self.grade, self.title, self.profession)

    @property
    def reference(self) -> str:
        """A reference that is the same in every file: the senior post's, and eight digits from what the group is."""
        digest = hashlib.sha256("\x1f".join(self.sameness).encode()).hexdigest()[:8]
        above = self.reports_to if self.reports_to not in {"", NOT_A_POST} else "junior"
        number = f"-{self.occurrence}" if self.occurrence > 1 else ""
        return f"{above[:44]}-j{digest}{number}"


@dataclass(frozen=True, slots=True)
class Above:
    """The senior posts that groups can stand below: their references, those abolished, and the top."""

    references: frozenset[str]
    abolished: frozenset[str]
    main_top: str | None


def read_junior(rows: Sequence[Row], notes: Notes, above: Above) -> list[Group]:
    """Read all rows in the file's order; what is odd is noted, rows that cannot be a group are stopped."""
    groups = [group for row in rows if notes.check_shape(row) and (group := read_row(row, notes))]
    find = placing(above, notes)
    return [replace(group, below=find(group)) for group in numbered(groups)]


def read_row(row: Row, notes: Notes) -> Group | None:
    columns, cells = notes.columns, row.cells
    path = path_of([columns.text(cells, code) for code in ("parent_department", "organisation", "unit")])
    if not path:
        notes.stop(row.number, "no_unit", "unit", "", "Every post belongs to a unit.", "Type the unit in the file.")
        return None
    text = columns.text(cells, "fte")
    try:
        fte = read_fte(text)
    except NotANumber as problem:
        notes.stop(row.number, "odd_fte", "fte", text, str(problem), "Correct the number of posts in the file.")
        return None
    if fte is None:
        notes.add(
            row.number,
            "no_fte",
            "fte",
            "",
            "No number of posts is given: it counts as 0.",
            "Give the number, here or in the file.",
        )
    title = columns.text(cells, "title")
    if not title:
        notes.add(
            row.number,
            "no_title",
            "title",
            "",
            "No job title: the group is called “Junior posts” for now.",
            "Give the posts a title, here or in the file.",
        )
    return Group(
        row=row.number,
        path=path,
        reports_to=columns.text(cells, "reports_to"),
        grade=notes.cut(row.number, "grade", columns.text(cells, "grade"), GRADE_LONGEST),
        title=notes.cut(row.number, "title", title or "Junior posts", TITLE_LONGEST),
        profession=notes.cut(row.number, "profession", columns.text(cells, "profession"), TITLE_LONGEST),
        fte=fte or Decimal(0),
        pay_floor=pay_of(row, "pay_floor", notes),
        pay_ceiling=pay_of(row, "pay_ceiling", notes),
    )


def numbered(groups: Sequence[Group]) -> list[Group]:
    """Give like groups their numbers, smallest first, so that the order of a file's rows does not matter."""
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        alike[group.sameness].append(place)
    numbers: dict[int, int] = {}
    for places in alike.values():
        for number, place in enumerate(sorted(places, key=lambda place: size_of(groups[place])), 1):
            numbers[place] = number
    return [replace(group, occurrence=numbers[place]) for place, group in enumerate(groups)]


def size_of(group: Group) -> tuple[Decimal, Decimal, Decimal, int]:
    return (group.fte, group.pay_floor or Decimal(0), group.pay_ceiling or Decimal(0), group.row)


def placing(above: Above, notes: Notes) -> Callable[[Group], str | None]:
    """Return a function that finds the senior post of a group, and notes where it had to be chosen."""
    likeness = Likeness(above.references)

    def find(group: Group) -> str | None:
        named = group.reports_to
        if named in above.references:
            if named in above.abolished:
                notes.add(
                    group.row,
                    "below_abolished",
                    "reports_to",
                    named,
                    "The senior post was abolished. The group stays below it as written.",
                    "Choose the post that took over.",
                )
            return named
        note_no_senior(group, likeness.one_like(named) if named else None, notes)
        return above.main_top

    return find


def note_no_senior(group: Group, like: str | None, notes: Notes) -> None:
    named = group.reports_to
    if like is not None:
        notes.add(
            group.row,
            "like_senior",
            "reports_to",
            named,
            f"No senior post is written so; “{like}” differs only in letter case or zeros. Meanwhile under the top.",
            f"Write “{like}” in the file if that is meant.",
            gravity=Gravity.PROPOSED,
        )
        return
    if not named or named == NOT_A_POST or is_top(named):
        code, reason = "no_senior", "The row names no senior post: meanwhile under the top."
    else:
        code, reason = "unknown_senior", "No senior post has this reference: meanwhile under the top."
    notes.add(group.row, code, "reports_to", named, reason, "Choose the post it reports to, here or in the file.")


def exact_repeats(rows: Sequence[Row], notes: Notes) -> int:
    """Return how many rows repeat an earlier one in every published column (a leading index column is none)."""
    codes = list(notes.columns.places)
    counts = Counter(tuple(notes.columns.raw(row.cells, code) for code in codes) for row in rows)
    return sum(count - 1 for count in counts.values())
