"""Objectives from the Service down to each watch, with what they are judged by and the posts that carry them. Pure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from goldenthread.example.book import Book
from goldenthread.example.chance import Chance
from goldenthread.example.days import Days
from goldenthread.example.northmoor.catalogue import AIMS, CLOSED, Aim, Kept
from goldenthread.example.northmoor.structure import Structure
from goldenthread.example.northmoor.units import ON_CALL, WATCHES, WHOLETIME

REAFFIRM = {"OBJ-126"}
WITHOUT_DUTIES = {"Executive Assistant"}
CITES_OLD_VERSION = {"OBJ-119": 2}

# Duties of standing objectives that a post carries, by what its unit does: (reference, weight).
DUTIES: dict[str, tuple[tuple[str, int], ...]] = {
    "watch": (("OBJ-101", 7), ("OBJ-104", 1), ("OBJ-118", 1)),
    "station": (("OBJ-101", 5), ("OBJ-110", 1)),
    "on-call": (("OBJ-101", 6), ("OBJ-103", 3), ("OBJ-105", 1)),
    "control": (("OBJ-108", 1),),
    "training": (("OBJ-117", 1),),
    "safety": (("OBJ-122", 3), ("OBJ-114", 1), ("OBJ-118", 1)),
    "response-office": (("OBJ-101", 2), ("OBJ-120", 1), ("OBJ-123", 1)),
    "prevention": (("OBJ-104", 2), ("OBJ-105", 3)),
    "referrals": (("OBJ-107", 1),),
    "investigation": (("OBJ-106", 1),),
    "protection": (("OBJ-128", 2), ("OBJ-130", 2)),
    "people": (("OBJ-110", 1), ("OBJ-113", 1)),
    "fleet": (("OBJ-109", 1),),
    "digital": (("OBJ-108", 1), ("OBJ-101", 1)),
    "office": (("OBJ-116", 1), ("OBJ-112", 1)),
}

WATCH_AIMS = (
    ("{watch}, {station}: drills and checks on time, every shift", "So that the watch can rely on what it carries and knows."),
    ("{watch}, {station}: know our streets", "So that we go before we are called."),
)  # fmt: skip


class ObjectiveBuilder:
    """Adds objectives to a book whose structure and direction stand. `items` gains their numbers by reference."""

    def __init__(self, book: Book, days: Days, made: Structure, items: dict[str, int]) -> None:
        self.book, self.days, self.made, self.items = book, days, made, items
        self.chance = Chance("northmoor objectives")

    def build(self) -> None:
        for aim in AIMS:
            self._aim(aim)
        for aim in AIMS:
            self._hang(aim)
        for closed in CLOSED:
            self._closed(*closed)
        self.book.objectives = 151
        self._stations()
        self._development()
        self._duties()

    def _owner(self, owner: str) -> dict[str, object]:
        if owner.isupper() or ("-" in owner and owner.split("-")[0].isupper()):
            return {"owner_unit_id": self.made.units[owner]}
        return {"owner_post_id": self.made.posts[owner]}

    def _aim(self, aim: Aim) -> None:
        state, _space, rest = aim.said.partition(" ")
        said_on, _space, confidence = rest.partition(" ")
        starts = self.days.moment(aim.starts)
        closed = self.days.moment("2026-09-30 16:00") if aim.state == "closed" else None
        versions = tuple(
            {"version": number, "at": starts if number == 1 else self.days.moment(f"2026-0{4 + number}-14"),
             "reason": "" if number == 1 else "Wards drawn again after the spring figures."}
            for number in range(1, aim.version + 1)
        )  # fmt: skip
        subject = self.made.people["tobias"] if aim.kind == "development" else None
        item = self.book.item(
            kind="objective", reference=aim.reference, title=aim.title, description=aim.so_that, lens=aim.lens,
            lead_id=self.made.people[aim.lead], subject_id=subject, state=aim.state, version=aim.version, made_at=starts,
            starts_on=self.days.day(aim.starts), ends_on=self.days.day(aim.ends) if aim.ends else None, said=state,
            said_at=self.days.moment(f"{said_on} 16:20") if said_on else None,
            confidence=int(confidence) if confidence else None, rhythm_days=aim.rhythm, ended_at=closed,
            ended_reason="The summer is over; the bridges go on as OBJ-145." if closed else "", versions=versions,
            changed_at=closed or versions[-1]["at"], **self._owner(aim.owner),
        )  # fmt: skip
        self.items[aim.reference] = item
        self._objective(item, aim.kind, reviewer=aim.reviewer, achieved=bool(closed) or None)
        for place, kept in enumerate(aim.kept):
            due = self.days.day(aim.ends) if aim.ends else None
            self._key_result(item, kept, place, kind="measure" if aim.kind == "standing" else "result", due=due)

    def _objective(
        self, item: int, kind: str, *, reviewer: str = "", achieved: bool | None = None, learned: str = ""
    ) -> None:
        self.book.part("objective", item_id=item, kind=kind, reviewer_id=self.made.people[reviewer] if reviewer else None,
                       was_achieved=achieved, learned=learned)  # fmt: skip

    def _key_result(self, item: int, kept: Kept, place: int, *, kind: str, due: date | None) -> None:
        number = self.book.add(
            "key_result", objective_id=item, kind=kind, title=kept.title,
            unit_of_measure=kept.unit, direction=kept.way, baseline=None if kept.baseline is None else Decimal(str(kept.baseline)),
            band_low=None if kept.low is None else Decimal(str(kept.low)), target=Decimal(str(kept.target)),
            due_on=due, position=place,
        )  # fmt: skip
        values = kept.months or self._path(kept)
        for back, value in enumerate(reversed(values)):
            day = self.days.today if back == 0 else self._month_end(back)
            self.book.add("reading", key_result_id=number, on=day, value=Decimal(str(value)))

    def _month_end(self, back: int) -> date:
        """Return the last day of the month so many months before today's."""
        months = self.days.today.year * 12 + self.days.today.month - 1 - back + 1
        return date.fromordinal(date(months // 12, months % 12 + 1, 1).toordinal() - 1)

    def _path(self, kept: Kept) -> list[float]:
        start = kept.now if kept.baseline is None else kept.baseline
        sway = abs(kept.now - start or kept.now * 0.05) / 12
        between = [start + (kept.now - start) * step / 8 + sway * (self.chance.draw() - 0.5) for step in range(1, 8)]
        return [start, *(round(value, 1) for value in between), kept.now]

    def _hang(self, aim: Aim) -> None:
        lower = self.items[aim.reference]
        lead = self.made.people[aim.lead]
        at = self.days.moment(aim.starts)
        if aim.up:
            values: dict[str, object] = {}
            if aim.reference in REAFFIRM:
                values = {"state": "needs_reaffirm", "upper_version": 1, "asked_at": self.days.moment("2026-11-12 11:40"),
                          "asked_because": "GOAL-2 was reworded"}  # fmt: skip
            elif aim.up in {"GOAL-2", "OBJ-121"}:
                at_again = self.days.moment("2026-11-13 09:05")
                values = {"made_at": at, "affirmed_at": at_again}
            if aim.reference in CITES_OLD_VERSION:
                values = {"upper_version": CITES_OLD_VERSION[aim.reference]}
            self.book.link(lower, self.items[aim.up], at=at, by=lead, **values)
        for other in aim.also:
            self.book.link(lower, self.items[other], at=at, by=lead, is_primary=False)

    def _closed(self, number: int, title: str, up: str, owner: str, lead: str, achieved: bool, learned: str) -> None:  # noqa: FBT001 (a row of CLOSED)
        ended = self.days.moment("2026-03-31 16:00")
        item = self.book.item(
            kind="objective", reference=f"OBJ-{number:03d}", title=title, lead_id=self.made.people[lead], state="closed",
            made_at=self.days.moment("2025-04-01"), starts_on=self.days.day("2025-04-01"),
            ends_on=self.days.day("2026-03-31"), ended_at=ended, changed_at=ended,
            ended_reason="The year ended.", **self._owner(owner),
        )  # fmt: skip
        self.items[f"OBJ-{number:03d}"] = item
        self._objective(item, "change", achieved=achieved, learned=learned)
        self.book.link(item, self.items[up], at=self.days.moment("2025-04-01"), by=self.made.people[lead])

    def add(
        self, *, title: str, so_that: str, kind: str, up: str, unit: str, lead: int | None, ends: str = "2027-03-31",
        lens: str = "manage", kept: Kept | None = None, **values: object,
    ) -> str:  # fmt: skip
        """Add one objective that was not written by hand, and return its reference."""
        reference = self.book.next_objective()
        starts = self.days.moment("2026-04-01")
        said = self.chance.one_of(("on_track", "on_track", "on_track", "on_track", "at_risk", "off_track"))
        days_ago = self.chance.between(1, 26) if self.chance.happens(0.99) else self.chance.between(40, 90)
        owner: dict[str, object] = {} if values.get("owner_post_id") else {"owner_unit_id": self.made.units[unit]}
        item = self.book.item(
            kind="objective", reference=reference, title=title, description=so_that, lens=lens, lead_id=lead,
            starts_on=self.days.day("2026-04-01"), ends_on=None if kind == "standing" else self.days.day(ends), said=said,
            said_at=self.days.at(self.days.after(-days_ago), "15:00"), confidence=self.chance.between(4, 9), rhythm_days=28,
            made_at=starts, **{**owner, **values},
        )  # fmt: skip
        self.items[reference] = item
        self._objective(item, kind)
        if kept is not None:
            due = None if kind == "standing" else self.days.day(ends)
            self._key_result(item, kept, 0, kind="measure" if kind == "standing" else "result", due=due)
        self.book.link(item, self.items[up], at=starts, by=lead)
        return reference

    def _stations(self) -> None:
        """Give each station an objective under OBJ-101 or OBJ-103, and each watch two of its own under that."""
        for code, name, _district in WHOLETIME:
            head = self.made.head_seat(code)
            self.items[f"{code}:ready"] = self.items[
                self.add(title=f"{name}: an engine ready at any hour", so_that=f"So that whoever calls from {name} is reached.",
                         kind="standing", up="OBJ-101", unit=code, lead=head.person,
                         kept=self._measure("Crew leaves within 90 seconds", 95, 91, 98))
            ]  # fmt: skip
            for letter, watch in WATCHES:
                unit = f"{code}-{letter}"
                lead = self.made.head_seat(unit).person
                for suffix, (title, so_that) in zip(("drills", "streets"), WATCH_AIMS, strict=True):
                    up = f"{code}:ready" if suffix == "drills" else "OBJ-104"
                    reference = self.add(
                        title=title.format(watch=watch, station=name), so_that=so_that, unit=unit, lead=lead, up=up,
                        kind="standing" if suffix == "drills" else "change", lens="manage" if suffix == "drills" else "shared",
                        kept=self._measure("Drills and checks done on time", 98, 91, 100) if suffix == "drills"
                        else Kept("Homes on our list visited", "homes", "up", 0, 160, self.chance.between(40, 120)),
                    )  # fmt: skip
                    self.items[f"{unit}:{suffix}"] = self.items[reference]
        for code, name, district, _size in ON_CALL:
            up = "OBJ-143" if district == "North valleys" else "OBJ-103"
            reference = self.add(
                title=f"{name}: ready when the pager goes", so_that=f"So that {name} is never more than ten minutes away.",
                kind="standing", up=up, unit=code, lead=self.made.head_seat(code).person,
                kept=self._measure("Hours with a full crew", 90, 74, 95),
            )  # fmt: skip
            self.items[f"{code}:ready"] = self.items[reference]

    def _measure(self, title: str, target: float, low: int, high: int) -> Kept:
        return Kept(title, "in 100", "up", self.chance.between(low, high), target, self.chance.between(low, high))

    def _development(self) -> None:
        """Give managers and some colleagues an aim of their own, seen by them and their line manager."""
        aims = (
            ("Lead a visit debrief without running it", "So that the quiet ones speak first."),
            ("Give feedback the same shift", "So that nobody finds out at the yearly review."),
            ("Plan a month ahead with the whole watch", "So that nobody is asked twice for the same evening."),
            ("Stand in for the level above for a month", "So that the step is known before it is taken."),
            ("Qualify to assess Safe and Well visits", "So that two assessors are no longer the limit."),
        )
        for seat in self.made.seats:
            is_leading = any(word in seat.title for word in ("Manager", "Head of", "Supervisor"))
            if seat.person is None or seat.person == self.made.people["tobias"]:
                continue
            if not is_leading and not self.chance.happens(0.12):
                continue
            title, so_that = self.chance.one_of(aims)
            up = "OBJ-151" if "Watch Manager" in seat.title else "GOAL-1"
            code = next(code for code, number in self.made.units.items() if number == seat.unit)
            self.add(title=title, so_that=so_that, kind="development", up=up, unit=code, lead=seat.person, lens="lead",
                     subject_id=seat.person, visibility="restricted", owner_post_id=seat.post)  # fmt: skip

    def _duties(self) -> None:
        without = {self.made.posts["hana"]}
        for seat in self.made.seats:
            if seat.post in without or seat.title in WITHOUT_DUTIES or self.chance.happens(0.003):
                continue
            for reference, weight in DUTIES[seat.kind]:
                self.book.add("duty", post_id=seat.post, objective_id=self.items[reference], weight=weight)
            code = next(code for code, number in self.made.units.items() if number == seat.unit)
            for suffix in ("drills", "ready"):
                if f"{code}:{suffix}" in self.items:
                    self.book.add("duty", post_id=seat.post, objective_id=self.items[f"{code}:{suffix}"], weight=2)
        for seat in self.made.seats:
            if "Watch Manager" in seat.title and seat.kind == "watch":
                self.book.add("duty", post_id=seat.post, objective_id=self.items["OBJ-110"], weight=1)
        tidy = [seat for seat in self.made.seats if seat.kind in {"watch", "station"}]
        for seat in tidy:
            self.book.add("duty", post_id=seat.post, objective_id=self.items["OBJ-098"], weight=1)
