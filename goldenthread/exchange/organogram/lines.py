"""Who reports to whom, from what a file says: tops, unknown superiors, loops. Pure.

Works without recursion, so that a chain of ten thousand posts is as good as any other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from goldenthread.exchange.organogram.words import is_top

LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


class Remark(StrEnum):
    """What is odd about the superior that a post names."""

    OWN_SUPERIOR_IS_TOP = "own_superior_is_top"  # no post reports to XX: the head reports to itself
    OWN_SUPERIOR = "own_superior"
    NO_SUPERIOR = "no_superior"
    UNKNOWN_SUPERIOR = "unknown_superior"
    LIKE_SUPERIOR = "like_superior"  # unknown as written, and like one that is known
    LOOP = "loop"
    ASSUMED_TOP = "assumed_top"  # nothing is at the top, so this post was put there


@dataclass(frozen=True, slots=True)
class Lines:
    """The superior of each post (None at the top), the tops in the file's order, and what was odd.

    `main_top` is the top with most posts below it: what belongs nowhere is set under it. `meant` holds, for a remark
    of LIKE_SUPERIOR, the reference that was probably meant.
    """

    superior: Mapping[str, str | None]
    tops: tuple[str, ...]
    main_top: str | None
    remarks: Mapping[str, Remark] = field(default_factory=dict)
    meant: Mapping[str, str] = field(default_factory=dict)


def loose(reference: str) -> str:
    """Return a reference without letter case, punctuation, spaces and leading zeros: what may be the same post."""
    kept = "".join(char for char in reference.casefold() if char.isalnum())
    return LEADING_ZEROS.sub("", kept)


class Likeness:
    """Finds the one post whose reference is like a given one."""

    def __init__(self, references: Iterable[str]) -> None:
        self._by_loose: dict[str, list[str]] = defaultdict(list)
        for reference in references:
            self._by_loose[loose(reference)].append(reference)

    def one_like(self, reference: str) -> str | None:
        found = self._by_loose.get(loose(reference), [])
        return found[0] if len(found) == 1 else None


def resolve_lines(named: Mapping[str, str], *, abolished: frozenset[str] = frozenset()) -> Lines:
    """Return the lines of posts, given the superior that each names as written in the file.

    Abolished posts keep their place but are not chosen as the top that others are set under while there is another.
    """
    superior: dict[str, str | None] = {}
    remarks: dict[str, Remark] = {}
    meant: dict[str, str] = {}
    tops: list[str] = []
    likeness = Likeness(named)
    for reference, above in named.items():
        superior[reference] = None
        if above in named and above != reference:
            superior[reference] = above
        elif is_top(above):
            tops.append(reference)
        else:
            remarks[reference] = remark_on(reference, above)
            like = likeness.one_like(above) if remarks[reference] is Remark.UNKNOWN_SUPERIOR else None
            if like is not None and like != reference:
                remarks[reference] = Remark.LIKE_SUPERIOR
                meant[reference] = like
    for reference in find_loops(superior):
        superior[reference] = None
        remarks[reference] = Remark.LOOP
    below = count_below(superior)
    if not tops:
        tops = choose_tops(remarks, below, abolished)
    living = [top for top in tops if top not in abolished] or tops
    main = max(living, key=lambda top: below[top], default=None)
    for reference, above_now in superior.items():
        if above_now is None and reference not in tops:
            superior[reference] = main
    return Lines(superior, tuple(tops), main, remarks, meant)


def remark_on(reference: str, above: str) -> Remark:
    if not above:
        return Remark.NO_SUPERIOR
    return Remark.OWN_SUPERIOR if above == reference else Remark.UNKNOWN_SUPERIOR


def choose_tops(remarks: dict[str, Remark], below: Mapping[str, int], abolished: frozenset[str]) -> list[str]:
    """Return the tops where no post reports to XX, marked in `remarks`: those that report to themselves, else the
    post without a superior that has most below it."""
    own = [reference for reference, remark in remarks.items() if remark is Remark.OWN_SUPERIOR]
    for reference in own:
        remarks[reference] = Remark.OWN_SUPERIOR_IS_TOP
    if own or not remarks:
        return own
    candidates = [reference for reference in remarks if reference not in abolished] or list(remarks)
    head = max(candidates, key=lambda reference: below[reference])
    remarks[head] = Remark.ASSUMED_TOP
    return [head]


def find_loops(superior: Mapping[str, str | None]) -> list[str]:
    """Return the posts that, followed upwards, come back to themselves, in the mapping's order."""
    settled: set[str] = set()
    in_loop: set[str] = set()
    for start in superior:
        trail: dict[str, int] = {}
        at: str | None = start
        while at is not None and at not in settled and at not in trail:
            trail[at] = len(trail)
            at = superior[at]
        if at is not None and at in trail:
            in_loop.update(reference for reference, place in trail.items() if place >= trail[at])
        settled.update(trail)
    return [reference for reference in superior if reference in in_loop]


def count_below(superior: Mapping[str, str | None]) -> dict[str, int]:
    """Return how many posts stand below each, at any depth. There must be no loops."""
    reports = dict.fromkeys(superior, 0)
    for above in superior.values():
        if above is not None:
            reports[above] += 1
    below = dict.fromkeys(superior, 0)
    ready = [reference for reference, count in reports.items() if not count]
    while ready:
        reference = ready.pop()
        above = superior[reference]
        if above is None:
            continue
        below[above] += below[reference] + 1
        reports[above] -= 1
        if not reports[above]:
            ready.append(above)
    return below
