"""Units, posts, people and who holds what, down to the last of 842. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from goldenthread.example.book import Book, Seat
from goldenthread.example.chance import Chance
from goldenthread.example.days import Days
from goldenthread.example.names import Names, plain_letters
from goldenthread.example.northmoor.cast import CAST, Named
from goldenthread.example.northmoor.roles import BY_CODE, ROLES
from goldenthread.example.northmoor.units import DEPARTMENTS, UnitPlan, stations

PEOPLE = 842
DOMAIN = "northmoor.example"
LEAVERS = 24


@dataclass(slots=True)
class Structure:
    """What the rest of the example needs to know of the structure: numbers by code and key, and every seat."""

    units: dict[str, int] = field(default_factory=dict)
    plans: dict[str, UnitPlan] = field(default_factory=dict)
    posts: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    seats: list[Seat] = field(default_factory=list)
    roles: dict[str, int] = field(default_factory=dict)

    def head_seat(self, unit: str) -> Seat:
        post = self.heads[unit]
        return next(seat for seat in self.seats if seat.post == post)

    def seats_in(self, unit: str) -> list[Seat]:
        number = self.units[unit]
        return [seat for seat in self.seats if seat.unit == number]


class StructureBuilder:
    """Fills a book with the structure, top down."""

    def __init__(self, book: Book, days: Days) -> None:
        self.book = book
        self.days = days
        self.chance = Chance("northmoor structure")
        self.names = Names(self.chance, taken=frozenset(person.name for person in CAST))
        self.numbers = self._free_numbers()
        self.made = Structure()

    @staticmethod
    def _free_numbers() -> list[int]:
        taken = {person.number for person in CAST} | {40777, 40902, 40951}
        return [number for number in range(41999, 40009, -1) if number not in taken]

    def build(self) -> Structure:
        for role in ROLES:
            self.made.roles[role.code] = self.book.add(
                "role_profile",
                code=role.code,
                title=role.title,
                level=role.level,
                purpose=role.purpose,
                accountabilities=role.accountabilities,
                lead_share=Decimal(role.lead) / 100,
                manage_share=Decimal(role.manage) / 100,
                shared_share=Decimal(100 - role.lead - role.manage) / 100,
            )
        plans = [*DEPARTMENTS, *stations()]
        for plan in plans:
            self._unit(plan)
        for plan in plans:
            self._head(plan)
            if not plan.parent:  # those whom heads of departments report to
                self._named_in({plan.code})
        self._named_in({plan.code for plan in plans if plan.parent})
        for plan in plans:
            self._fill(plan)
        self._fill_up()
        self._leavers()
        self._appointments()
        return self.made

    def _unit(self, plan: UnitPlan) -> None:
        parent = self.made.units.get(plan.parent)
        number = self.book.add(
            "unit", code=plan.code, name=plan.name, parent_id=parent, purpose=plan.purpose, opened_on=date(1974, 4, 1)
        )
        above = str(self.book.get("unit", parent)["path"]) if parent else ""
        self.book.get("unit", number)["path"] = f"{above}{number}."
        self.made.units[plan.code] = number
        self.made.plans[plan.code] = plan
        self.book.add_words("unit", number, plan.code, f"{plan.name}\n{plan.purpose}")

    def _head(self, plan: UnitPlan) -> None:
        named = next((person for person in CAST if person.is_head and person.unit == plan.code), None)
        if named is None and plan.head is not None:
            role, title = plan.head
            named = Named("", self.names.next(), self.numbers.pop(), plan.code, role, title, is_head=True)
        if named is None:
            return
        seat = self._named(named)
        self.made.heads[plan.code] = seat.post
        self.book.get("unit", self.made.units[plan.code])["head_post_id"] = seat.post

    def _named_in(self, units: set[str]) -> None:
        for named in CAST:
            if not named.is_head and named.unit in units:
                self._named(named)

    def _named(self, named: Named) -> Seat:
        person = self._person(named) if named.name else None
        above = self.made.posts.get(named.above) or self._post_above(named)
        seat = self._seat(
            named.unit, named.role, named.title, above, person,
            fte=named.fte, standing=named.standing, since=named.since, grade=named.grade,
        )  # fmt: skip
        if named.key:
            self.made.posts[named.key] = seat.post
            if person:
                self.made.people[named.key] = person
        return seat

    def _post_above(self, named: Named) -> int | None:
        if not named.is_head:
            return self.made.heads.get(named.unit)
        parent = self.made.plans[named.unit].parent
        while parent and parent not in self.made.heads:
            parent = self.made.plans[parent].parent
        return self.made.heads.get(parent)

    def _person(self, named: Named) -> int:
        joined = date(self.chance.between(2004, 2024), self.chance.between(1, 12), self.chance.between(1, 28))
        if named.key == "sam":
            joined = self.days.day("2026-03-02")
        number = self.book.add(
            "person",
            number=str(named.number),
            name=named.name,
            known_as=named.name.split()[0] if named.key else "",
            email=f"{plain_letters(named.name)}@{DOMAIN}",
            joined_on=joined,
        )
        self.book.add_words("person", number, str(named.number), named.name)
        return number

    def _seat(
        self, unit: str, role: str, title: str, above: int | None, person: int | None, *,
        fte: float, standing: float | None = None, since: str = "", grade: str = "",
    ) -> Seat:  # fmt: skip
        profile = BY_CODE[role]
        plan = self.made.plans[unit]
        count = sum(1 for _seat in self.made.seats) + 1
        reference = f"{unit}-{count:04d}"
        post = self.book.add(
            "post",
            reference=reference,
            title=title,
            grade=grade,
            level=profile.level,
            unit_id=self.made.units[unit],
            reports_to_id=above,
            role_profile_id=self.made.roles[role],
            fte=Decimal(str(fte)),
            filling="named" if person else "vacant",
            vacant_since=self.days.day(since) if since else None,
            standing_share=Decimal(str(profile.standing if standing is None else standing)),
            opened_on=date(2015, 4, 1),
        )
        held_from = None
        if person:
            joined = self.book.get("person", person)["joined_on"]
            assert isinstance(joined, date)
            held_from = max(joined, date(2015, 4, 1))
            self.book.add("assignment", person_id=person, post_id=post, fte=Decimal(str(fte)), starts_on=held_from)
        self.book.add_words("post", post, reference, f"{title}\n{plan.name}")
        seat = Seat(post, person, self.made.units[unit], title, plan.work, fte, held_from)
        self.made.seats.append(seat)
        return seat

    def _unnamed(self, unit: str, role: str, title: str) -> None:
        on_call = "on call" in title
        named = Named(
            "", self.names.next(), self.numbers.pop(), unit, role, title,
            fte=round(0.3 + 0.1 * self.chance.between(0, 3), 1) if on_call
            else 1.0 if self.chance.happens(0.86) else self.chance.one_of((0.5, 0.6, 0.8)),
            grade=BY_CODE[role].title.split(",")[0] if role in {"WM", "CM", "FF", "FFO"} else "",
        )  # fmt: skip
        self._named(named)

    def _fill(self, plan: UnitPlan) -> None:
        for role, title, number in plan.posts:
            held = sum(1 for person in CAST if person.unit == plan.code and person.role == role)
            for _one in range(number - held):
                if plan.size and len(self.made.seats_in(plan.code)) >= plan.size:
                    return
                self._unnamed(plan.code, role, title)

    def _fill_up(self) -> None:
        """Fill on-call stations in turn until everyone is there, and leave a few posts vacant."""
        vacancies = (("AUD", "OFF", "Fire Safety Inspector", "2026-09-01"), ("WORK", "TEC", "Vehicle Technician", "2026-06-15"),
                     ("KE", "FFO", "Firefighter, on call", "2026-05-11"), ("FT", "FFO", "Firefighter, on call", "2026-10-19"),
                     ("NC-G", "FF", "Firefighter", "2026-11-02"))  # fmt: skip
        for unit, role, title, since in vacancies:
            self._seat(unit, role, title, self.made.heads.get(unit), None, fte=1.0, since=since)
        on_call = [code for code, plan in self.made.plans.items() if plan.work == "on-call" and code != "UL"]
        turn = 0
        while len(self.book.rows["person"]) < PEOPLE:
            self._unnamed(on_call[turn % len(on_call)], "FFO", "Firefighter, on call")
            turn += 1

    def _leavers(self) -> None:
        """People who have left, so that history has them and lists do not."""
        posts = [seat for seat in self.made.seats if seat.person and seat.kind in {"watch", "on-call", "prevention"}]
        for _one in range(LEAVERS):
            seat = self.chance.one_of(posts)
            left = self.days.after(-self.chance.between(40, 900))
            name = self.names.next()
            number = str(self.numbers.pop())
            person = self.book.add("person", number=number, name=name, joined_on=date(2012, 5, 1), left_on=left)
            self.book.add(
                "assignment",
                person_id=person,
                post_id=seat.post,
                starts_on=date(2012, 5, 1),
                ends_on=left,
                is_main=True,
            )
            self.book.add_words("person", person, number, name)

    def _appointments(self) -> None:
        for key, role in (("hana", "administrator"), ("miles", "auditor"), ("elspeth", "development_lead")):
            self.book.add(
                "appointment",
                person_id=self.made.people[key],
                role=role,
                starts_on=self.days.day("2026-03-12"),
                made_by_id=self.made.people["morwenna"],
                reason="Appointed by the Chief Fire Officer.",
            )
