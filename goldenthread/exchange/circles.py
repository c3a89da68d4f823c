"""What goes round in a circle: found without recursion, however deep the chains are. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def circles(edges: Mapping[int, Iterable[int]]) -> list[frozenset[int]]:
    """Return the sets of places that can each be reached from one another, and places that lead to themselves.

    `edges` maps a place to those it leads to. Source: R. Tarjan, Depth-first search and linear graph algorithms, 1972.
    """
    found: list[frozenset[int]] = []
    order: dict[int, int] = {}
    lowest: dict[int, int] = {}
    waiting: list[int] = []
    is_waiting: set[int] = set()
    for root in edges:
        if root in order:
            continue
        trail = [(root, iter(edges.get(root, ())))]
        order[root] = lowest[root] = len(order)
        waiting.append(root)
        is_waiting.add(root)
        while trail:
            place, onward = trail[-1]
            step = next(onward, None)
            if step is None:
                trail.pop()
                if trail:
                    lowest[trail[-1][0]] = min(lowest[trail[-1][0]], lowest[place])
                if lowest[place] == order[place]:
                    found.extend(_closed(place, waiting, is_waiting, edges))
            elif step not in order:
                order[step] = lowest[step] = len(order)
                waiting.append(step)
                is_waiting.add(step)
                trail.append((step, iter(edges.get(step, ()))))
            elif step in is_waiting:
                lowest[place] = min(lowest[place], order[step])
    return found


def _closed(
    place: int, waiting: list[int], is_waiting: set[int], edges: Mapping[int, Iterable[int]]
) -> list[frozenset[int]]:
    members = set()
    while True:
        member = waiting.pop()
        is_waiting.discard(member)
        members.add(member)
        if member == place:
            break
    is_circle = len(members) > 1 or place in set(edges.get(place, ()))
    return [frozenset(members)] if is_circle else []


def depths(parents: Mapping[int, int | None]) -> dict[int, int]:
    """Return how many steps each place is below its top (0 at a top). There must be no circles."""
    known: dict[int, int] = {}
    for start in parents:
        trail = []
        place: int | None = start
        while place is not None and place not in known:
            trail.append(place)
            place = parents.get(place)
        depth = -1 if place is None else known[place]
        for passed in reversed(trail):
            depth += 1
            known[passed] = depth
    return known
