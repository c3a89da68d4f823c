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
from goldenthread.office.actions.erasure import erase_person
from goldenthread.office.actions.invitations import (
    Invitation,
    Invited,
    LeftOut,
    accept_invitation,
    invite_people,
    renew_link,
    send_invitations,
)
from goldenthread.office.actions.long_work import ask_to_rebuild_search
from goldenthread.office.actions.set_up import FirstAdministrator, set_up
from goldenthread.office.actions.settings import change_mark, change_organisation, remove_mark
from goldenthread.office.actions.trail import note_trail_export

__all__ = [
    "FirstAdministrator",
    "Invitation",
    "Invited",
    "LeftOut",
    "accept_invitation",
    "ask_to_rebuild_search",
    "change_address",
    "change_mark",
    "change_organisation",
    "close_account",
    "end_one_session",
    "end_sessions",
    "erase_person",
    "invite_people",
    "link_account",
    "note_trail_export",
    "remove_mark",
    "remove_second_step",
    "renew_link",
    "reopen_account",
    "send_invitations",
    "set_up",
    "unlink_account",
]
