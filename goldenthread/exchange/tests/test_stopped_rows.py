"""What cannot come in is stopped where it stands, with the reason and a cure; the rest comes in."""

from __future__ import annotations

import pytest

from goldenthread.exchange.reckoning import Fate
from goldenthread.exchange.tests.bringing import (
    SMALL_ORGANISATION,
    bring_files,
    look_at,
    stopped,
)
from goldenthread.people.models import Post
from goldenthread.thread.models import Item, Link

pytestmark = pytest.mark.django_db

UNIT = "code,name\nS,Service\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"posts": "reference,title,unit\nP1,Chief,X\n"}, [("posts.csv", 2, "unit", "nowhere")]),
        (
            {"units": "code,name,opened_on,closed_on\nS,Service,2026-02-01,2026-01-01\n"},
            [("units.csv", 2, "closed_on", "rule")],
        ),
        (
            {"units": "code,name,parent\nA,A,B\nB,B,A\n"},
            [("units.csv", 2, "parent", "circle"), ("units.csv", 3, "parent", "circle")],
        ),
        ({"units": "code,name,parent\nA,A,A\n"}, [("units.csv", 2, "parent", "circle")]),
        (
            {"units": UNIT, "posts": "reference,title,unit,reports_to\n1,A,S,2\n2,B,S,3\n3,C,S,1\n4,D,S,\n"},
            [("posts.csv", row, "reports_to", "circle") for row in (2, 3, 4)],
        ),
        (
            {"people": "number,name,email\n1,A,x@example.org\n2,B,X@EXAMPLE.org\n"},
            [("people.csv", 3, "email", "only_once")],
        ),
        ({"people": "number,name,email\n1,A,nobody\n"}, [("people.csv", 2, "email", "rule")]),
        (
            {"people": "number,name\n1,A\n1,B\n"},
            [("people.csv", 2, "name", "contradiction"), ("people.csv", 3, "name", "contradiction")],
        ),
        (
            {"tasks": "number,title\n1,A\n1,B\n"},
            [("tasks.csv", 3, "", "key_twice")],
        ),
        (
            {"tasks": "number,title,state,done_on\n1,A,done,\n2,B,open,2026-01-01\n"},
            [("tasks.csv", 2, "done_on", "rule"), ("tasks.csv", 3, "done_on", "rule")],
        ),
        (
            {"visions": "reference,title,statement,horizon_year\nV1,A,a,2030\nV2,B,b,2031\n"},
            [("visions.csv", 3, "state", "only_once")],
        ),
        (
            {"goals": "reference,title,visibility\nG1,A,restricted\n"},
            [("goals.csv", 2, "subject", "rule")],
        ),
        (
            {"organisation": 'name,words,working_days\nN,"{""color"":{}}",1 9\n'},
            [("organisation.csv", 2, "words", "rule")],
        ),
        (
            {"role_profiles": "code,title,lead_share,manage_share,shared_share\nR,R,0.5,0.5,0.5\n"},
            [("role_profiles.csv", 2, "shared_share", "rule")],
        ),
        (
            {
                "objectives": "reference,title,kind\nO1,A,change\n",
                "key_results": "objective,title,direction,band_low,target\nO1,K,band,5,4\n",
            },
            [("key_results.csv", 2, "band_low", "rule")],
        ),
    ],
)
def test_what_cannot_be_is_stopped_where_it_stands(
    files: dict[str, str], expected: list[tuple[str, int, str, str]]
) -> None:
    reckoning = bring_files(**files)

    assert stopped(reckoning) == expected
    assert reckoning.unaccounted == 0
    assert all(problem.reason and problem.cure for problem in reckoning.problems)


@pytest.mark.parametrize(
    ("links", "code"),
    [
        ("lower,upper\nGOAL-1,GOAL-1\n", "rule"),
        ("lower,upper,is_primary,kind\nPLAN-1,OBJ-1,yes,evidences\n", "rule"),
        ("lower,upper\nVIS-1,GOAL-1\n", "cannot_serve"),
        ("lower,upper\nPLAN-1,VIS-1\n", "cannot_serve"),
        ("lower,upper\nPLAN-1,NO-1\n", "nowhere"),
        ("lower,upper,is_primary\nPLAN-1,GOAL-1,yes\n", "only_once"),
    ],
)
def test_links_that_make_no_sense_are_stopped(links: str, code: str) -> None:
    bring_files(**SMALL_ORGANISATION)

    reckoning = bring_files(links=links)

    assert [problem[3] for problem in stopped(reckoning)] == [code]
    assert Link.objects.count() == 3


def test_links_that_close_a_circle_with_those_that_are_here_are_stopped() -> None:
    goals = "reference,title\nG1,A\nG2,B\nG3,C\n"
    bring_files(goals=goals, links="lower,upper,is_primary\nG1,G2,yes\nG2,G3,yes\n")

    reckoning = bring_files(links="lower,upper,is_primary\nG3,G1,yes\n")

    assert stopped(reckoning) == [("links.csv", 2, "upper", "circle")]


def test_what_hangs_on_a_stopped_row_is_stopped_with_it_and_the_rest_comes_in() -> None:
    files = {
        **SMALL_ORGANISATION,
        "posts": "reference,title,unit,reports_to,fte\nP1,Chief,S,,-1\nP2,Officer,B,,1\n",
        "units": "code,name,head_post\nS,Service,\nB,Branch,\n",
    }

    reckoning = bring_files(**files)

    assert {problem[:2] for problem in stopped(reckoning)} >= {
        ("posts.csv", 2),
        ("assignments.csv", 2),
        ("goals.csv", 2),
    }
    assert Post.objects.values_list("reference", flat=True).get() == "P2"
    assert Item.objects.filter(reference="PLAN-1").exists()
    assert reckoning.unaccounted == 0


def test_a_row_that_names_an_old_record_does_not_fall_with_that_records_wrong_row() -> None:
    bring_files(**SMALL_ORGANISATION)

    reckoning = bring_files(
        units="code,name,opened_on,closed_on\nB,Branch,2026-02-01,2026-01-01\n",
        posts="reference,title,unit\nP3,New post,B\n",
    )

    assert stopped(reckoning) == [("units.csv", 2, "closed_on", "rule")]
    assert Post.objects.filter(reference="P3").exists()


def test_units_too_deep_for_their_path_are_stopped() -> None:
    rows = [f"U{level},Level {level},{f'U{level - 1}' if level else ''}" for level in range(40)]

    reckoning = bring_files(units="\n".join(["code,name,parent", *rows, ""]))

    assert [problem[3] for problem in stopped(reckoning)] == ["too_deep"] * 10
    assert reckoning.unaccounted == 0


def test_the_top_of_a_line_of_ten_thousand_takes_it_along_when_it_is_stopped() -> None:
    rows = [
        f"P{level},Post {level},{'S' if level < 9_999 else 'X'},{f'P{level + 1}' if level < 9_999 else ''}"
        for level in range(10_000)
    ]

    reckoning = look_at(units=UNIT, posts="\n".join(["reference,title,unit,reports_to", *rows, ""]))

    assert reckoning.files["posts.csv"].counts[Fate.STOPPED] == 10_000
