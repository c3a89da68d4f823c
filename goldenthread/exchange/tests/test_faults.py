"""Faults at every statement of an import that writes: nothing is half-written, and running it again completes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from goldenthread.exchange import actions
from goldenthread.exchange.models import Import
from goldenthread.exchange.queries.reckon import reckon
from goldenthread.exchange.records import Bundle
from goldenthread.exchange.tests.bringing import NOW, SMALL_ORGANISATION, TODAY, bring, bundle
from goldenthread.exchange.tests.test_sources import plan_bundle
from goldenthread.exchange.tests.test_undo import everything
from goldenthread.jobs.handlers import Cancelled

pytestmark = pytest.mark.django_db(transaction=True)

WRITES = ("INSERT", "UPDATE", "DELETE")


class Fault(Exception):
    """The power went, the disk is full, the process was killed: all the same to the database."""


class Breaker:
    """Counts the statements that write, and lets one of them fail."""

    def __init__(self, fails_at: int | None = None) -> None:
        self.fails_at = fails_at
        self.count = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 (Django's own signature)
        if sql.lstrip().startswith(WRITES):
            self.count += 1
            if self.count == self.fails_at:
                raise Fault
        return execute(sql, params, many, context)


@contextmanager
def breaking(fails_at: int | None = None) -> Iterator[Breaker]:
    breaker = Breaker(fails_at)
    with connection.execute_wrapper(breaker):
        yield breaker


def new_import() -> Import:
    return actions.new_import(kind=Import.Kind.FOLDER, by=None, now=NOW)


def run(started: Import, of: Bundle) -> None:
    actions.run_import(of_import=started, bundle=of, as_of=TODAY, by=None, now=NOW)


SECOND_FILES = {
    "units": "code,name,parent\nB,Branch of another name,\nC,New,B\n",
    "posts": "reference,title,unit,reports_to\nP2,Officer,C,\nP3,New,C,P2\n",
    "assignments": "person,post,starts_on,ends_on\n2,P2,2021-04-01,2026-01-31\n2,P3,2026-02-01,\n",
    "goals": "reference,title\nGOAL-1,Far fewer fires\n",
    "tasks": "number,title,state,done_on\n10,Draw the list,done,2026-02-01\n12,New,open,\n",
}


def first_import() -> Bundle:
    return bundle(**SMALL_ORGANISATION)


def second_import() -> Bundle:
    bring(bundle(**SMALL_ORGANISATION))
    return bundle(**SECOND_FILES)


@pytest.mark.parametrize("prepare", [first_import, second_import, plan_bundle])
def test_a_fault_at_any_write_leaves_nothing_and_the_next_run_completes(prepare: Callable[[], Bundle]) -> None:
    of = prepare()
    started = new_import()
    before = everything()

    fails_at = 0
    while True:
        fails_at += 1
        try:
            with breaking(fails_at) as breaker:
                run(started, of)
        except Fault:
            assert everything() == before, f"write {fails_at} left something behind"
            continue
        break

    assert breaker.count < fails_at
    assert fails_at > 20
    assert Import.objects.get(pk=started.pk).state == Import.State.DONE
    assert reckon(of, as_of=TODAY, now=NOW).changes == 0


def test_a_fault_at_any_write_of_an_undo_leaves_the_import_as_it_was() -> None:
    bring(bundle(**SMALL_ORGANISATION))
    started, _reckoning = bring(bundle(**SECOND_FILES))
    before = everything()

    fails_at = 0
    while True:
        fails_at += 1
        try:
            with breaking(fails_at):
                actions.undo_import(of_import=started, by=None, now=NOW)
        except Fault:
            assert everything() == before, f"write {fails_at} left something behind"
            assert Import.objects.get(pk=started.pk).state == Import.State.DONE
            continue
        break

    assert fails_at > 5
    assert reckon(bundle(**SMALL_ORGANISATION), as_of=TODAY, now=NOW).changes == 0


class StopsAt:
    """Somebody asks to stop at one of the steps."""

    def __init__(self, step: int) -> None:
        self.left = step

    def step(self, done: int, total: int, words: str = "") -> None:
        self.left -= 1
        if self.left == 0:
            raise Cancelled


def test_stopping_at_any_step_leaves_nothing_and_it_can_be_started_again() -> None:
    of, started, before = first_import(), new_import(), everything()

    step = 0
    while True:
        step += 1
        try:
            actions.run_import(of_import=started, bundle=of, as_of=TODAY, by=None, now=NOW, progress=StopsAt(step))
        except Cancelled:
            assert everything() == before
            assert Import.objects.get(pk=started.pk).state == Import.State.STOPPED
            continue
        break

    assert step > 5
    assert Import.objects.get(pk=started.pk).state == Import.State.DONE


def test_a_preview_writes_nothing_but_its_rows() -> None:
    started, before = new_import(), everything()

    actions.preview(of_import=started, bundle=first_import(), as_of=TODAY, now=NOW)

    after = everything()
    assert {label for label in before if before[label] != after[label]} == set()
    assert started.rows.count() == sum(content.count("\n") - 1 for content in SMALL_ORGANISATION.values())
