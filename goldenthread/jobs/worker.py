"""The worker: takes jobs one at a time, and does the recurring chores when there is none."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.db import OperationalError, close_old_connections, connection, connections
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from goldenthread.jobs import actions, signals_on_disk
from goldenthread.jobs.handlers import (
    Cancelled,
    CannotBeDone,
    Interrupted,
    Recurring,
    Result,
    TakenOver,
    all_recurring,
    handler_of,
)
from goldenthread.jobs.models import Job

logger = logging.getLogger(__name__)

IDLE_SECONDS = 0.5
LOOK_FOR_ABANDONED_SECONDS = 10.0
HEARTBEAT_SECONDS = 10.0
SILENT_FOR = timedelta(seconds=60)
TELL_EVERY_SECONDS = 0.25


def _born(process: int | str) -> str:
    """Return when a process was started, in the system's own ticks, or nothing where the system does not tell.

    A number alone is not enough to know a process by: in a container the next worker often has the same one.
    """
    try:
        line = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
    return line.rpartition(")")[2].split()[19]


def _host() -> str:
    return socket.gethostname()[:30]


def worker_name() -> str:
    """Return a name that says which process of which machine this is, and no other before or after it."""
    return f"{_host()}:{os.getpid()}:{_born('self')}"


def is_abandoned(job: Job, *, now: datetime) -> bool:
    """Tell whether the worker that took a job is gone: its process, on this machine; its heartbeat, on another."""
    host, process, born = (*job.taken_by.split(":"), "", "")[:3]
    if host == _host() and process.isdigit():
        return not _is_alive(int(process)) or (bool(born) and _born(process) not in {born, ""})
    return job.heartbeat_at is None or now - job.heartbeat_at > SILENT_FOR


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class JobProgress:
    """Tells how far a job is, at most four times a second, without waiting for the job's own transaction."""

    def __init__(self, job: Job, *, stop: threading.Event | None = None) -> None:
        self.job = job
        self.is_finished = False
        self._stop = stop
        self._told_at = 0.0

    def step(self, done: int, total: int, words: str = "") -> None:
        if self._stop is not None and self._stop.is_set():
            raise Interrupted
        moment = time.monotonic()
        if moment - self._told_at < TELL_EVERY_SECONDS and done < total:
            return
        self._told_at = moment
        if signals_on_disk.are_used():
            signals_on_disk.tell(self.job.pk, done=done, total=total, words=words)
            stop = signals_on_disk.is_stop_asked(self.job.pk)
        else:
            stop = _on_own_connection(lambda: self._tell_row(done=done, total=total, words=words))
        if stop:
            raise Cancelled

    def finish(self, result: Result) -> None:
        if not actions.finish(self.job, result=result, now=timezone.now()):
            raise TakenOver
        self.is_finished = True

    def _tell_row(self, *, done: int, total: int, words: str) -> bool:
        rows = Job.objects.filter(pk=self.job.pk)
        rows.update(steps_done=done, steps_total=total, words=words[:300], heartbeat_at=timezone.now())
        return bool(rows.values_list("is_cancel_asked", flat=True).first())


def _on_own_connection(work: Callable[[], bool]) -> bool:
    """Do something on a connection that is not in the caller's transaction."""
    result: list[bool] = []

    def run() -> None:
        try:
            result.append(work())
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return bool(result and result[0])


class Heartbeat:
    """Says every few seconds that the worker of a job is alive (PostgreSQL, where workers may be on other machines)."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> Heartbeat:
        if not signals_on_disk.are_used():
            self._thread.start()
        return self

    def __exit__(self, *_args: object) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _beat(self) -> None:
        try:
            while not self._over.wait(HEARTBEAT_SECONDS):
                Job.objects.filter(pk=self._job.pk, taken_by=self._job.taken_by).update(heartbeat_at=timezone.now())
        finally:
            connections.close_all()


_rooms_registered = threading.Event()


def let_rooms_register() -> None:
    """Load every room's module `work`, once. Not when Django starts: only workers need what they bring along."""
    if not _rooms_registered.is_set():
        _rooms_registered.set()
        autodiscover_modules("work")


def run_job(job: Job, *, stop: threading.Event | None = None) -> None:
    """Do one job that was taken, and end it whichever way it goes. With `stop` set, it is put back instead."""
    let_rooms_register()
    work = handler_of(job.kind)
    if work is None:
        actions.fail(job, problem=_("Nothing here knows how to do this."), now=timezone.now())
        return
    progress = JobProgress(job, stop=stop)
    try:
        with Heartbeat(job):
            result = work(progress, job.arguments)
    except Interrupted:
        actions.put_back(job, now=timezone.now())
    except TakenOver:
        logger.warning("Job %s (%s) was taken over by another worker", job.pk, job.kind)
    except Cancelled:
        actions.end_cancelled(job, now=timezone.now())
    except CannotBeDone as exc:
        actions.fail(job, problem=str(exc), now=timezone.now())
    except Exception:  # the worker outlives any job; the job keeps the failure and the log has the rest
        logger.exception("Job %s (%s) went wrong", job.pk, job.kind)
        problem = _("Something went wrong that we did not foresee. The server's log has the details.")
        actions.try_later(job, problem=problem, now=timezone.now())
    else:
        if not progress.is_finished:
            actions.finish(job, result=result or {}, now=timezone.now())


def run_one(*, worker: str, stop: threading.Event | None = None) -> bool:
    """Take one job and do it. False: none waits."""
    job = actions.claim(worker=worker, now=timezone.now())
    if job is None:
        return False
    run_job(job, stop=stop)
    return True


def _due_chores(done_at: dict[str, float], *, moment: float) -> list[Recurring]:
    return [one for one in all_recurring() if moment - done_at.get(one.name, float("-inf")) >= one.seconds]


def _do_chores(done_at: dict[str, float]) -> None:
    let_rooms_register()
    for one in _due_chores(done_at, moment=time.monotonic()):
        try:
            one.chore(timezone.now())
        except OperationalError:
            logger.warning("Chore %s waits: the database is busy", one.name)
        except Exception:  # one chore that fails must not stop the others, nor the worker
            logger.exception("Chore %s went wrong", one.name)
        done_at[one.name] = time.monotonic()


def look_for_abandoned(*, now: datetime) -> int:
    """Put back the jobs whose worker is gone. Returns how many."""
    return actions.put_back_abandoned(is_abandoned=lambda job: is_abandoned(job, now=now), now=now)


def work_forever(*, stop: threading.Event) -> None:
    """Work until told to stop; a job in hand is put back as soon as it next says how far it is."""
    name = worker_name()
    done_at: dict[str, float] = {}
    looked_at = float("-inf")
    while not stop.is_set():
        close_old_connections()
        with suppress(OperationalError):  # busy: look again at the next turn
            if time.monotonic() - looked_at > LOOK_FOR_ABANDONED_SECONDS:
                looked_at = time.monotonic()
                look_for_abandoned(now=timezone.now())
            if run_one(worker=name, stop=stop):
                continue
        _do_chores(done_at)
        stop.wait(IDLE_SECONDS)
    connection.close()
