"""Objectives in the browser: the three kinds, what judges them, who carries them, the list; who may."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from goldenthread.manage.objectives.models import KeyResult, Objective
from goldenthread.thread.models import Item, Link
from goldenthread.thread.tests.items import fresh, hang, make_item, signed_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db

CHANGE = {
    "title": "Visit the 6,000 homes most at risk",
    "description": "Before a fire does.",
    "lens": "manage",
    "owner_post": "P-3",
    "lead": "Alice Owner",
    "reviewer": "40002",
    "starts_on": "2026-04-01",
    "ends_on": "2027-03-31",
    "rhythm_days": "28",
}


def written(client: Client, **changes: str) -> Item:
    answer = client.post("/objectives/new/?kind=change", {**CHANGE, **changes})
    assert answer.status_code == 302, answer.context["form"].errors
    return Item.objects.get(title=changes.get("title", CHANGE["title"]))


def mine(cast: Cast, *, kind: Objective.Kind = Objective.Kind.CHANGE, title: str = "Visit homes") -> Item:
    return make_item(title, owner_post=cast.prevention_officer, lead=cast.alice, objective_kind=kind)


def key_result_of(item: Item, **given: object) -> KeyResult:
    values: dict[str, object] = {"title": "Homes visited", "baseline": 0, "target": 6000, **given}
    return KeyResult.objects.create(objective_id=item.pk, **values)


# --- Writing


def test_a_change_objective_is_written_and_then_connected(cast: Cast) -> None:
    client = signed_in(cast.alice)

    answer = client.post("/objectives/new/?kind=change", CHANGE)

    item = Item.objects.select_related("objective").get()
    assert answer["Location"] == f"/items/{item.pk}/connect/"
    assert (item.owner_post, item.lead, item.objective.reviewer) == (cast.prevention_officer, cast.alice, cast.mona)
    assert (item.starts_on, item.ends_on, item.rhythm_days) == (date(2026, 4, 1), date(2027, 3, 31), 28)


def test_an_objective_written_from_a_goal_serves_it(cast: Cast) -> None:
    goal = make_item("Fewer people hurt", kind=Item.Kind.GOAL)

    answer = signed_in(cast.alice).post(f"/objectives/new/?kind=change&serves={goal.pk}", CHANGE)

    item = Item.objects.get(kind=Item.Kind.OBJECTIVE)
    assert answer["Location"] == f"/objectives/{item.pk}/"
    assert Link.objects.get(lower=item).upper_id == goal.pk


def test_a_unit_takes_the_place_of_the_post_that_stood_there_already(cast: Cast) -> None:
    client = signed_in(cast.alice)
    stood = client.get("/objectives/new/?kind=change").context["form"]["owner_post"].value()
    assert stood == "Prevention Officer (P-3)"

    item = written(client, owner_post=stood, owner_unit="Prevention")

    assert (item.owner_post, item.owner_unit) == (None, cast.prevention)


@pytest.mark.parametrize("serves", ["999", "x", "", "-1"])
def test_what_cannot_be_served_is_chosen_on_the_next_page(serves: str, cast: Cast) -> None:
    answer = signed_in(cast.alice).post(f"/objectives/new/?kind=change&serves={serves}", CHANGE)

    assert answer["Location"].endswith("/connect/")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"ends_on": ""}, "ends_on"),
        ({"ends_on": "2026-03-01"}, "ends_on"),
        ({"ends_on": "30 February"}, "ends_on"),
        ({"owner_post": "nobody knows"}, "owner_post"),
        ({"lead": "Lena Left"}, "lead"),
        ({"owner_unit": "Prevention"}, "owner_unit"),
        ({"rhythm_days": "0"}, "rhythm_days"),
        ({"title": "x" * 301}, "title"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_the_rest_is_kept(
    changes: dict[str, str], field: str, cast: Cast
) -> None:
    answer = signed_in(cast.alice).post("/objectives/new/?kind=change", {**CHANGE, **changes})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Before a fire does." in answer.content.decode()
    assert not Item.objects.exists()


def test_a_standing_objective_has_no_last_day(cast: Cast) -> None:
    signed_in(cast.alice).post("/objectives/new/?kind=standing", CHANGE)

    item = Item.objects.select_related("objective").get()
    assert (item.objective.kind, item.ends_on) == ("standing", None)


@pytest.mark.parametrize(
    ("writer", "subject", "allowed"),
    [
        ("bob", "bob", True),
        ("mona", "alice", True),
        ("carys", "mona", True),
        ("carys", "alice", False),
        ("alice", "bob", False),
        ("ada", "bob", False),
        ("ada", "ada", True),
    ],
)
def test_development_is_written_by_the_person_and_their_line_manager(
    writer: str,
    subject: str,
    allowed: bool,  # noqa: FBT001 (pytest hands it over)
    cast: Cast,
) -> None:
    about = cast.people()[subject]
    given = {"subject": str(about.pk), "title": "Speak in public", "lens": "lead", "owner_post": "P-1"}

    answer = signed_in(cast.people()[writer]).post("/objectives/new/?kind=development", given)

    assert answer.status_code == (302 if allowed else 422)
    if allowed:
        item = Item.objects.get()
        assert (item.subject, item.lead, item.owner_post, item.is_restricted) == (about, about, None, True)


def test_own_development_is_seen_by_two_everywhere(cast: Cast) -> None:
    item = make_item("Speak in public", subject=cast.bob, lead=cast.bob, by=cast.bob)
    key_result = key_result_of(item)
    allowed = {"bob", "mona"}

    for name, person in cast.people().items():
        client = signed_in(person)
        for page in (f"/objectives/{item.pk}/", f"/objectives/key-results/{key_result.pk}/"):
            assert client.get(page).status_code == (200 if name in allowed else 404), (name, page)
        assert ("Speak in public" in client.get("/objectives/").content.decode()) == (name in allowed)
        assert ("Speak in public" in client.get("/objectives/list.csv").content.decode()) == (name in allowed)


OPEN = """
page              alice mona carys ada bob otto
edit              200   200  200   200 403 403
close             200   200  200   200 403 403
key-results/new   200   200  200   200 403 403
duties            200   200  200   200 403 403
"""


def test_an_objective_is_changed_by_its_line_and_administrators(cast: Cast) -> None:
    item = mine(cast, kind=Objective.Kind.STANDING)
    heads, *lines = OPEN.strip().splitlines()
    for line in lines:
        page, *statuses = line.split()
        for name, status in zip(heads.split()[1:], statuses, strict=True):
            found = signed_in(cast.people()[name]).get(f"/objectives/{item.pk}/{page}/").status_code
            assert found == int(status), (page, name)


# --- Changing and closing


def test_rewording_asks_only_when_it_means_something_else(cast: Cast) -> None:
    client = signed_in(cast.alice)
    item = written(client)
    link = hang(make_item("below"), item)
    given = {**CHANGE, "title": "Visit 6,000 homes", "seen_at": item.changed_at.isoformat(), "weight": "small"}

    assert client.post(f"/objectives/{item.pk}/edit/", given).status_code == 302
    assert not Link.objects.get(pk=link.pk).is_unaffirmed
    given |= {"title": "Visit 3,000 homes", "seen_at": fresh(item).changed_at.isoformat(), "weight": "material"}
    assert client.post(f"/objectives/{item.pk}/edit/", {**given, "reason": "half the crews"}).status_code == 302
    assert Link.objects.get(pk=link.pk).is_unaffirmed
    assert fresh(item).version == 2


def test_two_people_editing_at_once_lose_nothing(cast: Cast) -> None:
    client, other = signed_in(cast.alice), signed_in(cast.mona)
    item = written(client)
    given = {**CHANGE, "seen_at": item.changed_at.isoformat(), "weight": "small"}

    assert other.post(f"/objectives/{item.pk}/edit/", {**given, "title": "Mona's words"}).status_code == 302
    refused = client.post(f"/objectives/{item.pk}/edit/", {**given, "title": "Alice's words"})

    assert refused.status_code == 422
    assert "Alice&#x27;s words" in refused.content.decode()
    assert fresh(item).title == "Mona's words"


def test_closing_keeps_how_it_ended_and_what_was_learned(cast: Cast) -> None:
    client = signed_in(cast.alice)
    item = written(client)

    answer = client.post(
        f"/objectives/{item.pk}/close/",
        {"outcome": "missed", "reason": "700 homes short", "learned": "Train crews before the list comes."},
    )

    assert answer.status_code == 302
    kept = Objective.objects.select_related("item").get(pk=item.pk)
    assert (kept.was_achieved, kept.learned, kept.item.state) == (False, "Train crews before the list comes.", "closed")
    page = client.get(f"/objectives/{item.pk}/").content.decode()
    assert "Missed" in page
    assert "Train crews before the list comes." in page
    again = {"outcome": "achieved", "reason": "x"}
    assert client.post(f"/objectives/{item.pk}/close/", again).status_code == 302
    assert Objective.objects.get(pk=item.pk).was_achieved is False
