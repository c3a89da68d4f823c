"""Making, changing, moving and abolishing posts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenthread.people import hierarchy
from goldenthread.people.actions.trail import differences, index_post, record, take_turn, told, touch
from goldenthread.people.models import Assignment, Level, Person, Post, RoleProfile, Unit
from goldenthread.people.refusals import (
    ChangedMeanwhile,
    CodeTaken,
    DatesOutOfOrder,
    PostInUse,
    PostIsAbolished,
    RoundInCircle,
    UnitIsClosed,
)

PREFIX = "P-"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPost:
    """What is said of a post when it is made. Without a reference it is given the next free one."""

    title: str
    unit: Unit
    reference: str = ""
    reports_to: Post | None = None
    level: Level = Level.COLLEAGUE
    grade: str = ""
    role_profile: RoleProfile | None = None
    fte: Decimal = Decimal(1)
    is_group: bool = False
    filling: Post.Filling = Post.Filling.VACANT
    standing_share: Decimal = Decimal(0)
    purpose: str = ""
    opened_on: date | None = None


def _refuse_taken_reference(reference: str, *, but: int = 0) -> None:
    if Post.objects.filter(reference=reference).exclude(pk=but).exists():
        raise CodeTaken(
            _("Another post has the reference %(reference)s. Choose a different one.") % {"reference": reference},
            field="reference",
        )


def _refuse_closed(unit: Unit) -> None:
    if Unit.objects.filter(pk=unit.pk, closed_on__isnull=False).exists():
        raise UnitIsClosed(
            _("%(unit)s is closed. Re-open it first, or choose another unit.") % {"unit": unit.name}, field="unit"
        )


def _refuse_abolished(post: Post | None) -> None:
    if post is not None and Post.objects.filter(pk=post.pk, abolished_on__isnull=False).exists():
        raise PostIsAbolished(
            _("%(post)s is abolished, so nothing can report to it.") % {"post": post.title}, field="reports_to"
        )


def _refuse_circle(*, post: Post, above: Post | None) -> None:
    if above is not None and hierarchy.is_above(upper_id=post.pk, lower_id=above.pk):
        raise RoundInCircle(
            _("%(above)s reports to %(post)s, directly or through others, so %(post)s cannot report to it.")
            % {"above": above.title, "post": post.title},
            field="reports_to",
        )


def _next_reference() -> str:
    """Return the next free reference. The caller has taken its turn, so nobody takes the same one."""
    taken = set(Post.objects.filter(reference__startswith=PREFIX).values_list("reference", flat=True))
    number = Post.objects.count() + 1
    while f"{PREFIX}{number}" in taken:
        number += 1
    return f"{PREFIX}{number}"


@transaction.atomic
def create_post(*, new: NewPost, by: Person | None, now: datetime) -> Post:
    """Make a post.

    Raises:
        CodeTaken: another post has the reference.
        UnitIsClosed: its unit is closed.
        PostIsAbolished: the post it would report to is abolished.
    """
    take_turn()
    reference = new.reference or _next_reference()
    _refuse_taken_reference(reference)
    _refuse_closed(new.unit)
    _refuse_abolished(new.reports_to)
    is_vacant = new.filling == Post.Filling.VACANT
    post = Post.objects.create(
        reference=reference,
        title=new.title,
        grade=new.grade,
        level=new.level,
        unit=new.unit,
        reports_to=new.reports_to,
        role_profile=new.role_profile,
        fte=new.fte,
        is_group=new.is_group,
        filling=Post.Filling.VACANT if is_vacant else Post.Filling.UNNAMED,
        vacant_since=new.opened_on if is_vacant else None,
        standing_share=new.standing_share,
        purpose=new.purpose,
        opened_on=new.opened_on,
    )
    record(action="post.create", of=post, by=by, now=now, changes={"unit": [None, new.unit.name]})
    index_post(post)
    touch(posts=[post.pk], now=now)
    return post


@transaction.atomic
def change_post(
    *, post: Post, values: Mapping[str, object], by: Person | None, now: datetime, reason: str = ""
) -> Post:
    """Change what a post is, where it stands and to which post it reports.

    `values` maps names of the model's fields to new values. `filling` may be vacant or unnamed, and counts only while
    nobody holds the post.

    Raises:
        CodeTaken: another post has the reference.
        UnitIsClosed: the new unit is closed.
        PostIsAbolished: the post it would report to is abolished.
        RoundInCircle: that post reports to this one, directly or through others.
    """
    take_turn()
    here = Post.objects.select_related("unit", "reports_to", "role_profile").get(pk=post.pk)
    wanted = dict(values)
    if here.filling == Post.Filling.NAMED:
        wanted.pop("filling", None)
    changed = differences(here, wanted)
    if not changed:
        return here
    if "reference" in changed:
        _refuse_taken_reference(str(changed["reference"]), but=here.pk)
    unit = changed.get("unit")
    if isinstance(unit, Unit):
        _refuse_closed(unit)
    above = changed.get("reports_to")
    if isinstance(above, Post):
        _refuse_abolished(above)
        _refuse_circle(post=here, above=above)
    if changed.get("filling") == Post.Filling.UNNAMED:
        changed["vacant_since"] = None
    Post.objects.filter(pk=here.pk).update(**changed)
    action = "post.move" if {"unit", "reports_to"} & set(changed) else "post.change"
    record(action=action, of=here, by=by, now=now, changes=told(here, changed), reason=reason)
    fresh = Post.objects.select_related("unit", "reports_to", "role_profile").get(pk=here.pk)
    index_post(fresh)
    touch(posts=[fresh.pk], now=now)
    return fresh


def move_post(
    *, post: Post, reports_to: Post | None, unit: Unit, reason: str, by: Person | None, now: datetime
) -> Post:
    """Let a post report to another one, in the same or another unit.

    Raises:
        As `change_post`.
    """
    return change_post(post=post, values={"reports_to": reports_to, "unit": unit}, reason=reason, by=by, now=now)


@transaction.atomic
def abolish_post(
    *,
    post: Post,
    abolished_on: date,
    reason: str,
    by: Person | None,
    now: datetime,
    reports_go_to: Post | None = None,
) -> Post:
    """End a post that nobody holds, once. Posts that report to it go to `reports_go_to`; it heads no unit any more.

    Raises:
        PostInUse: somebody holds it, or will; or posts report to it and no other post is named.
        RoundInCircle: the other post reports to this one.
        PostIsAbolished: it, or the post named for the others, is abolished.
        DatesOutOfOrder: before it was opened.
    """
    take_turn()
    here = Post.objects.get(pk=post.pk)
    held = Assignment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=abolished_on), post=here)
    holder = held.select_related("person").order_by("starts_on", "pk").first()
    if holder is not None:
        raise PostInUse(
            _("%(person)s holds this post. End that first, or move them to another post.")
            % {"person": holder.person.name}
        )
    if here.opened_on and abolished_on < here.opened_on:
        raise DatesOutOfOrder(_("It cannot be abolished before the day it was opened."), field="abolished_on")
    below = _hand_reports(post=here, to=reports_go_to)
    if not Post.objects.filter(pk=here.pk, abolished_on__isnull=True).update(abolished_on=abolished_on):
        raise PostIsAbolished(_("This post has already been abolished."))
    Unit.objects.filter(head_post=here).update(head_post=None)
    changes: dict[str, object] = {"abolished_on": [None, abolished_on.isoformat()]}
    if below and reports_go_to is not None:
        changes["reports"] = [here.title, reports_go_to.title]
    record(action="post.abolish", of=here, by=by, now=now, changes=changes, reason=reason)
    touch(posts=[here.pk, reports_go_to.pk if reports_go_to else None, *below], now=now)
    return Post.objects.select_related("unit").get(pk=here.pk)


def _hand_reports(*, post: Post, to: Post | None) -> list[int]:
    """Let the live posts that report to one report to the other; return their numbers."""
    reports = Post.objects.filter(reports_to=post, abolished_on__isnull=True)
    below = list(reports.values_list("pk", flat=True))
    if not below:
        return []
    if to is None:
        raise PostInUse(
            ngettext(
                "%(count)s post reports to this one. Say which post it reports to from then on.",
                "%(count)s posts report to this one. Say which post they report to from then on.",
                len(below),
            )
            % {"count": len(below)},
            field="reports_go_to",
        )
    if Post.objects.filter(pk=to.pk, abolished_on__isnull=False).exists():
        raise PostIsAbolished(
            _("%(post)s is abolished, so nothing can report to it.") % {"post": to.title}, field="reports_go_to"
        )
    if hierarchy.is_above(upper_id=post.pk, lower_id=to.pk):
        raise RoundInCircle(
            _("%(post)s itself reports to the post that goes. Choose one outside its line.") % {"post": to.title},
            field="reports_go_to",
        )
    reports.update(reports_to=to)
    return below


@transaction.atomic
def reopen_post(*, post: Post, reason: str, by: Person | None, now: datetime) -> Post:
    """Bring an abolished post back, vacant, once.

    Raises:
        UnitIsClosed: its unit is closed.
        ChangedMeanwhile: it is there already.
    """
    take_turn()
    here = Post.objects.select_related("unit").get(pk=post.pk)
    _refuse_closed(here.unit)
    if not Post.objects.filter(pk=here.pk, abolished_on__isnull=False).update(abolished_on=None):
        raise ChangedMeanwhile(_("This post is already there."))
    before = here.abolished_on.isoformat() if here.abolished_on else None
    record(action="post.reopen", of=here, by=by, now=now, changes={"abolished_on": [before, None]}, reason=reason)
    touch(posts=[here.pk], now=now)
    return Post.objects.select_related("unit").get(pk=here.pk)
