"""What was said and done on an item: its latest check-ins, comments and history, in one query."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection

from goldenthread.people.models import Person
from goldenthread.thread.models import Item
from goldenthread.thread.queries.sentences import Happening, happening

LATEST_CHECK_INS = 4
LATEST_COMMENTS = 10
LATEST_HAPPENINGS = 4


@dataclass(frozen=True, slots=True)
class CheckInRow:
    """One check-in as pages show it."""

    check_in_id: int
    at: datetime
    by: str
    said: str
    confidence: int | None
    words: str
    help_wanted: str


@dataclass(frozen=True, slots=True)
class FileRow:
    file_id: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One comment as pages show it; a removed one has neither words nor files."""

    comment_id: int
    at: datetime
    by: str
    words: str
    is_edited: bool
    is_removed: bool
    is_mine: bool
    files: tuple[FileRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """Check-ins and happenings newest first, comments oldest first; how many there are; whether the asker watches."""

    check_ins: tuple[CheckInRow, ...]
    comments: tuple[CommentRow, ...]
    happenings: tuple[Happening, ...]
    check_in_count: int
    comment_count: int
    is_watching: bool

    @property
    def has_earlier_comments(self) -> bool:
        return self.comment_count > len(self.comments)

    @property
    def has_earlier_check_ins(self) -> bool:
        return self.check_in_count > len(self.check_ins)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the union; what each column holds depends on `what`."""

    what: str
    number: int
    at: datetime
    who: str | None
    words: str
    code: str
    more: str
    other: int | None
    file_id: int | None
    file_name: str | None
    file_size: int | None


# Five parts with the same columns. Raw SQL, written for and tested on SQLite 3.40+ and PostgreSQL 15+: through the ORM
# the statement took longer to put together than to carry out.
_TALK = """
    SELECT 'check_in', c.id, c.at, p.name, c.words, c.said, c.help_wanted, CAST(c.confidence AS bigint),
           CAST(NULL AS bigint), CAST(NULL AS text), CAST(NULL AS bigint)
    FROM thread_checkin c LEFT JOIN people_person p ON p.id = c.by_id
    WHERE c.id IN (SELECT id FROM thread_checkin WHERE item_id = %(item)s ORDER BY at DESC, id DESC LIMIT %(check_ins)s)
    UNION ALL
    SELECT 'comment', c.id, c.at, p.name, c.words,
           CASE WHEN c.removed_at IS NOT NULL THEN 'removed' WHEN c.edited_at IS NOT NULL THEN 'edited' ELSE '' END,
           '', c.by_id, f.id, f.name, f.size
    FROM thread_comment c LEFT JOIN people_person p ON p.id = c.by_id
    LEFT JOIN thread_commentfile f ON f.comment_id = c.id
    WHERE c.id IN (SELECT id FROM thread_comment WHERE item_id = %(item)s ORDER BY id DESC LIMIT %(comments)s)
    UNION ALL
    SELECT 'entry', e.id, e.at, e.person_name, e.reason, e.action, CAST(e.changes AS text),
           CASE WHEN e.is_material THEN 1 ELSE 0 END, NULL, NULL, NULL
    FROM audit_entry e
    WHERE e.id IN (
        SELECT id FROM audit_entry
        WHERE subject_kind = 'item' AND subject_number = %(item)s AND action NOT LIKE 'comment.%%'
        ORDER BY id DESC LIMIT %(happenings)s
    )
    UNION ALL
    SELECT 'count', i.id, i.created_at, '', '', '', '',
           (SELECT COUNT(*) FROM thread_checkin WHERE item_id = i.id), NULL, NULL,
           (SELECT COUNT(*) FROM thread_comment WHERE item_id = i.id)
    FROM thread_item i WHERE i.id = %(item)s
    UNION ALL
    SELECT 'watch', w.id, w.since, '', '', '', '', NULL, NULL, NULL, NULL
    FROM thread_watch w WHERE w.item_id = %(item)s AND w.person_id = %(person)s
"""


def _moment(value: object) -> datetime:
    """Return a moment as the database keeps it: PostgreSQL gives it with its zone, SQLite as text in UTC."""
    if isinstance(value, datetime):
        return value
    return datetime.fromisoformat(str(value)).replace(tzinfo=UTC)


def talk_of(
    item: Item,
    *,
    person: Person,
    check_ins: int = LATEST_CHECK_INS,
    comments: int = LATEST_COMMENTS,
    happenings: int = LATEST_HAPPENINGS,
) -> Talk:
    """Return the latest of what was said and done on an item. One query."""
    asked = {
        "item": item.pk,
        "person": person.pk,
        "check_ins": check_ins,
        "comments": comments,
        "happenings": happenings,
    }
    rows: dict[str, list[_Row]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_TALK, asked)
        for what, number, at, *rest in cursor.fetchall():
            rows[what].append(_Row(what, number, _moment(at), *rest))
    count = rows["count"][0] if rows["count"] else None
    return Talk(
        check_ins=tuple(_check_in(row) for row in _newest_first(rows["check_in"])),
        comments=_comment_rows(rows["comment"], person=person),
        happenings=tuple(_happening(row) for row in _newest_first(rows["entry"])),
        check_in_count=(count.other or 0) if count else 0,
        comment_count=(count.file_size or 0) if count else 0,
        is_watching=bool(rows["watch"]),
    )


def _newest_first(rows: Sequence[_Row]) -> list[_Row]:
    return sorted(rows, key=lambda row: (row.at, row.number), reverse=True)


def _check_in(row: _Row) -> CheckInRow:
    return CheckInRow(
        check_in_id=row.number,
        at=row.at,
        by=row.who or "",
        said=row.code,
        confidence=row.other,
        words=row.words,
        help_wanted=row.more,
    )


def _happening(row: _Row) -> Happening:
    return happening(
        at=row.at,
        who=row.who or "",
        action=row.code,
        changes=json.loads(row.more),
        reason=row.words,
        is_material=bool(row.other),
    )


def _comment_rows(rows: Sequence[_Row], *, person: Person) -> tuple[CommentRow, ...]:
    """Put the rows of each comment together: there is one for each of its files."""
    by_comment: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        by_comment[row.number].append(row)
    return tuple(
        CommentRow(
            comment_id=number,
            at=found[0].at,
            by=found[0].who or "",
            words=found[0].words,
            is_edited=found[0].code == "edited",
            is_removed=found[0].code == "removed",
            is_mine=found[0].other == person.pk,
            files=tuple(
                FileRow(row.file_id, row.file_name or "", row.file_size or 0)
                for row in sorted(found, key=lambda row: row.file_id or 0)
                if row.file_id is not None
            ),
        )
        for number, found in sorted(by_comment.items())
    )
