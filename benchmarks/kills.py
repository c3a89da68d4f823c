"""Kill `goldenthread run` again and again under load, and count what was lost or done twice.

    python -m benchmarks.kills [--kills 200] [--seed 1]

Fills an installation with the example, runs it, and lets loads work on it while one of its processes, or all, are
killed with SIGKILL at a random moment; what was killed whole is started again. A load promises something and looks it
up: that what was acknowledged is there, once. Each load is a class with `start`, `stop` and `problems` in LOADS.
Prints what each found and the longest time without a page. Bars: nothing lost, nothing twice, 20 s.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # no stubs in the lock

from benchmarks.tools.machine import describe
from benchmarks.tools.posting import Browser, NoAnswer
from benchmarks.tools.serving import answers, free_port

BAR_SECONDS = 20.0
MOST_WAITING = 4  # scans asked for beyond this would only wait


class Load(ABC):
    """Something that works on a running installation in a thread of its own, and can tell whether its work stands."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join(timeout=120)

    def _work(self) -> None:
        from django.db import connections

        try:
            while not self._over.is_set():
                self.turn()
        finally:
            connections.close_all()

    @abstractmethod
    def turn(self) -> None:
        """Do one thing, and remember what was acknowledged."""

    @abstractmethod
    def problems(self) -> list[str]:
        """Return what is lost or there twice, once everything has stopped."""

    @abstractmethod
    def said(self) -> str:
        """Return how much it did."""


class Comments(Load):
    """Somebody comments on an objective through the pages. Whatever was answered with a redirect must be there once."""

    def __init__(self, root: str) -> None:
        super().__init__(root)
        self.browser: Browser | None = None
        self.tried = 0
        self.acknowledged: list[str] = []

    def turn(self) -> None:
        from goldenthread.people.models import Person
        from goldenthread.thread.models import Item

        if self.browser is None:
            tobias = Person.objects.select_related("account").get(name="Tobias Nwosu")
            self.browser = Browser(self.root, tobias.account)
            self.page = f"/items/{Item.objects.get(reference='OBJ-142').pk}/comments/"
        self.tried += 1
        words = f"Comment number {self.tried} under load"
        try:
            if self.browser.post(self.page, {"words": words}):
                self.acknowledged.append(words)
        except NoAnswer:
            time.sleep(0.2)

    def problems(self) -> list[str]:
        from django.db.models import Count

        from goldenthread.thread.models import Comment

        kept = dict(Comment.objects.values_list("words").annotate(n=Count("id")).order_by())
        lost = [words for words in self.acknowledged if words not in kept]
        twice = [words for words, count in kept.items() if "under load" in words and count > 1]
        return [f"lost: {words}" for words in lost] + [f"twice: {words}" for words in twice]

    def said(self) -> str:
        return f"{len(self.acknowledged)} comments acknowledged of {self.tried} tried"


class Scans(Load):
    """The whole thread is looked at again and again by the worker. Every scan must end, and no break be kept twice."""

    def __init__(self, root: str) -> None:
        super().__init__(root)
        self.asked: list[int] = []

    def turn(self) -> None:
        from django.db import OperationalError
        from django.utils import timezone

        from goldenthread.jobs.actions import enqueue

        with suppress(OperationalError):  # busy: ask at the next turn
            if jobs_left() < MOST_WAITING:
                self.asked.append(enqueue(kind="findings.scan", now=timezone.now(), tries_most=50).pk)
        self._over.wait(4)

    def problems(self) -> list[str]:
        from goldenthread.jobs.models import Job

        unfinished = Job.objects.filter(pk__in=self.asked).exclude(state=Job.State.DONE)
        return [f"job {job.pk} is {job.state}: {job.problem}" for job in unfinished]

    def said(self) -> str:
        return f"{len(self.asked)} scans asked for"


LOADS: tuple[type[Load], ...] = (Comments, Scans)


class Product:
    """`goldenthread run` as a process that may be killed, and started again."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "goldenthread", "run", f"--port={self.port}"]
        with Path(os.environ["GOLDENTHREAD_DATA"], "run.log").open("ab") as log:
            self.process = subprocess.Popen(command, start_new_session=True, stdout=log, stderr=log)

    @property
    def is_gone(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def wait(self) -> float:
        """Wait for a page; start the product again if it is gone. Returns the seconds it took."""
        began = time.monotonic()
        while self.is_gone or not answers(f"http://127.0.0.1:{self.port}/sign-in/login/"):
            if self.is_gone:
                self.start()
            if time.monotonic() - began > 120:
                print(Path(os.environ["GOLDENTHREAD_DATA"], "run.log").read_text(encoding="utf-8")[-4000:])
                raise TimeoutError("no page for two minutes; the product's last words are above")
            time.sleep(0.1)
        return time.monotonic() - began

    def kill_one(self, chance: random.Random) -> str:
        """Kill one process of the product, or all at once. Returns which."""
        assert self.process is not None
        try:
            first = psutil.Process(self.process.pid)
            family = [first, *first.children(recursive=True)]
        except psutil.NoSuchProcess:
            return "nothing"
        if chance.random() < 0.25:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            return "everything"
        victim = chance.choice(family)
        try:
            victim.kill()
        except psutil.NoSuchProcess:
            return "nothing"
        if victim.pid == self.process.pid:
            self.process.wait()
            psutil.wait_procs(family[1:], timeout=30)
            return "run"
        return "a child"

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=60)


def jobs_left() -> int:
    """Return how many jobs wait or run."""
    from goldenthread.jobs.models import Job

    return Job.objects.filter(state__in=["waiting", "running"]).count()


def jobs_end(seconds: float) -> None:
    """Wait until no job waits or runs any more, or none has ended for so many seconds."""
    left, last = jobs_left(), time.monotonic()
    while left and time.monotonic() < last + seconds:
        time.sleep(0.5)
        before, left = left, jobs_left()
        if left < before:
            last = time.monotonic()


def integrity() -> list[str]:
    """Return what the database itself finds wrong."""
    from django.db import connection

    connection.check_constraints()
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return [row[0] for row in cursor.fetchall() if row[0] != "ok"]


def main() -> int:
    words = argparse.ArgumentParser()
    words.add_argument("--kills", type=int, default=200)
    words.add_argument("--seed", type=int, default=1)
    given = words.parse_args()
    print(describe("PostgreSQL" if os.environ.get("DATABASE_URL") else ""))
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(GOLDENTHREAD_DATA=folder, DJANGO_SETTINGS_MODULE="goldenthread.config.settings")
        subprocess.run([sys.executable, "-m", "goldenthread", "example"], check=True, stdout=subprocess.DEVNULL)
        import django

        django.setup()
        product = Product(free_port())
        product.start()
        product.wait()
        loads = [load(f"http://127.0.0.1:{product.port}") for load in LOADS]
        for load in loads:
            load.start()
        longest, killed = 0.0, {"everything": 0, "run": 0, "a child": 0, "nothing": 0}
        while sum(count for what, count in killed.items() if what != "nothing") < given.kills:
            time.sleep(chance.uniform(0.2, 2.5))
            killed[product.kill_one(chance)] += 1
            longest = max(longest, product.wait())
        for load in loads:
            load.stop()
        jobs_end(240)
        product.stop()
        problems = [problem for load in loads for problem in load.problems()] + integrity()
    print(f"killed: {', '.join(f'{what} {count}' for what, count in killed.items())}")
    for load in loads:
        print(f"{type(load).__name__.lower()}: {load.said()}")
    print(
        f"longest without a page: {longest:.1f} s   {'within' if longest <= BAR_SECONDS else 'OVER'} {BAR_SECONDS:g} s"
    )
    print("\n".join(problems) if problems else "nothing lost, nothing twice, the database is whole")
    return 1 if problems or longest > BAR_SECONDS else 0


if __name__ == "__main__":
    sys.exit(main())
