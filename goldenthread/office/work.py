"""What workers do for this room: once a day, erase what is past its time."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext as _

from goldenthread.access.actions import forget_spent_links
from goldenthread.audit import actions as audit
from goldenthread.jobs.actions import enqueue_once
from goldenthread.jobs.handlers import Arguments, Progress, Result, handler, recurring
from goldenthread.jobs.models import Job
from goldenthread.office import actions
from goldenthread.office.queries.erasure import due_for_erasure, trail_kept_from
from goldenthread.organisation.models import Organisation

RETENTION = "office.retention"


@handler(RETENTION)
def erase_what_is_past_its_time(progress: Progress, arguments: Arguments) -> Result:
    """Erase leavers whose years are over, old entries of the trail, and sign-in leftovers. One transaction each."""
    now = timezone.now()
    today = timezone.localdate(now)
    about = Organisation.objects.filter(pk=1).first()
    if about is None:
        return {}
    due = list(due_for_erasure(on=today, keep_years=about.keep_leavers_years))
    reason = _("Past its time: leavers are kept for %(years)s years.") % {"years": about.keep_leavers_years}
    with audit.acting_from("job"):
        for done, person in enumerate(due):
            progress.step(done, len(due) + 1, _("Erasing who left long ago"))
            actions.erase_person(person=person, reason=reason, by=None, now=now, today=today)
        entries = audit.delete_before(moment=trail_kept_from(now=now, keep_years=about.keep_audit_years))
    Session.objects.filter(expire_date__lt=now).delete()
    forget_spent_links(now=now)
    progress.step(len(due) + 1, len(due) + 1, _("Done"))
    return {"people": len(due), "entries": entries}


@recurring(RETENTION, seconds=600.0)
def daily(now: datetime) -> None:
    """Ask for it once a day."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    if not Job.objects.filter(kind=RETENTION, created_at__gte=midnight).exists():
        enqueue_once(kind=RETENTION, now=now)
