"""Finding people, posts, units, items and tasks by their words, as far as the asker may see them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import CharField, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast
from django.urls import reverse

from goldenthread.desk.highlights import marked
from goldenthread.manage.plans.models import Task
from goldenthread.manage.plans.queries import tasks_visible_to
from goldenthread.people.models import Assignment, Person, Post, Unit
from goldenthread.people.queries import Standing
from goldenthread.search.folding import folded_words
from goldenthread.search.models import Entry
from goldenthread.search.queries import Hit, find
from goldenthread.thread.addresses import item_address
from goldenthread.thread.models import Item
from goldenthread.thread.queries import items_visible_to

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
    """Return what is found, best first within a kind, at most `limit` a kind. Up to five queries; seldom three more."""
    asked = folded_words(words)
    if not standing.is_here or sum(map(len, asked)) < SHORTEST:
        return Results({})
    hits = find(words=words, kinds=kinds, limit=limit)
    numbers: dict[str, list[int]] = {kind: [hit.number for hit in hits if hit.kind == kind] for kind in Kind.values}
    shown = {
        **_structure(numbers, standing=standing),
        **{(Kind.ITEM.value, number): each for number, each in _items(numbers[Kind.ITEM], standing=standing).items()},
        **{(Kind.TASK.value, number): each for number, each in _tasks(numbers[Kind.TASK], standing=standing).items()},
    }
    return Results({kind: _results(hits, kind, shown, asked) for kind in kinds if numbers.get(kind)})


def _results(
    hits: Sequence[Hit], kind: str, shown: dict[tuple[str, int], Shown], asked: Collection[str]
) -> list[Result]:
    found = [shown[(hit.kind, hit.number)] for hit in hits if hit.kind == kind and (hit.kind, hit.number) in shown]
    return [
        Result(each.kind, each.title, marked(each.title, asked=asked), each.reference, each.note, each.url)
        for each in found
    ]


def _structure(numbers: dict[str, list[int]], *, standing: Standing) -> dict[tuple[str, int], Shown]:
    """Return people, posts and units that are here. One query (a union of three), none without hits."""
    if not any(numbers[kind] for kind in (Kind.PERSON, Kind.POST, Kind.UNIT)):
        return {}
    text = CharField(max_length=400)
    held = (
        Assignment.objects.filter(person=OuterRef("pk"), starts_on__lte=standing.on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=standing.on))
        .order_by("-is_main", "starts_on", "id")
        .values("post__title")
    )
    people = (
        Person.objects.filter(pk__in=numbers[Kind.PERSON], merged_into__isnull=True)
        .filter(Q(left_on__isnull=True) | Q(left_on__gte=standing.on))
        .order_by()
        .annotate(what=Value("person"), note=Cast(Subquery(held[:1]), text))
        .values_list("what", "pk", "name", "number", "note")
    )
    posts = (
        Post.objects.filter(pk__in=numbers[Kind.POST], abolished_on__isnull=True)
        .order_by()
        .annotate(what=Value("post"), note=Cast(F("unit__name"), text))
        .values_list("what", "pk", "title", "reference", "note")
    )
    units = (
        Unit.objects.filter(pk__in=numbers[Kind.UNIT], closed_on__isnull=True)
        .order_by()
        .annotate(what=Value("unit"), note=Cast(F("parent__name"), text))
        .values_list("what", "pk", "name", "code", "note")
    )
    return {
        (what, pk): Shown(what, title, reference, note or "", reverse(f"people:{what}", args=[pk]))
        for what, pk, title, reference, note in people.union(posts, units, all=True)
    }


def _items(numbers: list[int], *, standing: Standing) -> dict[int, Shown]:
    """Return the items that the asker may see. One query; three or four more when some are drafts or restricted."""
    if not numbers:
        return {}
    open_to_all = Item.objects.filter(pk__in=numbers, visibility=Item.Visibility.EVERYONE).exclude(
        state=Item.State.DRAFT
    )
    found = {item.pk: item for item in open_to_all.select_related("lead")}
    others = [number for number in numbers if number not in found]
    if others:
        found |= {item.pk: item for item in items_visible_to(standing).filter(pk__in=others).select_related("lead")}
    return {
        pk: Shown(
            item.kind,
            item.title,
            item.reference,
            ", ".join(filter(None, [item.lead.name if item.lead else "", _over(item)])),
            item_address(kind=item.kind, item_id=pk),
        )
        for pk, item in found.items()
    }


def _over(item: Item) -> str:
    """Return the state of an item when it is no longer, or not yet, alive."""
    return "" if item.is_live else str(Item.State(item.state).label)


def _tasks(numbers: list[int], *, standing: Standing) -> dict[int, Shown]:
    """Return the tasks that the asker may see. Two queries, none without hits."""
    if not numbers:
        return {}
    tasks: list[Task] = list(
        tasks_visible_to(standing).filter(pk__in=numbers).select_related("person", "post", "serves")
    )
    return {
        task.pk: Shown(
            "task",
            task.title,
            task.reference,
            ", ".join(
                filter(
                    None,
                    [
                        task.person.name if task.person else task.post.title if task.post else "",
                        task.serves.reference if task.serves and not task.serves.is_restricted else "",
                    ],
                )
            ),
            reverse("plans:task", args=[task.pk]),
        )
        for task in tasks
    }
