"""Giving posts to people, and ending that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from goldenthread.people.actions.holding import settle_posts
from goldenthread.people.actions.trail import differences, plain, record, take_turn, touch
from goldenthread.people.models import Assignment, Person, Post
from goldenthread.people.refusals import (
    AlreadyHolds,
    ChangedMeanwhile,
    DatesOutOfOrder,
    PersonHasLeft,
    PersonIsMerged,
    PostIsAbolished,
)
from goldenthread.ui.formats import day


def _refuse_gone(person: Person, *, starts_on: date) -> None:
    now = Person.objects.get(pk=person.pk)
    if now.merged_into_id is not None:
        raise PersonIsMerged(_("This record was merged into another one. Use that one."), field="person")
    if now.left_on is not None:
        raise PersonHasLeft(
            _("%(person)s left on %(day)s, and can hold no post after that.")
            % {"person": now.name, "day": day(now.left_on)},
            field="person",
        )
    if now.joined_on is not None and starts_on < now.joined_on:
        raise DatesOutOfOrder(
            _("%(person)s joined on %(day)s; begin on that day or later.")
            % {"person": now.name, "day": day(now.joined_on)},
            field="starts_on",
        )


def _refuse_abolished(post: Post) -> None:
    if Post.objects.filter(pk=post.pk, abolished_on__isnull=False).exists():
        raise PostIsAbolished(
            _("%(post)s is abolished. Choose a post that is still there.") % {"post": post.title}, field="post"
        )


def _refuse_disorder(*, starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise DatesOutOfOrder(_("The last day lies before the first one."), field="ends_on")


def _refuse_overlap(*, person: Person, post: Post, starts_on: date, ends_on: date | None, but: int = 0) -> None:
    same = Assignment.objects.filter(person=person, post=post).exclude(pk=but)
    same = same.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on))
    if ends_on is not None:
        same = same.filter(starts_on__lte=ends_on)
    other = same.order_by("starts_on", "pk").first()
    if other is not None:
        raise AlreadyHolds(
            _("%(person)s holds %(post)s from %(day)s already.")
            % {"person": person.name, "post": post.title, "day": day(other.starts_on)},
            field="post",
        )


def _demote_others(*, person: Person, but: int = 0) -> None:
    """Leave one main post that goes on: the database holds it to one."""
    Assignment.objects.filter(person=person, is_main=True, ends_on__isnull=True).exclude(pk=but).update(is_main=False)


@transaction.atomic
def assign_person(
    *,
    person: Person,
    post: Post,
    starts_on: date,
    by: Person | None,
    now: datetime,
    ends_on: date | None = None,
    kind: Assignment.Kind = Assignment.Kind.SUBSTANTIVE,
    fte: Decimal = Decimal(1),
    is_main: bool = True,
    reason: str = "",
) -> Assignment:
    """Let somebody hold a post, beside what they hold already and beside who holds it already.

    A new main post takes the place of the main one before, which goes on as a further post.

    Raises:
        PersonHasLeft, PersonIsMerged: nobody to give it to.
        PostIsAbolished: no post to give.
        AlreadyHolds: on one of these days they hold it already.
        DatesOutOfOrder: ends before it starts, or starts before they joined.
    """
    take_turn()
    _refuse_gone(person, starts_on=starts_on)
    _refuse_abolished(post)
    _refuse_disorder(starts_on=starts_on, ends_on=ends_on)
    _refuse_overlap(person=person, post=post, starts_on=starts_on, ends_on=ends_on)
    if is_main and ends_on is None:
        _demote_others(person=person)
    held = Assignment.objects.create(
        person=person, post=post, kind=kind, fte=fte, is_main=is_main, starts_on=starts_on, ends_on=ends_on
    )
    settle_posts([post.pk], on=timezone.localdate(now))
    _tell(held, action="assign", changes={"holds": [None, _told(held)]}, by=by, now=now, reason=reason)
    return held


@transaction.atomic
def change_assignment(
    *, held: Assignment, values: Mapping[str, object], by: Person | None, now: datetime, reason: str = ""
) -> Assignment:
    """Change kind, share of full time, days, or whether it is the main post.

    Raises:
        DatesOutOfOrder: ends before it starts, or goes on after they left.
        AlreadyHolds: on one of these days they hold it already.
    """
    take_turn()
    before = Assignment.objects.select_related("person", "post").get(pk=held.pk)
    changed = differences(before, values)
    if not changed:
        return before
    after = Assignment.objects.select_related("person", "post").get(pk=held.pk)
    for name, value in changed.items():
        setattr(after, name, value)
    _refuse_disorder(starts_on=after.starts_on, ends_on=after.ends_on)
    left_on = after.person.left_on
    if left_on is not None and (after.ends_on is None or after.ends_on > left_on):
        raise DatesOutOfOrder(
            _("%(person)s left on %(day)s, and can hold no post after that.")
            % {"person": after.person.name, "day": day(left_on)},
            field="ends_on",
        )
    _refuse_overlap(
        person=after.person, post=after.post, starts_on=after.starts_on, ends_on=after.ends_on, but=after.pk
    )
    if after.is_main and after.ends_on is None:
        _demote_others(person=after.person, but=after.pk)
    after.save(update_fields=sorted(changed))
    settle_posts([after.post_id], on=timezone.localdate(now))
    _tell(
        after,
        action="assignment",
        changes={name: [plain(getattr(before, name)), plain(value)] for name, value in changed.items()},
        by=by,
        now=now,
        reason=reason,
    )
    return after


@transaction.atomic
def end_assignment(
    *, held: Assignment, ends_on: date, by: Person | None, now: datetime, reason: str = ""
) -> Assignment:
    """Say on which day somebody holds a post for the last time, once.

    Raises:
        DatesOutOfOrder: before it started.
        ChangedMeanwhile: it has ended already.
    """
    _refuse_disorder(starts_on=held.starts_on, ends_on=ends_on)
    going_on = Assignment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=ends_on), pk=held.pk)
    if not going_on.update(ends_on=ends_on):
        raise ChangedMeanwhile(_("This has already been ended."))
    ended = Assignment.objects.select_related("person", "post").get(pk=held.pk)
    settle_posts([ended.post_id], on=timezone.localdate(now))
    _tell(
        ended,
        action="unassign",
        changes={"holds": [_told(held), _("until %(day)s") % {"day": day(ends_on)}]},
        by=by,
        now=now,
        reason=reason,
    )
    return ended


@transaction.atomic
def move_person(
    *,
    held: Assignment,
    post: Post,
    starts_on: date,
    by: Person | None,
    now: datetime,
    reason: str = "",
) -> Assignment:
    """Let somebody change from the post they hold to another one: the first ends the day before the second begins.

    Raises:
        As `end_assignment` and `assign_person`.
    """
    end_assignment(held=held, ends_on=starts_on - timedelta(days=1), by=by, now=now, reason=reason)
    return assign_person(
        person=held.person,
        post=post,
        starts_on=starts_on,
        kind=Assignment.Kind(held.kind),
        fte=held.fte,
        is_main=held.is_main,
        by=by,
        now=now,
        reason=reason,
    )


def _told(held: Assignment) -> str:
    return f"{held.post.reference} {held.post.title}, {held.starts_on.isoformat()}"


def _tell(
    held: Assignment,
    *,
    action: str,
    changes: Mapping[str, object],
    by: Person | None,
    now: datetime,
    reason: str,
) -> None:
    """Write it into the trail of the person and of the post."""
    record(action=f"person.{action}", of=held.person, by=by, now=now, changes=changes, reason=reason)
    record(
        action=f"post.{action}",
        of=held.post,
        by=by,
        now=now,
        changes={"holder": [None, held.person.name], **changes},
        reason=reason,
    )
    touch(people=[held.person_id], posts=[held.post_id], now=now)
