"""The organisation chart, opened branch by branch."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from goldenthread.people import hierarchy
from goldenthread.people.models import Post
from goldenthread.people.queries.chart import ROWS, ChartNode, chart_branch, chart_line
from tests.cast import Cast
from tests.query_counts import queries_of

Browse = Callable[[str], Client]


def titles(nodes: list[ChartNode]) -> list[str]:
    return [node.post.title for node in nodes]


def test_a_branch_holds_who_reports_there_the_most_senior_first(cast: Cast) -> None:
    branch = chart_branch(cast.head_of_prevention.pk, standing=cast.standing("bob"))

    assert titles(branch.nodes) == ["Prevention Officer", "Prevention Officer", "Referral Officer"]
    assert [node.is_here for node in branch.nodes] == [False, True, False]
    assert branch.next_from is None


def test_the_tops_are_the_posts_that_report_to_nobody(cast: Cast) -> None:
    Post.objects.create(reference="T-2", title="Board Secretary", unit=cast.service)

    branch = chart_branch(None, standing=cast.standing("bob"))

    assert titles(branch.nodes) == ["Chief Officer", "Board Secretary"]
    assert [node.below for node in branch.nodes] == [2, 0]


def test_the_line_opens_down_to_the_post_looked_for(cast: Cast) -> None:
    (top,) = chart_line(cast.head_of_prevention, standing=cast.standing("bob"))

    assert titles([top]) == ["Chief Officer"]
    (head,) = top.rows
    assert (head.post, head.is_looked_for) == (cast.head_of_prevention, True)
    assert titles(head.rows) == ["Prevention Officer", "Prevention Officer", "Referral Officer"]
    assert top.not_here == 1, "the head of response is behind a link"


def test_the_chart_opens_where_somebody_stands(cast: Cast, as_of: Browse) -> None:
    page = as_of("alice").get("/people/chart/").content.decode()
    assert "You are here" in page
    assert "Head of Response" not in page

    page = as_of("alice").get("/people/chart/?top=yes").content.decode()
    assert "You are here" not in page
    assert "Chief Officer" in page


def test_who_holds_nothing_begins_at_the_top(cast: Cast, as_of: Browse) -> None:
    assert "Chief Officer" in as_of("ada").get("/people/chart/").content.decode()


def test_searching_jumps_to_the_one_that_fits_and_lists_several(cast: Cast, as_of: Browse) -> None:
    client = as_of("bob")

    assert client.get("/people/chart/?q=referral").headers["Location"] == f"/people/chart/?post={cast.vacant_post.pk}"
    assert client.get("/people/chart/?q=otto").headers["Location"] == f"/people/chart/?post={cast.head_of_response.pk}"
    assert "Found on the chart" in client.get("/people/chart/?q=officer").content.decode()
    assert "Try a part of the title" in client.get("/people/chart/?q=astronaut").content.decode()


def test_a_wide_branch_comes_in_parts_that_hold_everybody_once(cast: Cast, as_of: Browse) -> None:
    Post.objects.bulk_create(
        Post(reference=f"W-{n}", title=f"Officer {n:04}", unit=cast.response, reports_to=cast.head_of_response)
        for n in range(150)
    )
    seen: list[int] = []
    start: int | None = 0
    while start is not None:
        branch = chart_branch(cast.head_of_response.pk, standing=cast.standing("bob"), start=start)
        assert len(branch.nodes) <= ROWS
        seen += [node.post.pk for node in branch.nodes]
        start = branch.next_from

    assert len(seen) == len(set(seen)) == 150
    page = as_of("bob").get(f"/people/chart/{cast.head_of_response.pk}/below/").content.decode()
    assert f"/people/chart/{cast.head_of_response.pk}/below/?from={ROWS}" in page


def test_the_same_queries_whatever_the_size(cast: Cast, as_of: Browse) -> None:
    few = queries_of(as_of("otto"), "/people/chart/")

    Post.objects.bulk_create(
        Post(reference=f"W-{n}", title=f"Officer {n:04}", unit=cast.response, reports_to=cast.head_of_response)
        for n in range(500)
    )

    assert queries_of(as_of("otto"), "/people/chart/") == few


@pytest.fixture
def deepest(cast: Cast) -> Post:
    """The last of 10,000 posts that each report to the one before."""
    first = Post.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    Post.objects.bulk_create(
        Post(
            pk=first + n,
            reference=f"D-{n}",
            title=f"Step {n}",
            unit=cast.response,
            reports_to_id=first + n - 1 if n else cast.head_of_response.pk,
        )
        for n in range(10_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE people_post")  # as the database does by itself soon after an import
    return Post.objects.get(pk=first + 9_999)


def test_a_line_of_ten_thousand_posts_is_walked_in_one_go(cast: Cast, deepest: Post) -> None:
    assert len(hierarchy.line_above(deepest.pk)) == 10_002
    assert hierarchy.is_above(upper_id=cast.chief.pk, lower_id=deepest.pk)


def test_pages_at_the_end_of_a_line_of_ten_thousand_posts_answer(cast: Cast, as_of: Browse, deepest: Post) -> None:
    client = as_of("otto")
    for address in (f"/people/chart/?post={deepest.pk}", f"/people/posts/{deepest.pk}/", "/people/chart/"):
        times = []
        for _ in range(3):
            started = time.perf_counter()
            assert client.get(address).status_code == 200
            times.append(time.perf_counter() - started)
        assert min(times) < 3, address
    page = client.get(f"/people/chart/?post={deepest.pk}")
    assert "9994 posts between are left out" in page.content.decode()


def test_an_abolished_post_is_on_no_chart(cast: Cast, as_of: Browse) -> None:
    Post.objects.filter(pk=cast.vacant_post.pk).update(abolished_on="2026-11-01")

    page = as_of("bob").get(f"/people/chart/?post={cast.vacant_post.pk}")

    assert page.status_code == 200
    assert "Referral Officer" not in page.content.decode()
