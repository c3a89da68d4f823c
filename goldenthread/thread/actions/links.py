"""Making, moving, affirming and ending links, and asking for them to be affirmed again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from goldenthread.people.models import Person
from goldenthread.thread import queries, spine
from goldenthread.thread.actions.telling import ask_owners
from goldenthread.thread.actions.touch import touch
from goldenthread.thread.actions.trail import record
from goldenthread.thread.may_serve import MAY_SERVE
from goldenthread.thread.models import Item, Link, SpineLock, Touched

SERVES = MAY_SERVE  # the name under which rooms above know it


class CannotConnect(Exception):
    """The link would make no sense; the message says why."""


class LinkIsOver(Exception):
    """The link was ended by somebody first."""


def take_turn() -> None:
    """Queue behind whoever else is changing the shape of the thread, until this transaction ends."""
    if not SpineLock.objects.filter(pk=1).update(turns=F("turns") + 1):
        SpineLock.objects.get_or_create(pk=1)
        SpineLock.objects.filter(pk=1).update(turns=F("turns") + 1)


def refuse_nonsense(*, lower: Item, upper: Item, kind: Link.Kind = Link.Kind.SERVES) -> None:
    """Refuse a link that would make no sense, before it is made. Changes nothing.

    Raises:
        CannotConnect: the message says why.
    """
    if lower.pk == upper.pk:
        raise CannotConnect(_("Something cannot serve itself."))
    if upper.is_over:
        raise CannotConnect(_("%(upper)s is closed; choose something live.") % {"upper": upper.reference})
    if upper.is_draft and not lower.is_draft:
        raise CannotConnect(_("%(upper)s is a draft; publish it first.") % {"upper": upper.reference})
    if upper.is_restricted and upper.subject_id != lower.subject_id:
        raise CannotConnect(_("Somebody's own development is not for others' work to hang from."))
    if kind != Link.Kind.SERVES:
        return
    if upper.kind not in MAY_SERVE[lower.kind]:
        raise CannotConnect(
            _("A %(lower)s cannot serve a %(upper)s.")
            % {"lower": Item.Kind(lower.kind).label, "upper": Item.Kind(upper.kind).label}
        )
    if spine.is_below(lower_id=upper.pk, upper_id=lower.pk):
        raise CannotConnect(
            _("%(upper)s already serves %(lower)s, so this would go round in a circle.")
            % {"upper": upper.reference, "lower": lower.reference}
        )


def _named(upper: Item, *, beside: Item) -> str:
    """Return what the history of the lower item calls the upper one: its readers may not know of the other."""
    return _("something restricted") if upper.is_restricted and not beside.is_restricted else str(upper)


def _version(link: Link, version: int) -> str:
    if link.upper.is_restricted and not link.lower.is_restricted:
        return _("something restricted")
    return _("%(reference)s, version %(version)s") % {"reference": link.upper.reference, "version": version}


@transaction.atomic
def connect(
    *,
    lower: Item,
    upper: Item,
    by: Person | None,
    now: datetime,
    kind: Link.Kind = Link.Kind.SERVES,
    is_primary: bool = True,
    reason: str = "",
) -> Link:
    """Hang one item from another. A new primary link replaces the one before, which is retired.

    Raises:
        CannotConnect: to itself, to something closed, to a kind it cannot serve, or round in a circle.
    """
    take_turn()
    refuse_nonsense(lower=lower, upper=upper, kind=kind)
    is_primary = is_primary and kind == Link.Kind.SERVES
    if is_primary:
        Link.objects.filter(lower=lower, is_primary=True).exclude(state=Link.State.RETIRED).exclude(
            upper=upper, kind=kind
        ).update(state=Link.State.RETIRED)
    values = {
        "is_primary": is_primary,
        "state": Link.State.AFFIRMED,
        "upper_version": Item.objects.values_list("version", flat=True).get(pk=upper.pk),
        "reason": reason,
        "affirmed_by": by,
        "affirmed_at": now,
        "asked_at": None,
        "asked_because": "",
    }
    live = Link.objects.filter(lower=lower, upper=upper, kind=kind).exclude(state=Link.State.RETIRED)
    if live.update(**values):
        link = live.get()
    else:
        link = Link.objects.create(lower=lower, upper=upper, kind=kind, made_by=by, made_at=now, **values)
    record(
        "link.make",
        item=lower,
        by=by,
        now=now,
        changes={"serves" if is_primary else str(kind): [None, _named(upper, beside=lower)]},
        reason=reason,
    )
    touch(Touched.Kind.ITEM, [lower.pk, upper.pk], now=now)
    return link


@transaction.atomic
def move_item(*, item: Item, upper: Item, reason: str, by: Person | None, now: datetime) -> Link:
    """Hang an item from another upper item, and ask the owners directly below it to re-affirm.

    Raises:
        CannotConnect: as for `connect`.
    """
    before = Link.objects.filter(lower=item, is_primary=True).exclude(state=Link.State.RETIRED).first()
    link = connect(lower=item, upper=upper, by=by, now=now, reason=reason)
    if before is not None and before.upper_id != upper.pk:
        ask_below_to_reaffirm(
            upper=item,
            because=_("%(item)s now serves %(upper)s") % {"item": item.reference, "upper": upper.reference},
            by=by,
            now=now,
        )
        touch(Touched.Kind.ITEM, [before.upper_id], now=now)
    return link


@transaction.atomic
def disconnect(*, link: Link, reason: str, by: Person | None, now: datetime) -> None:
    """End a link, once.

    Raises:
        LinkIsOver: somebody ended it first.
    """
    take_turn()
    if not Link.objects.filter(pk=link.pk).exclude(state=Link.State.RETIRED).update(state=Link.State.RETIRED):
        raise LinkIsOver(_("This link has already been ended."))
    record(
        "link.end",
        item=link.lower,
        by=by,
        now=now,
        changes={"serves" if link.is_primary else link.kind: [_named(link.upper, beside=link.lower), None]},
        reason=reason,
    )
    touch(Touched.Kind.ITEM, [link.lower_id, link.upper_id], now=now)


@transaction.atomic
def affirm_link(*, link: Link, by: Person | None, now: datetime, reason: str = "") -> Link:
    """Say that the lower item still serves the upper one as it now stands.

    Raises:
        LinkIsOver: the link was ended, or its upper item was.
    """
    version = (
        Item.objects.filter(pk=link.upper_id, state__in=[Item.State.DRAFT, Item.State.LIVE])
        .values_list("version", flat=True)
        .first()
    )
    if version is None:
        raise LinkIsOver(_("What this served has been closed. Connect it to something live instead."))
    affirmed = (
        Link.objects.filter(pk=link.pk)
        .exclude(state=Link.State.RETIRED)
        .update(
            state=Link.State.AFFIRMED,
            upper_version=version,
            affirmed_by=by,
            affirmed_at=now,
            asked_at=None,
            asked_because="",
        )
    )
    if not affirmed:
        raise LinkIsOver(_("This link has been ended. Connect the item again."))
    record(
        "link.affirm",
        item=link.lower,
        by=by,
        now=now,
        changes={"affirmed": [None, _version(link, version)]},
        reason=reason,
    )
    touch(Touched.Kind.ITEM, [link.lower_id, link.upper_id], now=now)
    return Link.objects.select_related("lower", "upper").get(pk=link.pk)


def ask_below_to_reaffirm(*, upper: Item, because: str, by: Person | None, now: datetime) -> int:
    """Ask the owners directly below to re-affirm, once: links that are already asked for stay as they are.

    Returns how many links were newly asked for.
    """
    asked = list(queries.links_to_ask(upper).values_list("pk", "lower_id"))
    Link.objects.filter(pk__in=[pk for pk, _lower in asked], state=Link.State.AFFIRMED).update(
        state=Link.State.NEEDS_REAFFIRM, asked_at=now, asked_because=because[:300]
    )
    ask_owners(link_ids=[pk for pk, _lower in asked], because=because, by=by, now=now)
    touch(Touched.Kind.ITEM, [lower for _pk, lower in asked], now=now)
    return len(asked)


@transaction.atomic
def hand_links_to(*, old: Item, new: Item, because: str, now: datetime) -> int:
    """Let everything that served a superseded item serve its successor, to be re-affirmed.

    What is linked to the successor already keeps that link, which becomes primary if the one handed on was. Returns how
    many links moved. Owners who were asked already, because the old item ended, are not asked a second time.
    """
    take_turn()
    asked = {"state": Link.State.NEEDS_REAFFIRM, "asked_at": now, "asked_because": because[:300]}
    live = Link.objects.filter(upper=old).exclude(state=Link.State.RETIRED)
    lower_ids = list(live.values_list("lower_id", flat=True))
    not_asked_yet = list(live.filter(state=Link.State.AFFIRMED).values_list("pk", flat=True))
    moved = 0
    for kind in Link.Kind:
        kept = Link.objects.filter(upper=new, kind=kind).exclude(state=Link.State.RETIRED)
        doubled = live.filter(kind=kind, lower__in=kept.values("lower_id"))
        were_primary = list(doubled.filter(is_primary=True).values_list("lower_id", flat=True))
        doubled.update(state=Link.State.RETIRED)
        kept.filter(lower__in=were_primary).update(is_primary=True, **asked)
        moved += live.filter(kind=kind).update(upper=new, **asked)
    ask_owners(link_ids=not_asked_yet, because=because, by=None, now=now)
    touch(Touched.Kind.ITEM, [old.pk, new.pk, *lower_ids], now=now)
    return moved
