"""Each rule that the database itself holds, and something that tries to break it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from goldenthread.thread.models import CheckIn, Item, ItemVersion, Link, PersonSight, SpineLock, Watch
from goldenthread.thread.tests.items import NOW, hang, make_item
from tests.cast import Cast

pytestmark = pytest.mark.django_db

Break = Callable[[Cast, Item, Item], object]


def _link(lower: Item, upper: Item, **values: object) -> Link:
    given: dict[str, object] = {"kind": "serves", "is_primary": False, "made_at": NOW, **values}
    return Link.objects.create(lower=lower, upper=upper, **given)


BREAKS: dict[str, Break] = {
    "item_reference_once": lambda cast, a, b: Item.objects.filter(pk=a.pk).update(reference=b.reference),
    "item_one_owner": lambda cast, a, b: Item.objects.filter(pk=a.pk).update(
        owner_post=cast.chief, owner_unit=cast.service
    ),
    "item_dates_in_order": lambda cast, a, b: Item.objects.filter(pk=a.pk).update(
        starts_on=date(2026, 5, 2), ends_on=date(2026, 5, 1)
    ),
    "item_restricted_has_subject": lambda cast, a, b: Item.objects.filter(pk=a.pk).update(visibility="restricted"),
    "item_version_from_one": lambda cast, a, b: Item.objects.filter(pk=a.pk).update(version=0),
    "item_confidence_to_ten": lambda cast, a, b: Item.objects.filter(pk=a.pk).update(confidence=11),
    "item_one_live_vision": lambda cast, a, b: Item.objects.filter(pk__in=[a.pk, b.pk]).update(kind="vision"),
    "item_version_once": lambda cast, a, b: ItemVersion.objects.create(item=a, version=1, title="again", at=NOW),
    "link_one_primary_up": lambda cast, a, b: [
        _link(a, b, is_primary=True),
        _link(a, make_item("third"), is_primary=True),
    ],
    "link_once": lambda cast, a, b: [_link(a, b), _link(a, b)],
    "link_not_to_itself": lambda cast, a, b: _link(a, a),
    "link_primary_serves": lambda cast, a, b: _link(a, b, kind="measures", is_primary=True),
    "spine_lock_only_one": lambda cast, a, b: SpineLock.objects.create(pk=2),
    "check_in_confidence_to_ten": lambda cast, a, b: CheckIn.objects.create(item=a, at=NOW, confidence=11),
    "watch_once": lambda cast, a, b: [Watch.objects.create(item=a, person=cast.bob, since=NOW) for _twice in range(2)],
    "sight_parts_of_whole": lambda cast, a, b: PersonSight.objects.create(
        person=cast.bob, planned_minutes=10, reaching_minutes=11, as_of=date(2026, 11, 24)
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses_to_break(name: str, cast: Cast) -> None:
    one, other = make_item("one"), make_item("other")

    with pytest.raises(IntegrityError), transaction.atomic():
        BREAKS[name](cast, one, other)


def test_every_constraint_of_the_room_is_tried() -> None:
    from django.apps import apps

    named = {
        constraint.name
        for model in apps.get_app_config("thread").get_models()
        for constraint in model._meta.constraints
    }

    assert named == set(BREAKS)


def test_a_retired_link_leaves_room_for_another(cast: Cast) -> None:
    lower, first, second = make_item("lower"), make_item("first"), make_item("second")
    hang(lower, first)

    hang(lower, second)
    hang(lower, first)

    states = Link.objects.filter(lower=lower).order_by("id").values_list("upper_id", "state", "is_primary")
    assert [(upper, state) for upper, state, _primary in states if state != "retired"] == [(first.pk, "affirmed")]
