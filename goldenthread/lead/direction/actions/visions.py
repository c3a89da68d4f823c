"""Writing, changing and publishing a vision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from goldenthread.audit import actions as audit
from goldenthread.lead.direction import queries
from goldenthread.lead.direction.models import Vision
from goldenthread.people.models import Person
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item, Lens, Touched


class NotADraft(Exception):
    """The vision has been published already, or is history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisionWords:
    """A short name ("Vision 2032"), the vision in its own words, the story behind it, and the year it looks to."""

    name: str
    statement: str
    story: str = ""
    horizon_year: int


@transaction.atomic
def write_vision(*, words: VisionWords, by: Person, now: datetime) -> Vision:
    """Begin a draft, owned by the post at the top of the organisation and led by its holder.

    Besides them only its author sees it before it is published.
    """
    post = queries.post_at_the_top()
    holders = queries.holders_of_posts([post.pk], on=timezone.localdate(now)).get(post.pk, []) if post else []
    item = thread.create_item(
        new=thread.NewItem(
            kind=Item.Kind.VISION,
            title=words.name,
            description=words.statement,
            lens=Lens.LEAD,
            owner_post=post,
            lead=holders[0] if holders else None,
            state=Item.State.DRAFT,
        ),
        by=by,
        now=now,
    )
    return Vision.objects.create(
        item=item, statement=words.statement, story=words.story, horizon_year=words.horizon_year
    )


@transaction.atomic
def change_vision(
    *,
    vision: Vision,
    words: VisionWords,
    by: Person,
    now: datetime,
    seen_at: datetime,
    is_material: bool = False,
    reason: str = "",
) -> Vision:
    """Change the words of a draft, or of the vision that stands.

    A material change of a published vision raises its version and asks what hangs from it to re-affirm; a draft has no
    versions yet.

    Raises:
        ChangedMeanwhile, ItemIsOver: as for every item.
    """
    thread.change_item(
        item=vision.item,
        values={"title": words.name, "description": words.statement},
        also={
            "story": (vision.story, words.story),
            "horizon_year": (vision.horizon_year, words.horizon_year),
        },
        by=by,
        now=now,
        seen_at=seen_at,
        is_material=is_material and not vision.item.is_draft,
        reason=reason,
        words=words.statement,
    )
    Vision.objects.filter(pk=vision.pk).update(
        statement=words.statement, story=words.story, horizon_year=words.horizon_year
    )
    return Vision.objects.select_related("item").get(pk=vision.pk)


@transaction.atomic
def publish_vision(*, vision: Vision, adopted_on: date, by: Person, now: datetime) -> Vision:
    """Let a draft take the place of the vision that stands.

    The old one is superseded, and everything that served it serves the new one, to be re-affirmed by its owners. Two
    people publishing at once cannot both win: there is one live vision in the database.

    Raises:
        NotADraft: it has been published or dropped meanwhile.
    """
    thread.take_turn()
    if not Item.objects.filter(pk=vision.pk, state=Item.State.DRAFT).exists():
        raise NotADraft(_("This vision is no draft any more."))
    because = _("The vision was renewed")
    old = Vision.objects.select_related("item").filter(item__state=Item.State.LIVE).first()
    if old is not None:
        thread.end_item(item=old.item, state=Item.State.SUPERSEDED, reason=because, by=by, now=now)
    Item.objects.filter(pk=vision.pk).update(state=Item.State.LIVE, changed_at=now)
    Vision.objects.filter(pk=vision.pk).update(adopted_on=adopted_on, supersedes=old)
    fresh = Vision.objects.select_related("item").get(pk=vision.pk)
    if old is not None:
        thread.hand_links_to(old=old.item, new=fresh.item, because=because, now=now)
    audit.record(
        action="vision.publish",
        subject_kind="item",
        subject_number=fresh.pk,
        subject_label=fresh.item.trail_label,
        by=by,
        now=now,
        changes={"supersedes": [None, str(old.item) if old else ""]},
        is_material=True,
    )
    thread.touch(Touched.Kind.EVERYTHING, [0], now=now)
    return fresh
