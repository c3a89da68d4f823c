"""Opening, renaming, moving and closing units."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from goldenthread.audit.models import Entry
from goldenthread.people import actions
from goldenthread.people.models import Unit
from goldenthread.people.refusals import (
    ChangedMeanwhile,
    CodeTaken,
    PostIsAbolished,
    RoundInCircle,
    TreeTooDeep,
    UnitInUse,
    UnitIsClosed,
)
from goldenthread.search.models import Entry as Words
from tests.cast import Cast


def paths_are_true() -> bool:
    """Whether every unit's path is its line of parents, worked out one by one."""
    units = {unit.pk: unit for unit in Unit.objects.all()}

    def path(unit: Unit) -> str:
        above = units[unit.parent_id] if unit.parent_id else None
        return f"{path(above) if above else ''}{unit.pk}."

    return all(unit.path == path(unit) for unit in units.values())


def open_unit(cast: Cast, now: datetime, code: str, parent: Unit | None) -> Unit:
    return actions.create_unit(code=code, name=f"Unit {code}", parent=parent, by=cast.ada, now=now)


def test_a_new_unit_stands_below_its_parent_and_is_found(cast: Cast, now: datetime) -> None:
    unit = open_unit(cast, now, "PREV-1", cast.prevention)

    assert unit.path == f"{cast.prevention.path}{unit.pk}."
    assert Words.objects.get(kind="unit", number=unit.pk).words.startswith("Unit PREV-1")
    entry = Entry.objects.get(action="unit.create")
    assert (entry.person_name, entry.subject_number) == ("Ada Administrator", unit.pk)


def test_a_code_is_given_once(cast: Cast, now: datetime) -> None:
    with pytest.raises(CodeTaken, match="PREV"):
        open_unit(cast, now, "PREV", cast.service)

    with pytest.raises(CodeTaken):
        actions.change_unit(unit=cast.response, values={"code": "PREV"}, by=cast.ada, now=now)


def test_nothing_opens_under_a_closed_unit(cast: Cast, now: datetime) -> None:
    closed = open_unit(cast, now, "OLD", cast.service)
    actions.close_unit(unit=closed, closed_on=date(2026, 11, 1), reason="", by=cast.ada, now=now)

    with pytest.raises(UnitIsClosed, match="Unit OLD"):
        open_unit(cast, now, "NEW", closed)


def test_renaming_is_told_and_found(cast: Cast, now: datetime) -> None:
    actions.change_unit(unit=cast.response, values={"name": "Réponse"}, by=cast.ada, now=now)

    assert Entry.objects.get(action="unit.change").changes == {"name": ["Response", "Réponse"]}
    assert "Réponse" in Words.objects.get(kind="unit", number=cast.response.pk).words


def test_a_change_that_changes_nothing_leaves_no_trail(cast: Cast, now: datetime) -> None:
    actions.change_unit(unit=cast.response, values={"name": "Response"}, by=cast.ada, now=now)

    assert not Entry.objects.exists()


def test_moving_a_unit_takes_everything_below_it_along(cast: Cast, now: datetime) -> None:
    station = open_unit(cast, now, "ST", cast.response)
    watch = open_unit(cast, now, "RW", station)

    actions.move_unit(unit=station, parent=cast.prevention, reason="Closer to homes", by=cast.ada, now=now)

    watch.refresh_from_db()
    assert watch.path.startswith(cast.prevention.path)
    assert paths_are_true()
    assert Entry.objects.get(action="unit.move").changes == {"parent": ["Response", "Prevention"]}


def test_moving_to_the_top_and_back_restores_every_path(cast: Cast, now: datetime) -> None:
    open_unit(cast, now, "ST", cast.response)
    before = dict(Unit.objects.values_list("pk", "path"))

    moved = actions.move_unit(unit=cast.response, parent=None, reason="", by=cast.ada, now=now)
    actions.move_unit(unit=moved, parent=cast.service, reason="", by=cast.ada, now=now)

    assert dict(Unit.objects.values_list("pk", "path")) == before


@pytest.mark.parametrize("below", ["itself", "child", "grandchild"])
def test_a_unit_never_comes_under_itself(cast: Cast, now: datetime, below: str) -> None:
    station = open_unit(cast, now, "ST", cast.response)
    watch = open_unit(cast, now, "RW", station)
    parent = {"itself": cast.response, "child": station, "grandchild": watch}[below]

    with pytest.raises(RoundInCircle):
        actions.move_unit(unit=cast.response, parent=parent, reason="", by=cast.ada, now=now)

    assert paths_are_true()


def test_two_stale_moves_cannot_close_a_circle(cast: Cast, now: datetime) -> None:
    stale_prevention = Unit.objects.get(pk=cast.prevention.pk)
    stale_response = Unit.objects.get(pk=cast.response.pk)
    actions.move_unit(unit=stale_prevention, parent=stale_response, reason="", by=cast.ada, now=now)

    with pytest.raises(RoundInCircle):
        actions.move_unit(unit=stale_response, parent=stale_prevention, reason="", by=cast.ada, now=now)


def test_units_go_no_deeper_than_thirty_levels(cast: Cast, now: datetime) -> None:
    unit = cast.service
    for level in range(2, 31):
        unit = open_unit(cast, now, f"D{level}", unit)
    assert unit.path.count(".") == 30

    with pytest.raises(TreeTooDeep):
        open_unit(cast, now, "D31", unit)
    with pytest.raises(TreeTooDeep):
        actions.move_unit(unit=cast.prevention, parent=unit, reason="", by=cast.ada, now=now)


def test_a_unit_with_posts_or_open_units_is_not_closed(cast: Cast, now: datetime) -> None:
    with pytest.raises(UnitInUse, match="4 posts"):
        actions.close_unit(unit=cast.prevention, closed_on=date(2026, 11, 24), reason="", by=cast.ada, now=now)
    with pytest.raises(UnitInUse, match="2 units"):
        actions.close_unit(unit=cast.service, closed_on=date(2026, 11, 24), reason="", by=cast.ada, now=now)


def test_closing_twice_says_so_and_a_closed_unit_opens_again(cast: Cast, now: datetime) -> None:
    unit = open_unit(cast, now, "ST", cast.response)
    actions.close_unit(unit=unit, closed_on=date(2026, 11, 24), reason="Merged", by=cast.ada, now=now)

    with pytest.raises(ChangedMeanwhile):
        actions.close_unit(unit=unit, closed_on=date(2026, 11, 24), reason="", by=cast.ada, now=now)

    unit.refresh_from_db()
    assert unit.is_closed
    assert not actions.reopen_unit(unit=unit, reason="Mistake", by=cast.ada, now=now).is_closed


def test_the_head_of_a_unit_is_a_live_post(cast: Cast, now: datetime) -> None:
    actions.abolish_post(post=cast.vacant_post, abolished_on=date(2026, 11, 1), reason="", by=cast.ada, now=now)

    with pytest.raises(PostIsAbolished):
        actions.set_head(unit=cast.prevention, post=cast.vacant_post, by=cast.ada, now=now)

    unit = actions.set_head(unit=cast.prevention, post=cast.prevention_officer, by=cast.ada, now=now)
    assert unit.head_post_id == cast.prevention_officer.pk
    assert cast.standing("alice").heads(unit.path)
    assert not cast.standing("mona").heads(unit.path)
