"""Making, changing and ending items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from goldenthread.audit.models import Entry
from goldenthread.people.models import Person, Post, Unit
from goldenthread.search import actions as search
from goldenthread.thread.actions.links import ask_below_to_reaffirm, take_turn
from goldenthread.thread.actions.telling import tell_watchers
from goldenthread.thread.actions.touch import touch
from goldenthread.thread.actions.trail import record
from goldenthread.thread.models import Item, ItemVersion, Lens, ReferenceCounter, Touched

PREFIXES = {
    Item.Kind.VISION: "VIS",
    Item.Kind.VALUE: "VAL",
    Item.Kind.GOAL: "GOAL",
    Item.Kind.OBJECTIVE: "OBJ",
    Item.Kind.PLAN: "PLAN",
}


class ChangedMeanwhile(Exception):
    """Somebody changed the item after this person opened it."""


class ItemIsOver(Exception):
    """The item is closed, retired or superseded, and cannot be changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """What is said of an item when it is made."""

    kind: Item.Kind
    title: str
    description: str = ""
    lens: Lens = Lens.MANAGE
    owner_post: Post | None = None
    owner_unit: Unit | None = None
    lead: Person | None = None
    subject: Person | None = None
    state: Item.State = Item.State.LIVE
    visibility: Item.Visibility = Item.Visibility.EVERYONE
    starts_on: date | None = None
    ends_on: date | None = None
    rhythm_days: int | None = None
    position: int = 0


def next_reference(prefix: str) -> str:
    """Return the next reference with this prefix, never one given before or brought in from elsewhere."""
    while True:
        if not ReferenceCounter.objects.filter(prefix=prefix).update(last=F("last") + 1):
            ReferenceCounter.objects.get_or_create(prefix=prefix)
            continue
        reference = f"{prefix}-{ReferenceCounter.objects.get(prefix=prefix).last}"
        if not Item.objects.filter(reference=reference).exists():
            return reference


@transaction.atomic
def create_item(*, new: NewItem, by: Person | None, now: datetime) -> Item:
    """Make an item with its first version, its trail entry and its place in the search."""
    item = Item.objects.create(
        kind=new.kind,
        reference=next_reference(PREFIXES[new.kind]),
        title=new.title,
        description=new.description,
        lens=new.lens,
        owner_post=new.owner_post,
        owner_unit=new.owner_unit,
        lead=new.lead,
        subject=new.subject,
        author=by,
        state=new.state,
        visibility=new.visibility,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        rhythm_days=new.rhythm_days,
        position=new.position,
        created_at=now,
        changed_at=now,
    )
    ItemVersion.objects.create(item=item, version=1, title=item.title, words=item.description, by=by, at=now)
    record(
        f"{item.kind}.create",
        item=item,
        by=by,
        now=now,
    )
    index_item(item)
    touch(Touched.Kind.ITEM, [item.pk], now=now)
    return item


def index_item(item: Item) -> None:
    """Put an item's words where the search finds them."""
    search.put(kind="item", number=item.pk, reference=item.reference, words=f"{item.title}\n{item.description}")


def plain(value: object) -> object:
    """Return a value as the trail keeps it: JSON's own kinds, dates as ISO text, records as their number."""
    if value is None or isinstance(value, str | int | bool | float):
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    number = getattr(value, "pk", None)
    return number if number is not None else str(value)


@transaction.atomic
def change_item(
    *,
    item: Item,
    values: Mapping[str, object],
    by: Person | None,
    now: datetime,
    is_material: bool = False,
    reason: str = "",
    seen_at: datetime | None = None,
    words: str | None = None,
    also: Mapping[str, tuple[object, object]] | None = None,
) -> Item:
    """Change fields of an item.

    A material change raises the version, keeps the words as they now stand, and asks the owners directly below to
    re-affirm. `seen_at` is the `changed_at` that the person saw when they began; `words` are the words kept with the
    version (default: the description). `also` are fields of the room's own row that the caller changes in the same
    transaction, each with what it was and what it becomes: they count as a change and go into the trail.

    Raises:
        ChangedMeanwhile: somebody else changed it since `seen_at`.
        ItemIsOver: it is closed, retired or superseded.
    """
    if item.is_over:
        raise ItemIsOver(_("This is closed, so it cannot be changed. Re-open it first."))
    changed = {name: value for name, value in values.items() if getattr(item, name) != value}
    besides = {name: pair for name, pair in (also or {}).items() if pair[0] != pair[1]}
    if not changed and not besides and not is_material:
        return item
    before = {name: [plain(getattr(item, name)), plain(value)] for name, value in changed.items()}
    before |= {name: [plain(was), plain(becomes)] for name, (was, becomes) in besides.items()}
    rows = Item.objects.filter(pk=item.pk, changed_at=seen_at or item.changed_at)
    raised: dict[str, object] = {"version": F("version") + 1} if is_material else {}
    if not rows.update(**changed, **raised, changed_at=now):
        raise ChangedMeanwhile(
            _("Somebody changed this while you were writing. Your words are kept below: compare them, then save again.")
        )
    fresh = Item.objects.select_related("owner_post", "owner_unit", "lead", "subject").get(pk=item.pk)
    if is_material:
        ItemVersion.objects.create(
            item=fresh,
            version=fresh.version,
            title=fresh.title,
            words=fresh.description if words is None else words,
            reason=reason,
            by=by,
            at=now,
        )
        ask_below_to_reaffirm(
            upper=fresh, because=_("%(reference)s was reworded") % {"reference": fresh.reference}, by=by, now=now
        )
    record(
        f"{fresh.kind}.{'reword' if is_material else 'change'}",
        item=fresh,
        by=by,
        now=now,
        changes=before,
        reason=reason,
        is_material=is_material,
    )
    index_item(fresh)
    touch(Touched.Kind.ITEM, [fresh.pk], now=now)
    if is_material:
        _tell_of(fresh, _("%(item)s was reworded") % {"item": fresh}, by=by, now=now)
    return fresh


def _tell_of(item: Item, words: str, *, by: Person | None, now: datetime) -> None:
    tell_watchers(item=item, words=words, key=f"item:{item.pk}:{now:%Y%m%d%H%M%S%f}", by=by, now=now)


@transaction.atomic
def publish_item(*, item: Item, by: Person | None, now: datetime) -> Item:
    """Let everyone see a draft, once. (A vision is published by the room that holds it.)

    Raises:
        ItemIsOver: it is no draft any more.
    """
    if not Item.objects.filter(pk=item.pk, state=Item.State.DRAFT).update(state=Item.State.LIVE, changed_at=now):
        raise ItemIsOver(_("This has already been published."))
    fresh = Item.objects.get(pk=item.pk)
    record(
        f"{fresh.kind}.publish",
        item=fresh,
        by=by,
        now=now,
        changes={"state": [str(Item.State.DRAFT), str(Item.State.LIVE)]},
    )
    touch(Touched.Kind.ITEM, [fresh.pk], now=now)
    return fresh


@transaction.atomic
def end_item(*, item: Item, state: Item.State, reason: str, by: Person | None, now: datetime) -> Item:
    """Close, retire or supersede a live or draft item, once, and ask the owners directly below to re-affirm.

    Raises:
        ItemIsOver: somebody ended it first.
    """
    ended = Item.objects.filter(pk=item.pk, state__in=[Item.State.DRAFT, Item.State.LIVE]).update(
        state=state, ended_at=now, ended_reason=reason, changed_at=now
    )
    if not ended:
        raise ItemIsOver(_("This has already been closed."))
    fresh = Item.objects.get(pk=item.pk)
    ask_below_to_reaffirm(
        upper=fresh,
        because=_("%(reference)s was %(state)s") % {"reference": fresh.reference, "state": Item.State(state).label},
        by=by,
        now=now,
    )
    record(
        f"{fresh.kind}.{state}",
        item=fresh,
        by=by,
        now=now,
        changes={"state": [item.state, str(state)]},
        reason=reason,
        is_material=True,
    )
    touch(Touched.Kind.ITEM, [fresh.pk], now=now)
    _tell_of(
        fresh,
        _("%(item)s was %(state)s") % {"item": fresh, "state": Item.State(state).label},
        by=by,
        now=now,
    )
    return fresh


def _state_before_end(item: Item) -> Item.State:
    """Return what an ended item was before, as the trail tells: a draft that was dropped is no published item."""
    ended = Entry.objects.filter(
        subject_kind="item",
        subject_number=item.pk,
        action__in=[f"{item.kind}.{state}" for state in (Item.State.CLOSED, Item.State.RETIRED)],
    )
    entry = ended.order_by("-id").first()
    states = entry.changes.get("state") if entry else None
    was_draft = isinstance(states, list) and states[:1] == [Item.State.DRAFT.value]
    return Item.State.DRAFT if was_draft else Item.State.LIVE


@transaction.atomic
def reopen_item(*, item: Item, reason: str, by: Person | None, now: datetime) -> Item:
    """Bring a closed or retired item back: live again, or the draft that it was.

    Raises:
        ItemIsOver: it was superseded, or is not closed, or another vision stands by now.
    """
    state = _state_before_end(item)
    if item.kind == Item.Kind.VISION and state == Item.State.LIVE:
        take_turn()
        if Item.objects.filter(kind=Item.Kind.VISION, state=Item.State.LIVE).exists():
            raise ItemIsOver(_("Another vision stands by now. Write a draft with these words instead."))
    opened = Item.objects.filter(pk=item.pk, state__in=[Item.State.CLOSED, Item.State.RETIRED]).update(
        state=state, ended_at=None, ended_reason="", changed_at=now
    )
    if not opened:
        raise ItemIsOver(_("Only what was closed or retired can be re-opened."))
    fresh = Item.objects.get(pk=item.pk)
    record(
        f"{fresh.kind}.reopen",
        item=fresh,
        by=by,
        now=now,
        changes={"state": [item.state, fresh.state]},
        reason=reason,
    )
    touch(Touched.Kind.ITEM, [fresh.pk], now=now)
    return fresh
