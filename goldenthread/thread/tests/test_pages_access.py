"""Who gets which answer from the pages about any item: the cast, in one table a kind of item."""

from __future__ import annotations

import pytest
from django.test import Client

from goldenthread.thread import actions
from goldenthread.thread.models import Item
from goldenthread.thread.tests.items import NOW, hang, make_item, signed_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db

# What each page answers to a reader by GET. An item of Alice's post, led by her, in Mona's line; Otto stands elsewhere.
OPEN = """
page          alice mona bob  otto carys ada
connect       200   200  403  403  200   200
end           200   200  403  403  200   200
reopen        200   200  403  403  200   200
history       200   200  200  200  200   200
check-in      200   200  403  403  200   403
check-ins     200   200  200  200  200   200
comments      200   200  200  200  200   200
"""
# Bob's own development: he and Mona see it; that it exists is hidden from everybody else.
OWN = """
page          bob  mona alice otto carys ada
connect       200  403  404   404  404   404
end           200  403  404   404  404   404
history       200  200  404   404  404   404
check-in      200  403  404   404  404   404
check-ins     200  200  404   404  404   404
comments      200  200  404   404  404   404
"""
# A draft of Alice's post, written by Bob.
DRAFT = """
page          bob  alice mona carys otto ada
connect       200  200   404  404   404  404
end           200  200   404  404   404  404
history       200  200   404  404   404  404
comments      200  200   404  404   404  404
"""


def told(table: str) -> list[tuple[str, str, int]]:
    heads, *lines = table.strip().splitlines()
    names = heads.split()[1:]
    return [
        (page, name, int(status))
        for page, *statuses in (line.split() for line in lines)
        for name, status in zip(names, statuses, strict=True)
    ]


def answers(cast: Cast, item: Item, table: str) -> list[str]:
    """Return where the answers differ from the table."""
    clients: dict[str, Client] = {}
    wrong = []
    for page, name, status in told(table):
        client = clients.setdefault(name, signed_in(cast.people()[name]))
        found = client.get(f"/items/{item.pk}/{page}/").status_code
        if found != status:
            wrong.append(f"{page} {name}: {found}, not {status}")
    return wrong


def test_an_open_item_is_read_by_all_and_changed_by_its_line(cast: Cast) -> None:
    item = make_item("visits", owner_post=cast.prevention_officer, lead=cast.alice)

    assert answers(cast, item, OPEN) == []


def test_own_development_is_hidden_from_all_but_two(cast: Cast) -> None:
    item = make_item("speak in public", subject=cast.bob, lead=cast.bob, by=cast.bob)

    assert answers(cast, item, OWN) == []


def test_a_draft_is_hidden_from_all_but_author_and_owner(cast: Cast) -> None:
    item = make_item("not yet", owner_post=cast.prevention_officer, by=cast.bob, state=Item.State.DRAFT)

    assert answers(cast, item, DRAFT) == []


@pytest.mark.parametrize("page", ["", "connect/", "end/", "history/", "comments/", "watch/", "publish/"])
def test_who_has_no_person_here_is_kept_out(page: str, cast: Cast) -> None:
    item = make_item("visits")
    charlie, nobody = Client(), Client()
    charlie.force_login(cast.charlie)

    for client, status in ((charlie, 403), (nobody, 302)):
        for method in (client.get, client.post):
            assert method(f"/items/{item.pk}/{page}").status_code in {status, 405}


@pytest.mark.parametrize(
    ("name", "affirm", "end"),
    [
        ("alice", 200, 200),
        ("mona", 200, 200),
        ("carys", 200, 200),
        ("bob", 403, 403),
        ("otto", 403, 403),
        ("ada", 403, 200),
    ],
)
def test_a_link_is_affirmed_by_the_line_and_ended_by_administrators_too(
    name: str, affirm: int, end: int, cast: Cast
) -> None:
    link = hang(make_item("lower", owner_post=cast.prevention_officer, lead=cast.alice), make_item("upper"))
    client = signed_in(cast.people()[name])

    assert client.get(f"/items/links/{link.pk}/affirm/").status_code == affirm
    assert client.get(f"/items/links/{link.pk}/end/").status_code == end


@pytest.mark.parametrize(
    ("name", "edit", "remove"), [("bob", 200, 200), ("alice", 403, 403), ("otto", 403, 403), ("ada", 403, 200)]
)
def test_a_comment_is_changed_by_who_wrote_it_and_removed_by_administrators_too(
    name: str, edit: int, remove: int, cast: Cast
) -> None:
    item = make_item("visits", lead=cast.alice, by=cast.alice)
    comment = actions.make_comment(item=item, words="hm", by=cast.bob, now=NOW).comment
    client = signed_in(cast.people()[name])

    assert client.get(f"/items/comments/{comment.pk}/").status_code == edit
    assert client.get(f"/items/comments/{comment.pk}/remove/").status_code == remove


def test_the_author_of_a_draft_does_not_own_what_others_say_of_it(cast: Cast) -> None:
    item = make_item("draft", by=cast.bob, owner_post=cast.prevention_officer, state=Item.State.DRAFT)
    comment = actions.make_comment(item=item, words="hm", by=cast.alice, now=NOW).comment

    assert signed_in(cast.bob).get(f"/items/comments/{comment.pk}/").status_code == 403
    assert signed_in(cast.otto).get(f"/items/comments/{comment.pk}/").status_code == 404


def test_a_comment_on_own_development_is_hidden_with_it(cast: Cast) -> None:
    item = make_item("speak in public", subject=cast.bob, lead=cast.bob)
    comment = actions.make_comment(item=item, words="hm", by=cast.mona, now=NOW).comment

    assert signed_in(cast.mona).get(f"/items/comments/{comment.pk}/").status_code == 200
    assert signed_in(cast.ada).get(f"/items/comments/{comment.pk}/remove/").status_code == 404
