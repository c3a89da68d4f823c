"""Finding people, posts, units, items and tasks by their words, as far as the asker may see them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

from goldenthread.desk.highlights import marked
from goldenthread.manage.plans.models import Task
from goldenthread.manage.plans.queries import open_tasks_visible_to, tasks_visible_to
from goldenthread.people.models import Assignment, Person, Post, Unit
from goldenthread.people.queries import Standing, held_on
from goldenthread.search.folding import folded_words
from goldenthread.search.models import Entry
from goldenthread.search.queries import FEW, Among, Hit, find
from goldenthread.thread.addresses import item_address
from goldenthread.thread.models import Item
from goldenthread.thread.queries import items_visible_to
from goldenthread.ui.addresses import address

Kind = Entry.Kind
SHORTEST = 2  # letters


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the results: `kind` as `ui` names it, the title in pieces, a note that tells like ones apart."""

    kind: str
    title: str
    pieces: list[tuple[str, bool]]
    reference: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, by kind in the order of `Entry.Kind`."""

    by_kind: dict[str, list[Result]]

    @property
    def total(self) -> int:
        return sum(len(found) for found in self.by_kind.values())


@dataclass(frozen=True, slots=True)
class Shown:
    """What a result says of a record beside its words."""

    kind: str
    title: str
    reference: str
    note: str
    url: str


def search(words: str, *, standing: Standing, kinds: Collection[str] = Kind.values, limit: int) -> Results:
    """Return what is found, best first within a kind, at most `limit` a kind. At most 7 queries; 4 more for slips."""
    asked = folded_words(words)
    if not standing.is_here or sum(map(len, asked)) < SHORTEST:
        return Results({})
    hits = find(words=words, kinds=kinds, limit=limit, among=_findable(kinds, standing=standing))
    numbers: dict[str, list[int]] = {kind: [hit.number for hit in hits if hit.kind == kind] for kind in Kind.values}
    shown = _shown(numbers, standing=standing)
    return Results({kind: _results(hits, kind, shown, asked) for kind in kinds if numbers.get(kind)})


def _findable(kinds: Collection[str], *, standing: Standing) -> Among:
    """Return the items and tasks that the asker may see; people, posts and units are seen by all. At most 4 queries."""
    found: dict[str, Collection[int] | QuerySet[Any]] = {}
    if Kind.ITEM in kinds:
        found[Kind.ITEM.value] = items_visible_to(standing)
    if Kind.TASK in kinds:
        few = open_tasks_visible_to(standing, most=FEW)
        found[Kind.TASK.value] = tasks_visible_to(standing).filter(is_open=True) if few is None else few
    return found


def _results(
    hits: Sequence[Hit], kind: str, shown: dict[tuple[str, int], Shown], asked: Collection[str]
) -> list[Result]:
    found = [shown[(hit.kind, hit.number)] for hit in hits if hit.kind == kind and (hit.kind, hit.number) in shown]
    return [
        Result(each.kind, each.title, marked(each.title, asked=asked), each.reference, each.note, each.url)
        for each in found
    ]


def _shown(numbers: dict[str, list[int]], *, standing: Standing) -> dict[tuple[str, int], Shown]:
    """Return what to say of each record: people, posts and units that are here, and items and tasks, which were found
    among those that the asker may see. One query (a union of as many parts as there are kinds), none without hits."""
    lists = {
        Kind.PERSON.value: _people,
        Kind.POST.value: _posts,
        Kind.UNIT.value: _units,
        Kind.ITEM.value: _items,
        Kind.TASK.value: _tasks,
    }
    parts = [
        lists[kind](numbers[kind], standing)
        .order_by()
        .annotate(what=Value(kind, output_field=_TEXT))
        .values_list("what", "pk", "title_shown", "reference_shown", "note", "more")
        for kind in lists
        if numbers[kind]
    ]
    if not parts:
        return {}
    return {
        (kind, pk): _said(kind, pk, title, reference, note or "", more or "")
        for kind, pk, title, reference, note, more in parts[0].union(*parts[1:], all=True)
    }


# One width for every column of the union: PostgreSQL wants to know.
_TEXT = CharField(max_length=400)
_NONE = Value("", output_field=_TEXT)


def _text(expression: str) -> Cast:
    return Cast(F(expression), _TEXT)


def _people(numbers: list[int], standing: Standing) -> QuerySet[Person]:
    held = (
        Assignment.objects.filter(held_on(standing.on), person=OuterRef("pk"))
        .order_by("-is_main", "starts_on", "id")
        .values("post__title")
    )
    return (
        Person.objects.filter(pk__in=numbers, merged_into__isnull=True)
        .filter(Q(left_on__isnull=True) | Q(left_on__gte=standing.on))
        .annotate(title_shown=_text("name"), reference_shown=_text("number"), note=Cast(Subquery(held[:1]), _TEXT))
        .annotate(more=_NONE)
    )


def _posts(numbers: list[int], _standing: Standing) -> QuerySet[Post]:
    return Post.objects.filter(pk__in=numbers, abolished_on__isnull=True).annotate(
        title_shown=_text("title"), reference_shown=_text("reference"), note=_text("unit__name"), more=_NONE
    )


def _units(numbers: list[int], _standing: Standing) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=numbers, closed_on__isnull=True).annotate(
        title_shown=_text("name"), reference_shown=_text("code"), note=_text("parent__name"), more=_NONE
    )


def _items(numbers: list[int], _standing: Standing) -> QuerySet[Item]:
    """`more` is what kind of item it is, and its state."""
    return Item.objects.filter(pk__in=numbers).annotate(
        title_shown=_text("title"),
        reference_shown=_text("reference"),
        note=_text("lead__name"),
        more=Concat(_text("kind"), Value(" "), _text("state"), output_field=_TEXT),
    )


def _tasks(numbers: list[int], _standing: Standing) -> QuerySet[Task]:
    """`more` is the reference of what the task serves, unless that is not for everyone."""
    open_to_all = When(serves__visibility=Item.Visibility.EVERYONE, then=_text("serves__reference"))
    return Task.objects.filter(pk__in=numbers).annotate(
        title_shown=_text("title"),
        reference_shown=_NONE,
        note=Coalesce(_text("person__name"), _text("post__title")),
        more=Case(open_to_all, default=_NONE, output_field=_TEXT),
    )


def _said(kind: str, pk: int, title: str, reference: str, note: str, more: str) -> Shown:
    if kind == Kind.ITEM:
        item_kind, state = more.split()
        # The state of an item is told when it is no longer, or not yet, alive.
        over = "" if state == Item.State.LIVE else str(Item.State(state).label)
        note = ", ".join(filter(None, [note, over]))
        return Shown(item_kind, title, reference, note, item_address(kind=item_kind, item_id=pk))
    if kind == Kind.TASK:
        return Shown("task", title, f"T-{pk}", ", ".join(filter(None, [note, more])), address("plans:task", pk))
    return Shown(kind, title, reference, note, address(f"people:{kind}", pk))
