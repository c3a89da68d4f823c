"""Opening, renaming, moving and closing units, and who heads them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from goldenthread.people.actions.trail import differences, index_unit, record, take_turn, told, touch
from goldenthread.people.models import Person, Post, Unit
from goldenthread.people.queries.units import what_keeps_open
from goldenthread.people.refusals import (
    ChangedMeanwhile,
    CodeTaken,
    DatesOutOfOrder,
    PostIsAbolished,
    RoundInCircle,
    TreeTooDeep,
    UnitInUse,
    UnitIsClosed,
)

DEEPEST_LEVEL = 30  # levels of units; with numbers of up to twelve digits a path still fits its column
LONGEST_PATH = 400


def _refuse_taken_code(code: str, *, but: int = 0) -> None:
    if Unit.objects.filter(code=code).exclude(pk=but).exists():
        raise CodeTaken(_("Another unit has the code %(code)s. Choose a different one.") % {"code": code}, field="code")


def _refuse_closed(unit: Unit | None, *, field: str) -> None:
    if unit is not None and unit.closed_on is not None:
        raise UnitIsClosed(
            _("%(unit)s is closed. Re-open it first, or choose another unit.") % {"unit": unit.name}, field=field
        )


def _refuse_too_deep(*, levels: int, characters: int) -> None:
    if levels > DEEPEST_LEVEL or characters > LONGEST_PATH:
        raise TreeTooDeep(
            _("Units go no deeper than %(levels)s levels. Put it higher up.") % {"levels": DEEPEST_LEVEL},
            field="parent",
        )


@transaction.atomic
def create_unit(
    *,
    code: str,
    name: str,
    parent: Unit | None,
    by: Person | None,
    now: datetime,
    purpose: str = "",
    opened_on: date | None = None,
) -> Unit:
    """Open a unit under another one, or at the top.

    Raises:
        CodeTaken: another unit has the code.
        UnitIsClosed: the unit above is closed.
        TreeTooDeep: too many levels above it.
    """
    take_turn()
    _refuse_taken_code(code)
    above = Unit.objects.get(pk=parent.pk) if parent else None
    _refuse_closed(above, field="parent")
    unit = Unit.objects.create(code=code, name=name, parent=above, purpose=purpose, opened_on=opened_on)
    unit.path = f"{above.path if above else ''}{unit.pk}."
    _refuse_too_deep(levels=unit.path.count("."), characters=len(unit.path))
    unit.save(update_fields=["path"])
    record(action="unit.create", of=unit, by=by, now=now, changes={"parent": [None, above.name if above else None]})
    index_unit(unit)
    return unit


@transaction.atomic
def change_unit(
    *, unit: Unit, values: Mapping[str, object], by: Person | None, now: datetime, reason: str = ""
) -> Unit:
    """Change a unit's code, name, purpose or first day.

    Raises:
        CodeTaken: another unit has the code.
    """
    changed = differences(unit, values)
    if not changed:
        return unit
    if "code" in changed:
        _refuse_taken_code(str(changed["code"]), but=unit.pk)
    Unit.objects.filter(pk=unit.pk).update(**changed)
    record(action="unit.change", of=unit, by=by, now=now, changes=told(unit, changed), reason=reason)
    fresh = Unit.objects.get(pk=unit.pk)
    index_unit(fresh)
    return fresh


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit | None, reason: str, by: Person | None, now: datetime) -> Unit:
    """Put a unit, with all that is below it, under another one or at the top. One UPDATE moves the paths below it.

    Raises:
        RoundInCircle: the other one is the unit itself or below it.
        UnitIsClosed: the other one is closed.
        TreeTooDeep: too many levels would come about.
    """
    take_turn()
    here = Unit.objects.select_related("parent").get(pk=unit.pk)
    above = Unit.objects.get(pk=parent.pk) if parent else None
    if here.parent_id == (above.pk if above else None):
        return here
    if above is not None and above.path.startswith(here.path):
        raise RoundInCircle(
            _("%(above)s is part of %(unit)s, so %(unit)s cannot go under it.")
            % {"above": above.name, "unit": here.name},
            field="parent",
        )
    _refuse_closed(above, field="parent")
    path = f"{above.path if above else ''}{here.pk}."
    below = Unit.objects.filter(path__startswith=here.path)
    paths = list(below.values_list("path", flat=True))
    _refuse_too_deep(
        levels=path.count(".") + max(one.count(".") for one in paths) - here.path.count("."),
        characters=len(path) + max(map(len, paths)) - len(here.path),
    )
    below.update(
        path=Concat(Value(path), Substr(F("path"), len(here.path) + 1), output_field=CharField(max_length=LONGEST_PATH))
    )
    Unit.objects.filter(pk=here.pk).update(parent=above)
    before = here.parent.name if here.parent else None
    record(
        action="unit.move",
        of=here,
        by=by,
        now=now,
        changes={"parent": [before, above.name if above else None]},
        reason=reason,
    )
    touch(posts=[here.head_post_id], units=[here.pk], now=now)
    return Unit.objects.get(pk=here.pk)


@transaction.atomic
def close_unit(*, unit: Unit, closed_on: date, reason: str, by: Person | None, now: datetime) -> Unit:
    """Close a unit that has no open sub-units and no live posts, once.

    Raises:
        UnitInUse: sub-units or posts are still in it.
        DatesOutOfOrder: before it was opened.
        ChangedMeanwhile: it is closed already.
    """
    take_turn()
    if in_the_way := what_keeps_open(unit):
        raise UnitInUse(in_the_way)
    if unit.opened_on and closed_on < unit.opened_on:
        raise DatesOutOfOrder(_("It cannot be closed before the day it was opened."), field="closed_on")
    if not Unit.objects.filter(pk=unit.pk, closed_on__isnull=True).update(closed_on=closed_on):
        raise ChangedMeanwhile(_("This unit has already been closed."))
    record(
        action="unit.close",
        of=unit,
        by=by,
        now=now,
        changes={"closed_on": [None, closed_on.isoformat()]},
        reason=reason,
    )
    return Unit.objects.get(pk=unit.pk)


@transaction.atomic
def reopen_unit(*, unit: Unit, reason: str, by: Person | None, now: datetime) -> Unit:
    """Open a closed unit again, once.

    Raises:
        UnitIsClosed: the unit above it is closed.
        ChangedMeanwhile: it is open already.
    """
    take_turn()
    here = Unit.objects.select_related("parent").get(pk=unit.pk)
    _refuse_closed(here.parent, field="")
    if not Unit.objects.filter(pk=unit.pk, closed_on__isnull=False).update(closed_on=None):
        raise ChangedMeanwhile(_("This unit is already open."))
    record(
        action="unit.reopen",
        of=here,
        by=by,
        now=now,
        changes={"closed_on": [here.closed_on.isoformat() if here.closed_on else None, None]},
        reason=reason,
    )
    return Unit.objects.get(pk=unit.pk)


@transaction.atomic
def set_head(*, unit: Unit, post: Post | None, by: Person | None, now: datetime, reason: str = "") -> Unit:
    """Say which post heads a unit; whoever holds it leads and answers for the unit.

    Raises:
        PostIsAbolished: the post is abolished.
    """
    here = Unit.objects.select_related("head_post").get(pk=unit.pk)
    chosen = Post.objects.get(pk=post.pk) if post else None
    if chosen is not None and chosen.abolished_on is not None:
        raise PostIsAbolished(
            _("%(post)s is abolished. Choose a post that is still there.") % {"post": chosen.title}, field="head_post"
        )
    if here.head_post_id == (chosen.pk if chosen else None):
        return here
    Unit.objects.filter(pk=here.pk).update(head_post=chosen)
    before = here.head_post.title if here.head_post else None
    record(
        action="unit.head",
        of=here,
        by=by,
        now=now,
        changes={"head_post": [before, chosen.title if chosen else None]},
        reason=reason,
    )
    touch(posts=[here.head_post_id, chosen.pk if chosen else None], units=[here.pk], now=now)
    return Unit.objects.get(pk=here.pk)
