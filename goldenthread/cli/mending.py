"""`goldenthread rebuild-search` and `scan`: work out again what is worked out from everything else."""

from __future__ import annotations

import time

from goldenthread.cli.app import app, start_django
from goldenthread.cli.terminal import say


@app.command("rebuild-search")
def rebuild_search() -> None:
    """Build the search again from people, posts, units, items and open tasks, while people go on working."""
    start_django()
    from goldenthread.cli import in_use, installation
    from goldenthread.exchange import actions

    in_use.share()
    installation.refuse_unless_up_to_date()
    started = time.monotonic()
    rebuilt = actions.rebuild_search()
    say(f"{rebuilt.records:,} records were looked at, {rebuilt.removed:,} that are gone were taken out.")
    say(f"The search was built again in {time.monotonic() - started:.0f} seconds.")


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
