"""Imports as people see them: where each stands, its rows, and those brought in before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import connection
from django.db.models import Count, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from goldenthread.access.policy import Action, is_allowed
from goldenthread.exchange.models import Import, ImportRow
from goldenthread.jobs.models import Job
from goldenthread.jobs.queries import with_progress
from goldenthread.people.queries import Standing

CHECK_KIND = "import.check"
RUN_KIND = "import.run"
UNDO_KIND = "import.undo"
# An import that was never brought in is thrown away so long after anything was last done with it.
UNFINISHED_KEPT = timedelta(days=30)
# For a first idea of how long an import takes: measured with 12,849 records on two busy cores.
ROWS_COMPARED_A_SECOND = 4_000
RECORDS_WRITTEN_A_SECOND = 1_200
LONG_SECONDS = 45


class Phase(StrEnum):
    """Where an import stands: its state, made finer by the job that it is in."""

    UNREAD = "unread"  # prepared; nothing was read, or reading it went wrong
    CHECKING = "checking"
    READY = "ready"
    RUNNING = "running"
    STOPPED = "stopped"
    FAILED = "failed"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    DISCARDED = "discarded"

    @property
    def is_going(self) -> bool:
        return self in {Phase.CHECKING, Phase.RUNNING, Phase.UNDOING}

    @property
    def is_unread(self) -> bool:
        return self is Phase.UNREAD

    @property
    def is_checking(self) -> bool:
        return self is Phase.CHECKING

    @property
    def is_ready(self) -> bool:
        return self is Phase.READY

    @property
    def is_broken_off(self) -> bool:
        return self in {Phase.STOPPED, Phase.FAILED}

    @property
    def is_done(self) -> bool:
        return self is Phase.DONE

    @property
    def is_undoing(self) -> bool:
        return self is Phase.UNDOING

    @property
    def is_carried_out(self) -> bool:
        """Whether it was brought in, perhaps to be undone later."""
        return self in {Phase.DONE, Phase.UNDOING, Phase.UNDONE}

    @property
    def is_discarded(self) -> bool:
        return self is Phase.DISCARDED


def imports_visible_to(standing: Standing) -> QuerySet[Import]:
    """Return the imports somebody may see: those who may run imports all, others none. Unordered."""
    if not is_allowed(Action.IMPORT_RUN, standing.own_relations):
        return Import.objects.none()
    return Import.objects.select_related("asked_by", "job")


def imports_before(standing: Standing) -> QuerySet[Import]:
    """Return the imports that came to an end, newest first; thrown-away and unfinished ones are not among them."""
    ended = (Import.State.DONE, Import.State.UNDONE, Import.State.STOPPED, Import.State.FAILED)
    return imports_visible_to(standing).filter(state__in=ended).order_by("-created_at", "-pk").prefetch_related("files")


def imports_open(standing: Standing) -> QuerySet[Import]:
    """Return the imports that somebody has begun and not finished, newest first."""
    begun = (Import.State.PREPARED, Import.State.RUNNING)
    return imports_visible_to(standing).filter(state__in=begun).order_by("-created_at", "-pk").prefetch_related("files")


def phase_of(of_import: Import) -> Phase:
    """Return where an import stands. A job that ended on its way (its worker died, say) counts as what it came to."""
    job = of_import.job
    is_going = job is not None and not job.is_over
    if of_import.state == Import.State.PREPARED:
        if is_going:
            return Phase.CHECKING
        return Phase.READY if of_import.counts else Phase.UNREAD
    if of_import.state == Import.State.RUNNING and job is not None and job.is_over:
        return Phase.STOPPED if job.state == Job.State.CANCELLED else Phase.FAILED
    if of_import.state == Import.State.DONE and is_going:
        return Phase.UNDOING
    return Phase(of_import.state)


def unfinished_before(limit: datetime) -> QuerySet[Import]:
    """Return the imports that were not brought in and with which nothing was done since: prepared, stopped, failed."""
    idle = Q(job__isnull=True) | Q(job__ended_at__lt=limit)
    ended = Q(ended_at__isnull=True) | Q(ended_at__lt=limit)
    waiting = (Import.State.PREPARED, Import.State.STOPPED, Import.State.FAILED)
    # One whose run broke off without a word still says that it is running; its job knows better.
    is_unfinished = Q(state__in=waiting) | Q(state=Import.State.RUNNING, job__ended_at__isnull=False)
    return Import.objects.filter(idle, ended, is_unfinished, created_at__lt=limit).order_by("pk")


def kept_until(of_import: Import) -> datetime | None:
    """Return when an import is thrown away unless something is done with it; None: it is not one of those.

    With its job at hand, no query.
    """
    phase, job = phase_of(of_import), of_import.job
    if phase not in {Phase.UNREAD, Phase.READY, Phase.STOPPED, Phase.FAILED}:
        return None
    done = [of_import.created_at, of_import.ended_at, job.ended_at if job is not None else None]
    return max(moment for moment in done if moment is not None) + UNFINISHED_KEPT


def minutes_alone(of_import: Import) -> int:
    """Return for about how many minutes nobody else could write while an import is brought in; 0: not for long.

    SQLite has one writer at a time, and an import is one transaction; PostgreSQL has as many as there are.
    """
    if connection.vendor != "sqlite":
        return 0
    counts = of_import.counts
    rows = sum(int(file.get("rows", 0)) for file in counts.get("files", {}).values())
    seconds = rows / ROWS_COMPARED_A_SECOND + int(counts.get("changes", 0)) / RECORDS_WRITTEN_A_SECOND
    return round(seconds / 60) if seconds >= LONG_SECONDS else 0


def job_of(of_import: Import) -> Job | None:
    """Return the job that an import is or was in, with its progress."""
    return with_progress(of_import.job) if of_import.job is not None else None


def can_be_undone(of_import: Import, *, now: datetime) -> bool:
    is_done = of_import.state == Import.State.DONE
    return is_done and of_import.undo_until is not None and of_import.undo_until >= now


def fates_of(of_import: Import) -> QuerySet[ImportRow]:
    """Return what becomes of each row, in the order of the files; remarks are not among them."""
    fates = ImportRow.objects.filter(of_import=of_import).exclude(fate=ImportRow.Fate.NOTED)
    return fates.order_by(*in_order_of_files(of_import))


def in_order_of_files(of_import: Import) -> tuple[str, str, str]:
    """Return what sorts rows by file and row; senior posts come before junior ones."""
    return ("-file_role" if of_import.kind == Import.Kind.ORGANOGRAM else "file_role", "row", "pk")


def first_remarks(of_import: Import, *, most: int) -> Mapping[str, Sequence[ImportRow]]:
    """Return the first things noticed, by fate: STOPPED keeps rows out, NOTED is worth knowing. One query."""
    found: dict[str, list[ImportRow]] = {ImportRow.Fate.STOPPED: [], ImportRow.Fate.NOTED: []}
    order = in_order_of_files(of_import)
    place = Window(RowNumber(), partition_by="fate", order_by=order)
    rows = ImportRow.objects.filter(of_import=of_import, fate__in=found).annotate(place=place).filter(place__lte=most)
    for row in rows.order_by(*order):
        found[row.fate].append(row)
    return found


def rows_matching(rows: QuerySet[ImportRow], *, words: str, fate: str) -> QuerySet[ImportRow]:
    """Narrow rows to a fate, and to those whose name, value or words hold some words, or whose number they are."""
    if fate in ImportRow.Fate.values:
        rows = rows.filter(fate=fate)
    if not words:
        return rows
    found = Q(label__icontains=words) | Q(found__icontains=words) | Q(words__icontains=words)
    if words.isascii() and words.isdigit() and len(words) < 9:
        found |= Q(row=int(words))
    return rows.filter(found)


def listed_by_fate(of_import: Import) -> Mapping[str, int]:
    """Return how many rows are listed of each fate. Very long imports list only some of those that stay as they are."""
    counted = ImportRow.objects.filter(of_import=of_import).order_by().values_list("fate").annotate(count=Count("pk"))
    return dict(counted)
