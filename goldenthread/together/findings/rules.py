"""The table of findings: what is broken, frayed or over-stretched, and who can mend it. Pure.

Every rule looks at one place (an item, a task) and what stands directly beside it, so that after a change only the
neighbourhood has to be looked at again; B6 and the missing vision are judged on the whole structure, which is small.
docs/decisions/0007-findings.md says why each rule is as it is.

| code | kind   | what |
| ---- | ------ | ---- |
| B1   | broken | a live goal with no live objective or goal below it |
| B2   | broken | a live objective with no lead, or whose owning post (or its unit's head post) is vacant or abolished |
| B3   | broken | a live change or standing objective with no key result and no measure |
| B4   | broken | a live change objective with no plan, no task and no live objective below it |
| B5   | broken | an open task, a live plan or objective that serves nothing; a live goal that serves no vision |
|      |        | where there is no vision, and a live item could hang from one: that, once |
| B6   | broken | a filled post that owns nothing live and carries no live standing objective |
|      |        | where all filled posts of a unit, or of it and all below, are so: the topmost such unit, once |
| B7   | frayed | a link that cites an older version of what it serves, or serves something superseded |
| B8   | frayed | a live item that begins before, or ends after, the live item it serves |
| B9   | broken | something closed or retired with live items or open tasks still hanging from it |
| B10  | frayed | a live goal, objective or plan without news for longer than its rhythm |
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import IntEnum

from goldenthread.together.findings import purpose

BROKEN, FRAYED, OVERSTRETCHED = "broken", "frayed", "overstretched"

KINDS: Mapping[str, str] = {
    "B1": BROKEN,
    "B2": BROKEN,
    "B3": BROKEN,
    "B4": BROKEN,
    "B5": BROKEN,
    "B6": BROKEN,
    "B7": FRAYED,
    "B8": FRAYED,
    "B9": BROKEN,
    "B10": FRAYED,
}

# Minutes below as a share of all planned minutes, or absolute (1,000 hours a month is six people's whole time).
SERIOUS_SHARE = 0.02
SERIOUS_MINUTES = 60_000
# Those who stand in units without purpose: people, and full-time equivalents filled by nobody named.
SERIOUS_STANDING = 50
MODERATE_STANDING = 10


class Severity(IntEnum):
    SERIOUS = 1
    MODERATE = 2
    MINOR = 3


@dataclass(frozen=True, slots=True)
class ItemFact:
    """What the rules need of an item. `last_news` is the day something was last said of it, or it was made."""

    id: int
    kind: str
    state: str
    objective_kind: str = ""
    owner_post: int | None = None
    owner_unit_head: int | None = None
    has_lead: bool = True
    starts_on: date | None = None
    ends_on: date | None = None
    version: int = 1
    last_news: date | None = None
    rhythm_days: int | None = None
    has_yardstick: bool = True
    tasks: int = 0
    open_tasks: int = 0
    people: int = 0
    minutes: int = 0

    @property
    def is_live(self) -> bool:
        return self.state == "live"


@dataclass(frozen=True, slots=True)
class LinkFact:
    """A link that is not retired."""

    id: int
    lower: int
    upper: int
    kind: str
    is_primary: bool
    cited_version: int


@dataclass(frozen=True, slots=True)
class TaskFact:
    """An open task that serves nothing."""

    id: int
    minutes: int = 0
    people: int = 0


@dataclass(frozen=True, slots=True)
class WithoutVision:
    """There is no live vision, and something live could hang from one: `goals` that serve nothing, time below them."""

    goals: int
    minutes: int = 0


@dataclass(slots=True)
class Snapshot:
    """What is looked at: the whole organisation, or a neighbourhood; the structure always as a whole.

    `focus_items` and `focus_posts` are the places to judge; None: all. Everything directly beside a focused place must
    be in the snapshot.
    """

    today: date
    items: Mapping[int, ItemFact]
    links: list[LinkFact]
    structure: purpose.Structure
    tasks_serving_nothing: list[TaskFact]
    vision: int | None
    without_vision: WithoutVision | None = None
    total_minutes: int = 0
    focus_items: frozenset[int] | None = None
    focus_posts: frozenset[int] | None = None
    ups: dict[int, list[LinkFact]] = field(default_factory=lambda: defaultdict(list))
    downs: dict[int, list[LinkFact]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for link in self.links:
            self.ups[link.lower].append(link)
            self.downs[link.upper].append(link)

    def focused_items(self) -> Iterator[ItemFact]:
        for item in self.items.values():
            if self.focus_items is None or item.id in self.focus_items:
                yield item

    def primary_up(self, item: ItemFact) -> LinkFact | None:
        return next((link for link in self.ups.get(item.id, ()) if link.is_primary), None)

    def live_below(self, item: ItemFact, *, kinds: frozenset[str]) -> int:
        """Count the live items of these kinds that serve this one directly, by any link that serves."""
        return sum(
            1
            for link in self.downs.get(item.id, ())
            if link.kind == "serves"
            and link.lower in self.items
            and self.items[link.lower].is_live
            and self.items[link.lower].kind in kinds
        )


@dataclass(frozen=True, slots=True)
class Found:
    """One break. `key` names rule and place; the same break found again has the same key.

    `answers` is the post to begin with when looking for who can mend it, where the place itself does not say.
    """

    code: str
    key: str
    severity: Severity
    item: int | None = None
    upper: int | None = None
    task: int | None = None
    post: int | None = None
    unit: int | None = None
    answers: int | None = None
    people: int = 0
    minutes: int = 0
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return KINDS[self.code]


def severity(*, code: str, people: int, minutes: int, total_minutes: int) -> Severity:
    """Judge how bad a break is from who and what sits below it.

    Serious: a goal nobody serves (B1), or at least `SERIOUS_SHARE` of all planned minutes, or `SERIOUS_MINUTES`.
    Moderate: anybody, or any planned minute, below. Minor: nothing yet.
    """
    if code == "B1" or minutes >= SERIOUS_MINUTES:
        return Severity.SERIOUS
    if total_minutes and minutes >= SERIOUS_SHARE * total_minutes and minutes > 0:
        return Severity.SERIOUS
    return Severity.MODERATE if people or minutes else Severity.MINOR


def severity_of_unit(*, people: int, unnamed_fte: Decimal, is_whole: bool) -> Severity:
    """Judge how bad it is that a unit has no purpose, from who stands in it.

    Serious: the whole organisation, or at least `SERIOUS_STANDING` people and full-time equivalents of posts filled by
    nobody named. Moderate: at least `MODERATE_STANDING` of them, or, as elsewhere, anybody who is named. Else minor.
    """
    standing = people + unnamed_fte
    if is_whole or standing >= SERIOUS_STANDING:
        return Severity.SERIOUS
    return Severity.MODERATE if people or standing >= MODERATE_STANDING else Severity.MINOR


def _of_item(snapshot: Snapshot, code: str, item: ItemFact, *, upper: int | None = None, **facts: object) -> Found:
    key = f"{code}:item:{item.id}" + (f":{upper}" if code == "B7" else "")
    is_goal_without_vision = code == "B5" and item.kind == "goal"
    return Found(
        code=code,
        key=key,
        severity=Severity.SERIOUS
        if is_goal_without_vision
        else severity(code=code, people=item.people, minutes=item.minutes, total_minutes=snapshot.total_minutes),
        item=item.id,
        upper=upper,
        people=item.people,
        minutes=item.minutes,
        facts=facts,
    )


_GOALWARD = frozenset({"objective", "goal"})
_OBJECTIVES = frozenset({"objective"})
_PLANS = frozenset({"plan"})
_WITH_NEWS = frozenset({"goal", "objective", "plan"})


def _b1(snapshot: Snapshot, item: ItemFact) -> Iterator[Found]:
    if item.kind == "goal" and item.is_live and not snapshot.live_below(item, kinds=_GOALWARD):
        yield _of_item(snapshot, "B1", item)


def _b2(snapshot: Snapshot, item: ItemFact) -> Iterator[Found]:
    if item.kind != "objective" or not item.is_live:
        return
    post_id = item.owner_post if item.owner_post is not None else item.owner_unit_head
    post = snapshot.structure.posts.get(post_id) if post_id is not None else None
    is_vacant = post is not None and (post.filling == "vacant" or post.is_abolished)
    if not item.has_lead or is_vacant:
        yield _of_item(snapshot, "B2", item, no_lead=not item.has_lead, vacant_post=post_id if is_vacant else None)


def _b3(snapshot: Snapshot, item: ItemFact) -> Iterator[Found]:
    if item.kind != "objective" or not item.is_live or item.objective_kind not in {"change", "standing"}:
        return
    measured = any(link.kind == "measures" for link in snapshot.downs.get(item.id, ()))
    if not item.has_yardstick and not measured:
        yield _of_item(snapshot, "B3", item, objective_kind=item.objective_kind)


def _b4(snapshot: Snapshot, item: ItemFact) -> Iterator[Found]:
    if item.kind != "objective" or not item.is_live or item.objective_kind != "change":
        return
    if not item.tasks and not snapshot.live_below(item, kinds=_PLANS | _OBJECTIVES):
        yield _of_item(snapshot, "B4", item)


def _b5(snapshot: Snapshot, item: ItemFact) -> Iterator[Found]:
    if not item.is_live or snapshot.primary_up(item) is not None:
        return
    if item.kind in {"plan", "objective"} or (item.kind == "goal" and snapshot.vision is not None):
        yield _of_item(snapshot, "B5", item)


def _b7(snapshot: Snapshot, item: ItemFact) -> Iterator[Found]:
    if not item.is_live:
        return
    for link in snapshot.ups.get(item.id, ()):
        upper = snapshot.items.get(link.upper)
        if upper is None:
            continue
        if upper.state == "superseded" or link.cited_version < upper.version:
            yield _of_item(
                snapshot, "B7", item, upper=upper.id, link=link.id, cited=link.cited_version, now=upper.version
            )


def _b8(snapshot: Snapshot, item: ItemFact) -> Iterator[Found]:
    link = snapshot.primary_up(item)
    upper = snapshot.items.get(link.upper) if link is not None else None
    if not item.is_live or upper is None or not upper.is_live:
        return
    outlives = item.ends_on is not None and upper.ends_on is not None and item.ends_on > upper.ends_on
    predates = item.starts_on is not None and upper.starts_on is not None and item.starts_on < upper.starts_on
    if outlives or predates:
        yield _of_item(snapshot, "B8", item, upper=upper.id, outlives=outlives, predates=predates)


def _b9(snapshot: Snapshot, item: ItemFact) -> Iterator[Found]:
    if item.state not in {"closed", "retired"}:
        return
    open_items = sum(
        1
        for link in snapshot.downs.get(item.id, ())
        if link.is_primary and link.lower in snapshot.items and snapshot.items[link.lower].is_live
    )
    if open_items or item.open_tasks:
        yield _of_item(snapshot, "B9", item, open_items=open_items, open_tasks=item.open_tasks)


def _b10(snapshot: Snapshot, item: ItemFact) -> Iterator[Found]:
    if item.kind not in _WITH_NEWS or not item.is_live or item.rhythm_days is None or item.last_news is None:
        return
    silent_days = (snapshot.today - item.last_news).days
    if silent_days > item.rhythm_days:
        yield _of_item(snapshot, "B10", item, since=item.last_news.isoformat(), rhythm_days=item.rhythm_days)


_ITEM_RULES = (_b1, _b2, _b3, _b4, _b5, _b7, _b8, _b9, _b10)


def _without_purpose(snapshot: Snapshot) -> Iterator[Found]:
    having = purpose.with_purpose(snapshot.structure)
    for unit in purpose.bare_units(snapshot.structure, having):
        facts: dict[str, object] = {"posts": unit.posts, "below": unit.with_below}
        if unit.unnamed_fte:
            facts["unnamed_fte"] = f"{unit.unnamed_fte.normalize():f}"
        yield Found(
            code="B6",
            key=f"B6:unit:{unit.unit}",
            severity=severity_of_unit(people=unit.people, unnamed_fte=unit.unnamed_fte, is_whole=unit.is_whole),
            unit=unit.unit,
            answers=unit.answers,
            people=unit.people,
            facts=facts,
        )
    for post in purpose.bare_posts(snapshot.structure, having):
        if snapshot.focus_posts is not None and post.id not in snapshot.focus_posts:
            continue
        yield Found(
            code="B6",
            key=f"B6:post:{post.id}",
            severity=Severity.MODERATE if post.people else Severity.MINOR,
            post=post.id,
            people=len(post.people),
        )


NO_VISION = "B5:vision"


def _no_vision(snapshot: Snapshot) -> Iterator[Found]:
    if snapshot.without_vision is not None:
        yield Found(
            code="B5",
            key=NO_VISION,
            severity=Severity.SERIOUS,
            answers=snapshot.structure.at_the_top(),
            people=snapshot.structure.people(),
            minutes=snapshot.without_vision.minutes,
            facts={"goals": snapshot.without_vision.goals},
        )


def _tasks_serving_nothing(snapshot: Snapshot) -> Iterator[Found]:
    for task in snapshot.tasks_serving_nothing:
        yield Found(
            code="B5",
            key=f"B5:task:{task.id}",
            severity=severity(
                code="B5", people=task.people, minutes=task.minutes, total_minutes=snapshot.total_minutes
            ),
            task=task.id,
            people=task.people,
            minutes=task.minutes,
        )


def find(snapshot: Snapshot) -> list[Found]:
    """Return every break at the focused places, each once, ordered by key."""
    found: dict[str, Found] = {}
    for item in snapshot.focused_items():
        for rule in _ITEM_RULES:
            for one in rule(snapshot, item):
                found[one.key] = one
    streams: Iterable[Iterator[Found]] = (
        _without_purpose(snapshot),
        _no_vision(snapshot),
        _tasks_serving_nothing(snapshot),
    )
    for stream in streams:
        for one in stream:
            found[one.key] = one
    return [found[key] for key in sorted(found)]
