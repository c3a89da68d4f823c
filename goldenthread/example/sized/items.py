"""The thread of a measured council, from its vision to an aim for each person, with plans and what is said. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from goldenthread.example.book import Book
from goldenthread.example.chance import Chance
from goldenthread.example.days import Days
from goldenthread.example.sized import words
from goldenthread.example.sized.sizes import Size
from goldenthread.example.sized.structure import Team

VISION = "A county where where you start does not decide where you end."


@dataclass(slots=True)
class Serves:
    """What the tasks of a unit's people serve: plans and objectives that are alive, and a closed plan for each year gone."""

    now: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)


class Items:
    """Fills a book with items. `serves` tells, by unit, what its tasks serve; `aims` the items that each person's do."""

    def __init__(self, book: Book, days: Days, size: Size, teams: list[Team]) -> None:
        self.book, self.days, self.size, self.teams = book, days, size, teams
        self.chance = Chance(f"items {size.code}")
        self.made_at = days.at(days.after(-200), "09:00")
        self.serves: dict[int, Serves] = {}
        self.aims: dict[int, list[int]] = {}
        self.measured: list[tuple[int, bool]] = []
        self._own: dict[int, int] = {}

    def build(self) -> None:
        council = self.teams[0]
        vision = self._item(
            "vision", "VIS-1", "Vision 2035", council.head, owner_post_id=council.head_post, lens="lead"
        )
        self.book.part(
            "vision", item_id=vision, statement=VISION, story="", horizon_year=2035, adopted_on=self.days.after(-200)
        )
        for place, (name, meaning) in enumerate(words.VALUES, start=1):
            value = self._item("value", f"VAL-{place}", name, council.head, owner_post_id=council.head_post, lens="shared",
                               position=place)  # fmt: skip
            self.book.part("value", item_id=value, meaning=meaning)
            self._hang(value, vision, council.head)
        goals = [self._goal(place, name, vision) for place, name in enumerate(words.GOALS, start=1)]
        for team in self.teams:
            self._of_unit(team, goals)
        self._of_people()

    def _item(self, kind: str, reference: str, title: str, lead: int, **values: object) -> int:
        return self.book.item(kind=kind, reference=reference, title=title, made_at=self.made_at, lead_id=lead, **values)

    def _hang(self, lower: int, upper: int, by: int) -> None:
        self.book.link(lower, upper, at=self.made_at, by=by)

    def _goal(self, place: int, name: str, vision: int) -> int:
        directors = [team for team in self.teams if team.level == 1] or [self.teams[0]]
        leader, manager = directors[place % len(directors)], directors[(place + 1) % len(directors)]
        goal = self._item("goal", f"GOAL-{place}", name, leader.head, owner_post_id=leader.head_post, position=place, lens="shared",
                          **self._said(35))  # fmt: skip
        self.book.part(
            "goal", item_id=goal, how_we_will_know="Four in five say so", theme="", manager_post_id=manager.head_post
        )
        self._hang(goal, vision, leader.head)
        return goal

    def _said(self, rhythm: int) -> dict[str, object]:
        """Return what was last said of an item: silent for too long in one of twenty-five."""
        days = (
            self.chance.between(rhythm + 5, rhythm * 3)
            if self.chance.happens(0.04)
            else self.chance.between(0, rhythm - 2)
        )
        said = self.chance.one_of(("on_track", "on_track", "on_track", "on_track", "at_risk", "off_track"))
        return {"said": said, "said_at": self.days.at(self.days.after(-days), "14:00"), "confidence": self.chance.between(3, 9),
                "rhythm_days": rhythm}  # fmt: skip

    def _objective(self, title: str, kind: str, up: int | None, lead: int, **values: object) -> int:
        is_standing = kind == "standing"
        item = self._item(
            "objective", self.book.next_objective(), title, lead, starts_on=self.days.after(-200),
            ends_on=None if is_standing else self.days.after(self.chance.between(60, 300)), **{**self._said(28), **values},
        )  # fmt: skip
        self.book.part("objective", item_id=item, kind=kind)
        if up is not None:
            self._hang(item, up, lead)
        return item

    def _of_unit(self, team: Team, goals: list[int]) -> None:
        """Give a unit its standing and change objectives and two plans; a team near the top serves goals directly."""
        above = self._own.get(team.above.unit) if team.above else None
        upper = above if above is not None else self.chance.one_of(goals)
        owner = {"owner_unit_id": team.unit}
        serves = self.serves.setdefault(team.unit, Serves())
        for place, words_of_it in enumerate(words.STANDING):
            up = upper if place or team.level > 1 else self.chance.one_of(goals)
            item = self._objective(f"{words_of_it}: {team.name}"[:300], "standing", up, team.head, **owner)
            self._keep(item, is_measure=True)
            self._own.setdefault(team.unit, item)
            for post, _person in ((team.head_post, team.head), *team.members):
                self.book.add("duty", post_id=post, objective_id=item, weight=1 + place)
            serves.now.append(item)
        for words_of_it in words.CHANGES:
            lost = self.chance.happens(0.01)
            item = self._objective(
                f"{words_of_it}: {team.name}"[:300], "change", None if lost else upper, team.head, **owner
            )
            self._keep(item, is_measure=False)
            serves.now.append(self._plan(item, f"How we {words_of_it[0].lower()}{words_of_it[1:]}: {team.name}", team))
        for back in range(1, self.size.years):
            serves.before.append(self._closed_plan(team, upper, back))

    def _plan(self, objective: int, title: str, team: Team) -> int:
        item = self._item("plan", self.book.next_plan(), title[:300], team.head, owner_unit_id=team.unit,
                          starts_on=self.days.after(-200), ends_on=self.days.after(60), **self._said(28))  # fmt: skip
        self.book.part("plan", item_id=item, purpose="")
        self._hang(item, objective, team.head)
        return item

    def _closed_plan(self, team: Team, upper: int, back: int) -> int:
        ended = self.days.at(self.days.after(-365 * back), "16:00")
        item = self._item(
            "plan", self.book.next_plan(), f"Programme of {ended.year}: {team.name}"[:300], team.head, owner_unit_id=team.unit,
            state="closed", ended_at=ended, ended_reason="The year ended.", starts_on=self.days.after(-365 * (back + 1)),
            ends_on=ended.date(),
        )  # fmt: skip
        self.book.part("plan", item_id=item, purpose="")
        self._hang(item, upper, team.head)
        return item

    def _keep(self, item: int, *, is_measure: bool) -> None:
        number = self.book.add(
            "key_result", objective_id=item, kind="measure" if is_measure else "result", title="Share done on time",
            unit_of_measure="in 100", direction="up", baseline=Decimal(60), target=Decimal(95),
        )  # fmt: skip
        self.measured.append((number, is_measure))

    def _of_people(self) -> None:
        """Give people aims of their own until there are as many objectives as the size asks for."""
        people = [
            (team, post, person) for team in self.teams for post, person in ((team.head_post, team.head), *team.members)
        ]  # fmt: skip
        turn = 0
        while self.book.objectives < self.size.objectives and turn < 8:
            for team, post, person in people:
                if self.book.objectives >= self.size.objectives:
                    return
                self._of_person(team, post, person, turn)
            turn += 1

    def _of_person(self, team: Team, post: int, person: int, turn: int) -> None:
        up = self._own[team.unit]
        if turn == 0:
            self._objective(self.chance.one_of(words.GROWTH), "development", up, person, owner_post_id=post, subject_id=person,
                            visibility="restricted", lens="lead")  # fmt: skip
            return
        item = self._objective(self.chance.one_of(words.OWN), "change", up, person, owner_post_id=post)
        self._keep(item, is_measure=False)
        if not self.chance.happens(0.03):  # else a good intention that nobody planned
            self.aims.setdefault(person, []).append(item)

    def readings(self) -> Iterator[tuple[object, ...]]:
        """Yield values of key results, oldest first for each, in the columns of their table."""
        each = max(2, self.size.readings // max(1, len(self.measured)))
        number = 0
        for key_result, is_measure in self.measured:
            step = timedelta(days=max(1, 365 * self.size.years // each) if is_measure else 14)
            day = self.days.today - step * each
            for _one in range(each):
                day += step
                number += 1
                yield (number, key_result, day.isoformat(), f"{60 + 35 * self.chance.draw():.1f}", "")

    def check_ins(self) -> None:
        """Add two check-ins for each item of which something was said."""
        for item in self.book.rows["item"]:
            said_at = item.get("said_at")
            if not isinstance(said_at, datetime):
                continue
            for back in range(2):
                self.book.add("check_in", item_id=item["id"], by_id=item["lead_id"], at=said_at - timedelta(days=28 * back),
                              said=item["said"] if back == 0 else "on_track", confidence=item["confidence"],
                              words="As planned." if back else "A little behind; we know why.")  # fmt: skip


def planning_year(book: Book, days: Days) -> None:
    """Add the year that is open."""
    year = days.today.year if days.today.month >= 4 else days.today.year - 1
    book.add(
        "planning_year",
        label=f"{year}–{(year + 1) % 100:02d}",
        starts_on=date(year, 4, 1),
        ends_on=date(year + 1, 3, 31),
    )
