"""Reads of the spine: who may see an item, what the asker is to it, and the way up from it."""

from goldenthread.thread.queries.access import (
    edit_action,
    items_visible_to,
    owners_of,
    relations_to_item,
    view_action,
)
from goldenthread.thread.queries.bar import bar_of_item, current_vision, hides

__all__ = [
    "bar_of_item",
    "current_vision",
    "edit_action",
    "hides",
    "items_visible_to",
    "owners_of",
    "relations_to_item",
    "view_action",
]
