"""Handing over what somebody leaves behind, and ending posts and units without leaving anything behind."""

from goldenthread.desk.structure.actions.ending import MustHandOver, abolish_post, close_unit, hand_over_left
from goldenthread.desk.structure.actions.giving import CannotHandOver, Receiver, receiver_of
from goldenthread.desk.structure.actions.handing import hand_over

__all__ = [
    "CannotHandOver",
    "MustHandOver",
    "Receiver",
    "abolish_post",
    "close_unit",
    "hand_over",
    "hand_over_left",
    "receiver_of",
]
