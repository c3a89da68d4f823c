"""What somebody is told, once, and only they read it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from goldenthread.notices import actions, queries
from goldenthread.notices.models import Notice
from goldenthread.people.models import Person
from goldenthread.thread.tests.items import signed_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def tell(person: Person, *, key: str = "one", words: str = "Bob mentioned you", url: str = "/items/1/") -> Notice:
    actions.notify(person=person, kind=Notice.Kind.MENTION, words=words, url=url, key=key, now=NOW)
    return Notice.objects.get(person=person, key=key)


def test_telling_twice_tells_once(cast: Cast) -> None:
    tell(cast.alice)
    tell(cast.alice, words="other words, same key")

    assert [notice.words for notice in queries.notices_of(cast.alice)] == ["Bob mentioned you"]


def test_telling_many_skips_whoever_knows(cast: Cast) -> None:
    tell(cast.alice)

    actions.notify_all(
        person_ids=[cast.alice.pk, cast.mona.pk, cast.mona.pk],
        kind=Notice.Kind.WATCH,
        words="again",
        url="/",
        key="one",
        now=NOW,
    )

    assert Notice.objects.count() == 2


def test_very_long_words_are_cut_rather_than_lost(cast: Cast) -> None:
    assert len(tell(cast.alice, words="word " * 200, key="k" * 100).words) == 300


def test_the_page_shows_mine_newest_first(cast: Cast) -> None:
    tell(cast.alice, key="1", words="the first")
    tell(cast.alice, key="2", words="the second <b>")
    tell(cast.mona, key="3", words="not for alice")
    client = signed_in(cast.alice)

    page = client.get("/notices/").content.decode()

    assert page.index("the second &lt;b&gt;") < page.index("the first")
    assert "not for alice" not in page


def test_opening_leads_on_and_marks_it_read(cast: Cast) -> None:
    notice = tell(cast.alice)
    client = signed_in(cast.alice)

    answer = client.get(f"/notices/{notice.pk}/")

    notice.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, "/items/1/")
    assert notice.read_at is not None


def test_opening_again_keeps_when_it_was_first_read(cast: Cast) -> None:
    notice = tell(cast.alice)
    actions.mark_read(notice=notice, now=NOW)
    actions.mark_read(notice=notice, now=NOW + timedelta(days=1))

    notice.refresh_from_db()
    assert notice.read_at == NOW


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_a_notice_never_leads_off_the_site(url: str, cast: Cast) -> None:
    notice = tell(cast.alice, url=url)
    client = signed_in(cast.alice)

    assert client.get(f"/notices/{notice.pk}/")["Location"] == "/notices/"


@pytest.mark.parametrize(("name", "status"), [("alice", 302), ("mona", 404), ("ada", 404), ("bob", 404)])
def test_only_the_one_it_was_written_to_opens_it(name: str, status: int, cast: Cast) -> None:
    notice = tell(cast.alice)
    client = signed_in(cast.people()[name])

    assert client.get(f"/notices/{notice.pk}/").status_code == status
    notice.refresh_from_db()
    assert (notice.read_at is not None) == (name == "alice")


def test_marking_all_as_read_touches_only_mine(cast: Cast) -> None:
    tell(cast.alice, key="1")
    tell(cast.alice, key="2")
    tell(cast.mona)
    client = signed_in(cast.alice)

    client.post("/notices/read/")

    assert (queries.unread_count(cast.alice), queries.unread_count(cast.mona)) == (0, 1)
    assert client.get("/notices/read/").status_code == 405


def test_a_long_list_has_pages_without_being_counted(cast: Cast) -> None:
    for number in range(65):
        tell(cast.alice, key=str(number), words=f"notice {number}")
    client = signed_in(cast.alice)

    first, last = client.get("/notices/"), client.get("/notices/?page=3")

    assert 'rel="next"' in first.content.decode()
    assert 'rel="prev"' not in first.content.decode()
    assert 'rel="next"' not in last.content.decode()
    assert "61 to 65" in last.content.decode()
