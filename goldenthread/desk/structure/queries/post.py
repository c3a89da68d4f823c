"""The page of a post: where it stands, who holds it, what it carries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q

from goldenthread.desk.structure.queries.items import ItemRow, items_held
from goldenthread.desk.structure.queries.person import MOST_REPORTS, Around, Line
from goldenthread.people import hierarchy
from goldenthread.people.hierarchy import Rung
from goldenthread.people.models import Assignment, Post
from goldenthread.people.queries import Standing, posts_visible_to
from goldenthread.people.queries.cards import cards
from goldenthread.people.queries.chart import shortened


def find_post(post_id: int, *, standing: Standing) -> Post | None:
    """Return a post with its unit and role profile, or None when there is none the asker may see. One query."""
    return posts_visible_to(standing).select_related("unit", "role_profile").filter(pk=post_id).first()


def line_of(post: Post) -> list[Rung]:
    """Return the line from a post upwards. One query."""
    return hierarchy.line_above(post.pk)


def holders_of(post: Post, *, on: date) -> tuple[list[Assignment], list[Assignment]]:
    """Return who holds a post on a day or is to hold it, and who held it before, the latest first. One query."""
    held = Assignment.objects.filter(post=post).select_related("person").order_by("-starts_on", "-pk")[:100]
    now = [one for one in held if one.ends_on is None or one.ends_on >= on]
    return now[::-1], [one for one in held if one.ends_on is not None and one.ends_on < on]


def around_post(post: Post, *, line: Sequence[Rung], on: date) -> Around:
    """Return the posts above one, and those that report directly to it. One query."""
    above = [rung.post_id for rung in line[1:]]
    shown = shortened(above[::-1])[::-1]
    most = MOST_REPORTS + len(shown)
    found = cards(Q(pk__in=shown) | Q(reports_to=post, abolished_on__isnull=True), on=on, most=most)
    by_post = {card.post.pk: card for card in found}
    reports = [card for card in found if card.post.reports_to_id == post.pk]
    return Around(
        line=Line([by_post[pk] for pk in shown if pk in by_post], len(above) - len(shown)),
        reports=reports[:MOST_REPORTS],
        has_more_reports=len(found) >= most,
    )


def items_of_post(post: Post, *, now: datetime) -> tuple[list[ItemRow], bool]:
    """Return the live items that a post owns or carries, and whether there are more. One query."""
    return items_held(now=now, posts=[post.pk])
