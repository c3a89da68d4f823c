"""Writing the direction in the browser: drafts, publishing, pairs, behaviours; who may; what is never lost."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from goldenthread.lead.direction.models import Behaviour, Goal, Value, Vision
from goldenthread.notices.models import Notice
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item, ItemVersion, Link
from goldenthread.thread.tests.items import NOW, fresh, hang, make_item, signed_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db

VISION = {
    "statement": "By 2032, every home is safer because we were there before the fire.",
    "name": "Vision 2032",
    "horizon_year": "2032",
    "story": "For a hundred years we were judged by how fast we came.",
}


def live_vision(cast: Cast) -> Item:
    return make_item("Vision 2026", kind=Item.Kind.VISION, owner_post=cast.chief)


def draft_of(client: Client, **changes: str) -> Vision:
    client.post("/direction/vision/new/", {**VISION, **changes})
    return Vision.objects.select_related("item").get(item__state=Item.State.DRAFT)


def seen(item: Item) -> str:
    return fresh(item).changed_at.isoformat()


# --- Vision


def test_a_first_vision_is_written_and_published(cast: Cast) -> None:
    client = signed_in(cast.carys)
    assert "There is no vision yet" in client.get("/direction/").content.decode()

    draft = draft_of(client)
    client.post(f"/direction/vision/{draft.pk}/publish/", {"adopted_on": "2026-11-24"})

    kept = Vision.objects.select_related("item").get()
    assert (kept.item.state, kept.adopted_on, kept.supersedes) == ("live", date(2026, 11, 24), None)
    assert (kept.item.owner_post, kept.item.lead) == (cast.chief, cast.carys)
    assert VISION["statement"] in client.get("/direction/").content.decode()


def test_publishing_supersedes_and_hands_the_goals_on(cast: Cast) -> None:
    old = live_vision(cast)
    goals = [make_item(f"goal {number}", kind=Item.Kind.GOAL, lead=cast.otto) for number in range(3)]
    links = [hang(goal, old) for goal in goals]
    client = signed_in(cast.carys)
    draft = draft_of(client)

    page = client.get(f"/direction/vision/{draft.pk}/publish/")
    client.post(f"/direction/vision/{draft.pk}/publish/", {"adopted_on": "2026-11-24"})

    assert page.context["asked"].total == 3
    assert fresh(old).state == "superseded"
    assert Vision.objects.get(pk=draft.pk).supersedes_id == old.pk
    found = Link.objects.filter(pk__in=[link.pk for link in links])
    assert set(found.values_list("upper_id", "state")) == {(draft.pk, "needs_reaffirm")}
    assert Notice.objects.filter(person=cast.otto, kind="reaffirm").count() == 3
    history = client.get(f"/direction/vision/{draft.pk}/").content.decode()
    assert "Vision 2026" in history
    assert "<ins>" in history


def test_a_vision_is_published_once(cast: Cast) -> None:
    client = signed_in(cast.carys)
    draft = draft_of(client)
    for _twice in range(2):
        client.post(f"/direction/vision/{draft.pk}/publish/", {"adopted_on": "2026-11-24"})

    assert Item.objects.filter(kind=Item.Kind.VISION, state=Item.State.LIVE).count() == 1


def test_a_draft_begins_from_the_words_that_stand(cast: Cast) -> None:
    live_vision(cast)

    page = signed_in(cast.carys).get("/direction/vision/new/")

    assert page.context["form"].initial["statement"] == "Vision 2026"


def test_a_draft_is_hidden_and_its_words_are_in_no_list(cast: Cast) -> None:
    draft = draft_of(signed_in(cast.ada))

    statuses = {
        name: signed_in(person).get(f"/direction/vision/{draft.pk}/").status_code
        for name, person in cast.people().items()
    }

    assert {name for name, status in statuses.items() if status == 200} == {"ada", "carys"}
    assert set(statuses.values()) == {200, 404}


@pytest.mark.parametrize(
    ("page", "allowed"),
    [
        ("/direction/vision/new/", {"carys", "ada"}),
        ("/direction/goals/new/", {"carys", "ada"}),
        ("/direction/values/new/", {"carys", "ada"}),
    ],
)
def test_the_direction_is_written_at_the_top(page: str, allowed: set[str], cast: Cast) -> None:
    statuses = {name: signed_in(person).get(page).status_code for name, person in cast.people().items()}

    assert {name for name, status in statuses.items() if status == 200} == allowed
    assert set(statuses.values()) == {200, 403}


def test_a_material_change_of_the_vision_keeps_both_wordings_and_asks_once(cast: Cast) -> None:
    vision = live_vision(cast)
    link = hang(make_item("goal", kind=Item.Kind.GOAL), vision)
    client = signed_in(cast.carys)
    given = {**VISION, "weight": "material", "reason": "", "seen_at": seen(vision)}

    without = client.post(f"/direction/vision/{vision.pk}/edit/", given)
    client.post(f"/direction/vision/{vision.pk}/edit/", {**given, "reason": "after 214 comments"})

    assert without.status_code == 422
    versions = ItemVersion.objects.filter(item=vision).order_by("version").values_list("version", "words", "reason")
    assert list(versions)[-1] == (2, VISION["statement"], "after 214 comments")
    link.refresh_from_db()
    assert link.is_unaffirmed


def test_a_small_correction_asks_nobody(cast: Cast) -> None:
    vision = live_vision(cast)
    link = hang(make_item("goal", kind=Item.Kind.GOAL), vision)

    signed_in(cast.carys).post(
        f"/direction/vision/{vision.pk}/edit/", {**VISION, "weight": "small", "seen_at": seen(vision)}
    )

    link.refresh_from_db()
    assert (link.is_unaffirmed, fresh(vision).version) == (False, 1)
    assert Vision.objects.get(pk=vision.pk).story == VISION["story"]


# --- Goals


GOAL = {
    "title": "Fewer people hurt by fire at home",
    "description": "We count people.",
    "how_we_will_know": "Fires down to 9.5\nNo home waits a year",
    "owner_post": "Chief Officer (P-1)",
    "manager_post": "P-2",
    "rhythm_days": "35",
}


def written_goal(cast: Cast) -> Item:
    signed_in(cast.carys).post("/direction/goals/new/", GOAL)
    return Item.objects.get(kind=Item.Kind.GOAL)


def test_a_goal_hangs_from_the_vision_with_its_pair(cast: Cast) -> None:
    vision = live_vision(cast)

    goal = written_goal(cast)

    assert (goal.owner_post, goal.goal.manager_post) == (cast.chief, cast.head_of_prevention)
    assert Link.objects.get(lower=goal).upper_id == vision.pk
    page = signed_in(cast.bob).get("/direction/").content.decode()
    assert "Carys Chief" in page
    assert "Mona Manager" in page
    assert "No home waits a year" in page


def test_a_goal_that_nobody_manages_says_so(cast: Cast) -> None:
    live_vision(cast)
    signed_in(cast.carys).post("/direction/goals/new/", {**GOAL, "manager_post": ""})

    page = signed_in(cast.bob).get("/direction/").content.decode()

    assert "Nobody named" in page
    assert "pgoal--broken" in page


@pytest.mark.parametrize(
    ("name", "status"),
    [("carys", 200), ("mona", 200), ("ada", 200), ("alice", 403), ("otto", 403), ("dev", 403)],
)
def test_a_goal_is_changed_by_its_pair_and_the_top(name: str, status: int, cast: Cast) -> None:
    live_vision(cast)
    goal = written_goal(cast)

    assert signed_in(cast.people()[name]).get(f"/direction/goals/{goal.pk}/edit/").status_code == status
    assert signed_in(cast.people()[name]).get(f"/direction/goals/{goal.pk}/").status_code == 200


def test_what_was_typed_is_kept_when_somebody_else_saved_first(cast: Cast) -> None:
    live_vision(cast)
    goal = written_goal(cast)
    began = seen(goal)
    mona, carys = signed_in(cast.mona), signed_in(cast.carys)
    theirs = {**GOAL, "title": "Fewer people hurt by fire", "weight": "small", "seen_at": began}
    mine = {**GOAL, "title": "Nobody hurt by fire at home", "weight": "small", "seen_at": began}

    assert mona.post(f"/direction/goals/{goal.pk}/edit/", theirs).status_code == 302
    refused = carys.post(f"/direction/goals/{goal.pk}/edit/", mine)

    page = refused.content.decode()
    assert refused.status_code == 422
    assert fresh(goal).title == "Fewer people hurt by fire"
    assert 'value="Nobody hurt by fire at home"' in page
    assert "<ins>Nobody hurt by fire at home</ins>" in page or "<ins>Nobody" in page
    again = carys.post(f"/direction/goals/{goal.pk}/edit/", {**mine, "seen_at": refused.context["seen_at"]})
    assert again.status_code == 302
    assert fresh(goal).title == "Nobody hurt by fire at home"


@pytest.mark.parametrize("mark", ["", "yesterday", "2026-11-24"])
def test_a_page_without_its_mark_is_not_saved(mark: str, cast: Cast) -> None:
    live_vision(cast)
    goal = written_goal(cast)

    answer = signed_in(cast.carys).post(
        f"/direction/goals/{goal.pk}/edit/", {**GOAL, "title": "x", "weight": "small", "seen_at": mark}
    )

    assert answer.status_code == 422
    assert fresh(goal).title == GOAL["title"]


def test_a_goal_can_be_kept_as_a_draft(cast: Cast) -> None:
    live_vision(cast)
    signed_in(cast.carys).post("/direction/goals/new/", {**GOAL, "keep": "draft"})
    goal = Item.objects.get(kind=Item.Kind.GOAL)

    statuses = {
        name: signed_in(person).get(f"/direction/goals/{goal.pk}/").status_code
        for name, person in cast.people().items()
    }

    # Its author and owner, and the manager it is paired with.
    assert {name for name, status in statuses.items() if status == 200} == {"carys", "mona"}
    assert GOAL["title"] not in signed_in(cast.bob).get("/direction/goals/").content.decode()
    assert GOAL["title"] in signed_in(cast.mona).get("/direction/goals/").content.decode()


def test_a_goal_whose_leader_and_manager_are_vacant_is_still_shown(cast: Cast) -> None:
    vision = live_vision(cast)
    goal = make_item("very long " * 29, kind=Item.Kind.GOAL, owner_post=cast.vacant_post, manager_post=cast.vacant_post)
    hang(goal, vision)

    page = signed_in(cast.bob).get("/direction/").content.decode()

    assert page.count("Nobody named") == 2


def test_goals_that_are_over_are_listed_apart(cast: Cast) -> None:
    live_vision(cast)
    goal = written_goal(cast)
    thread.end_item(item=goal, state=Item.State.CLOSED, reason="reached", by=None, now=NOW)

    page = signed_in(cast.bob).get("/direction/goals/")

    assert page.context["rows"] == []
    assert [row.item for row in page.context["ended"]] == [goal]


# --- Values


def test_a_value_and_what_it_looks_like_are_written(cast: Cast) -> None:
    live_vision(cast)
    client = signed_in(cast.carys)

    client.post("/direction/values/new/", {"name": "We say what we see", "meaning": "Rank does not make a thing true."})
    value = Value.objects.get()
    client.post(
        f"/direction/values/{value.pk}/behaviours/",
        {
            "everyone_seen": "Reports a near miss\r\n\r\n  Reports a   near miss \r\nAsks what am I not seeing?",
            "everyone_not_seen": "Lets it go",
            "senior_leader_seen": "Answers in the open",
        },
    )

    kept = Behaviour.objects.order_by("position").values_list("kind", "level", "words")
    assert set(kept) == {
        ("seen", "", "Reports a near miss"),
        ("seen", "", "Asks what am I not seeing?"),
        ("not_seen", "", "Lets it go"),
        ("seen", "senior_leader", "Answers in the open"),
    }
    page = signed_in(cast.bob).get(f"/direction/values/{value.pk}/").content.decode()
    assert page.index("Everyone") < page.index("Senior leader")


def test_behaviours_that_stay_keep_their_number(cast: Cast) -> None:
    value = Value.objects.create(item=make_item("We keep our word", kind=Item.Kind.VALUE))
    stays = Behaviour.objects.create(value=value, kind="seen", words="Returns on the day")
    Behaviour.objects.create(value=value, kind="seen", words="Goes away")

    signed_in(cast.carys).post(
        f"/direction/values/{value.pk}/behaviours/", {"everyone_seen": "Says early\nReturns on the day"}
    )

    assert Behaviour.objects.get(words="Returns on the day").pk == stays.pk
    assert list(Behaviour.objects.order_by("position").values_list("words", flat=True)) == [
        "Says early",
        "Returns on the day",
    ]
    history = signed_in(cast.bob).get(f"/items/{value.pk}/history/").content.decode()
    assert "added “Says early”" in history
    assert "took “Goes away” away" in history


@pytest.mark.parametrize(("name", "status"), [("carys", 200), ("ada", 200), ("mona", 403), ("bob", 403)])
def test_behaviours_are_written_at_the_top(name: str, status: int, cast: Cast) -> None:
    value = Value.objects.create(item=make_item("We keep our word", kind=Item.Kind.VALUE))

    for page in ("edit", "behaviours"):
        assert signed_in(cast.people()[name]).get(f"/direction/values/{value.pk}/{page}/").status_code == status


@pytest.mark.parametrize("kind", ["vision", "goals", "values"])
def test_an_item_of_another_kind_is_not_found(kind: str, cast: Cast) -> None:
    objective = make_item("an objective")

    assert signed_in(cast.carys).get(f"/direction/{kind}/{objective.pk}/").status_code == 404


def test_the_whole_direction_survives_hostile_words(cast: Cast) -> None:
    client = signed_in(cast.carys)
    bad = "<script>alert(1)</script>"
    draft = draft_of(client, statement=bad, story=bad, name=bad)
    client.post(f"/direction/vision/{draft.pk}/publish/", {"adopted_on": "2026-11-24"})
    client.post("/direction/goals/new/", {**GOAL, "title": bad, "how_we_will_know": bad, "theme": bad})
    goal = Goal.objects.get()

    for page in ("/direction/", "/direction/goals/", f"/direction/goals/{goal.pk}/", f"/direction/vision/{draft.pk}/"):
        assert bad not in client.get(page).content.decode()
