"""`goldenthread rebuild-search` and `scan`: work out again what is worked out from everything else."""

from __future__ import annotations

import time
from collections.abc import Iterator

from goldenthread.cli.app import app, start_django
from goldenthread.cli.terminal import say

CHUNK = 5_000


@app.command("rebuild-search")
def rebuild_search() -> None:
    """Build the search again from people, posts, units, items and open tasks, while people go on working."""
    start_django()
    from django.apps import apps

    from goldenthread.cli import in_use, installation
    from goldenthread.exchange.actions.following import FINDABLE, index
    from goldenthread.search.models import Entry

    in_use.share()
    installation.refuse_unless_up_to_date()
    started = time.monotonic()
    for label, kind in FINDABLE.items():
        records = apps.get_model(label)._default_manager
        gone = Entry.objects.filter(kind=kind).exclude(number__in=records.values("pk"))
        removed, _by_model = gone.delete()
        count = 0
        for numbers in _in_chunks(records):
            index(label, numbers)
            count += len(numbers)
        say(f"{label}: {count:,} looked at, {removed:,} that are gone were taken out")
    say(f"The search was built again in {time.monotonic() - started:.0f} seconds.")


def _in_chunks(records: object) -> Iterator[list[int]]:
    from django.db.models import Manager

    assert isinstance(records, Manager)
    last = 0
    while numbers := list(records.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        yield numbers
        last = numbers[-1]


@app.command()
def scan() -> None:
    """Work out everybody's line of sight and look at the whole thread for breaks, now rather than tonight."""
    start_django()
    from django.utils import timezone

    from goldenthread.cli import in_use, installation
    from goldenthread.together.findings import actions as findings
    from goldenthread.together.sight.actions import refresh_all

    in_use.share()
    installation.refuse_unless_up_to_date()
    now = timezone.now()
    today = timezone.localdate(now)
    refresh_all(today=today)
    result = findings.scan(now=now, today=today)
    say(f"{result.found:,} breaks are there: {result.new:,} new, {result.changed:,} changed, {result.mended:,} mended.")
