"""The vision that stands, those before it, and drafts of the next."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.lead.direction.models import Vision
from goldenthread.people.queries import Standing
from goldenthread.thread import queries as thread
from goldenthread.thread.models import Item
from goldenthread.thread.wording import Piece, compare

MOST_EARLIER = 20


@dataclass(frozen=True, slots=True)
class VisionChange:
    """A vision, and how its words differ from the one before it (None: it is the first)."""

    vision: Vision
    before: Vision | None
    pieces: tuple[Piece, ...]


def vision_now() -> Vision | None:
    """Return the vision that stands, or None. One query."""
    found = Vision.objects.filter(item__kind=Item.Kind.VISION, item__state=Item.State.LIVE)
    return found.select_related("item__owner_post", "item__lead", "item__figure", "supersedes__item").first()


def earlier_visions() -> list[VisionChange]:
    """Return the visions that were published, newest first, each against the one before it. One query."""
    states = [Item.State.LIVE, Item.State.SUPERSEDED, Item.State.RETIRED, Item.State.CLOSED]
    found = list(
        Vision.objects.filter(item__state__in=states)
        .select_related("item", "supersedes")
        .order_by("-adopted_on", "-item_id")[:MOST_EARLIER]
    )
    return [
        VisionChange(
            vision=vision,
            before=vision.supersedes,
            pieces=compare(vision.supersedes.statement if vision.supersedes else vision.statement, vision.statement),
        )
        for vision in found
    ]


def vision_drafts(standing: Standing) -> list[Vision]:
    """Return the drafts that somebody may see, newest first."""
    drafts = thread.items_visible_to(standing).filter(kind=Item.Kind.VISION, state=Item.State.DRAFT)
    return list(
        Vision.objects.filter(item__in=drafts).select_related("item__author").order_by("-item_id")[:MOST_EARLIER]
    )
