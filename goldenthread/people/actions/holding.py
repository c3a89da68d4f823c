"""Keeping what a post says of its filling in step with who holds it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from goldenthread.people.actions.trail import touch
from goldenthread.people.models import Assignment, Post


def _held(on: date) -> QuerySet[Assignment]:
    return Assignment.objects.filter(Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on)))


def _settle(posts: QuerySet[Post], *, on: date) -> list[int]:
    """Make the filling of these posts true on a day; return the numbers of those that changed."""
    holders = _held(on).values("post_id")
    filled = list(posts.exclude(filling=Post.Filling.NAMED).filter(pk__in=holders).values_list("pk", flat=True))
    Post.objects.filter(pk__in=filled).update(filling=Post.Filling.NAMED, vacant_since=None)
    emptied = posts.filter(filling=Post.Filling.NAMED).exclude(pk__in=holders)
    last_days = dict(
        emptied.annotate(last=Max("assignments__ends_on", filter=Q(assignments__ends_on__lt=on))).values_list(
            "pk", "last"
        )
    )
    for last in set(last_days.values()):
        Post.objects.filter(pk__in=[pk for pk, ended in last_days.items() if ended == last]).update(
            filling=Post.Filling.VACANT, vacant_since=last + timedelta(days=1) if last else None
        )
    return [*filled, *last_days]


def settle_posts(post_ids: Collection[int], *, on: date) -> None:
    """Make the filling of these posts true on a day: named while somebody holds them, vacant from the day after."""
    if post_ids:
        _settle(Post.objects.filter(pk__in=set(post_ids)), on=on)


@transaction.atomic
def settle_all_posts(*, on: date, now: datetime) -> int:
    """Make the filling of every post true on a day, and return how many changed because a time in them began or ended.

    Run once a day. Running it again changes nothing.
    """
    changed = _settle(Post.objects.all(), on=on)
    touch(posts=changed, now=now)
    return len(changed)
