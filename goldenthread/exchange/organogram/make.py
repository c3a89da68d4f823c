"""Units, posts, people and assignments as records, from what was read and how it hangs together. Pure."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from goldenthread.exchange.organogram.junior import Group
from goldenthread.exchange.organogram.levels import level_of
from goldenthread.exchange.organogram.lines import Lines
from goldenthread.exchange.organogram.senior import ASSIGNMENT_MOST, Given, Senior, SeniorPost, person_number
from goldenthread.exchange.organogram.units import Units, code_of
from goldenthread.exchange.records import Bundle, Gravity, Origin, Record, Scalar, compose_key

SENIOR = "senior"
JUNIOR = "junior"


def fill(bundle: Bundle, senior: Senior, groups: list[Group], lines: Lines, *, as_of: date | None) -> None:
    """Put records and facts into the bundle: posts first, which is what a row is about, then people and units."""
    units = Units()
    for post in senior.posts.values():
        units.add(post.given.path, origin_of(post.given))
    for group in groups:
        units.add(group.path, group_origin(group))
    bundle.problems += units.problems()
    has_reports = frozenset(lines.superior.values()) | {group.below for group in groups}
    bundle.records += [
        senior_record(post, lines, has_reports=reference in has_reports, as_of=as_of)
        for reference, post in senior.posts.items()
    ]
    bundle.records += [group_record(group) for group in groups]
    for post in senior.posts.values():
        for row in post.holders:
            bundle.records += holder_records(post, row)
    bundle.records += [person_record(row) for row in senior.without_post]
    bundle.records += units.records(heads_of_units(senior, lines, units))
    # Where a holder is not disclosed, the file does not say who it is.
    bundle.posts_held_said |= {reference for reference, post in senior.posts.items() if not post.unnamed}
    bundle.facts.update(facts_of(bundle, senior, groups, lines))


def origin_of(row: Given) -> Origin:
    return Origin(SENIOR, row.row)


def group_origin(group: Group) -> Origin:
    return Origin(JUNIOR, group.row)


def senior_record(post: SeniorPost, lines: Lines, *, has_reports: bool, as_of: date | None) -> Record:
    given = post.given
    values: dict[str, Scalar] = {
        "reference": given.reference,
        "title": given.title,
        "unit": code_of(given.path),
        "reports_to": lines.superior[given.reference],
        "filling": post.filling,
        **said(grade=given.grade, purpose=given.purpose, profession=given.profession, notes=given.notes),
    }
    fte = post.fte
    if fte is not None:
        values["fte"] = fte
        values["is_group"] = fte > 1 and not post.holders
    add_pay(values, given.pay_floor, given.pay_ceiling)
    level = level_of(given.grade, has_reports=has_reports)
    label = f"{given.title} {given.reference}"
    return Record(
        "posts",
        given.reference,
        values,
        origin_of(given),
        label=label,
        when_new={"level": level},
        when_empty={"abolished_on": as_of} if post.is_abolished else {},
    )


def group_record(group: Group) -> Record:
    values: dict[str, Scalar] = {
        "reference": group.reference,
        "title": group.title,
        "unit": code_of(group.path),
        "reports_to": group.below,
        "fte": group.fte,
        "is_group": group.fte > 1,
        "filling": "unnamed",
        **said(grade=group.grade, profession=group.profession),
    }
    add_pay(values, group.pay_floor, group.pay_ceiling)
    return Record(
        "posts",
        group.reference,
        values,
        group_origin(group),
        label=f"{group.title}, {group.path[-1]}: {group.fte} FTE",
        when_new={"level": level_of(group.grade)},
    )


def said(**texts: str) -> dict[str, Scalar]:
    """Return the texts that hold anything: an empty cell says nothing, so it is not written over what is here."""
    return {name: text for name, text in texts.items() if text}


def add_pay(values: dict[str, Scalar], floor: Decimal | None, ceiling: Decimal | None) -> None:
    """Undisclosed pay is not said, so it is not written over what is known."""
    if floor is not None:
        values["pay_floor"] = floor
    if ceiling is not None:
        values["pay_ceiling"] = ceiling


def person_record(row: Given) -> Record:
    number = person_number(row.reference, row.name)
    return Record("people", number, {"number": number, "name": row.name}, origin_of(row), label=row.name)


def holder_records(post: SeniorPost, row: Given) -> list[Record]:
    person = person_record(row)
    values: dict[str, Scalar] = {"person": person.key, "post": row.reference}
    fte = post.fte if len(post.holders) + post.unnamed == 1 else row.fte
    if fte is not None and fte <= ASSIGNMENT_MOST:
        values["fte"] = fte
    # No first day: whoever holds the post on the day of the structure goes on holding it.
    key = compose_key(person.key, row.reference, "")
    return [person, Record("assignments", key, values, origin_of(row), label=row.name)]


def heads_of_units(senior: Senior, lines: Lines, units: Units) -> dict[str, str]:
    """Return the post that heads each unit, where it is plain.

    It is the only live senior post in the unit, or in a unit below it, whose superior stands outside.
    """
    inside: dict[str, set[str]] = {code_of(path): set() for path in units.seen}
    for reference, post in senior.posts.items():
        for length in range(1, len(post.given.path) + 1):
            inside[code_of(post.given.path[:length])].add(reference)
    heads = {}
    for code, references in inside.items():
        uppermost = [
            reference
            for reference in references
            if not senior.posts[reference].is_abolished and lines.superior[reference] not in references
        ]
        if len(uppermost) == 1:
            heads[code] = uppermost[0]
    return heads


def facts_of(bundle: Bundle, senior: Senior, groups: list[Group], lines: Lines) -> dict[str, object]:
    """Return the counts by which an import is checked against other people's."""
    posts = senior.posts.values()
    references = Counter(row.reference for post in posts for row in post.rows)
    return {
        "senior_rows": bundle.rows_read[SENIOR],
        "junior_rows": bundle.rows_read.get(JUNIOR, 0),
        "senior_posts": len(senior.posts),
        "junior_groups": len(groups),
        "references_given_twice": sum(1 for count in references.values() if count > 1),
        "senior_fte": sum((post.fte or Decimal(0) for post in posts), Decimal(0)),
        "junior_fte": sum((group.fte for group in groups), Decimal(0)),
        "tops": list(lines.tops),
        "named": sum(1 for post in posts if post.filling == "named"),
        "unnamed": sum(1 for post in posts if post.filling == "unnamed"),
        "vacant": sum(1 for post in posts if post.filling == "vacant" and not post.is_abolished),
        "abolished": sum(1 for post in posts if post.is_abolished),
        "units": sum(1 for record in bundle.records if record.table == "units"),
        "people": sum(1 for record in bundle.records if record.table == "people"),
        "stopped_rows": len({problem.origin for problem in bundle.problems if problem.gravity is Gravity.STOPPED}),
    }
