"""Reads of jobs: who may see one, and how far it is."""

from __future__ import annotations

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
