"""Departments, divisions, services and teams of about nine, with a head for each, until everyone has a post. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from goldenthread.example.book import Book
from goldenthread.example.chance import Chance
from goldenthread.example.days import Days
from goldenthread.example.names import Names, plain_letters
from goldenthread.example.sized import words
from goldenthread.example.sized.sizes import Size

DOMAIN = "westmarch.example"
TEAM, TEAMS_A_SERVICE, SERVICES_A_DIVISION, DIVISIONS_A_DEPARTMENT = 9, 8, 6, 5
OPENED = date(2012, 4, 1)

ROLES = (
    ("CHIEF", "Chief Executive", "senior_leader", "0.600", "0.200", "0.200"),
    ("DIRECTOR", "Director", "senior_leader", "0.500", "0.300", "0.200"),
    ("HEAD", "Head of service", "middle_manager", "0.400", "0.350", "0.250"),
    ("LEADER", "Team leader", "junior_manager", "0.250", "0.500", "0.250"),
    ("WORKER", "Officer", "colleague", "0.050", "0.250", "0.700"),
)  # fmt: skip


@dataclass(slots=True)
class Team:
    """A unit with its head's post and person, and everybody below the head who is in the unit itself.

    `members` are pairs of post and person; `level` is 0 for the whole council, 4 for a team.
    """

    unit: int
    name: str
    level: int
    above: Team | None
    head_post: int = 0
    head: int = 0
    members: list[tuple[int, int]] = field(default_factory=list)
    below: list[Team] = field(default_factory=list)


class Structure:
    """Fills a book with units, posts and people of one size. `teams` holds every unit, each after the one above it."""

    def __init__(self, book: Book, days: Days, size: Size) -> None:
        self.book, self.days, self.size = book, days, size
        self.chance = Chance(f"structure {size.code}")
        self.names = Names(self.chance)
        self.teams: list[Team] = []
        self.roles = {
            code: book.add("role_profile", code=code, title=title, level=level, lead_share=Decimal(lead),
                           manage_share=Decimal(manage), shared_share=Decimal(shared))
            for code, title, level, lead, manage, shared in ROLES
        }  # fmt: skip
        self.levels = {code: level for code, _title, level, *_shares in ROLES}
        self._people_left = size.people

    def build(self) -> list[Team]:
        council = self._unit("Westmarch County Council", None, 0)
        department = 0
        while self._people_left > 0:
            place = department % len(words.DEPARTMENTS)
            number = department // len(words.DEPARTMENTS)
            name = words.DEPARTMENTS[place] + (f" {words.AREAS[number % len(words.AREAS)]}" if number else "")
            self._grow(self._unit(name, council, 1), 1)
            department += 1
        return self.teams

    def _grow(self, team: Team, level: int) -> None:
        most = {1: DIVISIONS_A_DEPARTMENT, 2: SERVICES_A_DIVISION, 3: TEAMS_A_SERVICE}.get(level, 0)
        for place in range(most):
            if self._people_left <= 0:
                return
            self._grow(self._unit(self._name(team, level, place), team, level + 1), level + 1)
        if level == 4:
            for _one in range(min(self._people_left, TEAM - 1)):
                self._member(team)

    def _name(self, above: Team, level: int, place: int) -> str:
        if level == 1:
            return f"{above.name}: {words.DIVISIONS[place]}"
        if level == 2:
            start = self.chance.between(0, len(words.SERVICES) - 1)
            return f"{words.SERVICES[(start + place) % len(words.SERVICES)]}, {above.name}"
        return f"{words.AREAS[place % len(words.AREAS)]} team, {above.name.partition(':')[0]}"

    def _unit(self, name: str, above: Team | None, level: int) -> Team:
        number = self.book.add("unit", code=f"U{len(self.teams) + 1:05d}", name=name, parent_id=above.unit if above else None,
                               opened_on=OPENED)  # fmt: skip
        path = f"{self.book.get('unit', above.unit)['path'] if above else ''}{number}."
        self.book.get("unit", number)["path"] = path
        self.book.add_words("unit", number, f"U{number:05d}", name)
        team = Team(number, name, level, above)
        self.teams.append(team)
        if above:
            above.below.append(team)
        role = ("CHIEF", "DIRECTOR", "HEAD", "HEAD", "LEADER")[level]
        title = ("Chief Executive", "Director, {}", "Head of {}", "Service manager, {}", "Team leader, {}")[
            level
        ].format(name)
        team.head_post, team.head = self._seat(team, role, title, above.head_post if above else None)
        self.book.get("unit", number)["head_post_id"] = team.head_post
        return team

    def _member(self, team: Team) -> None:
        job = self.chance.one_of(words.JOBS)
        if self.chance.happens(0.03):
            self._post(team, "WORKER", job, team.head_post, filled=False)
        team.members.append(self._seat(team, "WORKER", job, team.head_post))

    def _post(self, team: Team, role: str, title: str, above: int | None, *, filled: bool) -> int:
        number = len(self.book.rows["post"]) + 1
        post = self.book.add(
            "post", reference=f"P{number:06d}", title=title[:200], level=self.levels[role], unit_id=team.unit, reports_to_id=above,
            role_profile_id=self.roles[role], filling="named" if filled else "vacant",
            vacant_since=None if filled else self.days.after(-self.chance.between(10, 200)),
            standing_share=Decimal("0.400"), opened_on=OPENED,
        )  # fmt: skip
        self.book.add_words("post", post, f"P{number:06d}", f"{title}\n{team.name}")
        return post

    def _seat(self, team: Team, role: str, title: str, above: int | None) -> tuple[int, int]:
        post = self._post(team, role, title, above, filled=True)
        joined = date(self.chance.between(2006, 2025), self.chance.between(1, 12), self.chance.between(1, 28))
        name = self.names.next()
        number = len(self.book.rows["person"]) + 1
        person = self.book.add("person", number=f"{100000 + number}", name=name, joined_on=joined,
                               email=f"{plain_letters(name)}.{number}@{DOMAIN}")  # fmt: skip
        self.book.add_words("person", person, f"{100000 + number}", name)
        self.book.add("assignment", person_id=person, post_id=post, starts_on=max(joined, OPENED),
                      fte=Decimal(1) if self.chance.happens(0.8) else Decimal("0.6"))  # fmt: skip
        self._people_left -= 1
        return post, person
