"""What objectives are judged by, and who carries them; who may record and change that."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from goldenthread.manage.objectives import actions
from goldenthread.manage.objectives.models import Duty, KeyResult, Objective, Reading
from goldenthread.people.models import Post
from goldenthread.thread.models import Item
from goldenthread.thread.tests.items import NOW, make_item, signed_in
from tests.cast import TODAY, Cast

pytestmark = pytest.mark.django_db


def mine(cast: Cast, *, kind: Objective.Kind = Objective.Kind.CHANGE, title: str = "Visit homes") -> Item:
    return make_item(title, owner_post=cast.prevention_officer, lead=cast.alice, objective_kind=kind)


def key_result_of(item: Item, **given: object) -> KeyResult:
    values: dict[str, object] = {"title": "Homes visited", "baseline": 0, "target": 6000, **given}
    return KeyResult.objects.create(objective_id=item.pk, **values)


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
