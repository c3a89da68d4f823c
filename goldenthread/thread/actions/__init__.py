"""Writes to the spine. Rooms above make and change their items through these, inside their own transactions."""

from goldenthread.thread.actions.items import (
    ChangedMeanwhile,
    ItemIsOver,
    NewItem,
    change_item,
    create_item,
    end_item,
    next_reference,
    reopen_item,
)
from goldenthread.thread.actions.links import (
    CannotConnect,
    LinkIsOver,
    affirm_link,
    ask_below_to_reaffirm,
    connect,
    disconnect,
    hand_links_to,
    move_item,
    refuse_nonsense,
    take_turn,
)
from goldenthread.thread.actions.talk import (
    CommentIsGone,
    Said,
    check_in,
    edit_comment,
    make_comment,
    remove_comment,
    unwatch,
    watch,
)
from goldenthread.thread.actions.telling import ask_owners, tell_watchers
from goldenthread.thread.actions.touch import touch

__all__ = [
    "CannotConnect",
    "ChangedMeanwhile",
    "CommentIsGone",
    "ItemIsOver",
    "LinkIsOver",
    "NewItem",
    "Said",
    "affirm_link",
    "ask_below_to_reaffirm",
    "ask_owners",
    "change_item",
    "check_in",
    "connect",
    "create_item",
    "disconnect",
    "edit_comment",
    "end_item",
    "hand_links_to",
    "make_comment",
    "move_item",
    "next_reference",
    "refuse_nonsense",
    "remove_comment",
    "reopen_item",
    "take_turn",
    "tell_watchers",
    "touch",
    "unwatch",
    "watch",
]
