"""What was said and done on an item: its latest check-ins, comments and history, in one query."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    DateTimeField,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from goldenthread.audit.models import Entry
from goldenthread.people.models import Person
from goldenthread.thread.models import CheckIn, Comment, Item, Watch
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
    who: str
    words: str
    code: str
    more: str
    other: int | None
    file_id: int | None
    file_name: str | None
    file_size: int | None


_NO_NUMBER = Cast(Value(None), BigIntegerField())
_NO_TEXT = Value("", output_field=TextField())


def _branch(rows: QuerySet[Any], what: str, **columns: Any) -> QuerySet[Any, Any]:
    """Return one part of the union: always the same columns of the same types, on both databases."""
    given = {
        "number": F("pk"),
        "who": _NO_TEXT,
        "words": _NO_TEXT,
        "code": _NO_TEXT,
        "more": _NO_TEXT,
        "other": _NO_NUMBER,
        "file_id": _NO_NUMBER,
        "file_name": _NO_TEXT,
        "file_size": _NO_NUMBER,
        **columns,
    }
    texts = {"who", "words", "code", "more", "file_name"}
    typed = {
        f"_{name}": Cast(value, TextField() if name in texts else BigIntegerField())
        for name, value in given.items()
        if name != "at"
    }
    found: QuerySet[Any, Any] = rows.annotate(
        _what=Value(what, output_field=TextField()), _at=Cast(given["at"], DateTimeField()), **typed
    ).values_list(
        "_what",
        "_number",
        "_at",
        "_who",
        "_words",
        "_code",
        "_more",
        "_other",
        "_file_id",
        "_file_name",
        "_file_size",
    )
    return found


def _check_ins(item: Item, limit: int) -> QuerySet[CheckIn, Any]:
    latest = CheckIn.objects.filter(item=item).order_by("-at", "-id").values("pk")[:limit]
    return _branch(
        CheckIn.objects.filter(pk__in=latest),
        "check_in",
        at=F("at"),
        who=Coalesce(F("by__name"), _NO_TEXT),
        words=F("words"),
        code=F("said"),
        more=F("help_wanted"),
        other=F("confidence"),
    )


def _comments(item: Item, limit: int) -> QuerySet[Comment, Any]:
    latest = Comment.objects.filter(item=item).order_by("-id").values("pk")[:limit]
    state = Case(
        When(removed_at__isnull=False, then=Value("removed")),
        When(edited_at__isnull=False, then=Value("edited")),
        default=_NO_TEXT,
        output_field=TextField(),
    )
    return _branch(
        Comment.objects.filter(pk__in=latest),
        "comment",
        at=F("at"),
        who=Coalesce(F("by__name"), _NO_TEXT),
        words=F("words"),
        code=state,
        other=F("by_id"),
        file_id=F("files__id"),
        file_name=Coalesce(F("files__name"), _NO_TEXT),
        file_size=F("files__size"),
    )


def _entries(item: Item, limit: int) -> QuerySet[Entry, Any]:
    latest = (
        Entry.objects.filter(subject_kind="item", subject_number=item.pk)
        .exclude(action__startswith="comment.")
        .order_by("-id")
        .values("pk")[:limit]
    )
    return _branch(
        Entry.objects.filter(pk__in=latest),
        "entry",
        at=F("at"),
        who=F("person_name"),
        words=F("reason"),
        code=F("action"),
        more=F("changes"),
        other=Case(When(is_material=True, then=Value(1)), default=Value(0)),
    )


def _count(of: type[CheckIn] | type[Comment]) -> Subquery:
    rows = of._default_manager.filter(item=OuterRef("pk")).order_by().values("item")
    return Subquery(rows.annotate(count=Count("pk")).values("count"))


def _counts(item: Item) -> QuerySet[Item, Any]:
    """How many check-ins and comments there are, as one row: the first under `other`, the second under `file_size`."""
    return _branch(
        Item.objects.filter(pk=item.pk), "count", at=F("created_at"), other=_count(CheckIn), file_size=_count(Comment)
    )


def talk_of(
    item: Item,
    *,
    person: Person,
    check_ins: int = LATEST_CHECK_INS,
    comments: int = LATEST_COMMENTS,
    happenings: int = LATEST_HAPPENINGS,
) -> Talk:
    """Return the latest of what was said and done on an item. One query."""
    watching = _branch(Watch.objects.filter(item=item, person=person), "watch", at=F("since"))
    union = _check_ins(item, check_ins).union(
        _comments(item, comments), _entries(item, happenings), _counts(item), watching, all=True
    )
    rows: dict[str, list[_Row]] = defaultdict(list)
    for values in union:
        rows[values[0]].append(_Row(*values))
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
        by=row.who,
        said=row.code,
        confidence=row.other,
        words=row.words,
        help_wanted=row.more,
    )


def _happening(row: _Row) -> Happening:
    return happening(
        at=row.at,
        who=row.who,
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
            by=found[0].who,
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
