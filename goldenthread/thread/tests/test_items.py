"""Making, changing and ending items: versions, lost updates, references."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.db import connection

from goldenthread.audit.models import Entry
from goldenthread.thread import actions
from goldenthread.thread.models import Item, ItemVersion, ReferenceCounter, Touched
from goldenthread.thread.tests.items import NOW, fresh, make_item
from tests.cast import Cast

LATER = NOW + timedelta(minutes=5)


@pytest.mark.django_db
def test_a_reference_that_was_brought_in_is_skipped() -> None:
    make_item("first")
    Item.objects.filter(reference="OBJ-1").update(reference="OBJ-2")

    assert make_item("second").reference == "OBJ-3"
    assert ReferenceCounter.objects.get(prefix="OBJ").last == 3


@pytest.mark.django_db(transaction=True)
def test_people_making_items_at_once_get_different_references() -> None:
    start = threading.Barrier(4)

    def make() -> None:
        start.wait(timeout=10)
        make_item("at once")
        connection.close()

    threads = [threading.Thread(target=make) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert Item.objects.values("reference").distinct().count() == 4


@pytest.mark.django_db
def test_a_material_change_keeps_both_wordings(cast: Cast) -> None:
    item = make_item("before", description="old words", by=cast.alice)

    actions.change_item(
        item=item,
        values={"title": "after", "description": "new words"},
        by=cast.alice,
        now=LATER,
        is_material=True,
        reason="the old ones misled",
    )

    kept = ItemVersion.objects.filter(item=item).order_by("version").values_list("version", "title", "words", "reason")
    assert list(kept) == [(1, "before", "old words", ""), (2, "after", "new words", "the old ones misled")]
    entry = Entry.objects.get(action="objective.reword")
    assert entry.changes == {"title": ["before", "after"], "description": ["old words", "new words"]}
    assert entry.is_material


@pytest.mark.django_db
def test_what_somebody_else_changed_meanwhile_is_not_overwritten(cast: Cast) -> None:
    item = make_item("opened by two")
    seen_at = item.changed_at
    actions.change_item(item=fresh(item), values={"title": "mona's"}, by=cast.mona, now=LATER, seen_at=seen_at)

    with pytest.raises(actions.ChangedMeanwhile):
        actions.change_item(item=fresh(item), values={"title": "bob's"}, by=cast.bob, now=LATER, seen_at=seen_at)

    assert fresh(item).title == "mona's"


@pytest.mark.django_db
def test_changing_nothing_writes_nothing() -> None:
    item = make_item("as it is")
    entries = Entry.objects.count()

    actions.change_item(item=item, values={"title": "as it is"}, by=None, now=LATER)

    assert Entry.objects.count() == entries
    assert fresh(item).changed_at == NOW


@pytest.mark.django_db
def test_what_is_closed_cannot_be_changed_until_it_is_opened_again() -> None:
    item = make_item("nearly done")
    closed = actions.end_item(item=item, state=Item.State.CLOSED, reason="done", by=None, now=LATER)

    with pytest.raises(actions.ItemIsOver):
        actions.change_item(item=closed, values={"title": "again"}, by=None, now=LATER)
    with pytest.raises(actions.ItemIsOver):
        actions.end_item(item=closed, state=Item.State.RETIRED, reason="twice", by=None, now=LATER)
    opened = actions.reopen_item(item=closed, reason="not done after all", by=None, now=LATER)
    assert actions.change_item(item=opened, values={"title": "again"}, by=None, now=LATER).title == "again"


@pytest.mark.django_db
def test_a_superseded_item_stays_superseded() -> None:
    item = make_item("old", kind=Item.Kind.VISION)
    over = actions.end_item(item=item, state=Item.State.SUPERSEDED, reason="renewed", by=None, now=LATER)

    with pytest.raises(actions.ItemIsOver):
        actions.reopen_item(item=over, reason="nostalgia", by=None, now=LATER)


@pytest.mark.django_db
def test_each_change_asks_for_the_figures_to_be_worked_out_again() -> None:
    item = make_item("touched")
    Touched.objects.all().delete()

    actions.change_item(item=item, values={"ends_on": date(2027, 3, 31)}, by=None, now=LATER)

    assert list(Touched.objects.values_list("kind", "number")) == [("item", item.pk)]


@pytest.mark.django_db
def test_the_trail_calls_own_development_by_its_reference_alone(cast: Cast) -> None:
    item = make_item("speak in public", subject=cast.bob, lead=cast.bob)
    actions.check_in(item=item, said=Item.Said.ON_TRACK, by=cast.bob, now=LATER)
    actions.end_item(item=item, state=Item.State.CLOSED, reason="I can", by=cast.bob, now=LATER)

    assert set(Entry.objects.values_list("subject_label", flat=True)) == {item.reference}


@pytest.mark.django_db
def test_a_dropped_draft_comes_back_as_a_draft(cast: Cast) -> None:
    draft = make_item("not yet", by=cast.bob, state=Item.State.DRAFT)
    dropped = actions.end_item(item=draft, state=Item.State.RETIRED, reason="no", by=cast.bob, now=LATER)

    assert actions.reopen_item(item=dropped, reason="yes", by=cast.bob, now=LATER).is_draft
    published = actions.publish_item(item=fresh(draft), by=cast.bob, now=LATER)
    closed = actions.end_item(item=published, state=Item.State.CLOSED, reason="done", by=cast.bob, now=LATER)
    assert actions.reopen_item(item=closed, reason="not done", by=cast.bob, now=LATER).is_live


@pytest.mark.django_db
def test_a_retired_vision_does_not_come_back_beside_another() -> None:
    old = make_item("old", kind=Item.Kind.VISION)
    retired = actions.end_item(item=old, state=Item.State.RETIRED, reason="tired", by=None, now=LATER)
    make_item("new", kind=Item.Kind.VISION)

    with pytest.raises(actions.ItemIsOver, match="Another vision"):
        actions.reopen_item(item=retired, reason="nostalgia", by=None, now=LATER)
