"""Jobs in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.jobs.models import Job

_NAMES: Mapping[str, object] = {
    "findings.scan": gettext_lazy("Look at the whole thread"),
    "import.run": gettext_lazy("Bring in files"),
    "import.undo": gettext_lazy("Undo an import"),
    "export.run": gettext_lazy("Write everything out"),
    "office.retention": gettext_lazy("Erase what is past its time"),
    "search.rebuild": gettext_lazy("Build the search again"),
}
_DRAWN = {
    Job.State.WAITING: "waiting",
    Job.State.RUNNING: "running",
    Job.State.DONE: "done",
    Job.State.FAILED: "failed",
    Job.State.CANCELLED: "stopped",
}


@dataclass(frozen=True, slots=True)
class ShownJob:
    """A job with its name, its state as drawn, and what it says of itself."""

    job: Job
    name: str
    drawn: str
    words: str

    @property
    def can_stop(self) -> bool:
        return not self.job.is_over and not self.job.is_cancel_asked

    @property
    def can_try_again(self) -> bool:
        return self.job.state in {Job.State.FAILED, Job.State.CANCELLED}


def _words(job: Job) -> str:
    if job.problem:
        return job.problem
    if job.is_cancel_asked and not job.is_over:
        return _("Stopping; what it was doing is put back.")
    return job.words or str(Job.State(job.state).label)


def shown(job: Job) -> ShownJob:
    """Return a job as it is shown."""
    return ShownJob(
        job=job,
        name=str(_NAMES.get(job.kind, job.kind.replace(".", ": ").replace("_", " "))),
        drawn=_DRAWN[Job.State(job.state)],
        words=_words(job),
    )
