"""Make organisations of each size and say what they cost.

    python -m benchmarks.sizes [S M L XL] [--keep FOLDER]

For each size: seconds to write it and to work out line of sight and findings; rows, bytes, and
the most memory the writing took. On SQLite in a folder that is removed, or kept in FOLDER/L and so on; with
DATABASE_URL on that PostgreSQL database, which must be empty. Without a size: S and M. Bar at L: 360 s to write.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.tools.installed import open_installation

BAR_SECONDS = {"L": 360.0}
SHOWN = ("people.Person", "thread.Item", "thread.Link", "plans.Task", "objectives.Reading", "search.Entry")


def timed(name: str, work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    seconds = time.perf_counter() - began
    print(f"  {name:32} {seconds:8.1f} s", flush=True)
    return seconds


def peak_megabytes() -> float:
    """Return the most memory this process has had. Linux counts in kilobytes, macOS in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most / 1e3


def database_bytes() -> int:
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    name = str(connection.settings_dict["NAME"])
    return sum(path.stat().st_size for path in (Path(name), Path(f"{name}-wal")) if path.exists())


def measure(code: str) -> int:
    """Make one size in the installation that the environment names, and print what it cost."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.config.settings")
    import django

    django.setup()
    from django.apps import apps
    from django.utils import timezone

    from goldenthread.cli.installation import make_ready
    from goldenthread.example.actions import make_council
    from goldenthread.example.sized.sizes import SIZES
    from goldenthread.together.findings import actions as findings
    from goldenthread.together.sight.actions import refresh_all

    size, now = SIZES[code], timezone.now()
    today = timezone.localdate(now)
    make_ready()
    written = timed("write, with indexes", lambda: make_council(size=size, today=today, now=now))
    print(f"  {'most memory while writing':32} {peak_megabytes():8.0f} MB")
    timed("line of sight, everybody", lambda: refresh_all(today=today))
    timed("findings, everywhere", lambda: findings.scan(now=now, today=today))
    print(f"  {'most memory in all':32} {peak_megabytes():8.0f} MB")
    for name in SHOWN:
        print(f"  {name:32} {apps.get_model(name)._default_manager.count():12,}")
    print(f"  {'database':32} {database_bytes() / 1e6:8.0f} MB")
    print(f"  {open_installation()}")
    bar = BAR_SECONDS.get(code)
    if bar is not None:
        print(f"  {'within' if written <= bar else 'OVER'} {bar:g} s to write")
    return 1 if bar is not None and written > bar else 0


def main() -> int:
    words = argparse.ArgumentParser()
    words.add_argument("sizes", nargs="*", default=["S", "M"])
    words.add_argument("--keep", type=Path)
    words.add_argument("--one", help=argparse.SUPPRESS)
    given = words.parse_args()
    if given.one:
        return measure(given.one)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for code in given.sizes:
            print(f"size {code}", flush=True)
            data = (given.keep or Path(folder)) / code
            environment = {**os.environ, "GOLDENTHREAD_DATA": str(data)}
            # A process of its own, so that its memory is its own.
            command = [sys.executable, "-m", "benchmarks.sizes", "--one", code]
            failed |= subprocess.run(command, env=environment, check=False).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
