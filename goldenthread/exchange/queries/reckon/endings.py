"""Posts and units that an import ends while they still hold something: told beforehand, never stopped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import ngettext

from goldenthread.exchange.queries.reckon.consequences import written
from goldenthread.exchange.queries.reckon.names import chunks
from goldenthread.exchange.reckoning import Ending, Entry, Reckoning, noted
from goldenthread.exchange.tables import ITEM_TABLES
from goldenthread.lead.direction.models import Goal
from goldenthread.manage.objectives.models import Duty
from goldenthread.manage.plans.models import Task
from goldenthread.thread.models import Item

Entries = Mapping[str, Sequence[Entry]]
LAST_DAYS = {"posts": "abolished_on", "units": "closed_on"}
GOING_ON = frozenset({Item.State.DRAFT.value, Item.State.LIVE.value})


def tell_endings(result: Reckoning) -> None:
    """Say which posts and units end, and what they would still hold, in the files and in the database."""
    for name, column in LAST_DAYS.items():
        ended = [entry for entry in written(result.entries.get(name, ())) if _ends(entry, column)]
        if not ended:
            continue
        numbers = sorted(entry.number for entry in ended)
        items = _owned(result.entries, numbers, "owner_post" if name == "posts" else "owner_unit")
        tasks: Counter[int] = Counter()
        duties: Counter[int] = Counter()
        if name == "posts":
            items += _by_post(Goal.objects.filter(item__state__in=GOING_ON), "manager_post", numbers)
            tasks = _by_post(Task.objects.filter(is_open=True), "post", numbers)
            duties = _by_post(Duty.objects.filter(objective__item__state=Item.State.LIVE), "post", numbers)
        for entry in ended:
            number = entry.number
            if items[number] or tasks[number] or duties[number]:
                name_said = str(entry.final.get("title") or entry.final.get("name") or "")
                ending = Ending(name, number, name_said, items[number], duties[number], tasks[number])
                result.endings.append(ending)
                result.problems.append(
                    noted(
                        entry.origin,
                        "ends_with_work",
                        column=column,
                        found=str(entry.values[column]),
                        reason=f"{name_said} ends, and {held_words(ending)} would stay with it.",
                        cure="Hand that over on its page, before or after; the import's page lists it.",
                    )
                )


def held_words(ending: Ending) -> str:
    """Return what is still held, in words: 3 things that it owns, 5 open tasks."""
    said = [
        (ending.items, ngettext("%(count)s thing that it owns", "%(count)s things that it owns", ending.items)),
        (ending.duties, ngettext("%(count)s standing duty", "%(count)s standing duties", ending.duties)),
        (ending.tasks, ngettext("%(count)s open task", "%(count)s open tasks", ending.tasks)),
    ]
    return ", ".join(words % {"count": count} for count, words in said if count)


def _ends(entry: Entry, column: str) -> bool:
    return not entry.is_new and entry.before.get(column) is None and entry.values.get(column) is not None


def _owned(entries: Entries, owners: Sequence[int], column: str) -> Counter[int]:
    """Count the items that go on and that these would own, as the files say or else as it is here."""
    said = {entry.number: entry for of in ITEM_TABLES for entry in written(entries.get(of.name, ()))}
    wanted = set(owners)
    found: Counter[int] = Counter()
    for entry in said.values():
        owner = entry.final.get(column)
        if entry.final.get("state") in GOING_ON and isinstance(owner, int) and owner in wanted:
            found[owner] += 1
    for chunk in chunks(owners):
        here = Item.objects.filter(**{f"{column}__in": chunk}, state__in=GOING_ON)
        found.update(owner for pk, owner in here.values_list("pk", f"{column}_id") if pk not in said)
    return found


def _by_post(rows: QuerySet[Any], column: str, posts: Sequence[int]) -> Counter[int]:
    found: Counter[int] = Counter()
    for chunk in chunks(posts):
        counted = rows.filter(**{f"{column}__in": chunk}).order_by().values(f"{column}_id").annotate(count=Count("pk"))
        found.update(dict(counted.values_list(f"{column}_id", "count")))
    return found
