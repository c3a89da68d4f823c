"""All of Northmoor in one book. Pure."""

from __future__ import annotations

from datetime import date

from goldenthread.example.book import Book
from goldenthread.example.days import Days
from goldenthread.example.northmoor.direction import add_direction
from goldenthread.example.northmoor.objectives import ObjectiveBuilder
from goldenthread.example.northmoor.plans import PlanBuilder
from goldenthread.example.northmoor.structure import StructureBuilder
from goldenthread.example.northmoor.talk import add_talk
from goldenthread.example.northmoor.tasks import TaskBuilder

NAME = "Northmoor Fire and Rescue Service"
SHORT_NAME = "Northmoor"

# Who signs in as what: key of the cast, and the kind of user in plain words.
SIGN_INS: tuple[tuple[str, str], ...] = (
    ("morwenna", "leader"),
    ("tobias", "manager"),
    ("nia", "colleague"),
    ("elspeth", "development lead"),
    ("hana", "administrator"),
    ("miles", "auditor"),
)


def write_northmoor(today: date) -> Book:
    """Return Northmoor as it stands on a day; the same for the same day."""
    book, days = Book(), Days(today)
    made = StructureBuilder(book, days).build()
    items = add_direction(book, days, made)
    ObjectiveBuilder(book, days, made, items).build()
    PlanBuilder(book, days, made, items).build()
    add_talk(book, days, made, items)
    TaskBuilder(book, days, made, items).build()
    year = days.today.year if days.today.month >= 4 else days.today.year - 1
    book.add("planning_year", label=f"{year - 1}–{year % 100:02d}", starts_on=date(year - 1, 4, 1), ends_on=date(year, 3, 31),
             closed_at=days.at(date(year, 4, 10), "10:00"), closed_by_id=made.people["thea"])  # fmt: skip
    book.add(
        "planning_year",
        label=f"{year}–{(year + 1) % 100:02d}",
        starts_on=date(year, 4, 1),
        ends_on=date(year + 1, 3, 31),
    )
    for prefix, last in (("VIS", 2), ("VAL", 4), ("GOAL", 5), ("OBJ", book.objectives), ("PLAN", book.plans)):
        book.part("counter", prefix=prefix, last=last)
    book.part("spine_lock", id=1, turns=0)
    return book
