"""What differs from last time: who joins, moves or seems to leave, and what the files no longer speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Count
from django.db.models.functions import Lower

from goldenthread.exchange.models import SourceKey
from goldenthread.exchange.queries.reckon.consequences import written
from goldenthread.exchange.queries.reckon.identify import holds_on
from goldenthread.exchange.queries.shapes import ASKED, FETCHED, shape_of
from goldenthread.exchange.reckoning import Absent, Entry, Holding, Move, Reckoning
from goldenthread.exchange.records import Bundle
from goldenthread.exchange.tables import TABLES, Table, table
from goldenthread.manage.plans.models import Task
from goldenthread.people.models import Appointment, Person, Post
from goldenthread.thread.models import Item

# How many are named one by one.
NAMED = 100


def tell_moves(result: Reckoning, *, as_of: date) -> None:
    """Say who joins, who moves and who seems to leave, from the assignments that begin and end."""
    begun: dict[int, list[int]] = defaultdict(list)
    ended: dict[int, list[int]] = defaultdict(list)
    for entry in written(result.entries.get("assignments", ())):
        final = entry.final
        person, post = int(str(final["person"])), int(str(final["post"]))
        if entry.is_new and holds_on(final, as_of):
            begun[person].append(post)
        elif not entry.is_new and holds_on(entry.before, as_of) and not holds_on(final, as_of):
            ended[person].append(post)
    new_people = {entry.number for entry in written(result.entries.get("people", ())) if entry.is_new}
    names = _names(result.entries.get("people", ()), {*begun, *ended})
    titles = _titles(
        result.entries.get("posts", ()), {post for each in (begun, ended) for posts in each.values() for post in posts}
    )
    still = _still_holding(result, set(ended) - set(begun), as_of)
    for person in sorted({*begun, *ended}, key=lambda number: (names[number], number)):
        move = Move(
            person,
            names[person],
            before=tuple(titles[post] for post in ended[person]),
            after=tuple(titles[post] for post in begun[person]),
        )
        if person in new_people:
            result.joiners.append(move)
        elif begun[person]:
            result.movers.append(move)
        elif person not in still:
            result.leavers.append(move)
    known = _known_by_name([move.name for move in result.joiners])
    result.joiners = [replace(move, maybe=known.get(move.name.casefold(), ())) for move in result.joiners]
    held = what_they_hold([move.number for move in result.leavers])
    result.leavers = [replace(move, holding=held.get(move.number, Holding())) for move in result.leavers]


def _names(entries: Sequence[Entry], people: set[int]) -> dict[int, str]:
    names = {entry.number: str(entry.final.get("name")) for entry in written(entries)}
    missing = sorted(number for number in people if number not in names)
    for start in range(0, len(missing), ASKED):
        names.update(Person.objects.filter(pk__in=missing[start : start + ASKED]).values_list("pk", "name"))
    return names


def _known_by_name(names: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the staff numbers of people who are here already under one of these names."""
    wanted = sorted({name.lower() for name in names})
    found: dict[str, tuple[str, ...]] = {}
    for start in range(0, len(wanted), ASKED):
        people = Person.objects.alias(lower=Lower("name")).filter(lower__in=wanted[start : start + ASKED])
        for name, number in people.filter(merged_into__isnull=True).order_by("number").values_list("name", "number"):
            found[name.casefold()] = (*found.get(name.casefold(), ()), number)
    return found


def _titles(entries: Sequence[Entry], posts: set[int]) -> dict[int, str]:
    titles = {entry.number: str(entry.final.get("title")) for entry in written(entries) if "title" in entry.final}
    missing = sorted(number for number in posts if number not in titles)
    for start in range(0, len(missing), ASKED):
        titles.update(Post.objects.filter(pk__in=missing[start : start + ASKED]).values_list("pk", "title"))
    return titles


def _still_holding(result: Reckoning, people: set[int], as_of: date) -> set[int]:
    """Return those of these people who hold some other post all the same."""
    finals = {entry.number: entry.final for entry in written(result.entries.get("assignments", ()))}
    still = set()
    for number, values in shape_of(table("assignments")).rows_with("person_id", sorted(people)):
        if holds_on(finals.get(number, values), as_of):
            still.add(int(str(values["person"])))
    return still


def what_they_hold(people: Sequence[int]) -> Mapping[int, Holding]:
    """Return what people lead, have to do and are appointed as: what somebody has to take over. Three queries."""
    led: dict[int, list[str]] = defaultdict(list)
    tasks: dict[int, int] = {}
    roles: dict[int, list[str]] = defaultdict(list)
    for start in range(0, len(people), ASKED):
        chunk = people[start : start + ASKED]
        live = Item.objects.filter(lead__in=chunk, state__in=["draft", "live"]).order_by("reference")
        for person, reference, title, visibility, state in live.values_list(
            "lead_id", "reference", "title", "visibility", "state"
        ):
            # What this tells is kept with the import: no words of what only some may read.
            is_open = visibility == Item.Visibility.EVERYONE and state == Item.State.LIVE
            led[person].append(f"{reference} {title}" if is_open else reference)
        to_do = Task.objects.filter(person__in=chunk, is_open=True).values("person_id").annotate(count=Count("pk"))
        tasks.update(to_do.values_list("person_id", "count"))
        open_ones = Appointment.objects.filter(person__in=chunk, ends_on__isnull=True).order_by("role", "pk")
        for person, role in open_ones.values_list("person_id", "role"):
            roles[person].append(role)
    return {
        person: Holding(
            items_led=tuple(led[person][:NAMED]),
            items_led_count=len(led[person]),
            open_tasks=tasks.get(person, 0),
            appointments=tuple(roles[person]),
        )
        for person in people
    }


def tell_absent(result: Reckoning, bundle: Bundle) -> None:
    """Say what stands in the database, in tables that the files bring, and not in the files."""
    sources = {record.source for record in bundle.records}
    for of in TABLES:
        if of.name in result.entries and of.is_root and of.key:
            met = {entry.number for entry in result.entries[of.name] if not entry.is_new and not entry.is_consequence}
            if "" in sources:
                _tell_root(result, of, met)
            else:
                _tell_sourced(result, of, met, sources)


def _tell_root(result: Reckoning, of: Table, met: set[int]) -> None:
    shape = shape_of(of)
    lookup = shape.lookup(of.by_name[of.key[0]])
    rows = shape.all.order_by(lookup).values_list("pk", lookup).iterator(chunk_size=FETCHED)
    labels = [str(key) for number, key in rows if number not in met]
    _keep(result, of, len(labels), labels[:NAMED])


def _tell_sourced(result: Reckoning, of: Table, met: set[int], sources: set[str]) -> None:
    known = SourceKey.objects.filter(source__in=sources, table=of.name).order_by("key")
    labels = [key for number, key in known.values_list("number", "key") if number not in met]
    _keep(result, of, len(labels), labels[:NAMED])


def _keep(result: Reckoning, of: Table, count: int, labels: Iterable[str]) -> None:
    if count:
        result.absent[of.name] = Absent(count, tuple(labels))
