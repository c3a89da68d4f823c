"""Line of sight: which work reaches the current vision, and what stands below each item. Pure.

Definitions (docs/decisions/0006-line-of-sight.md):

* An item **hangs from** another by its primary link, if that link is not retired.
* A link **carries** when it is affirmed, or still to be re-affirmed; a proposed link does not. An item carries when it
  is live. An item **reaches** when it is the current vision, or carries and hangs by a carrying link from one that
  reaches. It reaches *unaffirmed* when any link on its way is still to be re-affirmed.
* The **planned minutes** of a person are what remains of their open tasks in the window, and the standing share of
  their posts, split by weight between the standing objectives each post carries. A post's own task is shared by its
  holders.
* A person's **share in sight** is the planned minutes that serve an item that reaches, over all planned minutes; it
  is None for somebody with nothing planned.
* **Below** an item stand the item itself and everything that hangs from it, over any number of steps, whatever its
  state. People are counted once, minutes once.

The work is linear in items plus placements, but for the people below each item: there the smaller set is always poured
into the larger, which moves each person at most log2(n) times along the deepest way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NewType

ItemId = NewType("ItemId", int)
PersonId = NewType("PersonId", int)


class Reach(IntEnum):
    """How an item stands to the current vision, worst first."""

    NONE = 0
    UNAFFIRMED = 1
    AFFIRMED = 2


@dataclass(frozen=True, slots=True)
class Up:
    """The primary link up from an item: to which, and as what it carries."""

    upper: ItemId
    carries: Reach


@dataclass(frozen=True, slots=True)
class Placement:
    """Minutes (>= 0) that one person has planned on one item; item None: on something that serves nothing."""

    person: PersonId
    item: ItemId | None
    minutes: int


@dataclass(frozen=True, slots=True)
class Sight:
    """One person's minutes: planned, reaching the vision, and of those reaching it over an unaffirmed link.

    0 <= unaffirmed <= reaching <= planned.
    """

    planned: int
    reaching: int
    unaffirmed: int

    @property
    def share(self) -> float | None:
        """Fraction in [0, 1] of the planned minutes that reach the vision; None with nothing planned."""
        return self.reaching / self.planned if self.planned else None


@dataclass(frozen=True, slots=True)
class Below:
    """What stands below one item, itself included: people (once each), minutes, direct children, steps to the top."""

    people: int
    minutes: int
    children: int
    depth: int


def order_from_top(ups: Mapping[ItemId, Up], items: Iterable[ItemId]) -> list[ItemId]:
    """Return all items so that each comes after the item it hangs from.

    Items on a circle, or below one, hang from nothing that has a top: they come last, in no particular order.
    """
    children: dict[ItemId, list[ItemId]] = defaultdict(list)
    everything = set(items)
    ordered: list[ItemId] = []
    for item in everything:
        up = ups.get(item)
        if up is None or up.upper not in everything:
            ordered.append(item)
        else:
            children[up.upper].append(item)
    for item in ordered:  # grows while it is walked
        ordered.extend(children.get(item, ()))
    if len(ordered) < len(everything):
        ordered.extend(everything.difference(ordered))
    return ordered


def reaches(
    *, items: Iterable[ItemId], live: frozenset[ItemId] | set[ItemId], ups: Mapping[ItemId, Up], vision: ItemId | None
) -> dict[ItemId, Reach]:
    """Return how each item stands to the current vision (None: there is none, so nothing reaches)."""
    found: dict[ItemId, Reach] = {}
    for item in order_from_top(ups, items):
        up = ups.get(item)
        if item == vision:
            found[item] = Reach.AFFIRMED
        elif item not in live or up is None:
            found[item] = Reach.NONE
        else:
            found[item] = min(up.carries, found.get(up.upper, Reach.NONE))
    return found


def sights(placements: Iterable[Placement], *, reach: Mapping[ItemId, Reach]) -> dict[PersonId, Sight]:
    """Return each placed person's line of sight."""
    sums: dict[PersonId, list[int]] = {}
    for placement in placements:
        row = sums.setdefault(placement.person, [0, 0, 0])
        row[0] += placement.minutes
        how = Reach.NONE if placement.item is None else reach.get(placement.item, Reach.NONE)
        if how is not Reach.NONE:
            row[1] += placement.minutes
            if how is Reach.UNAFFIRMED:
                row[2] += placement.minutes
    return {person: Sight(*row) for person, row in sums.items()}


def below(placements: Iterable[Placement], *, items: Iterable[ItemId], ups: Mapping[ItemId, Up]) -> dict[ItemId, Below]:
    """Return what stands below each item.

    Items on a circle are given what is placed on them directly, and what is below them outside the circle.
    """
    people: dict[ItemId, set[int]] = {}
    minutes: dict[ItemId, int] = defaultdict(int)
    for placement in placements:
        if placement.item is not None:
            people.setdefault(placement.item, set()).add(placement.person)
            minutes[placement.item] += placement.minutes
    ordered = order_from_top(ups, items)
    depth = _depths(ordered, ups)
    counted = _poured(people, ordered=ordered, ups=ups, worth=None)
    children: dict[ItemId, int] = defaultdict(int)
    passed: set[ItemId] = set()
    for item in reversed(ordered):
        passed.add(item)
        up = ups.get(item)
        if up is not None and up.upper in depth and up.upper not in passed:
            children[up.upper] += 1
            minutes[up.upper] += minutes[item]
    return {
        item: Below(people=int(counted[item]), minutes=minutes[item], children=children[item], depth=depth[item])
        for item in ordered
    }


def worth_below(
    members: Mapping[ItemId, Iterable[int]],
    *,
    worth: Mapping[int, float],
    items: Iterable[ItemId],
    ups: Mapping[ItemId, Up],
) -> dict[ItemId, float]:
    """Return, for each item, the summed worth of the members on it and below it, each member counted once.

    Used for the full-time equivalents of posts in which nobody is named.
    """
    sets = {item: set(theirs) for item, theirs in members.items()}
    return _poured(sets, ordered=order_from_top(ups, items), ups=ups, worth=worth)


def _depths(ordered: Iterable[ItemId], ups: Mapping[ItemId, Up]) -> dict[ItemId, int]:
    depth: dict[ItemId, int] = {}
    for item in ordered:
        up = ups.get(item)
        depth[item] = depth[up.upper] + 1 if up is not None and up.upper in depth else 0
    return depth


def _poured(
    sets: dict[ItemId, set[int]],
    *,
    ordered: Sequence[ItemId],
    ups: Mapping[ItemId, Up],
    worth: Mapping[int, float] | None,
) -> dict[ItemId, float]:
    """Pour each item's set into the one above, smaller into larger, and weigh it on the way (worth None: count it).

    The sets are used up. The weight travels with the set, so that each member is weighed once per set it enters.
    """

    def weigh(members: Iterable[int]) -> float:
        return sum(1 if worth is None else worth[member] for member in members)

    weight: dict[ItemId, float] = {item: weigh(members) for item, members in sets.items()}
    done: dict[ItemId, float] = {}
    for item in reversed(ordered):
        mine = sets.pop(item, None)
        done[item] = weight.get(item, 0)
        up = ups.get(item)
        if mine is None or up is None or up.upper in done:
            continue
        theirs = sets.get(up.upper)
        if theirs is None:
            sets[up.upper], weight[up.upper] = mine, done[item]
            continue
        small, large = (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)
        heavier = done[item] if large is mine else weight[up.upper]
        weight[up.upper] = heavier + weigh(small.difference(large))
        large |= small
        sets[up.upper] = large
    return done


def standing_minutes(
    *, full_time_minutes: int, fte: float, standing_share: float, weights: Mapping[ItemId, int]
) -> dict[ItemId, int]:
    """Split one holder's standing time between the objectives their post carries, in whole minutes, losing none.

    Args:
        full_time_minutes: minutes of a full-time worker in the window (>= 0).
        fte: share of full time that the holder works in this post, in [0, 2].
        standing_share: fraction [0, 1] of that time kept for standing objectives.
        weights: weight (>= 1) of each objective carried; empty: nothing to split.

    The parts are rounded down and the rest is given, a minute each, to the largest remainders (Hamilton's method), ties
    to the lower item, so that they always add up.
    """
    if not weights:
        return {}
    whole = round(full_time_minutes * fte * standing_share)
    total = sum(weights.values())
    parts = {item: whole * weight // total for item, weight in weights.items()}
    rest = whole - sum(parts.values())
    by_remainder = sorted(weights, key=lambda item: (-(whole * weights[item] % total), item))
    for item in by_remainder[:rest]:
        parts[item] += 1
    return parts
