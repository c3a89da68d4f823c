"""A published staff structure, two tables → one bundle of units, posts, people and assignments. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from goldenthread.exchange.fields import Columns, columns_for
from goldenthread.exchange.notes import Notes
from goldenthread.exchange.organogram.fields import JUNIOR_FIELDS, SENIOR_FIELDS
from goldenthread.exchange.organogram.junior import Above, Group, exact_repeats, read_junior
from goldenthread.exchange.organogram.lines import Lines, Remark, resolve_lines
from goldenthread.exchange.organogram.make import JUNIOR, SENIOR, fill
from goldenthread.exchange.organogram.senior import (
    Senior,
    read_senior,
)
from goldenthread.exchange.reading import Table
from goldenthread.exchange.records import Bundle, Gravity
from goldenthread.exchange.shapes import refuse_wrong_slot

PAY = frozenset({"pay_floor", "pay_ceiling"})
REMARKS: Mapping[Remark, tuple[str, str]] = {
    Remark.OWN_SUPERIOR_IS_TOP: (
        "No post reports to XX, and this one reports to itself: it was taken as the top.",
        "Write XX in the file if it is the top.",
    ),
    Remark.OWN_SUPERIOR: (
        "The post reports to itself: it was set under the top.",
        "Choose the post it reports to, here or in the file.",
    ),
    Remark.NO_SUPERIOR: (
        "The row names no superior: it was set under the top.",
        "Choose the post it reports to, or write XX for a top.",
    ),
    Remark.UNKNOWN_SUPERIOR: (
        "No post has this reference: it was set under the top.",
        "Choose the post it reports to, here or in the file.",
    ),
    Remark.LOOP: (
        "Followed upwards, this post comes back to itself: it was set under the top.",
        "Correct the superior of one post in the loop.",
    ),
    Remark.ASSUMED_TOP: (
        "No post reports to XX: this one has most posts below it, and was taken as the top.",
        "Write XX in the file for the post at the top.",
    ),
}


def parse_organogram(
    senior: Table,
    junior: Table | None,
    *,
    with_pay: bool = False,
    senior_columns: Mapping[str, int] | None = None,
    junior_columns: Mapping[str, int] | None = None,
    as_of: date | None = None,
) -> Bundle:
    """Return everything in a published structure, with every row of both files in a record or among the problems.

    `as_of` is the day that the structure shows: abolished posts are taken as abolished on it. Pay is read only with
    `with_pay`. The columns are those with known headers unless they were chosen (field code → place in the row).

    Raises:
        WrongFile: a table lacks a column that it must have, or is something else.
    """
    refuse_wrong_slot(senior, wanted=SENIOR, is_chosen=senior_columns is not None)
    above = Notes(
        SENIOR,
        without_pay(
            columns_for(senior, SENIOR_FIELDS, chosen=senior_columns, slot="the senior posts"), with_pay=with_pay
        ),
    )
    posts = read_senior(senior.rows, above)
    abolished = frozenset(reference for reference, post in posts.posts.items() if post.is_abolished)
    lines = resolve_lines(
        {reference: post.given.reports_to for reference, post in posts.posts.items()}, abolished=abolished
    )
    note_lines(posts, lines, abolished, above)
    bundle = Bundle(problems=above.problems, rows_read={SENIOR: len(senior)})
    groups: list[Group] = []
    if junior is not None:
        refuse_wrong_slot(junior, wanted=JUNIOR, is_chosen=junior_columns is not None)
        junior_found = columns_for(junior, JUNIOR_FIELDS, chosen=junior_columns, slot="the junior posts")
        below = Notes(JUNIOR, without_pay(junior_found, with_pay=with_pay))
        groups = read_junior(junior.rows, below, Above(frozenset(posts.posts), abolished, lines.main_top))
        bundle.problems += below.problems
        bundle.rows_read[JUNIOR] = len(junior)
        bundle.facts["junior_repeats"] = exact_repeats(junior.rows, Notes(JUNIOR, junior_found))
    fill(bundle, posts, groups, lines, as_of=as_of)
    return bundle


def without_pay(columns: Columns, *, with_pay: bool) -> Columns:
    if with_pay:
        return columns
    return Columns(columns.table, {code: place for code, place in columns.places.items() if code not in PAY})


def note_lines(senior: Senior, lines: Lines, abolished: frozenset[str], notes: Notes) -> None:
    for reference, post in senior.posts.items():
        row, named = post.given.row, post.given.reports_to
        remark = lines.remarks.get(reference)
        if remark is Remark.LIKE_SUPERIOR:
            like = lines.meant[reference]
            notes.add(
                row,
                remark.value,
                "reports_to",
                named,
                f"No post is written so; “{like}” differs only in letter case or zeros. Meanwhile under the top.",
                f"Write “{like}” in the file if that is meant.",
                gravity=Gravity.PROPOSED,
            )
        elif remark is not None:
            notes.add(row, remark.value, "reports_to", named, *REMARKS[remark])
        elif lines.superior[reference] in abolished:
            notes.add(
                row,
                "below_abolished",
                "reports_to",
                named,
                "The post it reports to was abolished. It stays below it as written.",
                "Choose the post that took over.",
            )
