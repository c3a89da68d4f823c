"""Reads of jobs: who may see one, and how far it is."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import QuerySet

from goldenthread.jobs import signals_on_disk
from goldenthread.jobs.models import Job


def with_progress(job: Job) -> Job:
    """Return the job with what it last said of itself, wherever that is kept."""
    if job.state == Job.State.RUNNING and signals_on_disk.are_used():
        said = signals_on_disk.told(job.pk)
        if said is not None:
            job.steps_done, job.steps_total, job.words = said
        job.is_cancel_asked = job.is_cancel_asked or signals_on_disk.is_stop_asked(job.pk)
    return job


def jobs_visible_to(*, account_id: int, is_administrator: bool) -> QuerySet[Job]:
    """Return the jobs somebody may see: an administrator all, anybody else their own. Unordered."""
    return Job.objects.all() if is_administrator else Job.objects.filter(asked_by=account_id)


_WORKER_SEEN = "jobs.worker_seen"
_REMEMBERED_SECONDS = 7 * 24 * 3600


def note_worker(*, now: datetime) -> None:
    """Remember that a worker was idle and well at this time. In the cache, which all machines share."""
    cache.set(_WORKER_SEEN, now.isoformat(), timeout=_REMEMBERED_SECONDS)


def worker_seen_at() -> datetime | None:
    """Return when a worker last said that it was well, or None within a week. A worker in a long job says nothing."""
    said = cache.get(_WORKER_SEEN)
    return datetime.fromisoformat(said) if said else None


def waiting_for(*, now: datetime) -> timedelta:
    """Return how long the oldest job that could be done has been waiting."""
    oldest = (
        Job.objects.filter(state=Job.State.WAITING, run_after__lte=now)
        .order_by("run_after")
        .values("run_after")
        .first()
    )
    return now - oldest["run_after"] if oldest else timedelta(0)


def failed_jobs(*, since: datetime) -> QuerySet[Job]:
    """Return the jobs that failed since a time, newest first."""
    return Job.objects.filter(state=Job.State.FAILED, ended_at__gte=since).order_by("-ended_at", "-pk")
