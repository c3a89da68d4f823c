"""The spine (T2): items, the links between them, and what every item shares.

`Touched` is a table of `people`, the lowest room that writes it; rooms above the thread know it from here, with
`thread.actions.touch`.
"""

from goldenthread.people.models import Touched
from goldenthread.thread.models.figures import ItemFigure, PersonSight
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
