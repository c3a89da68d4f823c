"""What workers do for findings and line of sight: catch up after changes, and look at everything every night."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from goldenthread.jobs.actions import enqueue_once
from goldenthread.jobs.handlers import Arguments, Progress, Result, handler, recurring
from goldenthread.jobs.models import Job
from goldenthread.together.findings import actions
from goldenthread.together.sight.actions import refresh_all

SCAN = "findings.scan"


@handler(SCAN)
def scan_everything(progress: Progress, arguments: Arguments) -> Result:
    """Work out line of sight for everyone, then look at the whole thread."""
    now = timezone.now()
    today = timezone.localdate(now)
    progress.step(0, 2, _("Following every line up to the vision"))
    refresh_all(today=today)
    progress.step(1, 2, _("Looking for breaks"))
    result = actions.scan(now=now, today=today)
    progress.step(2, 2, _("Done"))
    return {"found": result.found, "new": result.new, "changed": result.changed, "mended": result.mended}


@recurring("findings.catch_up", seconds=0.5)
def catch_up(now: datetime) -> None:
    """Look again around what changed; what is too large for that is left to a job."""
    caught = actions.catch_up(now=now, today=timezone.localdate(now))
    if caught is not None and caught.left_large:
        enqueue_once(kind=SCAN, now=now, run_after=now + actions.LARGE_WAITS)


@recurring("findings.nightly", seconds=60.0)
def nightly(now: datetime) -> None:
    """Ask for a full scan once a day: days pass, and with them rhythms and due days."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    if not Job.objects.filter(kind=SCAN, created_at__gte=midnight).exists():
        enqueue_once(kind=SCAN, now=now)
