"""The spine (T2): items, the links between them, and what every item shares."""

from goldenthread.thread.models.figures import ItemFigure, PersonSight, Touched
from goldenthread.thread.models.items import Item, ItemVersion, Lens, ReferenceCounter
from goldenthread.thread.models.links import Link, SpineLock
from goldenthread.thread.models.talk import CheckIn, Comment, CommentFile, Watch

__all__ = [
    "CheckIn",
    "Comment",
    "CommentFile",
    "Item",
    "ItemFigure",
    "ItemVersion",
    "Lens",
    "Link",
    "PersonSight",
    "ReferenceCounter",
    "SpineLock",
    "Touched",
    "Watch",
]
