"""Writes for running the installation. Each has its own transaction and writes the trail."""

from goldenthread.office.actions.accounts import (
    change_address,
    close_account,
    end_one_session,
    end_sessions,
    link_account,
    remove_second_step,
    reopen_account,
    unlink_account,
)
from goldenthread.office.actions.invitations import (
    Invitation,
    Invited,
    LeftOut,
    accept_invitation,
    invite_people,
    renew_link,
    send_invitations,
)

__all__ = [
    "Invitation",
    "Invited",
    "LeftOut",
    "accept_invitation",
    "change_address",
    "close_account",
    "end_one_session",
    "end_sessions",
    "invite_people",
    "link_account",
    "remove_second_step",
    "renew_link",
    "reopen_account",
    "send_invitations",
    "unlink_account",
]
