"""A measured council in one book. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goldenthread.example.book import Book
from goldenthread.example.days import Days
from goldenthread.example.sized.items import Items, planning_year
from goldenthread.example.sized.sizes import Size
from goldenthread.example.sized.structure import Structure
from goldenthread.example.sized.tasks import Tasks

NAME = "Westmarch County Council"
SHORT_NAME = "Westmarch"


@dataclass(frozen=True, slots=True)
class Council:
    """A book with its tasks, and the people who sign in: number of the person by kind of user."""

    book: Book
    tasks: Tasks
    sign_ins: dict[str, int]

    def open_words(self) -> Iterator[tuple[int, str]]:
        return self.tasks.open_words()


def write_council(size: Size, today: date) -> Council:
    """Return a council of this size as it stands on a day; its tasks and readings are made as they are read."""
    book, days = Book(), Days(today)
    teams = Structure(book, days, size).build()
    items = Items(book, days, size, teams)
    items.build()
    items.check_ins()
    tasks = Tasks(days, size, teams, items)
    book.streams += [("reading", items.readings()), ("task", tasks.rows())]
    planning_year(book, days)
    for prefix, last in (("VIS", 1), ("VAL", 9), ("GOAL", 99), ("OBJ", book.objectives), ("PLAN", book.plans)):
        book.part("counter", prefix=prefix, last=last)
    book.part("spine_lock", id=1, turns=0)
    team = next(team for team in teams if team.level == 4 and len(team.members) > 3)
    sign_ins = {
        "leader": teams[0].head, "manager": team.head, "colleague": team.members[0][1], "development lead": team.members[1][1],
        "administrator": team.members[2][1], "auditor": team.members[3][1],
    }  # fmt: skip
    for user in ("development lead", "administrator", "auditor"):
        book.add("appointment", person_id=sign_ins[user], role=user.replace(" ", "_"), starts_on=days.after(-200))
    return Council(book, tasks, sign_ins)
