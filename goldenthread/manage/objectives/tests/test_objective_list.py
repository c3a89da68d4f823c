"""The list of objectives: narrowed, sorted, as a file, many changed at once; who may."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.test import Client

from goldenthread.manage.objectives.models import Objective
from goldenthread.thread.models import Item, Link
from goldenthread.thread.tests.items import NOW, fresh, make_item, signed_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db


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
    assert bulk(mona, "end", items, state="retired", reason="") == 422
    assert bulk(mona, "end", items, state="retired", reason="reorganised") == 302

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
