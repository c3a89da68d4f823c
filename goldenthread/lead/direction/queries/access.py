"""What somebody is to the direction as a whole."""

from __future__ import annotations

from goldenthread.access.policy import Relation
from goldenthread.people.queries import Standing


def relations_to_direction(standing: Standing) -> frozenset[Relation]:
    """Return what somebody is to the direction: what they are anyway, and unit leader if they head a unit at the top.

    No query. The path of a unit at the top is one number and a full stop.
    """
    found = set(standing.own_relations)
    if found and any(path.count(".") == 1 for path in standing.headed_paths):
        found.add(Relation.UNIT_LEADER)
    return frozenset(found)
