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

__all__ = [
    "AccountRow",
    "AccountSearch",
    "account_of",
    "account_rows",
    "accounts_matching",
    "history_of_account",
    "people_to_invite",
]
