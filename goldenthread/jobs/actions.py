"""Asking for long work, taking it, and ending it. Every change of state is one conditional UPDATE."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from goldenthread.access.models import Account
from goldenthread.jobs import signals_on_disk
from goldenthread.jobs.models import Job

FIRST_WAIT_SECONDS = 20
# A worker that died was probably restarted: its job waits only for things to settle.
WAIT_AFTER_DEATH_SECONDS = 1


class JobIsOver(Exception):
    """The job has ended, so it cannot be stopped; or it has not, so it cannot be tried again."""


def enqueue(
    *,
    kind: str,
    arguments: Mapping[str, object] | None = None,
    asked_by: Account | None = None,
    now: datetime,
    run_after: datetime | None = None,
    tries_most: int = 3,
    words: str = "",
) -> Job:
    """Ask for a job. Inside a transaction it exists only when that commits."""
    return Job.objects.create(
        kind=kind,
        arguments=dict(arguments or {}),
        asked_by=asked_by,
        created_at=now,
        run_after=run_after or now,
        tries_most=tries_most,
        words=words,
    )


def enqueue_once(
    *, kind: str, now: datetime, run_after: datetime | None = None, asked_by: Account | None = None
) -> Job | None:
    """Ask for a job unless one of its kind already waits. Two at once are harmless: the work is repeatable."""
    if Job.objects.filter(kind=kind, state=Job.State.WAITING).exists():
        return None
    return enqueue(kind=kind, now=now, run_after=run_after, asked_by=asked_by)


def claim(*, worker: str, now: datetime) -> Job | None:
    """Take the job that has waited longest, or return None. Two workers never take the same one."""
    waiting = Job.objects.filter(state=Job.State.WAITING, run_after__lte=now).order_by("run_after", "id")
    for pk in waiting.values_list("pk", flat=True)[:5]:
        taken = Job.objects.filter(pk=pk, state=Job.State.WAITING).update(
            state=Job.State.RUNNING,
            taken_by=worker,
            started_at=now,
            heartbeat_at=now,
            tries=F("tries") + 1,
            steps_done=0,
            steps_total=0,
            problem="",
        )
        if taken:
            return Job.objects.get(pk=pk)
    return None


def _end(job: Job, *, state: Job.State, now: datetime, **values: object) -> bool:
    ended = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, taken_by=job.taken_by).update(
        state=state, ended_at=now, **values
    )
    signals_on_disk.forget(job.pk)
    return bool(ended)


def finish(job: Job, *, result: Mapping[str, object], now: datetime) -> bool:
    """End a job well. False: another worker has taken it over in the meantime."""
    return _end(job, state=Job.State.DONE, now=now, result=dict(result))


def fail(job: Job, *, problem: str, now: datetime) -> bool:
    """End a job for good, saying why."""
    return _end(job, state=Job.State.FAILED, now=now, problem=problem)


def end_cancelled(job: Job, *, now: datetime) -> bool:
    """End a job that was asked to stop."""
    return _end(job, state=Job.State.CANCELLED, now=now)


def put_back(job: Job, *, now: datetime) -> bool:
    """Let a job that was interrupted through no fault of its own wait for another worker; the try does not count."""
    back = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, taken_by=job.taken_by).update(
        state=Job.State.WAITING, run_after=now, taken_by="", tries=F("tries") - 1
    )
    if back:
        signals_on_disk.forget_progress(job.pk)
    return bool(back)


def try_later(job: Job, *, problem: str, now: datetime, first_wait_seconds: float = FIRST_WAIT_SECONDS) -> bool:
    """Let a job that went wrong wait and be tried again, twice as long each time; at its last try, fail it."""
    if job.tries >= job.tries_most:
        return fail(job, problem=problem, now=now)
    wait = timedelta(seconds=first_wait_seconds * 2 ** (job.tries - 1))
    put_back = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, taken_by=job.taken_by).update(
        state=Job.State.WAITING, run_after=now + wait, problem=problem, taken_by=""
    )
    if put_back:
        signals_on_disk.forget_progress(job.pk)
    return bool(put_back)


def put_back_abandoned(*, is_abandoned: Callable[[Job], bool], now: datetime) -> int:
    """Put back the running jobs whose worker is gone, or fail them at their last try. Returns how many.

    `is_abandoned` tells it of one job.
    """
    count = 0
    for job in Job.objects.filter(state=Job.State.RUNNING).order_by("pk"):
        if is_abandoned(job):
            problem = _("The worker stopped in the middle.")
            count += try_later(job, problem=problem, now=now, first_wait_seconds=WAIT_AFTER_DEATH_SECONDS)
    return count


def ask_to_stop(job: Job, *, now: datetime) -> None:
    """Ask a job to stop: one that waits ends at once, one that runs when it next tells how far it is.

    Raises:
        JobIsOver: it has already ended.
    """
    stopped = Job.objects.filter(pk=job.pk, state=Job.State.WAITING).update(
        state=Job.State.CANCELLED, ended_at=now, is_cancel_asked=True
    )
    if stopped:
        signals_on_disk.forget(job.pk)
        return
    if signals_on_disk.are_used() and Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).exists():
        signals_on_disk.ask_to_stop(job.pk)
        return
    if not Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(is_cancel_asked=True):
        raise JobIsOver(_("This has already ended."))


def try_again(job: Job, *, now: datetime) -> None:
    """Let a failed or stopped job wait again, with all its tries.

    Raises:
        JobIsOver: it has not failed and was not stopped.
    """
    again = Job.objects.filter(pk=job.pk, state__in=[Job.State.FAILED, Job.State.CANCELLED]).update(
        state=Job.State.WAITING,
        run_after=now,
        ended_at=None,
        tries=0,
        problem="",
        is_cancel_asked=False,
        taken_by="",
    )
    if not again:
        raise JobIsOver(_("Only a job that failed or was stopped can be tried again."))


def forget_left_files() -> int:
    """Remove the files of jobs that are over: a worker died, or the request to stop came too late. Returns how many."""
    numbers = signals_on_disk.jobs_with_files()
    going = Job.objects.filter(pk__in=numbers, state__in=[Job.State.WAITING, Job.State.RUNNING])
    left = numbers - set(going.values_list("pk", flat=True))
    for number in left:
        signals_on_disk.forget(number)
    return len(left)


def forget_ended(*, before: datetime) -> int:
    """Delete the jobs that ended before a time. Returns how many. What they did stays, and so does the trail."""
    _all, by_model = Job.objects.filter(ended_at__lt=before).delete()
    return by_model.get("jobs.Job", 0)
