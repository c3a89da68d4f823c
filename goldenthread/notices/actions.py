"""Telling people something, once, and taking note that they have read it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from goldenthread.notices.models import Notice
from goldenthread.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one person is to be told; `key` makes telling twice tell once."""

    person_id: int
    kind: Notice.Kind
    words: str
    url: str
    key: str


def tell(*, tellings: Iterable[Telling], now: datetime) -> None:
    """Tell each person their own words, all in one statement; whoever was told under a key is left in peace."""
    Notice.objects.bulk_create(
        [
            Notice(
                person_id=telling.person_id,
                kind=telling.kind,
                words=telling.words[:300],
                url=telling.url,
                key=telling.key[:100],
                created_at=now,
            )
            for telling in tellings
        ],
        ignore_conflicts=True,
        batch_size=500,
    )


def notify(*, person: Person, kind: Notice.Kind, words: str, url: str, key: str, now: datetime) -> None:
    """Tell one person. The same key a second time tells nothing."""
    tell(tellings=[Telling(person_id=person.pk, kind=kind, words=words, url=url, key=key)], now=now)


def notify_all(
    *, person_ids: Collection[int], kind: Notice.Kind, words: str, url: str, key: str, now: datetime
) -> None:
    """Tell several people the same thing."""
    tell(
        tellings=[
            Telling(person_id=number, kind=kind, words=words, url=url, key=key) for number in sorted(set(person_ids))
        ],
        now=now,
    )


def mark_read(*, notice: Notice, now: datetime) -> None:
    """Take note that a notice has been read; the first time counts."""
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=now)


def mark_all_read(*, person: Person, now: datetime) -> int:
    """Take note that somebody has read all their notices. Returns how many were unread."""
    return Notice.objects.filter(person=person, read_at__isnull=True).update(read_at=now)
