"""How fast the main pages are on an installation that is there, and how many queries they take.

    GOLDENTHREAD_DATA=... python -m benchmarks.pages [--budget-ms 50] [--people 12] [--rounds 15]

Each page is asked for in this process, through the whole stack of middleware, as several people chosen by a fixed rule
(who holds which post, who has most work). Prints, per page: queries (most), milliseconds (median, 95th percentile,
most). Two requests warm up, one of them to count the queries. Exits 1 when a page is over its budget. Bars: 12 queries;
50 ms at M, 80 ms at L (120 ms on PostgreSQL) for the 95th percentile; the list of 126 people 10 queries and, in the
middle, 25 ms.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import time
from functools import cache
from typing import TYPE_CHECKING

from benchmarks.tools.installed import open_installation

if TYPE_CHECKING:
    from django.test import Client

    from goldenthread.people.models import Person

MOST_QUERIES = 12
EMPLOYEES = "list of 126 people"
EMPLOYEES_MS, EMPLOYEES_QUERIES = 25.0, 10


def choose_people(most: int) -> list[Person]:
    """Return the head of everything, some managers, and people with much open work; all with an account."""
    from django.db.models import Count, Q

    from goldenthread.access.models import Account
    from goldenthread.people.models import Person

    held = Person.objects.filter(assignments__ends_on=None, left_on=None, merged_into=None)
    top = list(held.filter(assignments__post__reports_to=None).order_by("pk")[:1])
    managers = list(held.filter(assignments__post__level="middle_manager").order_by("pk")[: most // 3])
    # Most open work, of every hundredth or so: to count it for everybody would take longer than what is measured.
    some = held.order_by("pk").values_list("pk", flat=True)
    step = max(1, some.count() // 150)
    busy = (
        Person.objects.filter(pk__in=list(some)[::step])
        .annotate(n=Count("tasks", filter=Q(tasks__is_open=True)))
        .order_by("-n", "pk")
    )
    people = list(dict.fromkeys([*top, *managers, *busy[:most]]))[:most]
    for person in people:
        if person.account_id is None:
            account, _made = Account.objects.get_or_create(email=f"benchmark-{person.pk}@example.invalid")
            Person.objects.filter(pk=person.pk).update(account=account)
            person.account = account
    return people


def addresses(person: Person) -> dict[str, str]:
    """Return the pages to ask for as this person."""
    from django.urls import reverse

    from goldenthread.thread.addresses import item_address
    from goldenthread.thread.models import Item, ItemFigure

    deepest = (
        ItemFigure.objects.filter(item__visibility="everyone", item__state="live", item__kind="objective")
        .select_related("item")
        .order_by("-depth", "pk")
        .first()
    )
    goal = Item.objects.filter(kind="goal", state="live").order_by("pk").first()
    held = person.assignments.select_related("post").order_by("pk").first()
    pages = {
        "Today": reverse("desk:today"),
        "thread map": reverse("desk:thread"),
        "findings": reverse("findings:findings"),
        "search": reverse("desk:search") + "?q=visit",
        "person": reverse("people:person", args=[person.pk]),
        "people": reverse("people:people"),
    }
    if (unit := unit_of_about(126)) is not None:
        pages[EMPLOYEES] = f"{reverse('people:people')}?unit={unit}"
    if deepest is not None:
        pages["item, deepest"] = item_address(kind=deepest.item.kind, item_id=deepest.item_id)
    if goal is not None:
        pages["goal"] = item_address(kind="goal", item_id=goal.pk)
    if held is not None:
        pages["unit"] = reverse("people:unit", args=[held.post.unit_id])
    return pages


@cache
def unit_of_about(people: int) -> int | None:
    """Return the unit in which, with the units below it, nearest to so many people stand."""
    from django.utils import timezone

    from goldenthread.people.models import Unit
    from goldenthread.people.queries.units import strengths_of

    strengths = strengths_of(Unit.objects.all(), on=timezone.localdate())
    return min(strengths, key=lambda unit: abs(strengths[unit].people - people), default=None)


def counted(client: Client, address: str) -> int:
    """Return the queries of one request."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}")
    return len(captured)


def measured(client: Client, address: str) -> float:
    """Return milliseconds of one request."""
    began = time.perf_counter()
    client.get(address)
    return (time.perf_counter() - began) * 1000


def unrest(turns: int = 200) -> str:
    """Say how evenly this machine works: a fixed piece of arithmetic, again and again."""
    times = []
    for _turn in range(turns):
        began = time.perf_counter()
        sum(number * number for number in range(200_000))
        times.append((time.perf_counter() - began) * 1000)
    middle, high = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    return (
        f"a fixed piece of arithmetic here: median {middle:.1f} ms, p95 {high:.1f} ms ({high / middle:.2f} times that)"
    )


def main() -> int:
    words = argparse.ArgumentParser()
    words.add_argument("--budget-ms", type=float, default=50.0)
    words.add_argument("--people", type=int, default=12)
    words.add_argument("--rounds", type=int, default=15)
    given = words.parse_args()
    print(open_installation())
    print(unrest())
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    times: dict[str, list[float]] = {}
    queries: dict[str, int] = {}
    for person in choose_people(given.people):
        client = Client()
        if person.account is None:
            raise SystemExit(f"person {person.pk} has no account")
        client.force_login(person.account)
        for page, address in addresses(person).items():
            measured(client, address)
            gc.collect()
            gc.freeze()  # as a web process does once it has loaded
            queries[page] = max(queries.get(page, 0), counted(client, address))
            times.setdefault(page, []).extend(measured(client, address) for _turn in range(given.rounds))
        client.logout()
    over = False
    print(f"{'page':20} {'queries':>7} {'median':>8} {'p95':>8} {'most':>8}  ms")
    for page, figures in sorted(times.items()):
        p95 = statistics.quantiles(figures, n=20)[-1] if len(figures) > 1 else figures[0]
        most_ms, most_queries = (
            (EMPLOYEES_MS, EMPLOYEES_QUERIES) if page == EMPLOYEES else (given.budget_ms, MOST_QUERIES)
        )
        bad = (statistics.median(figures) if page == EMPLOYEES else p95) > most_ms or queries[page] > most_queries
        over = over or bad
        middle = statistics.median(figures)
        print(f"{page:20} {queries[page]:7} {middle:8.1f} {p95:8.1f} {max(figures):8.1f}  {'OVER' if bad else ''}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
