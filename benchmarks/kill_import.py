"""An import that is killed at a random moment leaves nothing behind, and completes when it is run again.

    python -m benchmarks.kill_import [kills] [--postgres]

Brings a structure of 2,000 posts in, then kills the import of next year's again and again (SIGKILL), from its first
moment to its last. After each kill everything is written out and held, byte by byte, against how it stood before; where
the import had ended before the kill, against how it stands after. Then it is run to its end. Bar: no kill leaves
anything else behind.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.tools.machine import describe
from benchmarks.tools.on_postgres import start_empty
from tests.postgres import PostgresServer

POSTS = 2_000
ROOT = Path(__file__).resolve().parent.parent


def write_structure(folder: Path, *, year: int) -> None:
    """Write the files of a structure in which every year some move, some change and some are new."""
    folder.mkdir()
    units = [f"U{n},Unit {n} of {year},{f'U{n // 5}' if n else ''}" for n in range(200)]
    posts = [
        f"P{n},Post {n}{' anew' * (n % 7 == year % 7)},U{n % 200},{f'P{n // 3}' if n else ''}" for n in range(POSTS)
    ]
    people = [f"{n},Person {n}" for n in range(POSTS + 100 * (year - 2025))]
    holders = [f"{(n + 11 * (year - 2025)) % len(people)},P{n},{year}-04-01,{year + 1}-03-31" for n in range(POSTS)]
    # Moments are given, so that an import that is run again writes the very same.
    moment = f"{year}-01-01T00:00:00Z"
    goals = [f"G{n},Goal {n} of {year},{moment},{moment}" for n in range(50)]
    tasks = [
        f"{n},Task {n} of {year},G{(n + year) % 50},{n % POSTS},{moment}" for n in range(1, 6000 + 500 * (year - 2025))
    ]
    for name, header, rows in (
        ("units", "code,name,parent", units),
        ("posts", "reference,title,unit,reports_to", posts),
        ("people", "number,name", people),
        ("assignments", "person,post,starts_on,ends_on", holders),
        ("goals", "reference,title,created_at,changed_at", goals),
        ("tasks", "number,title,serves,person,created_at", tasks),
    ):
        (folder / f"{name}.csv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")


def command(folder: Path) -> list[str]:
    return [sys.executable, "-m", "goldenthread", "import", "folder", str(folder), "--as-of", "2026-06-01"]


def run(folder: Path) -> float:
    """Run an import to its end; return its seconds."""
    began = time.perf_counter()
    subprocess.run(command(folder), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def run_and_kill(folder: Path, *, after_seconds: float) -> bool:
    """Start an import and kill it; return whether it was still running."""
    process = subprocess.Popen(
        command(folder), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(timeout=after_seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def everything(folder: Path) -> dict[str, bytes]:
    """Write everything out and return it."""
    from django.db import connection
    from django.utils import timezone

    from goldenthread.exchange.actions import export_folder

    export_folder(folder=folder, by=None, now=timezone.now())
    connection.close()
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".csv"}


def leftovers() -> int:
    """Count what imports that did not end have written of themselves."""
    from django.db import connection

    from goldenthread.exchange.models import Import, ImportChange, ImportRow

    ended = Import.objects.filter(state__in=["done", "undone"]).values("pk")
    count = ImportChange.objects.exclude(of_import__in=ended).count()
    count += ImportRow.objects.exclude(of_import__in=ended).count()
    connection.close()
    return count


def undo_last() -> None:
    from django.db import connection
    from django.utils import timezone

    from goldenthread.exchange.actions import undo_import
    from goldenthread.exchange.models import Import

    undo_import(of_import=Import.objects.filter(state="done").latest("pk"), by=None, now=timezone.now())
    connection.close()


def kill_again_and_again(folder: Path, *, kills: int) -> int:
    """Return how many kills left something behind."""
    chance = random.Random(1)
    for year in (2025, 2026):
        write_structure(folder / str(year), year=year)
    run(folder / "2025")
    before = everything(folder / "out")
    seconds = run(folder / "2026")
    after = everything(folder / "out")
    undo_last()
    bad = running = ended = 0
    if everything(folder / "out") != before:
        print("undoing did not put everything back")
        bad += 1
    for number in range(1, kills + 1):
        was_running = run_and_kill(folder / "2026", after_seconds=chance.uniform(0.0, seconds * 1.1))
        stands = everything(folder / "out")
        running += was_running
        if stands == after:
            ended += 1
            undo_last()
        elif stands != before or leftovers():
            bad += 1
            print(f"kill {number} left something behind")
    run(folder / "2026")
    bad += everything(folder / "out") != after
    print(f"{kills} kills over {seconds:.1f} s: {running} while it ran, {ended} after it was written, {bad} bad")
    return bad


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kills", nargs="?", type=int, default=40)
    parser.add_argument("--postgres", action="store_true")
    chosen = parser.parse_args()
    server = PostgresServer()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ["GOLDENTHREAD_DATA"] = str(folder / "data")
        os.environ["DJANGO_SETTINGS_MODULE"] = "goldenthread.config.settings"
        os.environ.pop("DATABASE_URL", None)
        if chosen.postgres:
            os.environ["DATABASE_URL"] = start_empty(server, folder / "postgres")
        import django

        django.setup()
        from goldenthread.cli.installation import make_ready

        make_ready()
        print(describe("PostgreSQL" if chosen.postgres else ""))
        try:
            return 1 if kill_again_and_again(folder, kills=chosen.kills) else 0
        finally:
            server.stop()


if __name__ == "__main__":
    sys.exit(main())
