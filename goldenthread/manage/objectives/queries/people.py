"""Whose development somebody may write about, and which post an objective would be owned by."""

from __future__ import annotations

from goldenthread.people.models import Person, Post
from goldenthread.people.queries import Standing, main_post_of, reports_of


def development_subjects(standing: Standing) -> list[Person]:
    """Return the people whose development objectives somebody may write: themselves first, then those they manage."""
    reports = Person.objects.filter(pk__in=reports_of(standing), merged_into__isnull=True).order_by("name", "id")
    return [standing.person, *reports]


def suggested_owner(standing: Standing) -> Post | None:
    """Return the post that a new objective most likely belongs to: the asker's own. One query."""
    return main_post_of(standing.person, on=standing.on)
