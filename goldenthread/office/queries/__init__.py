"""Reads for running the installation."""

from goldenthread.office.queries.accounts import (
    AccountRow,
    AccountSearch,
    account_of,
    account_rows,
    accounts_matching,
    history_of_account,
    people_to_invite,
)
from goldenthread.office.queries.erasure import due_for_erasure, leavers, oldest_entry_at, trail_kept_from, with_due_day
from goldenthread.office.queries.set_up import is_set_up
from goldenthread.office.queries.trail import entries_for_auditor

__all__ = [
    "AccountRow",
    "AccountSearch",
    "account_of",
    "account_rows",
    "accounts_matching",
    "due_for_erasure",
    "entries_for_auditor",
    "history_of_account",
    "is_set_up",
    "leavers",
    "oldest_entry_at",
    "people_to_invite",
    "trail_kept_from",
    "with_due_day",
]
