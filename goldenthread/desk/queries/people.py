"""Who is signed in, for pages that are not asked through the people room."""

from __future__ import annotations

from goldenthread.access.policy import Relation
from goldenthread.people.models import Person
from goldenthread.people.queries import Standing


def person_of_account(account_id: int) -> Person | None:
    """Return the person an account belongs to, or None. One query."""
    return Person.objects.filter(account_id=account_id, merged_into__isnull=True).first()


def headship(standing: Standing) -> frozenset[Relation]:
    """Return that somebody leads a unit, if they do. No query."""
    return frozenset({Relation.UNIT_LEADER}) if standing.is_here and standing.headed_paths else frozenset()
