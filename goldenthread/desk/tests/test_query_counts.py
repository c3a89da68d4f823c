"""How many queries the desk's and the plans' pages take: few, and the same with few rows and with many."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.manage.objectives.models import Objective
from goldenthread.manage.plans import actions
from goldenthread.manage.plans.tests.browsing import FRAGMENT, Browse
from goldenthread.manage.plans.tests.work import NOW, Work, days, make_task
from goldenthread.notices.models import Notice
from goldenthread.search import actions as search
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item, ItemFigure
from tests.cast import TODAY, Cast
from tests.query_counts import COUNTS, queries_of


def make_busy(cast: Cast, work: Work, *, times: int) -> None:
    """Let there be much work, much owed and much below."""
    for number in range(times):
        make_task(
            f"Visit home {number}", by=cast.mona, serves=work.plan.item, person=cast.alice, due_on=days(number % 9)
        )
        make_task(f"Loose end {number}", person=cast.alice)
        objective = thread.create_item(
            new=thread.NewItem(
                kind=Item.Kind.OBJECTIVE, title=f"Visit street {number}", lead=cast.alice, rhythm_days=7
            ),
            by=cast.mona,
            now=NOW,
        )
        Objective.objects.create(item=objective, kind="change")
        thread.connect(lower=objective, upper=work.goal, by=cast.mona, now=NOW)
        ItemFigure.objects.create(item=objective, as_of=TODAY)
        actions.create_plan(
            new=actions.NewPlan(title=f"Visit plan {number}", serves=work.objective, lead=cast.alice),
            by=cast.alice,
            now=NOW,
        )
        Notice.objects.create(
            person=cast.alice, kind="mention", words="!", url="/", key=f"{times} {number}", created_at=NOW
        )
        search.put(kind="person", number=10_000 * times + number, reference=str(number), words="Visitor")
    first = make_task("Visit with many steps", serves=work.plan.item, person=cast.alice)
    for number in range(times):
        actions.add_part(task=first, words=f"Step {number}", by=cast.alice, now=NOW)


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the organisation's settings, kept for a few seconds, not be read again in the middle of counting."""
    monkeypatch.setattr("goldenthread.organisation.queries._KEEP_SECONDS", 3600.0)


def pages(work: Work) -> list[str]:
    return [
        "/",
        f"/?day={days(1).isoformat()}",
        "/work/",
        "/thread/",
        f"/thread/?goal={work.goal.pk}&open={work.objective.pk}",
        "/search/?q=visit",
        "/help/",
        "/plans/",
        f"/plans/{work.plan.pk}/",
        f"/plans/serving/{work.plan.pk}/",
        f"/plans/below/{work.objective.pk}/",
        f"/plans/tasks/{work.alices.pk}/",
        "/plans/tasks/new/",
    ]


def counts(client: Client, work: Work) -> dict[str, int]:
    return {page: queries_of(client, page) for page in pages(work)}


def test_pages_take_no_more_queries_with_more_rows(cast: Cast, work: Work, browse: Browse) -> None:
    client = browse(cast.alice)
    make_busy(cast, work, times=1)
    few = counts(client, work)

    make_busy(cast, work, times=12)

    many = counts(client, work)
    assert all(many[page] <= few[page] for page in few), {page: (few[page], many[page]) for page in few}


def test_a_map_from_somebody_elses_place_keeps_to_its_count(cast: Cast, work: Work, browse: Browse) -> None:
    del work
    assert queries_of(browse(cast.mona), f"/thread/?from={cast.alice.pk}") <= COUNTS["desk:thread"]


def test_no_page_of_the_desk_or_of_plans_may_take_more_than_twelve() -> None:
    assert {
        route: count for route, count in COUNTS.items() if route.startswith(("desk:", "plans:")) and count > 12
    } == {}


def test_fragments_take_no_queries_for_what_surrounds_pages(cast: Cast, work: Work, browse: Browse) -> None:
    client = browse(cast.alice)
    whole = queries_of(client, f"/plans/below/{work.objective.pk}/")

    with CaptureQueriesContext(connection) as fragment:
        client.get(f"/plans/below/{work.objective.pk}/", headers=FRAGMENT)

    assert len(fragment) < whole
