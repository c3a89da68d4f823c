"""Why a change of the structure is refused. Each message is a sentence for the person who tried. Pure."""

from __future__ import annotations


class StructureRefusal(Exception):
    """The change would make no sense; the message says why and what helps.

    `field` names the field of the form that it belongs to, or is empty for the whole.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class CodeTaken(StructureRefusal):
    """A unit, post, role profile or person with this code, reference or number is already there."""


class ChangedMeanwhile(StructureRefusal):
    """Somebody else changed or ended it first."""


class UnitIsClosed(StructureRefusal):
    """A closed unit takes nothing in."""


class UnitInUse(StructureRefusal):
    """Sub-units or posts are still in the unit."""


class RoundInCircle(StructureRefusal):
    """A unit under itself, or a post that reports to itself, by way of others."""


class TreeTooDeep(StructureRefusal):
    """More levels of units than are kept."""


class PostIsAbolished(StructureRefusal):
    """An abolished post takes nobody and nothing in."""


class PostInUse(StructureRefusal):
    """Somebody holds the post, or posts report to it."""


class PersonHasLeft(StructureRefusal):
    """Who has left holds no post."""


class PersonIsMerged(StructureRefusal):
    """The record was merged into another one."""


class AlreadyHolds(StructureRefusal):
    """The person holds the post on one of these days already."""


class HoldsNothing(StructureRefusal):
    """The person holds no post that could be ended or moved from."""


class AlreadyAppointed(StructureRefusal):
    """The person has this appointment already."""


class DatesOutOfOrder(StructureRefusal):
    """An end before its beginning."""


class SharesDoNotAddUp(StructureRefusal):
    """The shares of leading, managing and shared work are not a whole."""


class LastAdministrator(StructureRefusal):
    """Nobody would be left to administer."""


class CannotMerge(StructureRefusal):
    """The two records cannot become one, or one cannot be taken apart again."""
