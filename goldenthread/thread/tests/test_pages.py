"""Jobs people do to any item, in the browser's words: connect, move, affirm, end, talk, watch, look back."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goldenthread.notices.models import Notice
from goldenthread.people.models import Person
from goldenthread.thread import actions, spine
from goldenthread.thread.models import CheckIn, Comment, CommentFile, Item, Link, Watch
from goldenthread.thread.tests.items import NOW, fresh, hang, make_item, signed_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def make_vision(cast: Cast) -> tuple[Item, Item]:
    vision = make_item("Safer before the fire", kind=Item.Kind.VISION, owner_post=cast.chief)
    goal = make_item("Fewer people hurt", kind=Item.Kind.GOAL, owner_post=cast.chief)
    hang(goal, vision)
    return vision, goal


def mine(cast: Cast, title: str = "Visit homes") -> Item:
    return make_item(title, owner_post=cast.prevention_officer, lead=cast.alice)


def test_what_could_be_served_is_suggested_and_searched(cast: Cast) -> None:
    _vision, goal = make_vision(cast)
    near = make_item("Prevent fires", owner_post=cast.head_of_prevention)
    make_item("Speak in public", subject=cast.bob)
    make_item("Closed long ago", state=Item.State.CLOSED)
    item = mine(cast)
    client = signed_in(cast.alice)

    suggested = client.get(f"/items/{item.pk}/connect/").content.decode()
    found = client.get(f"/items/{item.pk}/connect/?q=fewer+hurt").content.decode()
    by_reference = client.get(f"/items/{item.pk}/connect/?q={near.reference.lower()}").content.decode()

    assert suggested.index(near.title) < suggested.index(goal.title)
    assert "Speak in public" not in suggested
    assert "Closed long ago" not in suggested
    assert goal.title in found
    assert near.title not in found
    assert near.title in by_reference


def test_the_thread_is_shown_as_it_would_run_before_it_is_made(cast: Cast) -> None:
    vision, goal = make_vision(cast)
    item = mine(cast)
    client = signed_in(cast.alice)

    page = client.get(f"/items/{item.pk}/connect/?to={goal.pk}")

    assert [step.title for step in page.context["steps"]] == [vision.title, goal.title, item.title]
    assert not Link.objects.filter(lower=item).exists()
    answer = client.post(f"/items/{item.pk}/connect/", {"to": goal.pk, "way": "primary", "reason": "it saves lives"})
    assert answer["Location"] == f"/objectives/{item.pk}/"
    link = Link.objects.get(lower=item)
    assert (link.upper_id, link.is_primary, link.reason, link.made_by) == (goal.pk, True, "it saves lives", cast.alice)


def test_a_move_says_beforehand_whom_it_will_ask(cast: Cast) -> None:
    _vision, goal = make_vision(cast)
    item, elsewhere = mine(cast), make_item("Elsewhere")
    hang(item, goal)
    for unit in (cast.prevention, cast.response, cast.response):
        hang(make_item("below", owner_unit=unit), item)
    hang(make_item("own growth", subject=cast.bob), item)
    client = signed_in(cast.alice)

    page = client.get(f"/items/{item.pk}/connect/?to={elsewhere.pk}")

    asked = page.context["asked"]
    assert asked.total == 4
    assert [(unit.name, unit.count) for unit in asked.units] == [("Response", 2), ("Prevention", 1), ("", 1)]
    client.post(f"/items/{item.pk}/connect/", {"to": elsewhere.pk, "way": "primary", "reason": "reorganised"})
    assert Link.objects.filter(upper=item, state=Link.State.NEEDS_REAFFIRM).count() == 4
    assert [step.item_id for step in spine.chain_up(item.pk)] == [item.pk, elsewhere.pk]


def test_serving_something_as_well_leaves_the_thread_where_it_was(cast: Cast) -> None:
    _vision, goal = make_vision(cast)
    item, beside = mine(cast), make_item("Beside")
    hang(item, goal)

    signed_in(cast.alice).post(f"/items/{item.pk}/connect/", {"to": beside.pk, "way": "also", "reason": ""})

    assert [step.item_id for step in spine.chain_up(item.pk)][1] == goal.pk
    assert Link.objects.get(lower=item, upper=beside).is_primary is False


def test_a_circle_is_refused_before_anything_is_typed(cast: Cast) -> None:
    item, below = mine(cast), make_item("below")
    hang(below, item)
    client = signed_in(cast.alice)

    page = client.get(f"/items/{item.pk}/connect/?to={below.pk}")

    assert page.status_code == 422
    assert "circle" in page.content.decode()
    assert client.post(f"/items/{item.pk}/connect/", {"to": below.pk, "way": "primary"}).status_code == 422
    assert not Link.objects.filter(lower=item).exists()


@pytest.mark.parametrize("to", ["999999", "x", "1; DROP TABLE", "-1"])
def test_what_is_not_there_cannot_be_chosen(to: str, cast: Cast) -> None:
    assert signed_in(cast.alice).get(f"/items/{mine(cast).pk}/connect/", {"to": to}).status_code == 404


def test_what_somebody_may_not_see_cannot_be_chosen(cast: Cast) -> None:
    item = mine(cast)
    growth = make_item("speak in public", subject=cast.bob)

    assert signed_in(cast.alice).get(f"/items/{item.pk}/connect/?to={growth.pk}").status_code == 404


def test_affirming_shows_what_changed_word_by_word_and_then_holds(cast: Cast) -> None:
    _vision, goal = make_vision(cast)
    link = hang(mine(cast), goal)
    actions.change_item(
        item=goal, values={"title": "Fewer homes burnt"}, by=cast.carys, now=NOW, is_material=True, reason="sharper"
    )
    client = signed_in(cast.alice)

    page = client.get(f"/items/links/{link.pk}/affirm/").content.decode()
    client.post(f"/items/links/{link.pk}/affirm/", {"do": "affirm"})

    assert "<del>people hurt</del>" in page
    assert "<ins>homes burnt</ins>" in page
    assert "sharper" in page
    link.refresh_from_db()
    assert (link.state, link.upper_version, link.affirmed_by) == (Link.State.AFFIRMED, 2, cast.alice)


def test_saying_that_it_no_longer_serves_needs_a_reason(cast: Cast) -> None:
    link = hang(mine(cast), make_item("upper"))
    client = signed_in(cast.alice)

    without = client.post(f"/items/links/{link.pk}/affirm/", {"do": "end", "reason": " "})
    assert without.status_code == 422
    client.post(f"/items/links/{link.pk}/affirm/", {"do": "end", "reason": "the work moved on"})

    link.refresh_from_db()
    assert link.state == Link.State.RETIRED


def test_affirming_what_serves_something_closed_says_so(cast: Cast) -> None:
    upper = make_item("upper")
    link = hang(mine(cast), upper)
    actions.end_item(item=upper, state=Item.State.CLOSED, reason="done", by=None, now=NOW)

    answer = signed_in(cast.alice).post(f"/items/links/{link.pk}/affirm/", {"do": "affirm"})

    assert answer.status_code == 422
    assert "Connect it to something live" in answer.content.decode()


def test_a_parent_that_may_not_be_seen_is_something_restricted_and_no_orphan(cast: Cast) -> None:
    _vision, goal = make_vision(cast)
    growth = make_item("Speak in public", subject=cast.bob)
    hang(growth, goal)
    lower = make_item("Practise weekly")
    Item.objects.filter(pk=lower.pk).update(subject=cast.bob)
    hang(fresh(lower), growth)
    client = signed_in(cast.otto)

    page = client.get(f"/objectives/{lower.pk}/")

    assert page.status_code == 200
    assert "Something restricted" in page.content.decode()
    assert "Speak in public" not in page.content.decode()
    assert growth.reference not in page.content.decode()
    assert "Serves nothing" not in page.content.decode()


def test_closing_asks_for_a_reason_and_says_who_is_asked(cast: Cast) -> None:
    item = mine(cast)
    hang(make_item("below", owner_unit=cast.response), item)
    client = signed_in(cast.alice)

    page = client.get(f"/items/{item.pk}/end/")
    assert page.context["asked"].total == 1
    assert client.post(f"/items/{item.pk}/end/", {"state": "retired", "reason": ""}).status_code == 422
    client.post(f"/items/{item.pk}/end/", {"state": "retired", "reason": "nobody needs it"})
    assert (fresh(item).state, fresh(item).ended_reason) == ("retired", "nobody needs it")
    assert client.post(f"/items/{item.pk}/reopen/", {"reason": "we do after all"}).status_code == 302
    assert fresh(item).is_live


def test_checking_in_keeps_what_was_typed_when_something_is_missing(cast: Cast) -> None:
    item = mine(cast)
    client = signed_in(cast.alice)

    answer = client.post(f"/items/{item.pk}/check-in/", {"words": "All crews have time", "confidence": "11"})
    assert answer.status_code == 422
    assert "All crews have time" in answer.content.decode()
    client.post(
        f"/items/{item.pk}/check-in/",
        {"said": "at_risk", "confidence": "0", "words": "Crews are short", "help_wanted": "Two crews"},
    )

    made = CheckIn.objects.get()
    assert (made.said, made.confidence, made.help_wanted) == ("at_risk", 0, "Two crews")
    assert "Crews are short" in client.get(f"/objectives/{item.pk}/").content.decode()


@pytest.mark.parametrize("kind", [Item.Kind.VISION, Item.Kind.VALUE])
def test_a_vision_or_value_is_not_checked_in_on(kind: Item.Kind, cast: Cast) -> None:
    item = make_item("held to", kind=kind, owner_post=cast.chief)

    signed_in(cast.carys).post(f"/items/{item.pk}/check-in/", {"said": "on_track", "words": "fine"})

    assert not CheckIn.objects.exists()


def test_a_comment_with_a_file_is_there_and_only_ever_saved(cast: Cast) -> None:
    item = mine(cast)
    client = signed_in(cast.bob)

    client.post(
        f"/items/{item.pk}/comments/",
        {"words": "See <b>this</b>", "attached": [SimpleUploadedFile("Plan für Mai.pdf", b"%PDF-1.7 hello")]},
    )

    page = client.get(f"/objectives/{item.pk}/").content.decode()
    assert "See &lt;b&gt;this&lt;/b&gt;" in page
    assert "Plan für Mai.pdf" in page
    answer = client.get(f"/items/files/{CommentFile.objects.get().pk}/")
    assert answer.content == b"%PDF-1.7 hello"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_on_own_development_is_handed_to_two_only(cast: Cast) -> None:
    item = make_item("speak in public", subject=cast.bob, lead=cast.bob)
    signed_in(cast.bob).post(
        f"/items/{item.pk}/comments/", {"words": "x", "attached": [SimpleUploadedFile("a.txt", b"private")]}
    )
    address = f"/items/files/{CommentFile.objects.get().pk}/"

    statuses = {name: signed_in(person).get(address).status_code for name, person in cast.people().items()}

    assert {name for name, status in statuses.items() if status == 200} == {"bob", "mona"}
    assert set(statuses.values()) == {200, 404}


@pytest.mark.parametrize(
    "files",
    [
        [SimpleUploadedFile("run.exe", b"MZ")],
        [SimpleUploadedFile("page.html", b"<script>")],
        [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(6)],
    ],
)
def test_files_that_are_not_welcome_keep_the_words(files: list[SimpleUploadedFile], cast: Cast) -> None:
    item = mine(cast)

    answer = signed_in(cast.bob).post(f"/items/{item.pk}/comments/", {"words": "my long thoughts", "attached": files})

    assert answer.status_code == 422
    assert "my long thoughts" in answer.content.decode()
    assert not Comment.objects.exists()


def test_a_file_that_is_too_large_is_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.thread.forms.MOST_BYTES", 10)
    item = mine(cast)

    answer = signed_in(cast.bob).post(
        f"/items/{item.pk}/comments/", {"words": "x", "attached": [SimpleUploadedFile("a.txt", b"eleven bytes")]}
    )

    assert answer.status_code == 422


def test_a_mention_leads_whoever_is_meant_to_the_comment(cast: Cast) -> None:
    item = mine(cast)
    signed_in(cast.bob).post(f"/items/{item.pk}/comments/", {"words": "@Alice Owner please look"})

    notice = Notice.objects.get(person=cast.alice)
    answer = signed_in(cast.alice).get(f"/notices/{notice.pk}/")

    assert answer["Location"] == f"/items/{item.pk}/#comment-{Comment.objects.get().pk}"


def test_a_removed_comment_leaves_that_there_was_one(cast: Cast) -> None:
    item = mine(cast)
    comment = actions.make_comment(item=item, words="too sharp", by=cast.bob, now=NOW).comment
    client = signed_in(cast.bob)

    client.post(f"/items/comments/{comment.pk}/", {"words": "said more kindly"})
    assert "said more kindly" in client.get(f"/objectives/{item.pk}/").content.decode()
    client.post(f"/items/comments/{comment.pk}/remove/")

    page = client.get(f"/objectives/{item.pk}/").content.decode()
    assert "said more kindly" not in page
    assert "has been removed" in page


def test_names_are_completed_and_told_apart(cast: Cast) -> None:
    Person.objects.create(number="77", name="Alice Owner")
    client = signed_in(cast.bob)

    found = client.get("/items/mentions/?q=ali").json()["people"]
    by_last_name = client.get("/items/mentions/?q=manag").json()["people"]

    assert [person["insert"] for person in found] == ["Alice Owner (40003)", "Alice Owner (77)"]
    assert [person["name"] for person in by_last_name] == ["Mona Manager"]
    assert client.get("/items/mentions/?q=").json() == {"people": []}
    assert client.get("/items/mentions/?q=lena").json() == {"people": []}


def test_watching_begins_and_stops(cast: Cast) -> None:
    item = mine(cast)
    client = signed_in(cast.otto)

    client.post(f"/items/{item.pk}/watch/", {"do": "watch"})
    assert Watch.objects.get().person == cast.otto
    client.post(f"/items/{item.pk}/watch/", {"do": "unwatch"})
    assert not Watch.objects.exists()


def test_history_tells_and_compares_versions(cast: Cast) -> None:
    item = make_item("Fewer fires", by=cast.alice, owner_post=cast.prevention_officer)
    for title in ("Fewer people hurt", "Fewer people hurt by fire"):
        actions.change_item(
            item=fresh(item), values={"title": title}, by=cast.alice, now=NOW, is_material=True, reason="clearer"
        )
    client = signed_in(cast.otto)

    latest = client.get(f"/items/{item.pk}/history/")
    whole = client.get(f"/items/{item.pk}/history/?before=3&after=1").content.decode()

    assert "from “Fewer fires” to “Fewer people hurt”" in latest.content.decode()
    assert "Alice Owner wrote it." in latest.content.decode()
    assert (latest.context["comparison"].before.version, latest.context["comparison"].after.version) == (2, 3)
    assert "<del>fires</del>" in whole
    assert "<ins>people hurt by fire</ins>" in whole
    assert client.get(f"/items/{item.pk}/history/?before=x&after=99").status_code == 200


def test_a_draft_is_published_once(cast: Cast) -> None:
    item = make_item("not yet", by=cast.bob, state=Item.State.DRAFT)
    client = signed_in(cast.bob)

    client.post(f"/items/{item.pk}/publish/")
    assert fresh(item).is_live
    assert client.post(f"/items/{item.pk}/publish/", follow=True).status_code in {200, 403}
    assert signed_in(cast.otto).post(f"/items/{item.pk}/publish/").status_code == 403
