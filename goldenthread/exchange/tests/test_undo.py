"""Undoing an import: all of it is put back, or, where somebody has built on it, nothing is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.core.serializers import serialize

from goldenthread.exchange import actions
from goldenthread.exchange.actions import CannotUndo, NotReady
from goldenthread.exchange.models import Import, ImportChange, SourceKey
from goldenthread.exchange.tests.bringing import (
    NOW,
    SMALL_ORGANISATION,
    bring,
    bring_files,
    bundle,
)
from goldenthread.exchange.tests.everything import fill_database
from goldenthread.exchange.tests.test_sources import plan_bundle
from goldenthread.manage.plans.models import Task
from goldenthread.people.models import Assignment, Person, Post, Unit
from goldenthread.search.models import Entry as Found
from goldenthread.thread.models import Comment, Item, Link, Watch

pytestmark = pytest.mark.django_db

# What an import leaves behind on purpose, and what only counts or queues.
BESIDE = {
    "audit.Entry",
    "exchange.Import",
    "exchange.ImportRow",
    "people.StructureLock",
    "people.Touched",
    "search.Entry",
    "thread.ReferenceCounter",
    "thread.SpineLock",
}


def everything() -> dict[str, str]:
    """Return every record of the product, model by model; of the search what it finds, whatever its own numbers."""
    found = Found.objects.order_by("kind", "number").values_list("kind", "number", "reference", "words")
    records = {
        model._meta.label: serialize("json", model._default_manager.order_by("pk"))
        for model in apps.get_models()
        if model.__module__.startswith("goldenthread.") and model._meta.label not in BESIDE
    }
    return {**records, "search.Entry": str(list(found))}


def undo(started: Import) -> None:
    actions.undo_import(of_import=started, by=None, now=NOW)


def test_what_was_made_is_gone_and_nothing_else() -> None:
    before = everything()
    started, _reckoning = bring(bundle(**SMALL_ORGANISATION))

    undo(started)

    assert everything() == before
    assert Import.objects.get().state == Import.State.UNDONE


def test_what_was_changed_is_as_it_was() -> None:
    bring_files(**SMALL_ORGANISATION)
    before = everything()
    started, _reckoning = bring(
        bundle(
            units="code,name,parent,head_post\nB,Branch of another name,,P2\nC,New,B,\n",
            posts="reference,title,unit,reports_to,fte\nP2,Officer,C,,0.5\nP3,New,C,P2,1\n",
            assignments="person,post,starts_on,ends_on\n2,P2,2021-04-01,2026-01-31\n2,P3,2026-02-01,\n",
            goals="reference,title,theme\nGOAL-1,Far fewer fires,Prevention\n",
            tasks="number,title,state,done_on\n10,Draw the list,done,2026-02-01\n12,New,open,\n",
        )
    )

    undo(started)

    after = everything()
    assert {label for label in before if label != "exchange.ImportChange" and before[label] != after[label]} == set()


@pytest.mark.django_db(transaction=True)
def test_everything_there_is_can_be_brought_in_and_undone(tmp_path: Path) -> None:
    from django.core.management import call_command

    from goldenthread.exchange.queries.bundles import file_at, folder_bundle

    fill_database()
    actions.export_folder(folder=tmp_path, by=None, now=NOW)
    call_command("flush", interactive=False, verbosity=0)
    before = everything()
    started, _reckoning = bring(folder_bundle([file_at(path) for path in sorted(tmp_path.iterdir())]))

    undo(started)

    assert everything() == before


def test_the_same_plan_can_come_in_again_afterwards() -> None:
    started, _reckoning = bring(plan_bundle())
    undo(started)
    assert SourceKey.objects.count() == 0

    _import, again = bring(plan_bundle())

    assert again.changes == 5
    assert Item.objects.count() == 2


def new_person() -> Person:
    return Person.objects.create(number="99", name="Otto")


CHANGES: list[tuple[str, Callable[[], object]]] = [
    ("Mona Jones", lambda: Person.objects.filter(number="2").update(name="Mona Jones")),
    ("Branch", lambda: Unit.objects.filter(code="B").update(purpose="more")),
    ("Draw the list", lambda: Task.objects.filter(pk=10).update(remaining_minutes=5)),
    ("GOAL-1", lambda: Item.objects.filter(reference="GOAL-1").update(version=2)),
    (
        "Call them",
        lambda: Task.objects.create(title="Call them", serves=Item.objects.get(reference="PLAN-1"), created_at=NOW),
    ),
    ("comment", lambda: Comment.objects.create(item=Item.objects.get(reference="OBJ-1"), words="Good", at=NOW)),
    (
        "Second officer",
        lambda: Post.objects.create(reference="P9", title="Second officer", unit=Unit.objects.get(code="B")),
    ),
    (
        "assignment",
        lambda: Assignment.objects.create(
            person=new_person(), post=Post.objects.get(reference="P2"), starts_on=NOW.date()
        ),
    ),
    ("link", lambda: Link.objects.filter(lower__reference="PLAN-1").delete()),
]


@pytest.mark.parametrize(("named", "change"), CHANGES, ids=[named for named, _change in CHANGES])
def test_what_somebody_built_on_it_is_named_and_nothing_is_undone(named: str, change: Callable[[], object]) -> None:
    started, _reckoning = bring(bundle(**SMALL_ORGANISATION))
    change()
    before = everything()

    with pytest.raises(CannotUndo) as refused:
        undo(started)

    assert any(named.casefold() in each.casefold() for each in refused.value.changed), refused.value.changed
    assert everything() == before
    assert Import.objects.get().state == Import.State.DONE


def test_a_changed_field_that_the_import_did_not_write_is_no_hindrance() -> None:
    bring_files(**SMALL_ORGANISATION)
    started, _reckoning = bring(bundle(people="number,name\n2,Mona Jones\n"))
    Person.objects.filter(number="2").update(known_as="Mo")

    undo(started)

    person = Person.objects.get(number="2")
    assert (person.name, person.known_as) == ("Mona", "Mo")


def test_watching_and_the_search_do_not_stand_in_the_way() -> None:
    started, _reckoning = bring(bundle(**SMALL_ORGANISATION))
    Watch.objects.create(item=Item.objects.get(reference="OBJ-1"), person=new_person(), since=NOW)
    assert Found.objects.filter(kind="item").count() == 4

    undo(started)

    assert Found.objects.count() == 0
    assert Item.objects.count() == 0


def test_the_search_finds_what_was_before_again() -> None:
    bring_files(**SMALL_ORGANISATION)
    started, _reckoning = bring(bundle(people="number,name\n2,Mona Jones\n"))

    undo(started)

    assert "Jones" not in Found.objects.get(kind="person", reference="2").words


def test_an_import_is_undone_once() -> None:
    started, _reckoning = bring(bundle(**SMALL_ORGANISATION))
    undo(started)

    with pytest.raises(CannotUndo, match="already been undone"):
        undo(started)


def test_the_time_for_undoing_ends() -> None:
    started, _reckoning = bring(bundle(**SMALL_ORGANISATION))

    with pytest.raises(CannotUndo, match="time"):
        actions.undo_import(of_import=started, by=None, now=NOW + timedelta(days=31))


def test_an_import_that_changed_nothing_has_nothing_to_undo() -> None:
    bring_files(**SMALL_ORGANISATION)
    started, _reckoning = bring(bundle(**SMALL_ORGANISATION))

    with pytest.raises(CannotUndo, match="changed nothing"):
        undo(started)


def test_an_undone_import_cannot_be_run_again() -> None:
    started, _reckoning = bring(bundle(**SMALL_ORGANISATION))
    undo(started)

    with pytest.raises(NotReady):
        actions.run_import(of_import=started, bundle=bundle(), as_of=NOW.date(), by=None, now=NOW)


def test_an_import_over_another_is_undone_first() -> None:
    first, _reckoning = bring(bundle(**SMALL_ORGANISATION))
    second, _reckoning = bring(bundle(people="number,name\n2,Mona Jones\n"))

    with pytest.raises(CannotUndo):
        undo(first)
    undo(second)
    undo(first)

    assert Person.objects.count() == 0
    assert ImportChange.objects.count() == 0
