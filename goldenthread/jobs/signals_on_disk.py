"""Progress and stop requests beside the database, for SQLite.

SQLite lets one writer in at a time. A job that writes in one long transaction would keep its own progress from being
written by anybody until it ends, and would keep out the request to stop it. On SQLite all processes share one machine
and one data folder, so both go through small files there; on PostgreSQL both are columns, written on a connection of
their own. docs/decisions/0005-jobs.md.
"""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings
from django.db import connection


def are_used() -> bool:
    """Tell whether this installation signals by files."""
    return connection.vendor == "sqlite"


def _folder() -> Path:
    folder = Path(settings.DATA_FOLDER) / "jobs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def ask_to_stop(job_id: int) -> None:
    (_folder() / f"{job_id}.stop").touch()


def is_stop_asked(job_id: int) -> bool:
    return (_folder() / f"{job_id}.stop").exists()


def tell(job_id: int, *, done: int, total: int, words: str) -> None:
    """Write how far a job is, so that a reader sees the old words or the new ones, never half."""
    path = _folder() / f"{job_id}.json"
    draft = path.with_suffix(".part")
    draft.write_text(json.dumps({"done": done, "total": total, "words": words}), encoding="utf-8")
    draft.replace(path)


def told(job_id: int) -> tuple[int, int, str] | None:
    """Return how far a job said it is, or None when it has said nothing."""
    try:
        said = json.loads((_folder() / f"{job_id}.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    return int(said["done"]), int(said["total"]), str(said["words"])


def forget(job_id: int) -> None:
    """Remove the files of a job that has ended."""
    if are_used():
        for ending in ("stop", "json", "part"):
            (_folder() / f"{job_id}.{ending}").unlink(missing_ok=True)


def forget_progress(job_id: int) -> None:
    """Remove what a job said that begins anew. A request to stop it stays."""
    if are_used():
        for ending in ("json", "part"):
            (_folder() / f"{job_id}.{ending}").unlink(missing_ok=True)


def jobs_with_files() -> set[int]:
    """Return the numbers of the jobs that have files here."""
    return {int(path.stem) for path in _folder().iterdir() if path.stem.isdigit()} if are_used() else set()
