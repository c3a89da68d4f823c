"""Reads of the direction: vision, goals and values, and what the asker is to them."""

from goldenthread.lead.direction.queries.access import relations_to_direction
from goldenthread.lead.direction.queries.goals import GoalRow, goal_rows, goals_ended, page_items, rows_of
from goldenthread.lead.direction.queries.posts import holders_of_posts, post_at_the_top
from goldenthread.lead.direction.queries.values import (
    BehaviourSet,
    ValueRow,
    behaviours_by_level,
    behaviours_of,
    value_rows,
    value_rows_of,
)
from goldenthread.lead.direction.queries.visions import VisionChange, earlier_visions, vision_drafts, vision_now

__all__ = [
    "BehaviourSet",
    "GoalRow",
    "ValueRow",
    "VisionChange",
    "behaviours_by_level",
    "behaviours_of",
    "earlier_visions",
    "goal_rows",
    "goals_ended",
    "holders_of_posts",
    "page_items",
    "post_at_the_top",
    "relations_to_direction",
    "rows_of",
    "value_rows",
    "value_rows_of",
    "vision_drafts",
    "vision_now",
]
