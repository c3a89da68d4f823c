"""Everybody's tasks: those written by hand first, then about forty open and thirty done for each person. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from goldenthread.example.book import Book, Seat
from goldenthread.example.chance import Chance
from goldenthread.example.days import Days
from goldenthread.example.northmoor import work as words
from goldenthread.example.northmoor.plans import VISIT_PARTS
from goldenthread.example.northmoor.structure import Structure
from goldenthread.example.northmoor.work import LOOSE, WORK, Work
from goldenthread.example.northmoor.written import ALL, PLACES, Places, Written

# The columns of a task in the order of its table; every tuple made here has them all.
COLUMNS = (
    "id", "title", "notes", "serves_id", "person_id", "post_id", "asked_by_id", "lens", "state", "priority", "effort_minutes",
    "remaining_minutes", "starts_on", "due_on", "planned_on", "planned_from", "started_on", "done_on", "position", "created_at",
)  # fmt: skip
OPEN_EACH = 40
DONE_EACH = 30
LOOSE_SHARE = 0.0001
ALL_VISIT = {unit for unit, _said in VISIT_PARTS}
STARTS = ("08:30", "09:30", "11:00", "13:30", "15:00")

Task = tuple[object, ...]


class TaskBuilder:
    """Makes task rows for a book whose structure and items stand."""

    def __init__(self, book: Book, days: Days, made: Structure, items: dict[str, int]) -> None:
        self.book, self.days, self.made, self.items = book, days, made, items
        self.chance = Chance("northmoor tasks")
        self.codes = {number: code for code, number in made.units.items()}
        self.managers = {seat.unit: seat.person for seat in made.seats if seat.post in set(made.heads.values())}
        self.next_number = 1
        self.visiting = self._visiting()
        self.quiet = {made.people[key] for key in ("tobias", "nia", "wren", "morwenna")}

    def build(self) -> None:
        self.book.streams.append(("task", self.rows()))

    def rows(self) -> Iterator[Task]:
        for written in ALL:
            yield self._written(written)
        for places in PLACES:
            yield from self._places(places)
        for seat in self.made.seats:
            yield from self._of_seat(seat)

    def _take_number(self) -> int:
        number = self.next_number
        self.next_number += 1
        return number

    def _written(self, task: Written) -> Task:
        number = self._take_number()
        post = self.made.posts[task.who.removeprefix("post:")] if task.who.startswith("post:") else None
        person = self.made.people[task.who] if task.who and post is None else None
        state = "done" if task.done else "doing" if task.doing else "open"
        for place, part in enumerate(task.parts):
            self.book.add("task_part", task_id=number, words=part, position=place)
        self.book.add_words("task", number, f"T-{number}", task.title)
        return (
            number, task.title, task.notes, self.items[task.serves] if task.serves else None, person, post,
            self.made.people[task.asked_by] if task.asked_by else None, task.lens, state, 2, task.minutes,
            0 if task.done else int(task.minutes * (1 - task.doing)), self._text(task.starts), self._text(task.due),
            self._text(task.planned), f"{task.clock}:00" if task.clock else None,
            self._text(task.starts) if task.done or task.doing else None, self._text(task.done), 0,
            f"{self.days.day(task.made)} 09:00:00",
        )  # fmt: skip

    def _places(self, places: Places) -> Iterator[Task]:
        seats = [seat for seat in self.made.seats if seat.person and self.codes[seat.unit] in places.units]
        for seat in seats[: places.number]:
            number = self._take_number()
            self.book.add_words("task", number, f"T-{number}", places.title)
            is_doing = self.days.day(places.starts) <= self.days.today
            yield (
                number, places.title, "", self.items["PLAN-37:places"], seat.person, None, self.managers.get(seat.unit), "shared",
                "doing" if is_doing else "open", 2, places.minutes, places.minutes, self._text(places.starts),
                self._text(places.due), None, None, self._text(places.starts) if is_doing else None, None, 0,
                f"{self.days.day('2026-10-26')} 09:00:00",
            )  # fmt: skip

    def _text(self, written: str) -> str | None:
        return self.days.day(written).isoformat() if written else None

    def _of_seat(self, seat: Seat) -> Iterator[Task]:
        pool = self._pool(seat)
        if seat.person is None:
            for _one in range(3):
                yield self._open(seat, pool, today=False)
            return
        is_quiet = seat.person in self.quiet
        open_tasks = self.chance.between(OPEN_EACH - 8, OPEN_EACH + 8)
        for place in range(open_tasks):
            yield self._open(seat, pool, today=place < 4 and not is_quiet, later=is_quiet)
        for _one in range(self.chance.between(DONE_EACH - 10, DONE_EACH + 10)):
            yield self._done(seat, pool)

    def _pool(self, seat: Seat) -> list[tuple[int | None, Work]]:
        code = self.codes[seat.unit]
        pool: list[tuple[int | None, Work]] = []
        for work in WORK[seat.kind]:
            key = f"{code}{work.serves}" if work.serves.startswith(":") else work.serves
            if key == "OBJ-142":
                key = f"{code}:streets"
                if seat.post in self.visiting:
                    pool += [(self.items[f"{code}:visits"], work)] * work.share
            if key in self.items:
                pool += [(self.items[key], work)] * work.share
        return pool

    def _visiting(self) -> set[int]:
        """Return the posts whose holders visit homes for PLAN-31: all of three units, of each other one the first three."""
        posts = set()
        for code in self.made.units:
            if f"{code}:visits" in self.items:
                seats = self.made.seats_in(code)
                posts |= {seat.post for seat in (seats if code in ALL_VISIT else seats[:3])}
        return posts

    def _choose(self, pool: list[tuple[int | None, Work]]) -> tuple[int | None, Work, str]:
        serves, work = (None, LOOSE) if self.chance.happens(LOOSE_SHARE) else self.chance.one_of(pool)
        title = self.chance.one_of(work.titles)
        if "{" in title:
            title = title.format(
                street=self.chance.one_of(words.STREETS), place=self.chance.one_of(words.PLACES),
                appliance=self.chance.one_of(words.APPLIANCES), skill=self.chance.one_of(words.SKILLS),
                month=self.chance.one_of(words.MONTHS), topic=self.chance.one_of(words.TOPICS), number=self.chance.between(1, 21),
            )  # fmt: skip
        return serves, work, title

    def _due(self, *, today: bool, later: bool) -> date | None:
        if today:
            return self.days.after(self.chance.between(0, 3))
        drawn = self.chance.draw()
        if later:
            return self.days.after(self.chance.between(9, 120))
        if drawn < 0.03:
            return self.days.after(-self.chance.between(1, 20))
        if drawn < 0.32:
            return self.days.after(self.chance.between(1, 28))
        return self.days.after(self.chance.between(29, 150)) if drawn < 0.94 else None

    def _open(self, seat: Seat, pool: list[tuple[int | None, Work]], *, today: bool, later: bool = False) -> Task:
        number = self._take_number()
        serves, work, title = self._choose(pool)
        due = self._due(today=today, later=later)
        minutes = 5 * round(self.chance.between(work.low, work.high) / 5)
        is_doing = self.chance.happens(0.12)
        made = self.days.after(-self.chance.between(2, 60))
        for_post = seat.person is None or self.chance.happens(0.04)
        manager = self.managers.get(seat.unit)
        self.book.add_words("task", number, f"T-{number}", title)
        return (
            number, title, "", serves, None if for_post else seat.person, seat.post if for_post else None,
            manager if self.chance.happens(0.15) else seat.person, work.lens, "doing" if is_doing else "open",
            1 if self.chance.happens(0.06) else 2, minutes, minutes // 2 if is_doing else minutes, None,
            due.isoformat() if due else None, self.days.today.isoformat() if today else None,
            f"{self.chance.one_of(STARTS)}:00" if today and self.chance.happens(0.4) else None,
            made.isoformat() if is_doing else None, None, 0, f"{made} 08:00:00",
        )  # fmt: skip

    def _done(self, seat: Seat, pool: list[tuple[int | None, Work]]) -> Task:
        serves, work, title = self._choose(pool)
        minutes = 5 * round(self.chance.between(work.low, work.high) / 5)
        done = self.days.after(-self.chance.between(0, 365))
        due = done + timedelta(days=self.chance.between(-6, 12))
        dropped = self.chance.happens(0.04)
        return (
            self._take_number(), title, "", serves, seat.person, None, seat.person, work.lens, "dropped" if dropped else "done",
            2, minutes, 0, None, due.isoformat(), None, None, done.isoformat(), None if dropped else done.isoformat(), 0,
            f"{done - timedelta(days=20)} 08:00:00",
        )  # fmt: skip
