"""Findings and line of sight on an installation that is there.

    GOLDENTHREAD_DATA=... python -m benchmarks.findings

Prints seconds for: line of sight for everybody, a full scan for findings, and looking again after one change (an
objective loses its link to what it serves), each the best and worst of three. Bars at size L: 15 s, 30 s, 1 s.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from benchmarks.tools.installed import open_installation

RUNS = 3


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> int:
    print(open_installation())
    from django.db import connection, transaction
    from django.utils import timezone

    from goldenthread.thread.actions import disconnect
    from goldenthread.thread.models import Link, Touched
    from goldenthread.together.findings import actions
    from goldenthread.together.findings.models import Finding
    from goldenthread.together.sight.actions import refresh_all

    now = timezone.now()
    today = timezone.localdate(now)
    sight = [timed(lambda: refresh_all(today=today)) for _run in range(RUNS)]
    scan = [timed(lambda: actions.scan(now=now, today=today)) for _run in range(RUNS)]
    Touched.objects.all().delete()
    change: list[float] = []
    links = list(
        Link.objects.filter(is_primary=True, lower__kind="objective", lower__state="live", state="affirmed")
        .select_related("lower", "upper")
        .order_by("-pk")[:RUNS]
    )
    for link in links:
        with transaction.atomic():
            disconnect(link=link, reason="benchmark", by=None, now=now)
            change.append(timed(lambda: actions.catch_up(now=now, today=today)))
            found = Finding.objects.filter(code="B5", item=link.lower_id, state="open").exists()
            transaction.set_rollback(True)
        if not found:
            print("the break was not found")
            return 1
    rows = Finding.objects.exclude(state="mended").count()
    for name, figures, bar in (
        ("line of sight, everybody", sight, 15.0),
        (f"full scan ({rows:,} findings)", scan, 30.0),
        ("after one change", change, 1.0),
    ):
        verdict = "within" if max(figures) <= bar else "OVER"
        print(f"{name:32} {min(figures):8.3f} to {max(figures):8.3f} s   {verdict} {bar:g} s")
    connection.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
