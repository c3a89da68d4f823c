"""The organisation chart: posts by reporting line, branch by branch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Lower

from goldenthread.people import hierarchy
from goldenthread.people.models import Assignment, Level, Post
from goldenthread.people.queries.finding import holds_words
from goldenthread.people.queries.listing import holders_by_post, unnamed_fte
from goldenthread.people.queries.standing import Standing, held_on

ROWS = 60  # of one branch at a time
SHOWN_AT_TOP = 2  # of a long line: the top and what is below it
SHOWN_AT_END = 6  # and the last steps down to the place looked for

SENIORITY = Case(
    *(When(level=level, then=Value(place)) for place, level in enumerate(reversed(Level.values))),
    default=Value(len(Level.values)),
    output_field=IntegerField(),
)


@dataclass(slots=True)
class ChartNode:
    """One post on the chart.

    `below` counts the live posts that report to it; `rows` are those of them that are here. `skipped` counts posts
    of the line between this one and its first row that are left out.
    """

    post: Post
    holders: tuple[Assignment, ...]
    unnamed: Decimal
    below: int
    is_here: bool = False
    is_looked_for: bool = False
    skipped: int = 0
    rows: list[ChartNode] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return bool(self.rows)

    @property
    def not_here(self) -> int:
        """How many posts below are not among the rows."""
        return max(self.below - len(self.rows), 0) if not self.skipped else self.below


@dataclass(frozen=True, slots=True)
class ChartBranch:
    """Some of the posts that report to one, or stand at the top; `next_from` is the place of the next, or None."""

    nodes: list[ChartNode]
    next_from: int | None


def _posts() -> QuerySet[Post]:
    live = Q(reports__abolished_on__isnull=True)
    return Post.objects.filter(abolished_on__isnull=True).select_related("unit").annotate(below=Count("reports", live))


def _nodes(posts: Iterable[Post], *, standing: Standing) -> list[ChartNode]:
    """Return nodes for these posts, in their order. One query."""
    rows = list(posts)
    holders = holders_by_post([post.pk for post in rows], on=standing.on)
    return [
        ChartNode(
            post=post,
            holders=tuple(holders.get(post.pk, ())),
            unnamed=unnamed_fte(post, holders.get(post.pk, ())),
            below=getattr(post, "below", 0),
            is_here=post.pk in standing.post_ids,
        )
        for post in rows
    ]


def chart_branch(post_id: int | None, *, standing: Standing, start: int = 0) -> ChartBranch:
    """Return the posts that report to a post (or, without one, the tops), the most senior first. Two queries."""
    within = _posts().filter(reports_to=post_id) if post_id else _posts().filter(reports_to__isnull=True)
    rows = list(within.order_by(SENIORITY, Lower("title"), "pk")[start : start + ROWS + 1])
    next_from = start + ROWS if len(rows) > ROWS else None
    return ChartBranch(_nodes(rows[:ROWS], standing=standing), next_from)


def shortened(line: list[int]) -> list[int]:
    """Return the numbers of a line from the top down, without its middle when it is long."""
    if len(line) <= SHOWN_AT_TOP + SHOWN_AT_END:
        return line
    return [*line[:SHOWN_AT_TOP], *line[-SHOWN_AT_END:]]


def chart_line(post: Post, *, standing: Standing) -> list[ChartNode]:
    """Return the top of the line a post stands on, opened down to the post and what reports to it. Three queries.

    Of a long line the middle is left out; a line ends below an abolished post.
    """
    line = [rung.post_id for rung in reversed(hierarchy.line_above(post.pk))]
    shown = shortened(line)
    rows = list(
        _posts()
        .filter(Q(pk__in=shown) | Q(reports_to=post))
        .order_by(SENIORITY, Lower("title"), "pk")[: ROWS + len(shown)]
    )
    nodes = {node.post.pk: node for node in _nodes(rows, standing=standing)}
    steps = [nodes[pk] for pk in shown if pk in nodes]
    if not steps:
        return []
    for upper, lower in pairwise(steps):
        upper.rows.append(lower)
        upper.skipped = len(line) - len(shown) if lower.post.reports_to_id != upper.post.pk else 0
    steps[-1].rows += [node for node in nodes.values() if node.post.reports_to_id == steps[-1].post.pk]
    steps[-1].is_looked_for = steps[-1].post.pk == post.pk
    return [steps[0]]


def chart_found(words: str, *, standing: Standing) -> list[ChartNode]:
    """Return up to 25 live posts whose title, reference, unit or holder holds every word. Two queries."""
    by_holder = Assignment.objects.filter(held_on(standing.on) & holds_words(words, "person__name", "person__number"))
    by_post = holds_words(words, "title", "reference", "unit__name")
    found = _posts().filter(by_post | Q(pk__in=by_holder.values("post_id")))
    return _nodes(found.order_by(SENIORITY, Lower("title"), "pk")[:25], standing=standing)
