"""Writing and changing values and what living them looks like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from goldenthread.audit import actions as audit
from goldenthread.lead.direction import queries
from goldenthread.lead.direction.models import Behaviour, Value
from goldenthread.people.models import Person
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item, Lens


@dataclass(frozen=True, slots=True, kw_only=True)
class BehaviourWords:
    """One behaviour; an empty level means everyone."""

    kind: str
    level: str
    words: str


@transaction.atomic
def write_value(*, name: str, meaning: str, serves: Item | None, by: Person, now: datetime) -> Value:
    """Write a value at the end of the list, hung from the vision and owned by the post at the top.

    Raises:
        CannotConnect: it cannot serve that.
    """
    last = Item.objects.filter(kind=Item.Kind.VALUE).order_by("-position").values_list("position", flat=True).first()
    item = thread.create_item(
        new=thread.NewItem(
            kind=Item.Kind.VALUE,
            title=name,
            description=meaning,
            lens=Lens.SHARED,
            owner_post=queries.post_at_the_top(),
            position=(last or 0) + 1,
        ),
        by=by,
        now=now,
    )
    value = Value.objects.create(item=item, meaning=meaning)
    if serves is not None:
        thread.connect(lower=item, upper=serves, by=by, now=now)
    return value


@transaction.atomic
def change_value(
    *,
    value: Value,
    name: str,
    meaning: str,
    by: Person,
    now: datetime,
    seen_at: datetime,
    is_material: bool = False,
    reason: str = "",
) -> Value:
    """Change the words of a value.

    Raises:
        ChangedMeanwhile, ItemIsOver: as for every item.
    """
    thread.change_item(
        item=value.item,
        values={"title": name, "description": meaning},
        by=by,
        now=now,
        seen_at=seen_at,
        is_material=is_material,
        reason=reason,
    )
    Value.objects.filter(pk=value.pk).update(meaning=meaning)
    return Value.objects.select_related("item").get(pk=value.pk)


@transaction.atomic
def set_behaviours(*, value: Value, wanted: Sequence[BehaviourWords], by: Person, now: datetime) -> None:
    """Let a value have exactly these behaviours, in this order. Those that stay keep their number.

    Each one that comes or goes is in the trail.
    """
    present = {(each.kind, each.level, each.words): each for each in Behaviour.objects.filter(value=value)}
    unique = list(dict.fromkeys((each.kind, each.level, each.words) for each in wanted))
    gone = [key for key in present if key not in set(unique)]
    Behaviour.objects.filter(pk__in=[present[key].pk for key in gone]).delete()
    for place, key in enumerate(unique):
        kind, level, words = key
        if key not in present:
            Behaviour.objects.create(value=value, kind=kind, level=level, words=words, position=place)
        elif present[key].position != place:
            Behaviour.objects.filter(pk=present[key].pk).update(position=place)
    for key in gone:
        _record("behaviour.remove", value=value, changes={"words": [key[2], None]}, by=by, now=now)
    for key in unique:
        if key not in present:
            _record("behaviour.add", value=value, changes={"words": [None, key[2]]}, by=by, now=now)


def _record(action: str, *, value: Value, changes: dict[str, object], by: Person, now: datetime) -> None:
    audit.record(
        action=action,
        subject_kind="item",
        subject_number=value.pk,
        subject_label=value.item.trail_label,
        by=by,
        now=now,
        changes=changes,
    )
