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
    take_turn,
)
from goldenthread.thread.actions.touch import touch

__all__ = [
    "CannotConnect",
    "ChangedMeanwhile",
    "ItemIsOver",
    "LinkIsOver",
    "NewItem",
    "affirm_link",
    "ask_below_to_reaffirm",
    "change_item",
    "connect",
    "create_item",
    "disconnect",
    "end_item",
    "hand_links_to",
    "move_item",
    "next_reference",
    "reopen_item",
    "take_turn",
    "touch",
]
