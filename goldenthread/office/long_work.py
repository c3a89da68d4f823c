"""Jobs in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.template.defaultfilters import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.jobs.models import Job
from goldenthread.ui.formats import number

SEARCH_REBUILD = "search.rebuild"

_NAMES: Mapping[str, object] = {
    "findings.scan": gettext_lazy("Look at the whole thread"),
    "import.check": gettext_lazy("Look at files before they come in"),
    "import.run": gettext_lazy("Bring in files"),
    "import.undo": gettext_lazy("Undo an import"),
    "export.run": gettext_lazy("Write everything out"),
    "office.retention": gettext_lazy("Erase what is past its time"),
    SEARCH_REBUILD: gettext_lazy("Build the search again"),
}
_RESULTS: Mapping[str, object] = {
    "found": gettext_lazy("Findings"),
    "new": gettext_lazy("New"),
    "changed": gettext_lazy("Changed"),
    "mended": gettext_lazy("Mended"),
    "changes": gettext_lazy("Changes"),
    "stopped": gettext_lazy("Rows stopped"),
    "rows": gettext_lazy("Rows"),
    "records": gettext_lazy("Records looked at"),
    "removed": gettext_lazy("Taken out"),
    "tables": gettext_lazy("Files"),
    "people": gettext_lazy("People erased"),
    "entries": gettext_lazy("Entries of the trail deleted"),
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
    def state_words(self) -> str:
        return str(capfirst(str(Job.State(self.job.state).label)))

    @property
    def results(self) -> list[tuple[str, str]]:
        """What came of it: pairs of words."""
        return [
            (
                str(_RESULTS.get(name, name.replace("_", " ").capitalize())),
                value if isinstance(value, str) else number(value),
            )
            for name, value in self.job.result.items()
            if isinstance(value, str | int | float)
        ]

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
    return job.words


def shown(job: Job) -> ShownJob:
    """Return a job as it is shown."""
    return ShownJob(
        job=job,
        name=str(_NAMES.get(job.kind, job.kind.replace(".", ": ").replace("_", " "))),
        drawn=_DRAWN[Job.State(job.state)],
        words=_words(job),
    )
