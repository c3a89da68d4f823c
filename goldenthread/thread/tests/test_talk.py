"""Check-ins, comments, mentions, files and watching: who is told, who is not, and what is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from goldenthread.audit.models import Entry
from goldenthread.notices.models import Notice
from goldenthread.people.models import Person
from goldenthread.thread import actions
from goldenthread.thread.models import CheckIn, Comment, CommentFile, Item, Watch
from goldenthread.thread.tests.items import NOW, fresh, hang, make_item
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def told() -> set[tuple[str, str]]:
    """Return who was told what kind of thing."""
    return set(Notice.objects.values_list("person__name", "kind"))


def say(item: Item, words: str, *, by: Person) -> actions.Said:
    return actions.make_comment(item=item, words=words, by=by, now=NOW)


def test_a_check_in_becomes_what_the_item_says(cast: Cast) -> None:
    item = make_item("visits", lead=cast.alice)

    actions.check_in(item=item, said=Item.Said.AT_RISK, confidence=5, words="Too few crews.", by=cast.alice, now=NOW)

    kept = fresh(item)
    assert (kept.said, kept.confidence, kept.said_at) == ("at_risk", 5, NOW)
    assert CheckIn.objects.get(item=item).words == "Too few crews."
    assert Entry.objects.get(action="item.check_in").changes == {"said": ["", "at_risk"]}


def test_a_check_in_is_not_a_change_that_others_lose_their_edit_to(cast: Cast) -> None:
    item = make_item("visits", lead=cast.alice)
    seen_at = item.changed_at
    actions.check_in(item=item, said=Item.Said.ON_TRACK, by=cast.alice, now=NOW + timedelta(minutes=1))

    changed = actions.change_item(item=fresh(item), values={"title": "visits!"}, by=cast.mona, now=NOW, seen_at=seen_at)

    assert changed.title == "visits!"


def test_asking_for_help_reaches_the_owner_and_the_line_manager(cast: Cast) -> None:
    item = make_item("visits", lead=cast.alice, owner_post=cast.head_of_response)

    actions.check_in(item=item, said=Item.Said.OFF_TRACK, help_wanted="Two crews", by=cast.alice, now=NOW)

    assert told() == {("Otto Other", "mention"), ("Mona Manager", "mention")}


def test_who_is_mentioned_is_told_once_and_not_again_as_a_watcher(cast: Cast) -> None:
    item = make_item("visits")
    for person in (cast.mona, cast.bob, cast.alice):
        actions.watch(item=item, person=person, now=NOW)

    say(item, "@Mona Manager, what do you think? @Mona Manager", by=cast.alice)

    assert told() == {("Mona Manager", "mention"), ("Bob Colleague", "watch")}


def test_mentioning_oneself_tells_nobody(cast: Cast) -> None:
    say(make_item("visits"), "note to @Alice Owner", by=cast.alice)

    assert told() == set()


def test_who_may_not_see_an_item_is_not_told_of_it(cast: Cast) -> None:
    growth = make_item("speak in public", subject=cast.bob)
    actions.watch(item=growth, person=cast.otto, now=NOW)

    said = say(growth, "@Otto Other @Mona Manager", by=cast.bob)

    assert told() == {("Mona Manager", "mention")}
    assert said.kept_out == ("Otto Other",)


def test_who_has_left_is_not_told(cast: Cast) -> None:
    assert say(make_item("visits"), "@Lena Left", by=cast.bob).kept_out == ("Lena Left",)
    assert told() == set()


def test_a_name_that_two_bear_tells_neither_and_says_so(cast: Cast) -> None:
    Person.objects.create(number="77", name="Bob Colleague")

    said = say(make_item("visits"), "@Bob Colleague", by=cast.mona)
    exact = say(make_item("more visits"), f"@Bob Colleague ({cast.bob.number})", by=cast.mona)

    assert (said.shared_names, exact.shared_names) == (("Bob Colleague",), ())
    assert told() == {("Bob Colleague", "mention")}


def test_editing_tells_only_who_is_newly_mentioned(cast: Cast) -> None:
    said = say(make_item("visits"), "@Mona Manager look", by=cast.bob)
    later = NOW + timedelta(hours=1)

    actions.edit_comment(comment=said.comment, words="@Mona Manager and @Otto Other look", by=cast.bob, now=later)

    assert Notice.objects.filter(person=cast.mona).count() == 1
    assert Notice.objects.filter(person=cast.otto).count() == 1
    assert Comment.objects.get().edited_at == later


def test_a_removed_comment_keeps_no_words_and_no_files(
    cast: Cast, django_capture_on_commit_callbacks: pytest.FixtureRequest
) -> None:
    item = make_item("visits")
    said = actions.make_comment(
        item=item, words="secret", by=cast.bob, now=NOW, files=[ContentFile(b"abc", name="../evil/plan.pdf")]
    )
    kept = CommentFile.objects.get()
    place = kept.file.name or ""
    assert (kept.name, kept.size, default_storage.exists(place)) == ("plan.pdf", 3, True)
    assert "plan" not in place

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
        actions.remove_comment(comment=said.comment, by=cast.bob, now=NOW)

    assert Comment.objects.get().words == ""
    assert not CommentFile.objects.exists()
    assert not default_storage.exists(place)
    with pytest.raises(actions.CommentIsGone):
        actions.remove_comment(comment=said.comment, by=cast.bob, now=NOW)
    with pytest.raises(actions.CommentIsGone):
        actions.edit_comment(comment=said.comment, words="back again", by=cast.bob, now=NOW)


def test_what_cannot_be_written_leaves_no_file(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    before = set(default_storage.listdir("comments")[1]) if default_storage.exists("comments") else set()

    def fail(**_given: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("goldenthread.thread.actions.trail.audit.record", fail)
    with pytest.raises(RuntimeError):
        actions.make_comment(
            item=make_item_quietly(), words="x", by=cast.bob, now=NOW, files=[ContentFile(b"abc", name="a.pdf")]
        )

    assert not Comment.objects.exists()
    assert set(default_storage.listdir("comments")[1]) == before


def make_item_quietly() -> Item:
    return Item.objects.create(
        kind=Item.Kind.OBJECTIVE, reference="OBJ-9", title="quiet", created_at=NOW, changed_at=NOW
    )


def test_the_words_of_a_comment_are_not_in_the_trail(cast: Cast) -> None:
    say(make_item("visits"), "between us", by=cast.bob)

    assert Entry.objects.get(action="comment.make").changes == {}
    assert not Entry.objects.filter(reason__contains="between us").exists()


def test_watching_twice_is_watching(cast: Cast) -> None:
    item = make_item("visits")
    actions.watch(item=item, person=cast.bob, now=NOW)
    actions.watch(item=item, person=cast.bob, now=NOW)
    assert Watch.objects.count() == 1

    actions.unwatch(item=item, person=cast.bob)
    assert not Watch.objects.exists()


def test_owners_below_are_told_once_that_their_word_is_wanted(cast: Cast) -> None:
    top = make_item("top")
    hang(make_item("led", lead=cast.alice), top)
    hang(make_item("owned", owner_post=cast.head_of_response), top)
    hang(make_item("led by who does it", lead=cast.carys), top)
    hang(make_item("led by somebody who left", lead=cast.lena), top)

    for title in ("top, reworded", "top, reworded again"):
        actions.change_item(
            item=fresh(top), values={"title": title}, by=cast.carys, now=NOW, is_material=True, reason="clearer"
        )

    assert sorted(Notice.objects.values_list("person__name", "kind")) == [
        ("Alice Owner", "reaffirm"),
        ("Otto Other", "reaffirm"),
    ]
    assert str(Notice.objects.get(person=cast.alice).words) == "OBJ-1 was reworded. Does OBJ-2 still serve OBJ-1?"
