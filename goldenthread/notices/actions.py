"""Telling people something, once, and taking note that they have read it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from goldenthread.notices.models import Notice
from goldenthread.people.models import Person


def notify(*, person: Person, kind: Notice.Kind, words: str, url: str, key: str, now: datetime) -> None:
    """Tell one person. The same key a second time tells nothing."""
    notify_all(person_ids=[person.pk], kind=kind, words=words, url=url, key=key, now=now)


def notify_all(
    *, person_ids: Collection[int], kind: Notice.Kind, words: str, url: str, key: str, now: datetime
) -> None:
    """Tell several people the same thing in one statement; whoever was told under this key is left in peace."""
    Notice.objects.bulk_create(
        [
            Notice(person_id=number, kind=kind, words=words[:300], url=url, key=key[:100], created_at=now)
            for number in sorted(set(person_ids))
        ],
        ignore_conflicts=True,
        batch_size=500,
    )


def mark_read(*, notice: Notice, now: datetime) -> None:
    """Take note that a notice has been read; the first time counts."""
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=now)


def mark_all_read(*, person: Person, now: datetime) -> int:
    """Take note that somebody has read all their notices. Returns how many were unread."""
    return Notice.objects.filter(person=person, read_at__isnull=True).update(read_at=now)
