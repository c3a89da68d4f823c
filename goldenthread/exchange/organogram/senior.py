"""The senior posts: rows with the same reference made one post, its holders made people. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from goldenthread.exchange.notes import Notes
from goldenthread.exchange.organogram.units import Path, path_of
from goldenthread.exchange.organogram.words import (
    NOT_A_POST,
    Holder,
    NotANumber,
    holder_of,
    read_fte,
    read_pay,
    unwrap,
)
from goldenthread.exchange.reading.tables import Row

REFERENCE_LONGEST = 64
TITLE_LONGEST = 200
GRADE_LONGEST = 100
NAME_LONGEST = 200
ASSIGNMENT_MOST = Decimal(2)


@dataclass(frozen=True, slots=True)
class Given:
    """One row of a file as it was read. `fte` is None where none was given; pay is None where undisclosed."""

    row: int
    reference: str
    name: str
    holder: Holder
    title: str
    grade: str
    purpose: str
    path: Path
    reports_to: str
    fte: Decimal | None
    pay_floor: Decimal | None
    pay_ceiling: Decimal | None
    profession: str
    notes: str


@dataclass(frozen=True, slots=True)
class SeniorPost:
    """One post: the row that describes it, and the rows of those who hold it (none when vacant or abolished)."""

    given: Given
    rows: tuple[Given, ...]
    holders: tuple[Given, ...] = ()
    unnamed: int = 0

    @property
    def is_abolished(self) -> bool:
        return all(row.holder is Holder.ELIMINATED for row in self.rows)

    @property
    def filling(self) -> str:
        if self.holders:
            return "named"
        return "unnamed" if self.unnamed else "vacant"

    @property
    def fte(self) -> Decimal | None:
        """The sum over those who hold it; one person given twice counts once, beyond full time at most once too."""
        filled = [row for row in self.rows if row.holder in {Holder.NAMED, Holder.UNNAMED}] or [self.given]
        parts = [row.fte for row in filled if row.fte is not None]
        if not parts:
            return None
        total = sum(parts, Decimal(0))
        is_one_person = len(self.holders) == 1 and not self.unnamed
        return max(parts) if is_one_person and len(parts) > 1 and total > 1 else total


@dataclass(frozen=True, slots=True)
class Senior:
    """What the senior file gives: posts by reference in the file's order, and the people paid but in no post."""

    posts: Mapping[str, SeniorPost]
    without_post: Sequence[Given]


def person_number(reference: str, name: str) -> str:
    """Return a staff number for somebody known only by name and post: the same in every file that names both."""
    digest = hashlib.sha256(f"{reference}\x1f{name.casefold()}".encode()).hexdigest()[:8]
    return f"{reference[:50]}-{digest}"


def read_senior(rows: Sequence[Row], notes: Notes) -> Senior:
    """Read all rows; what is odd is noted, rows that cannot be a post are stopped."""
    given: dict[str, list[Given]] = {}
    without_post: dict[str, Given] = {}
    for row in rows:
        one = read_row(row, notes) if notes.check_shape(row) else None
        if one is None:
            continue
        if one.reference == NOT_A_POST:
            note_paid_without_post(one, notes)
            if one.holder is Holder.NAMED:
                without_post.setdefault(one.name.casefold(), one)
        else:
            given.setdefault(one.reference, []).append(one)
    posts = {reference: to_post(same, notes) for reference, same in given.items()}
    senior = Senior(posts, list(without_post.values()))
    note_same_names(senior, notes)
    return senior


def read_row(row: Row, notes: Notes) -> Given | None:
    columns, cells = notes.columns, row.cells
    reference = columns.text(cells, "reference")
    path = path_of([columns.text(cells, code) for code in ("parent_department", "organisation", "unit")])
    if not reference:
        notes.stop(row.number, "no_reference", "reference", "", "Every post needs a reference.", "Type it in the file.")
        return None
    if len(reference) > REFERENCE_LONGEST:
        notes.stop(
            row.number,
            "long_reference",
            "reference",
            reference,
            f"A reference has at most {REFERENCE_LONGEST} characters.",
            "Check that the columns have not slipped.",
        )
        return None
    if not path:
        notes.stop(row.number, "no_unit", "unit", "", "Every post belongs to a unit.", "Type the unit in the file.")
        return None
    name = columns.text(cells, "name")
    return Given(
        row=row.number,
        reference=reference,
        name=notes.cut(row.number, "name", name, NAME_LONGEST),
        holder=holder_of(name),
        title=title_of(row, notes, reference),
        grade=notes.cut(row.number, "grade", columns.text(cells, "grade"), GRADE_LONGEST),
        purpose=unwrap(columns.raw(cells, "function")),
        path=path,
        reports_to=columns.text(cells, "reports_to"),
        fte=fte_of(row, notes),
        pay_floor=pay_of(row, "pay_floor", notes),
        pay_ceiling=pay_of(row, "pay_ceiling", notes),
        profession=notes.cut(row.number, "profession", columns.text(cells, "profession"), TITLE_LONGEST),
        notes=columns.raw(cells, "notes").strip(),
    )


def title_of(row: Row, notes: Notes, reference: str) -> str:
    title = notes.columns.text(row.cells, "title")
    if title:
        return notes.cut(row.number, "title", title, TITLE_LONGEST)
    notes.add(
        row.number,
        "no_title",
        "title",
        "",
        f"No job title: it is called “Post {reference}” for now.",
        "Give the post its title, here or in the file.",
    )
    return f"Post {reference}"


def fte_of(row: Row, notes: Notes) -> Decimal | None:
    text = notes.columns.text(row.cells, "fte")
    try:
        return read_fte(text)
    except NotANumber as problem:
        notes.add(
            row.number,
            "odd_fte",
            "fte",
            text,
            f"{problem} It was left out.",
            "Correct it in the file, or on the post's own page.",
        )
        return None


def pay_of(row: Row, code: str, notes: Notes) -> Decimal | None:
    """Return a pay, or None where it is undisclosed, or where pay is not to be read at all (no such column chosen)."""
    text = notes.columns.text(row.cells, code)
    try:
        return read_pay(text)
    except NotANumber as problem:
        notes.add(
            row.number, "odd_pay", code, text, f"{problem} It counts as not disclosed.", "Correct it in the file."
        )
        return None


def to_post(rows: list[Given], notes: Notes) -> SeniorPost:
    """Make one post of the rows with one reference: a job share, or a live post beside an eliminated one."""
    living = [row for row in rows if row.holder is not Holder.ELIMINATED] or rows
    holders = {row.name.casefold(): row for row in reversed(living) if row.holder is Holder.NAMED}
    post = SeniorPost(
        given=living[0],
        rows=tuple(rows),
        holders=tuple(row for row in living if holders.get(row.name.casefold()) is row),
        unnamed=sum(1 for row in living if row.holder is Holder.UNNAMED),
    )
    for row in rows:
        note_sharing(post, row, notes)
    if post.is_abolished:
        notes.add(
            rows[0].row,
            "eliminated",
            "name",
            rows[0].name,
            "The post was abolished: it is kept as history.",
            "Nothing to do, unless posts still report to it.",
        )
    return post


def note_sharing(post: SeniorPost, row: Given, notes: Notes) -> None:
    """Note what became of a row that gives a reference again."""
    first = post.given
    if row is first:
        return
    if row.holder is Holder.ELIMINATED and first.holder is not Holder.ELIMINATED:
        code, reason = "eliminated_and_live", f"Eliminated here and live in row {first.row}: the live post is kept."
    elif row.holder is Holder.NAMED and row not in post.holders:
        code, reason = "same_holder_twice", f"The same person holds this post in row {first.row}: it is one post."
    elif row.holder in {Holder.NAMED, Holder.UNNAMED}:
        code, reason = "job_share", f"The same reference as row {first.row}: one post, held by both."
    else:
        code, reason = "given_twice", f"The same reference as row {first.row}: it is one post."
    different = [
        name
        for name, one, other in (
            ("job title", first.title, row.title),
            ("unit", first.path, row.path),
            ("superior", first.reports_to, row.reports_to),
            ("grade", first.grade, row.grade),
        )
        if one != other
    ]
    if different:
        code = f"{code}_differs"
        reason += f" The two rows differ in {', '.join(different)}; row {first.row} was taken."
    notes.add(
        row.row,
        code,
        "reference",
        row.reference,
        reason,
        "If they are two posts, give them two references in the file.",
    )


def note_paid_without_post(row: Given, notes: Notes) -> None:
    reason = "Reference 0: paid, but in no post."
    reason += " The person is brought in without a post." if row.holder is Holder.NAMED else " Nobody is named."
    notes.add(row.row, "paid_not_in_post", "reference", row.reference, reason, "Nothing to do.")


def note_same_names(senior: Senior, notes: Notes) -> None:
    """Note people of one name in several posts: a name alone does not show that they are one."""
    counts = Counter(name for name, _row in named(senior.posts.values()))
    told: set[str] = set()
    for name, row in named(senior.posts.values()):
        if counts[name] > 1 and name not in told:
            told.add(name)
            notes.add(
                row.row,
                "same_name",
                "name",
                row.name,
                f"{counts[name]} posts name “{row.name}”. A name alone does not show that they are one person,"
                f" so {counts[name]} people are made.",
                "Merge their records where they are one.",
            )


def named(posts: Iterable[SeniorPost]) -> Iterable[tuple[str, Given]]:
    for post in posts:
        for row in post.holders:
            yield row.name.casefold(), row
