"""How the start or the end of a planned action stands on a day. Pure.

Source: the rules by which the Institute for Government judged the business plans of British departments in 2012
(instituteforgov/ukgov-businessplans): a step is due on the last day of its scheduled month, and done in that month it
is on time, whatever the day.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from goldenthread.exchange.dates import When, Word


class Status(StrEnum):
    CARRIED_OVER = "Carried over"  # begun before the plan was written
    EARLY = "Early"
    ON_TIME = "On time"
    LATE = "Late"
    OVERDUE = "Overdue"
    NOT_DUE = "Not due"


def status_of(scheduled: When, actual: When, *, as_of: date) -> Status | None:
    """Return how a start or an end stands on the day `as_of`; None where nothing was scheduled (ongoing, unknown).

    What is said to have happened after `as_of` has not happened yet.
    """
    if scheduled.word is Word.STARTED:
        return Status.CARRIED_OVER
    due = scheduled.last
    if due is None:
        return None
    done = actual.first
    if done is None or done > as_of:
        return Status.OVERDUE if due < as_of else Status.NOT_DUE
    if (done.year, done.month) == (due.year, due.month):
        return Status.ON_TIME
    return Status.EARLY if done < due else Status.LATE
