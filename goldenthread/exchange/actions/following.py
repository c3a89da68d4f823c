"""What has to be put in step once records were written or taken back: unit paths, the search, work to be done again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from goldenthread.exchange.queries.shapes import ASKED
from goldenthread.manage.plans.models import Task
from goldenthread.people.models import Person, Post, Unit
from goldenthread.search import actions as search
from goldenthread.search.models import Entry as Found
from goldenthread.thread.actions.touch import touch
from goldenthread.thread.models import Item, Touched

# Beyond so many changed records everything is worked out again rather than one after the other.
FEW = 500

Words = tuple[int, str, str]


def mend_paths() -> int:
    """Write the path of every unit that has the wrong one; return how many had."""
    units = {unit.pk: unit for unit in Unit.objects.only("pk", "parent_id", "path")}
    paths: dict[int, str] = {}
    for start in units:
        trail = []
        place: int | None = start
        while place is not None and place not in paths:
            trail.append(place)
            place = units[place].parent_id
        path = "" if place is None else paths[place]
        for passed in reversed(trail):
            path = f"{path}{passed}."
            paths[passed] = path
    wrong = [unit for unit in units.values() if unit.path != paths[unit.pk]]
    for unit in wrong:
        unit.path = paths[unit.pk]
    Unit.objects.bulk_update(wrong, ["path"], batch_size=200)
    return len(wrong)


def _units(numbers: Sequence[int]) -> Iterable[Words]:
    for number, code, name, purpose in Unit.objects.filter(pk__in=numbers).values_list("pk", "code", "name", "purpose"):
        yield number, code, f"{name}\n{purpose}"


def _posts(numbers: Sequence[int]) -> Iterable[Words]:
    posts = Post.objects.filter(pk__in=numbers).values_list("pk", "reference", "title", "unit__name", "profession")
    for number, reference, *words in posts:
        yield number, reference, "\n".join(words)


def _people(numbers: Sequence[int]) -> Iterable[Words]:
    people = Person.objects.filter(pk__in=numbers, merged_into__isnull=True)
    for number, reference, *words in people.values_list("pk", "number", "name", "known_as", "email"):
        yield number, reference, "\n".join(words)


def _items(numbers: Sequence[int]) -> Iterable[Words]:
    items = Item.objects.filter(pk__in=numbers)
    for number, reference, *words in items.values_list("pk", "reference", "title", "description"):
        yield number, reference, "\n".join(words)


def _tasks(numbers: Sequence[int]) -> Iterable[Words]:
    for number, title, notes in Task.objects.filter(pk__in=numbers, is_open=True).values_list("pk", "title", "notes"):
        yield number, f"T-{number}", f"{title}\n{notes}"


FINDABLE = {
    "people.Unit": "unit",
    "people.Post": "post",
    "people.Person": "person",
    "thread.Item": "item",
    "plans.Task": "task",
}
_WORDS = {"unit": _units, "post": _posts, "person": _people, "item": _items, "task": _tasks}


def index(model: str, numbers: Sequence[int]) -> None:
    """Put the words of these records where the search finds them, as their own rooms do one by one."""
    kind = FINDABLE.get(model)
    if kind is None:
        return
    for start in range(0, len(numbers), ASKED):
        chunk = numbers[start : start + ASKED]
        found = {number: (reference, words) for number, reference, words in _WORDS[kind](chunk)}
        gone = [number for number in chunk if number not in found]
        if gone:
            search.remove_many(kind=kind, numbers=gone)
        search.put_many(
            Found(kind=kind, number=number, reference=reference[:64], words=words)
            for number, (reference, words) in found.items()
        )


def touch_all(changed: Mapping[str, Sequence[int]], *, count: int, now: datetime) -> None:
    """Say that what is worked out from these records is due again. `changed` may hold only the first of many."""
    if count > FEW or any(changed.get(model) for model in _SHAPE):
        touch(Touched.Kind.EVERYTHING, [0], now=now)
        return
    for model, kind in _TOUCHED.items():
        touch(kind, changed.get(model, ()), now=now)


_TOUCHED = {
    "people.Post": Touched.Kind.POST,
    "people.Person": Touched.Kind.PERSON,
    "thread.Item": Touched.Kind.ITEM,
    "plans.Task": Touched.Kind.TASK,
}
# A change here reaches records that do not change themselves.
_SHAPE = (
    "people.Unit",
    "people.Assignment",
    "thread.Link",
    "objectives.Duty",
    "objectives.KeyResult",
    "objectives.Objective",
    "findings.Finding",
)
