"""Reads of the spine: who may see an item, what the asker is to it, the way up from it, and what its page shows."""

from goldenthread.thread.queries.access import (
    edit_action,
    items_visible_to,
    open_items,
    owner_post_id,
    owners_of,
    relations_to_item,
    view_action,
)
from goldenthread.thread.queries.around import Around, Child, Neighbour, around, figure_of, may_show
from goldenthread.thread.queries.asking import Asked, WhatChanged, links_to_ask, what_changed_above, whom_it_asks
from goldenthread.thread.queries.bar import bar_of_chain, bar_of_item, current_vision, hides, subjects_known_from
from goldenthread.thread.queries.candidates import possible_uppers, search_uppers, suggest_uppers
from goldenthread.thread.queries.frame import (
    CHECKED_IN_ON,
    ItemFrame,
    Rights,
    StateShown,
    frame_of,
    primary_link_of,
    rights_over,
    silent_days,
    state_of,
    whole_items,
)
from goldenthread.thread.queries.history import Comparison, compare_versions, happenings, trail_of, versions_of
from goldenthread.thread.queries.sentences import Happening
from goldenthread.thread.queries.talk import CheckInRow, CommentRow, FileRow, Talk, talk_of
from goldenthread.thread.queries.talking import check_ins_of, people_named, relations_to_comment

__all__ = [
    "CHECKED_IN_ON",
    "Around",
    "Asked",
    "CheckInRow",
    "Child",
    "CommentRow",
    "Comparison",
    "FileRow",
    "Happening",
    "ItemFrame",
    "Neighbour",
    "Rights",
    "StateShown",
    "Talk",
    "WhatChanged",
    "around",
    "bar_of_chain",
    "bar_of_item",
    "check_ins_of",
    "compare_versions",
    "current_vision",
    "edit_action",
    "figure_of",
    "frame_of",
    "happenings",
    "hides",
    "items_visible_to",
    "links_to_ask",
    "may_show",
    "open_items",
    "owner_post_id",
    "owners_of",
    "people_named",
    "possible_uppers",
    "primary_link_of",
    "relations_to_comment",
    "relations_to_item",
    "rights_over",
    "search_uppers",
    "silent_days",
    "state_of",
    "subjects_known_from",
    "suggest_uppers",
    "talk_of",
    "trail_of",
    "versions_of",
    "view_action",
    "what_changed_above",
    "whole_items",
    "whom_it_asks",
]
