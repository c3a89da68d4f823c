"""Who holds the posts that lead and deliver goals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from goldenthread.people.models import Person, Post, Unit
from goldenthread.people.queries import holders_on


def holders_of_posts(post_ids: Collection[int | None], *, on: date) -> dict[int, list[Person]]:
    """Return the people who hold each of these posts on a day, the longest there first. One query."""
    wanted = {post_id for post_id in post_ids if post_id is not None}
    held = holders_on(on).filter(post_id__in=wanted, post__filling=Post.Filling.NAMED)
    found: dict[int, list[Person]] = defaultdict(list)
    for assignment in held.order_by("starts_on", "id"):
        found[assignment.post_id].append(assignment.person)
    return dict(found)


def post_at_the_top() -> Post | None:
    """Return the head post of the first unit at the top of the organisation, or None. One query."""
    top = Unit.objects.filter(parent__isnull=True, closed_on__isnull=True, head_post__isnull=False)
    unit = top.select_related("head_post").order_by("path", "id").first()
    return unit.head_post if unit else None
