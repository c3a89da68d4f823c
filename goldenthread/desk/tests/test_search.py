"""One search, as far as each may see."""

from __future__ import annotations

import pytest
from django.test import Client

from goldenthread.desk.queries.search import search
from goldenthread.manage.objectives.models import Objective
from goldenthread.manage.plans import actions
from goldenthread.manage.plans.tests.browsing import Browse
from goldenthread.manage.plans.tests.work import NOW, Work, make_task
from goldenthread.search import actions as index
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item
from tests.cast import Cast


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture(autouse=True)
def indexed(cast: Cast) -> None:
    """Put the cast where the search finds it, as the actions that make people do."""
    for person in (*cast.people().values(), cast.lena):
        index.put(kind="person", number=person.pk, reference=person.number, words=person.name)
    index.put(kind="unit", number=cast.prevention.pk, reference="PREV", words="Prevention")
    index.put(kind="post", number=cast.head_of_prevention.pk, reference="P-2", words="Head of Prevention")


def titles(cast: Cast, name: str, words: str) -> list[str]:
    found = search(words, standing=cast.standing(name), limit=20)
    return [result.title for results in found.by_kind.values() for result in results]


def test_everything_open_is_found_by_everyone(cast: Cast, work: Work, browse: Browse) -> None:
    del work
    page = text(browse(cast.dev), "/search/?q=prev")

    assert f"/people/units/{cast.prevention.pk}/" in page or "Prevention" in page
    assert "<mark>" in page
    assert titles(cast, "dev", "visit homes") == ["Visit the homes most at risk"]
    assert titles(cast, "dev", "alice") == ["Alice Owner"]


def test_a_task_is_found_only_by_those_who_may_see_it(cast: Cast, work: Work) -> None:
    assert work.alices.title in titles(cast, "alice", "calder")
    assert work.alices.title in titles(cast, "mona", "calder")
    assert titles(cast, "otto", "calder") == []
    assert titles(cast, "ada", "calder") == []


def test_what_is_done_is_no_longer_found(cast: Cast, work: Work) -> None:
    actions.finish_task(task=work.alices, by=cast.alice, now=NOW)

    assert titles(cast, "alice", "calder") == []


def test_a_draft_and_somebodys_development_are_found_by_those_they_concern(cast: Cast) -> None:
    thread.create_item(
        new=thread.NewItem(kind=Item.Kind.GOAL, title="Quietly drafted", state=Item.State.DRAFT), by=cast.carys, now=NOW
    )
    own = thread.create_item(
        new=thread.NewItem(
            kind=Item.Kind.OBJECTIVE,
            title="Quietly growing",
            subject=cast.alice,
            visibility=Item.Visibility.RESTRICTED,
        ),
        by=cast.alice,
        now=NOW,
    )
    Objective.objects.create(item=own, kind="development")

    assert titles(cast, "carys", "quietly") == ["Quietly drafted"]
    assert titles(cast, "alice", "quietly") == ["Quietly growing"]
    assert titles(cast, "mona", "quietly") == ["Quietly growing"]
    assert titles(cast, "bob", "quietly") == []


def test_somebody_who_left_is_not_found(cast: Cast) -> None:
    assert titles(cast, "alice", "lena") == []


def test_one_kind_comes_by_pages(cast: Cast, work: Work, browse: Browse) -> None:
    del work
    for number in range(30):
        make_task(f"Paint hydrant {number}", person=cast.alice)
    client = browse(cast.alice)

    everything = text(client, "/search/?q=hydrant")
    assert "Show all" in everything
    first = text(client, "/search/?q=hydrant&kind=task")
    assert first.count("/plans/tasks/") == 25
    assert text(client, "/search/?q=hydrant&kind=task&page=2").count("/plans/tasks/") == 5


def test_nothing_found_says_what_to_try(cast: Cast, browse: Browse) -> None:
    client = browse(cast.alice)

    assert "Nothing is found for “zzzz”" in text(client, "/search/?q=zzzz")
    assert "Find anything by its words" in text(client, "/search/")
    assert "&lt;b&gt;" in text(client, "/search/?q=<b>zz")


@pytest.mark.parametrize("query", ["q=a", "q=%00", "q=%27%22*%28", "q=" + "x" * 3000, "q=alice&kind=nonsense&page=-3"])
def test_nonsense_does_no_harm(cast: Cast, browse: Browse, query: str) -> None:
    assert browse(cast.alice).get(f"/search/?{query}").status_code == 200
    assert browse(cast.alice).get(f"/search/quick/?{query}").status_code == 200


def test_a_few_hits_come_while_somebody_types(cast: Cast, work: Work, browse: Browse) -> None:
    del work
    fragment = text(browse(cast.alice), "/search/quick/?q=cald")

    assert "Calder" in fragment
    assert "<html" not in fragment


def test_strangers_find_nothing(cast: Cast, browse: Browse) -> None:
    for path in ("/search/?q=alice", "/search/quick/?q=alice"):
        assert Client().get(path).status_code == 302
        assert browse(cast.charlie).get(path).status_code == 403
        assert browse(cast.alice).post(path).status_code == 405
