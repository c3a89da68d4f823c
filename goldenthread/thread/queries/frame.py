"""Everything that the page of any item shows around what is its own: one call, three queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenthread.access.policy import Action, Relation, is_allowed
from goldenthread.people.queries import Standing
from goldenthread.thread.models import Item, ItemFigure, Link
from goldenthread.thread.queries.access import edit_action, view_action
from goldenthread.thread.queries.around import Around, around, figure_of
from goldenthread.thread.queries.bar import bar_of_chain, hides, subjects_known_from
from goldenthread.thread.queries.talk import Talk, talk_of
from goldenthread.thread.spine import Step, chain_up
from goldenthread.ui import formats, thread_bar

CHECKED_IN_ON = frozenset({Item.Kind.GOAL, Item.Kind.OBJECTIVE, Item.Kind.PLAN})
_ENDED = {Item.State.CLOSED: "closed", Item.State.RETIRED: "retired", Item.State.SUPERSEDED: "closed"}


@dataclass(frozen=True, slots=True)
class Rights:
    """What the asker may do to an item now, taking its state into account."""

    can_edit: bool
    can_retire: bool
    can_reopen: bool
    can_connect: bool
    can_affirm: bool
    can_check_in: bool
    can_comment: bool
    can_moderate: bool
    can_add_below: bool


@dataclass(frozen=True, slots=True)
class StateShown:
    """The state of an item as a mark (a code of the `status` component, words for it) and a line below."""

    mark: str
    words: str
    note: str
    silent_days: int | None


@dataclass(frozen=True, slots=True)
class ItemFrame:
    """What pages of items share.

    `parent` is the step above, None when the item hangs from nothing; when it is hidden it may not be named.
    """

    item: Item
    rights: Rights
    steps: list[thread_bar.Step]
    parent: Step | None
    is_parent_hidden: bool
    state: StateShown
    figure: ItemFigure | None
    around: Around
    talk: Talk

    @property
    def is_unaffirmed(self) -> bool:
        return self.parent is not None and self.parent.is_unaffirmed


def whole_items() -> QuerySet[Item]:
    """Return items with all that their pages show of them, loaded in the same query. To be narrowed to one."""
    return Item.objects.select_related(
        "owner_post", "owner_unit", "lead", "subject", "author", "figure", "goal", "objective"
    )


def rights_over(item: Item, relations: Iterable[Relation]) -> Rights:
    """Return what somebody with these relations may do to an item in its present state. No query."""
    held = frozenset(relations)
    sees = is_allowed(view_action(item), held)

    def may(action: Action) -> bool:
        return sees and is_allowed(action, held)

    is_open = not item.is_over
    return Rights(
        can_edit=is_open and may(edit_action(item)),
        can_retire=is_open and may(Action.ITEM_RETIRE),
        can_reopen=item.state in {Item.State.CLOSED, Item.State.RETIRED} and may(Action.ITEM_RETIRE),
        can_connect=is_open and item.kind != Item.Kind.VISION and may(Action.ITEM_CONNECT),
        can_affirm=is_open and may(Action.ITEM_AFFIRM),
        can_check_in=item.is_live and item.kind in CHECKED_IN_ON and may(Action.ITEM_CHECK_IN),
        can_comment=may(Action.ITEM_COMMENT),
        can_moderate=sees and is_allowed(Action.COMMENT_REMOVE, held - {Relation.AUTHOR}),
        can_add_below=is_open and may(Action.ITEM_ADD_BELOW),
    )


def silent_days(item: Item, *, now: datetime) -> int | None:
    """Return for how many days beyond its rhythm nothing has been said of a live item; None while it is not due."""
    if not item.is_live or item.rhythm_days is None:
        return None
    days = (timezone.localdate(now) - timezone.localdate(item.said_at or item.created_at)).days
    return days if days > item.rhythm_days else None


def state_of(item: Item, *, now: datetime) -> StateShown:
    """Return how an item's state is shown: what its owner last said, or what became of it."""
    silent = silent_days(item, now=now)
    if item.is_over:
        when = formats.day(item.ended_at) if item.ended_at else ""
        return StateShown(_ENDED[Item.State(item.state)], str(item.get_state_display()).capitalize(), when, None)
    if item.is_draft:
        return StateShown("draft", "", _("not published yet"), None)
    if item.kind not in CHECKED_IN_ON:
        return StateShown("", "", "", None)
    if not item.said or item.said_at is None:
        return StateShown("no_news", "", _("nothing said since it began"), silent)
    said = _("said %(day)s") % {"day": formats.day(item.said_at)}
    if silent:
        quiet = ngettext("no news for %(days)s day", "no news for %(days)s days", silent) % {"days": silent}
        said = _("%(said)s, %(quiet)s") % {"said": said, "quiet": quiet}
    return StateShown(item.said, "", said, silent)


def frame_of(
    item: Item,
    *,
    standing: Standing,
    relations: Iterable[Relation],
    now: datetime,
    kinds_below: Collection[str] = (),
) -> ItemFrame:
    """Return the frame of an item that the asker may see. Three queries, given an item from `whole_items`."""
    rights = rights_over(item, relations)
    chain = chain_up(item.pk)
    known = subjects_known_from(item)
    steps = bar_of_chain(
        chain,
        standing=standing,
        report_ids=known,
        can_connect=rights.can_connect,
        can_affirm=rights.can_affirm,
    )
    parent = chain[1] if len(chain) > 1 else None
    is_hidden = parent is not None and (
        hides(parent, person_id=standing.person.pk, report_ids=known)
        or (parent.state == Item.State.DRAFT and not item.is_draft)
    )
    return ItemFrame(
        item=item,
        rights=rights,
        steps=steps,
        parent=parent,
        is_parent_hidden=is_hidden,
        state=state_of(item, now=now),
        figure=figure_of(item),
        around=around(item, person=standing.person, kinds_below=kinds_below, can_connect=rights.can_connect),
        talk=talk_of(item, person=standing.person),
    )


def primary_link_of(item: Item) -> Link | None:
    """Return the link that leads up from an item, with its upper end, or None. One query."""
    return (
        Link.objects.filter(lower=item, is_primary=True)
        .exclude(state=Link.State.RETIRED)
        .select_related("lower", "upper")
        .first()
    )
