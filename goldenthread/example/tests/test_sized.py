"""A measured council has the size that was asked for, hangs together, and is written as the models would write it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection, models

from goldenthread.example import actions, loading
from goldenthread.example.actions import TABLES
from goldenthread.example.sized.sizes import Size
from goldenthread.example.sized.whole import write_council
from goldenthread.manage.objectives.models import Objective, Reading
from goldenthread.manage.plans.models import Task
from goldenthread.people.models import Assignment, Person
from goldenthread.search.models import Entry
from goldenthread.search.queries import find
from goldenthread.thread.models import Item, Link

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SMALL = Size("small", people=60, years=2, tasks=6_000, objectives=280, readings=900)


def indexes_of(model: type[models.Model]) -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.get_constraints(cursor, model._meta.db_table))


@pytest.fixture
def council(db: None) -> list[actions.SignIn]:
    return actions.make_council(size=SMALL, today=TODAY, now=NOW)


def test_it_has_the_size_that_was_asked_for(council: list[actions.SignIn]) -> None:
    assert Person.objects.count() == Assignment.objects.count() == SMALL.people
    assert Task.objects.count() == SMALL.tasks
    assert Task.objects.filter(state__in=["open", "doing"]).count() == 40 * SMALL.people
    assert Objective.objects.filter(item__state="live").count() == SMALL.objectives
    assert 0.9 * SMALL.readings <= Reading.objects.count() <= SMALL.readings


def test_every_reference_leads_somewhere(council: list[actions.SignIn]) -> None:
    connection.check_constraints()


def test_nearly_everything_reaches_the_vision(council: list[actions.SignIn]) -> None:
    ups = dict(Link.objects.filter(is_primary=True).values_list("lower_id", "upper_id"))
    vision = Item.objects.get(kind="vision").pk

    def reaches(item: int) -> bool:
        while item != vision and item in ups:
            item = ups[item]
        return item == vision

    live = Item.objects.filter(state="live").values_list("pk", flat=True)
    assert sum(map(reaches, live)) > 0.95 * len(live)


def test_it_is_the_same_every_time() -> None:
    first, second = write_council(SMALL, TODAY), write_council(SMALL, TODAY)

    assert first.book.rows == second.book.rows
    for (_name, one), (_same, other) in zip(first.book.streams, second.book.streams, strict=True):
        assert list(one) == list(other)


def test_words_of_tasks_are_folded_as_the_model_folds_them(council: list[actions.SignIn]) -> None:
    entry = Entry.objects.filter(kind="task").order_by("-number")[0]
    written = entry.folded
    entry.save()

    assert entry.folded == written
    assert [hit.number for hit in find(words=entry.reference, kinds=["task"])][:1] == [entry.number]


def test_indexes_are_back_when_the_rows_are_in(db: None) -> None:
    before = {model: indexes_of(model) for model in (Task, Reading)}

    actions.make_council(size=SMALL, today=TODAY, now=NOW)

    assert {model: indexes_of(model) for model in (Task, Reading)} == before


def test_each_kind_of_user_can_sign_in(council: list[actions.SignIn]) -> None:
    assert len({way.email for way in council}) == 6
    for way in council:
        account = Person.objects.get(email=way.email).account
        assert account is not None
        assert account.check_password(way.pass_phrase)


def test_rows_are_written_with_the_defaults_of_their_models(db: None) -> None:
    for name, model in TABLES.items():
        defaults = next(loading.complete(model, [{}]))
        fields = loading.columns_of(model)
        assert len(defaults) == len(fields), name
    with pytest.raises(ValueError, match="has no column colour"):
        next(loading.complete(Task, [{"colour": "gold"}]))
