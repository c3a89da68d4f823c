"""Exports that wait to be fetched: where they lie, and the job that made them."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from goldenthread.jobs.models import Job
from goldenthread.jobs.queries import with_progress
from goldenthread.people.models import Person

EXPORT_KIND = "export.folder"
EXPORTS_KEPT_HOURS = 24


def exports_folder() -> Path:
    """Return the folder of exports: beside the files of the installation, never among those that are served."""
    return Path(settings.MEDIA_ROOT) / "exports"


def export_path(name: str) -> Path:
    """Return the file of an export by the secret name that its job was given."""
    return exports_folder() / f"{Path(name).name}.zip"


def latest_export(person: Person) -> Job | None:
    """Return the last export that somebody asked for, with its progress. One query."""
    job = Job.objects.filter(kind=EXPORT_KIND, asked_by=person.account_id).order_by("-pk").first()
    return with_progress(job) if job is not None else None


def export_file(job: Job) -> Path | None:
    """Return the file that a job wrote, or None when there is none (yet, or any more)."""
    if job.state != Job.State.DONE:
        return None
    path = export_path(str(job.arguments.get("name", "")))
    return path if path.is_file() else None
