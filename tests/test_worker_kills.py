"""Workers die at any moment; whatever they were doing is done once, as far as anybody can tell."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.installation import ROOT, Installation

JOBS = 24
# A job that writes two rows in its own transaction, slowly, and ends with it.
WORKER = """
import django, threading, time; django.setup()
from django.db import transaction
from django.utils import timezone
from goldenthread.audit.models import Entry
from goldenthread.jobs import handlers, worker

def write_slowly(progress, arguments):
    with transaction.atomic():
        for half in range(2):
            Entry.objects.create(at=timezone.now(), action="test.kill", subject_kind="job",
                                 subject_number=arguments["number"], subject_label=str(half))
            progress.step(half, 2)
            time.sleep(0.05)
        progress.finish({"number": arguments["number"]})

worker.let_rooms_register(); handlers._handlers.clear(); handlers._recurring.clear()
handlers.handler("test.kill")(write_slowly)
worker.LOOK_FOR_ABANDONED_SECONDS = 0.2
worker.IDLE_SECONDS = 0.05
worker.work_forever(stop=threading.Event())
"""
ASK = f"""
import django; django.setup()
from django.utils import timezone
from goldenthread.jobs.actions import enqueue
for number in range({JOBS}):
    enqueue(kind="test.kill", arguments={{"number": number}}, now=timezone.now(), tries_most=100)
"""
LOOK = """
import django, json; django.setup()
from django.db.models import Count
from goldenthread.audit.models import Entry
from goldenthread.jobs.models import Job
rows = Entry.objects.filter(action="test.kill").values_list("subject_number").annotate(n=Count("id")).order_by()
print(json.dumps({
    "states": dict(Job.objects.values_list("state").annotate(n=Count("id")).order_by()),
    "rows": dict(rows), "tries": max(Job.objects.values_list("tries", flat=True)),
}))
"""


def environment(installation: Installation) -> dict[str, str]:
    settings = "goldenthread.config.settings"
    return {**installation.environment, "DJANGO_SETTINGS_MODULE": settings, "PYTHONPATH": str(ROOT)}


def python(installation: Installation, code: str) -> str:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=environment(installation), capture_output=True, text=True, check=True)
    return done.stdout


@contextmanager
def workers(installation: Installation, count: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    alive = [start_worker(installation) for _one in range(count)]
    try:
        yield alive
    finally:
        for process in alive:
            process.kill()
            process.wait()


def start_worker(installation: Installation) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", WORKER]
    return subprocess.Popen(command, cwd=ROOT, env=environment(installation), start_new_session=True)


@pytest.mark.slow
def test_jobs_are_done_once_though_workers_are_killed(installation: Installation) -> None:
    assert installation.run("migrate").returncode == 0
    python(installation, ASK)
    chance = random.Random(7)
    deadline = time.monotonic() + 180
    seen: dict[str, dict[str, int]] = {}

    with workers(installation, 2) as alive:
        for _kill in range(8):
            time.sleep(chance.uniform(1.0, 2.5))
            victim = chance.randrange(len(alive))
            os.kill(alive[victim].pid, signal.SIGKILL)
            alive[victim].wait()
            alive[victim] = start_worker(installation)
        while time.monotonic() < deadline and seen.get("states") != {"done": JOBS}:
            time.sleep(1)
            seen = json.loads(python(installation, LOOK))

    assert seen["states"] == {"done": JOBS}
    assert seen["rows"] == {str(number): 2 for number in range(JOBS)}
