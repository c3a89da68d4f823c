"""The thread map as a page."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from goldenthread.lead.direction.models import Goal
from goldenthread.manage.objectives.models import Objective
from goldenthread.manage.plans.tests.browsing import Browse
from goldenthread.manage.plans.tests.work import NOW, Work
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item, ItemFigure
from goldenthread.together.findings.models import Finding
from tests.cast import TODAY, Cast


def text(client: Client, path: str = "/thread/", **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def row(page: str, item: Item) -> str:
    """Return the opening tag of an item's row, or nothing."""
    found = re.search(rf'<li id="item-{item.pk}"[^>]*>', page)
    return found.group() if found else ""


def objective(title: str, *, below: Item, subject: object = None) -> Item:
    visibility = Item.Visibility.RESTRICTED if subject else Item.Visibility.EVERYONE
    item = thread.create_item(
        new=thread.NewItem(kind=Item.Kind.OBJECTIVE, title=title, subject=subject, visibility=visibility),  # type: ignore[arg-type]
        by=None,
        now=NOW,
    )
    Objective.objects.create(item=item, kind="development" if subject else "change")
    thread.connect(lower=item, upper=below, by=None, now=NOW)
    return item


def figure(item: Item, *, minutes: int, people: int = 1, children: int = 0) -> None:
    ItemFigure.objects.create(item=item, minutes=minutes, people=people, children=children, as_of=TODAY)


def test_my_line_of_sight_is_open_down_to_me(cast: Cast, work: Work, browse: Browse) -> None:
    page = text(browse(cast.alice))

    assert "From the vision to you in 3 steps." in page
    assert "is-path" in row(page, work.objective)
    assert "is-path" in row(page, work.plan.item)
    assert "You are here" in page


def test_somebody_without_work_sees_the_goals_and_no_line(cast: Cast, work: Work, browse: Browse) -> None:
    page = text(browse(cast.dev))

    assert "None of your work reaches the vision yet." in page
    assert "Fewer people hurt" in page
    assert "is-path" not in page
    assert row(page, work.objective) == ""


def test_a_goal_opens_and_closes_by_link(cast: Cast, work: Work, browse: Browse) -> None:
    client = browse(cast.dev)

    assert row(text(client, f"/thread/?goal={work.goal.pk}"), work.objective)
    assert row(text(browse(cast.alice), "/thread/?goal=0"), work.objective) == ""


def test_a_branch_opens_in_its_place(cast: Cast, work: Work, browse: Browse) -> None:
    client = browse(cast.dev)

    fragment = text(client, f"/thread/{work.objective.pk}/branch/", **{"HX-Request": "true"})
    assert fragment.lstrip().startswith(f'<li id="item-{work.objective.pk}"')
    assert row(fragment, work.plan.item)

    plain = client.get(f"/thread/{work.objective.pk}/branch/")
    assert (plain.status_code, plain["Location"]) == (302, f"/thread/?open={work.objective.pk}")


def test_a_link_to_be_affirmed_again_is_offered_to_whom_it_concerns(cast: Cast, work: Work, browse: Browse) -> None:
    thread.change_item(
        item=work.goal, values={"title": "Nobody hurt"}, by=cast.carys, now=NOW, is_material=True, reason="Clearer"
    )

    page = text(browse(cast.mona), f"/thread/?goal={work.goal.pk}")
    assert "is-unaffirmed" in row(page, work.objective)
    assert "Re-affirm the link" in page
    assert "Re-affirm the link" not in text(browse(cast.dev), f"/thread/?goal={work.goal.pk}")


def test_a_goal_nobody_serves_stands_broken_with_its_mend(cast: Cast, work: Work, browse: Browse) -> None:
    idle = thread.create_item(
        new=thread.NewItem(kind=Item.Kind.GOAL, title="Ready for hotter summers"), by=cast.carys, now=NOW
    )
    Goal.objects.create(item=idle)
    thread.connect(lower=idle, upper=work.vision, by=cast.carys, now=NOW)
    figure(idle, minutes=0, people=0)
    figure(work.goal, minutes=6000)

    page = text(browse(cast.carys), f"/thread/?goal={idle.pk}")

    assert "1 of 2 goals have been given time." in page
    assert "Nobody has been given time for “Ready for hotter summers”." in page
    assert "goal--broken" in page
    assert "No objective answers this goal yet" in page
    assert "Add objective" in page
    assert "Add objective" not in text(browse(cast.dev), f"/thread/?goal={idle.pk}")


def test_hundreds_below_one_goal_come_by_pages(cast: Cast, work: Work, browse: Browse) -> None:
    for number in range(40):
        figure(objective(f"Objective {number}", below=work.goal), minutes=number * 60)
    client = browse(cast.dev)

    page = text(client, f"/thread/?goal={work.goal.pk}")
    assert page.count('<li id="item-') == 25
    assert "Show 16 more" in page
    assert page.index("Objective 39") < page.index("Objective 38")

    rest = text(client, f"/thread/{work.goal.pk}/more/?start=25", **{"HX-Request": "true"})
    assert rest.count('<li id="item-') == 16
    assert "more" not in re.sub(r'id="more[^"]*"', "", rest) or "Show" not in rest

    whole = text(client, f"/thread/?goal={work.goal.pk}&more={work.goal.pk}")
    assert whole.count('<li id="item-') == 41


def test_my_own_line_is_shown_however_small(cast: Cast, work: Work, browse: Browse) -> None:
    for number in range(30):
        figure(objective(f"Objective {number}", below=work.goal), minutes=6000)

    assert "is-path" in row(text(browse(cast.alice)), work.objective)


def test_another_ones_development_is_not_on_the_map(cast: Cast, work: Work, browse: Browse) -> None:
    own = objective("Learn to coach", below=work.goal, subject=cast.alice)

    assert row(text(browse(cast.alice), f"/thread/?goal={work.goal.pk}"), own)
    page = text(browse(cast.bob), f"/thread/?goal={work.goal.pk}")
    assert "Learn to coach" not in page
    assert browse(cast.bob).get(f"/thread/{own.pk}/branch/", headers={"HX-Request": "true"}).status_code == 404


@pytest.mark.parametrize(
    ("reader", "status"), [("alice", 200), ("mona", 200), ("carys", 200), ("bob", 404), ("otto", 404), ("ada", 404)]
)
def test_who_may_look_from_somebodys_place(cast: Cast, work: Work, browse: Browse, reader: str, status: int) -> None:
    del work
    client = browse(getattr(cast, reader))

    assert client.get(f"/thread/?from={cast.alice.pk}").status_code == status


def test_the_map_from_somebodys_place_names_them(cast: Cast, work: Work, browse: Browse) -> None:
    page = text(browse(cast.mona), f"/thread/?from={cast.alice.pk}")

    assert "From the vision to Alice Owner in 3 steps." in page
    assert "is-path" in row(page, work.plan.item)
    assert "You are here" not in page


def test_from_whose_place_is_chosen_by_name(cast: Cast, work: Work, browse: Browse) -> None:
    del work
    client = browse(cast.mona)

    assert "Alice Owner" in text(client, "/thread/from/")
    chosen = client.get("/thread/from/?who=Alice+Owner")
    assert (chosen.status_code, chosen["Location"]) == (302, f"/thread/?from={cast.alice.pk}")
    refused = client.get("/thread/from/?who=Otto+Other")
    assert refused.status_code == 422
    assert "people in the line below you" in refused.content.decode()


def test_what_hangs_from_nothing_is_listed_as_found(cast: Cast, work: Work, browse: Browse) -> None:
    del work
    loose = thread.create_item(new=thread.NewItem(kind=Item.Kind.OBJECTIVE, title="Tidiness"), by=None, now=NOW)
    Objective.objects.create(item=loose, kind="standing")
    Finding.objects.create(
        code="B5", key="B5", kind="broken", severity=2, item=loose, people=210, first_seen_at=NOW, last_seen_at=NOW
    )

    page = text(browse(cast.dev))

    assert "Hanging from nothing" in page
    assert "Tidiness" in page
    assert "210 people" in page
    assert "Connect it" not in page
    assert "Connect it" in text(browse(cast.ada))


@pytest.mark.parametrize(
    "query", ["goal=x", "open=99999999999999999999", "open=-1", "more=1&open=abc", "line=7", "from=abc", "goal=424242"]
)
def test_nonsense_in_the_address_does_no_harm(cast: Cast, work: Work, browse: Browse, query: str) -> None:
    del work
    assert "The thread" in text(browse(cast.alice), f"/thread/?{query}")


def test_without_a_vision_the_page_teaches(cast: Cast, browse: Browse) -> None:
    assert "There is no thread yet" in text(browse(cast.alice))


def test_strangers_see_no_map(cast: Cast, work: Work, browse: Browse) -> None:
    del work
    assert Client().get("/thread/").status_code == 302
    assert browse(cast.charlie).get("/thread/").status_code == 403
    assert browse(cast.lena).get("/thread/").status_code == 403
    assert browse(cast.alice).post("/thread/").status_code == 405
