"""Objectives in the browser: the three kinds, what judges them, who carries them, the list; who may."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from goldenthread.manage.objectives import actions
from goldenthread.manage.objectives.models import Duty, KeyResult, Objective, Reading
from goldenthread.people.models import Post
from goldenthread.thread.models import Item, Link
from goldenthread.thread.tests.items import NOW, fresh, hang, make_item, signed_in
from tests.cast import TODAY, Cast

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


# --- What judges it


@pytest.mark.parametrize(
    "given",
    [
        {"direction": "up", "baseline": "0", "target": "6000"},
        {"direction": "down", "baseline": "14.2", "target": "9.5"},
        {"direction": "down", "baseline": "-1.5", "target": "-3.25"},
        {"direction": "band", "band_low": "35", "target": "55"},
        {"direction": "up"},
    ],
)
def test_a_key_result_may_rise_fall_or_keep_to_a_band(given: dict[str, str], cast: Cast) -> None:
    item = mine(cast)
    client = signed_in(cast.alice)

    answer = client.post(
        f"/objectives/{item.pk}/key-results/new/", {"kind": "result", "title": "Figures", "due_on": "", **given}
    )

    assert answer.status_code == 302
    kept = KeyResult.objects.get()
    for name in ("baseline", "band_low", "target"):
        assert getattr(kept, name) == (Decimal(given[name]) if name in given else None)
    assert client.get(f"/objectives/{item.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"direction": "band", "target": "55"}, "band_low"),
        ({"direction": "band", "band_low": "35"}, "target"),
        ({"direction": "band", "band_low": "55", "target": "35"}, "target"),
        ({"direction": "band", "band_low": "35", "target": "35"}, "target"),
        ({"direction": "up", "target": "many"}, "target"),
        ({"direction": "up", "target": "1" * 20}, "target"),
        ({"direction": "sideways"}, "direction"),
        ({"direction": "up", "title": "Taken"}, "title"),
    ],
)
def test_a_key_result_that_makes_no_sense_is_refused(given: dict[str, str], field: str, cast: Cast) -> None:
    item = mine(cast)
    key_result_of(item, title="Taken")

    answer = signed_in(cast.alice).post(
        f"/objectives/{item.pk}/key-results/new/", {"kind": "result", "title": "Figures", **given}
    )

    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_readings_are_recorded_once_a_day_and_drawn(cast: Cast) -> None:
    item = mine(cast)
    found = key_result_of(item)
    client = signed_in(cast.alice)
    page = f"/objectives/key-results/{found.pk}/"
    for number, value in enumerate(("0", "310.5", "-12", "2870")):
        given = {"on": str(TODAY - timedelta(days=90 - 30 * number)), "value": value, "note": ""}
        assert client.post(page, given).status_code == 302

    twice = client.post(page, {"on": str(TODAY), "value": "1"})

    assert twice.status_code == 422
    assert "There is a reading of this day already" in twice.content.decode()
    shown = client.get(page).content.decode()
    assert "−12" in shown
    assert "310.5" in shown
    assert "<svg" in client.get(f"/objectives/{item.pk}/").content.decode()


@pytest.mark.parametrize(("name", "status"), [("alice", 302), ("mona", 302), ("bob", 403), ("otto", 403), ("ada", 403)])
def test_readings_are_recorded_by_who_may_check_in(name: str, status: int, cast: Cast) -> None:
    found = key_result_of(mine(cast))
    client = signed_in(cast.people()[name])

    answer = client.post(f"/objectives/key-results/{found.pk}/", {"on": "2026-11-01", "value": "5"})

    assert answer.status_code == status
    assert Reading.objects.exists() == (status == 302)


def test_changing_a_key_result_is_in_the_history_of_its_objective(cast: Cast) -> None:
    item = mine(cast)
    found = key_result_of(item)
    client = signed_in(cast.alice)

    client.post(
        f"/objectives/key-results/{found.pk}/edit/",
        {"kind": "result", "title": "Homes visited", "direction": "up", "baseline": "0", "target": "5000"},
    )

    assert KeyResult.objects.get().target == 5000
    assert "the target from 6,000 to 5,000" in client.get(f"/items/{item.pk}/history/").content.decode()


def test_taking_a_key_result_or_a_reading_away_is_for_the_line(cast: Cast) -> None:
    item = mine(cast)
    found = key_result_of(item)
    reading = Reading.objects.create(key_result=found, on=TODAY, value=3)

    assert signed_in(cast.bob).post(f"/objectives/readings/{reading.pk}/remove/").status_code == 403
    assert signed_in(cast.bob).post(f"/objectives/key-results/{found.pk}/remove/").status_code == 403
    assert signed_in(cast.alice).get(f"/objectives/readings/{reading.pk}/remove/").status_code == 405
    signed_in(cast.alice).post(f"/objectives/readings/{reading.pk}/remove/")
    assert not Reading.objects.exists()
    signed_in(cast.alice).post(f"/objectives/key-results/{found.pk}/remove/")
    assert not KeyResult.objects.exists()


# --- Who carries it


def test_posts_carry_a_standing_objective_with_a_weight(cast: Cast) -> None:
    item = mine(cast, kind=Objective.Kind.STANDING)
    client = signed_in(cast.alice)

    client.post(f"/objectives/{item.pk}/duties/", {"post": "P-4", "weight": "2"})
    client.post(f"/objectives/{item.pk}/duties/", {"post": "P-4", "weight": "3"})

    duty = Duty.objects.get()
    assert (duty.post, duty.weight) == (cast.second_officer, 3)
    assert "Prevention Officer" in client.get(f"/objectives/{item.pk}/").content.decode()
    assert client.post(f"/objectives/{item.pk}/duties/", {"post": "P-4", "weight": "0"}).status_code == 422
    client.post(f"/objectives/duties/{duty.pk}/remove/")
    assert not Duty.objects.exists()


def test_a_change_objective_is_carried_by_nobody(cast: Cast) -> None:
    item = mine(cast)

    signed_in(cast.alice).post(f"/objectives/{item.pk}/duties/", {"post": "P-4", "weight": "2"})

    assert not Duty.objects.exists()


def test_many_like_posts_are_shown_as_one_line(cast: Cast) -> None:
    item = mine(cast, kind=Objective.Kind.STANDING)
    for number in range(40):
        post = Post.objects.create(reference=f"F-{number}", title="Firefighter", unit=cast.response)
        actions.add_duty(objective=item.objective, post=post, weight=1, by=None, now=NOW)

    page = signed_in(cast.bob).get(f"/objectives/{item.pk}/")

    (carried,) = page.context["judged"].carried_by
    assert (carried.title, carried.posts) == ("Firefighter", 40)


# --- The list


@pytest.fixture
def listed(cast: Cast) -> dict[str, Item]:
    """Five objectives that differ in what the list is narrowed by."""
    items = {
        "homes": make_item("Visit homes", owner_post=cast.prevention_officer, lead=cast.alice),
        "alarms": make_item("Fit alarms", owner_unit=cast.prevention, lead=cast.bob),
        "engines": make_item("Engines ready", owner_post=cast.head_of_response, objective_kind=Objective.Kind.STANDING),
        "closed": make_item("Closed one", state=Item.State.CLOSED),
        "draft": make_item("Not yet", state=Item.State.DRAFT, by=cast.bob),
    }
    Item.objects.filter(pk=items["alarms"].pk).update(said="at_risk", said_at=NOW, lens="lead")
    return items


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["homes", "alarms", "engines"]),
        ("?q=VISIT", ["homes"]),
        ("?q=homes+visit", ["homes"]),
        ("?q=obj-2", ["alarms"]),
        ("?kind=standing", ["engines"]),
        ("?state=closed", ["closed"]),
        ("?state=draft", ["draft"]),
        ("?state=all&sort=reference&down=1", ["draft", "closed", "engines", "alarms", "homes"]),
        ("?lens=lead", ["alarms"]),
        ("?said=at_risk", ["alarms"]),
        ("?said=nothing", ["homes", "engines"]),
        ("?sort=title", ["engines", "alarms", "homes"]),
        ("?sort=nonsense&page=x&unit=x&lead=-1&kind=nonsense", []),
        ("?page=99", []),
    ],
)
def test_the_list_is_narrowed_and_sorted(query: str, expected: list[str], cast: Cast, listed: dict[str, Item]) -> None:
    page = signed_in(cast.bob).get(f"/objectives/{query}")

    names = {item.pk: name for name, item in listed.items()}
    assert [names[row.item.pk] for row in page.context["rows"]] == expected


def test_a_unit_and_a_lead_narrow_it(cast: Cast, listed: dict[str, Item]) -> None:
    client = signed_in(cast.otto)

    def titles(query: str) -> list[str]:
        return [row.item.title for row in client.get(f"/objectives/{query}").context["rows"]]

    assert titles(f"?unit={cast.prevention.pk}") == ["Visit homes", "Fit alarms"]
    assert titles(f"?unit={cast.service.pk}") == ["Visit homes", "Fit alarms", "Engines ready"]
    assert titles(f"?lead={cast.bob.pk}") == ["Fit alarms"]
    assert "Not yet" not in titles("?state=draft")


def test_the_file_holds_what_the_list_shows_and_no_formula(cast: Cast, listed: dict[str, Item]) -> None:
    Item.objects.filter(pk=listed["homes"].pk).update(title='=HYPERLINK("http://evil")')

    answer = signed_in(cast.bob).get("/objectives/list.csv?sort=title")

    text = answer.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Objective"] for row in rows] == ['\'=HYPERLINK("http://evil")', "Engines ready", "Fit alarms"]
    assert rows[2]["Owned by"] == "Prevention"
    assert rows[2]["Said"] == "at risk"


def test_only_the_listing_is_sent_to_the_script(cast: Cast, listed: dict[str, Item]) -> None:
    answer = signed_in(cast.bob).get("/objectives/?q=alarms", headers={"HX-Request": "true"})

    assert answer.content.decode().lstrip().startswith('<div id="listing">')
    assert "HX-Request" in answer["Vary"]


# --- Many at once


def bulk(client: Client, do: str, items: list[Item], **given: str) -> int:
    chosen = {"do": do, "chosen": [str(item.pk) for item in items]}
    asked = client.post("/objectives/at-once/", chosen)
    assert asked.status_code == 200
    return client.post("/objectives/at-once/", {**chosen, "sure": "1", **given}).status_code


def test_many_are_changed_and_those_of_others_are_left(cast: Cast, listed: dict[str, Item]) -> None:
    mona = signed_in(cast.mona)
    items = [listed["homes"], listed["alarms"], listed["engines"]]

    assert bulk(mona, "lead", items, lead="Bob Colleague") == 302
    assert bulk(mona, "owner", items, owner_post="P-4") == 302

    assert [fresh(item).lead for item in items] == [cast.bob, cast.bob, None]
    assert [fresh(item).owner_post for item in items] == [
        cast.second_officer,
        cast.second_officer,
        cast.head_of_response,
    ]
    assert fresh(listed["alarms"]).owner_unit is None


def test_many_are_connected_dated_and_retired(cast: Cast, listed: dict[str, Item]) -> None:
    goal = make_item("Fewer people hurt", kind=Item.Kind.GOAL)
    mona = signed_in(cast.mona)
    items = [listed["homes"], listed["alarms"]]

    assert bulk(mona, "connect", items, upper=goal.reference.lower()) == 302
    assert bulk(mona, "until", items, ends_on="2027-03-31") == 302
    assert bulk(mona, "connect", items, upper="NOWHERE-1") == 422
    assert bulk(mona, "retire", items, reason="") == 422
    assert bulk(mona, "retire", items, reason="reorganised") == 302

    assert Link.objects.filter(upper=goal).count() == 2
    assert {fresh(item).ends_on for item in items} == {date(2027, 3, 31)}
    assert {fresh(item).state for item in items} == {"retired"}


@pytest.mark.parametrize("given", [{}, {"do": "lead"}, {"do": "explode", "chosen": "1"}, {"do": "lead", "chosen": "x"}])
def test_nothing_chosen_changes_nothing(given: dict[str, str], cast: Cast) -> None:
    answer = signed_in(cast.mona).post("/objectives/at-once/", given)

    assert answer.status_code == 302
    assert signed_in(cast.mona).get("/objectives/at-once/").status_code == 405


def test_what_somebody_may_not_see_is_not_even_named(cast: Cast) -> None:
    growth = make_item("Speak in public", subject=cast.bob)

    page = signed_in(cast.otto).post("/objectives/at-once/", {"do": "lead", "chosen": str(growth.pk)})

    assert "Speak in public" not in page.content.decode()
