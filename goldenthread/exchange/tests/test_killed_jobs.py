"""A job that was killed after its last write, and before it could say so, is done when it is taken up again."""

from __future__ import annotations

import pytest

from goldenthread.exchange.actions import undo_import
from goldenthread.exchange.models import Import
from goldenthread.exchange.tests.bringing import NOW, SMALL_ORGANISATION, bring, bundle
from goldenthread.exchange.work import run, undo
from goldenthread.jobs.handlers import Result

pytestmark = pytest.mark.django_db


class Untold:
    """A worker's way of being told, to which nobody listens."""

    def step(self, done: int, total: int, words: str = "") -> None:
        return

    def finish(self, result: Result) -> None:
        return


def test_an_import_that_is_there_is_done() -> None:
    started, reckoning = bring(bundle(**SMALL_ORGANISATION))

    assert run(Untold(), {"import": started.pk, "person": None}) == {"changes": reckoning.changes, "stopped": 0}


def test_an_import_that_is_undone_is_undone() -> None:
    started, _reckoning = bring(bundle(**SMALL_ORGANISATION))
    undo_import(of_import=started, by=None, now=NOW)

    assert undo(Untold(), {"import": started.pk, "person": None}) == {}
    assert Import.objects.get().state == Import.State.UNDONE
