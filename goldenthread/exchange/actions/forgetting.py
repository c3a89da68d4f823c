"""Forgetting each row's fate and the way back, once an import can no longer be undone: both hold words about people.

What was never brought in is thrown away first, a while after anything was last done with it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from goldenthread.exchange.actions.imports import drop_content, record_discard
from goldenthread.exchange.models import Import, ImportChange, ImportFile, ImportRow
from goldenthread.exchange.queries.imports import UNFINISHED_KEPT, unfinished_before
from goldenthread.exchange.report import without_names
from goldenthread.organisation import queries as organisation

ROWS_AT_ONCE = 1000
# One of these holds up to five hundred records.
CHANGES_AT_ONCE = 20
# An undo that began in time may still be going on.
GRACE = timedelta(days=1)


def past_undoing(*, now: datetime) -> QuerySet[Import]:
    """Return the imports that can no longer be undone, or were thrown away, and are not forgotten yet, oldest first.

    One that changed nothing has nothing to undo; its rows are kept for as long as they would be otherwise.
    """
    limit = now - GRACE
    days = timedelta(days=organisation.organisation().keep_import_undo_days)
    is_over = Q(undo_until__lt=limit) | Q(undo_until__isnull=True, ended_at__lt=limit - days)
    carried_out = Q(state__in=(Import.State.DONE, Import.State.UNDONE))
    forgettable = Q(state=Import.State.DISCARDED) | (carried_out & is_over)
    return Import.objects.filter(forgettable, forgotten_at__isnull=True).order_by("pk")


def discard_unfinished(*, now: datetime, most: int = 20) -> int:
    """Throw away imports that nobody brought in and with which nothing was done for long; return how many.

    Their files and rows are forgotten as those of any import that was thrown away.
    """
    limit, count = now - UNFINISHED_KEPT, 0
    reason = _("It was not brought in for %(days)s days.") % {"days": UNFINISHED_KEPT.days}
    for of_import in unfinished_before(limit)[:most]:
        with transaction.atomic():
            # Whoever goes on with it at this moment gives it another job or state, and keeps it.
            still = Import.objects.filter(pk=of_import.pk, state=of_import.state, job=of_import.job_id)
            if still.update(state=Import.State.DISCARDED, ended_at=now):
                record_discard(of_import, by=None, now=now, reason=reason)
                count += 1
    return count


def forget_rows(*, now: datetime, batches: int = 20) -> bool:
    """Forget some of what can no longer be undone, in so many small transactions at most. True: that was all of it.

    The import stays, with who brought it in, when, and how many rows and records there were of each fate.
    """
    for of_import in past_undoing(now=now):
        for model, at_once in ((ImportRow, ROWS_AT_ONCE), (ImportChange, CHANGES_AT_ONCE)):
            while _delete_some(model, of_import, at_once):
                batches -= 1
                if batches <= 0:
                    return False
        settings = {name: value for name, value in of_import.settings.items() if name != "cures"}
        Import.objects.filter(pk=of_import.pk).update(
            counts=without_names(of_import.counts), settings=settings, forgotten_at=now
        )
    return True


def drop_left_files() -> None:
    """Delete the files of imports that are over: somebody was about to when the process died."""
    over = (Import.State.DONE, Import.State.UNDONE, Import.State.DISCARDED)
    for file in ImportFile.objects.filter(of_import__state__in=over).exclude(file=""):
        drop_content(file)


def _delete_some(model: type[Model], of_import: Import, at_once: int) -> bool:
    """Delete a few records of an import. False: there are none left."""
    some = list(model._default_manager.filter(of_import=of_import).values_list("pk", flat=True)[:at_once])
    model._default_manager.filter(pk__in=some).delete()
    return bool(some)
