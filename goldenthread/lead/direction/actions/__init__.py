"""Writes of the direction: visions, goals, values. What they share with every item is done by the thread's actions."""

from goldenthread.lead.direction.actions.goals import GoalWords, change_goal, pair_goal, write_goal
from goldenthread.lead.direction.actions.values import BehaviourWords, change_value, set_behaviours, write_value
from goldenthread.lead.direction.actions.visions import (
    NotADraft,
    VisionWords,
    change_vision,
    publish_vision,
    write_vision,
)

__all__ = [
    "BehaviourWords",
    "GoalWords",
    "NotADraft",
    "VisionWords",
    "change_goal",
    "change_value",
    "change_vision",
    "pair_goal",
    "publish_vision",
    "set_behaviours",
    "write_goal",
    "write_value",
    "write_vision",
]
