"""Closing a unit and abolishing a post: whatever they still own or carry goes to another post in the same step."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from goldenthread.audit import actions as audit
from goldenthread.desk.structure.actions.giving import CannotHandOver, give, receiver_of, tell_receivers
from goldenthread.desk.structure.queries.holdings import Holdings, left_by_post, left_by_unit
from goldenthread.people import actions as people
from goldenthread.people.models import Person, Post, Unit
from goldenthread.people.refusals import PostIsAbolished, StructureRefusal


class MustHandOver(StructureRefusal):
    """It still owns or carries something, and no other post was named to take it."""


@transaction.atomic
def close_unit(
    *, unit: Unit, closed_on: date, hand_to: Post | None, reason: str, by: Person | None, now: datetime
) -> Unit:
    """Close a unit, and give what it and its abolished posts still hold to a post. All of it happens, or nothing.

    Raises:
        MustHandOver: it holds something, and no post is named to take it.
        StructureRefusal: as `people.actions.close_unit`, and for a post that is abolished.
    """
    closed = people.close_unit(unit=unit, closed_on=closed_on, reason=reason, by=by, now=now)
    _hand_all(left_by_unit(unit), of=closed, hand_to=hand_to, reason=reason, by=by, now=now)
    return closed


@transaction.atomic
def abolish_post(
    *,
    post: Post,
    abolished_on: date,
    reports_go_to: Post | None,
    hand_to: Post | None,
    reason: str,
    by: Person | None,
    now: datetime,
) -> Post:
    """End a post, and give what it still holds to another one. All of it happens, or nothing.

    Raises:
        MustHandOver: it holds something, and no post is named to take it.
        StructureRefusal: as `people.actions.abolish_post`, and for a post that takes over though it is abolished.
    """
    gone = people.abolish_post(
        post=post, abolished_on=abolished_on, reports_go_to=reports_go_to, reason=reason, by=by, now=now
    )
    _hand_all(left_by_post(post), of=gone, hand_to=hand_to, reason=reason, by=by, now=now)
    return gone


@transaction.atomic
def hand_over_left(*, of: Unit | Post, hand_to: Post, reason: str, by: Person | None, now: datetime) -> None:
    """Give what a closed unit or an abolished post still holds to a post: one that an import ended, say.

    Raises:
        MustHandOver: the post cannot take one of them.
        StructureRefusal: the post that takes over is abolished.
    """
    left = left_by_unit(of) if isinstance(of, Unit) else left_by_post(of)
    _hand_all(left, of=of, hand_to=hand_to, reason=reason, by=by, now=now)


def _hand_all(
    left: Holdings, *, of: Unit | Post, hand_to: Post | None, reason: str, by: Person | None, now: datetime
) -> None:
    if left.is_empty:
        return
    if hand_to is None:
        raise MustHandOver(_("Say which post takes over what is still held here."), field="hand_to")
    if Post.objects.filter(pk=hand_to.pk, abolished_on__isnull=False).exists():
        raise PostIsAbolished(
            _("%(post)s is abolished. Choose a post that is still there.") % {"post": hand_to.title}, field="hand_to"
        )
    to = receiver_of(person=None, post=hand_to, on=timezone.localdate(now))
    try:
        give(chosen=left, to=to, reason=reason, by=by, now=now)
    except CannotHandOver as refusal:
        raise MustHandOver(str(refusal), field="hand_to") from refusal
    kind, name = ("unit", of.name) if isinstance(of, Unit) else ("post", of.title)
    audit.record(
        action=f"{kind}.hand_over",
        subject_kind=kind,
        subject_number=of.pk,
        subject_label=str(of),
        by=by,
        now=now,
        changes={"handed_over": [", ".join(left.references), str(to)]},
        reason=reason,
    )
    tell_receivers(chosen=left, to=to, left_by=name, key=f"handover-{kind}-{of.pk}", by=by, now=now)
