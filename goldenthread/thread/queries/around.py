"""What is linked to an item besides the way up: what it also serves, what measures or governs it, what hangs below."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.people.models import Person
from goldenthread.thread.addresses import item_address
from goldenthread.thread.models import Item, ItemFigure, Link

MOST_ALSO = 12
MOST_BELOW = 30

_UPWARDS: dict[str, Promise] = {
    Link.Kind.SERVES: gettext_lazy("also serves"),
    Link.Kind.MEASURES: gettext_lazy("measures"),
    Link.Kind.MITIGATES: gettext_lazy("lessens"),
    Link.Kind.GOVERNS: gettext_lazy("governs"),
    Link.Kind.EVIDENCES: gettext_lazy("shows"),
}
_DOWNWARDS: dict[str, Promise] = {
    Link.Kind.SERVES: gettext_lazy("also served by"),
    Link.Kind.MEASURES: gettext_lazy("measured by"),
    Link.Kind.MITIGATES: gettext_lazy("lessened by"),
    Link.Kind.GOVERNS: gettext_lazy("governed by"),
    Link.Kind.EVIDENCES: gettext_lazy("shown by"),
}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Something linked sideways: in which way, and what it is. Without an address it may not be seen."""

    link_id: int
    way: str
    reference: str
    title: str
    url: str
    is_mine_to_end: bool
    is_unaffirmed: bool


@dataclass(frozen=True, slots=True)
class Child:
    """An item directly below along a primary link."""

    item: Item
    url: str
    figure: ItemFigure | None
    is_unaffirmed: bool


@dataclass(frozen=True, slots=True)
class Around:
    """Neighbours in the order they were linked, children in their own order; whether there are more than are shown."""

    also: tuple[Neighbour, ...]
    below: tuple[Child, ...]
    has_more_below: bool
    hidden_below: int


def figure_of(item: Item) -> ItemFigure | None:
    """Return what stands below an item as it was last worked out. No query once the figure is loaded with the item."""
    return getattr(item, "figure", None)


def may_show(item: Item, *, person: Person, beside: Item) -> bool:
    """Tell whether an item may be named to this person on the page of another one, which they may see."""
    if item.is_restricted:
        return item.subject_id == person.pk or (beside.is_restricted and item.subject_id == beside.subject_id)
    return not item.is_draft or item.author_id == person.pk or beside.is_draft


def _links(item: Item, kinds: Collection[str]) -> QuerySet[Link]:
    live = Link.objects.exclude(state=Link.State.RETIRED)
    sideways = live.filter(Q(lower=item) | Q(upper=item), is_primary=False).order_by("id").values("pk")[: MOST_ALSO + 1]
    below = live.filter(upper=item, is_primary=True)
    if kinds:
        below = below.filter(lower__kind__in=kinds)
    below = below.filter(lower__state__in=[Item.State.LIVE, Item.State.DRAFT])
    nearest = below.order_by("lower__position", "lower_id").values("pk")[: MOST_BELOW + 1]
    # A union rather than an OR, which PostgreSQL would ask of every link.
    both = Link.objects.filter(pk__in=sideways).values("pk").union(Link.objects.filter(pk__in=nearest).values("pk"))
    return (
        Link.objects.filter(pk__in=both)
        .select_related("lower", "upper", "lower__figure", "lower__owner_post", "lower__lead", "lower__objective")
        .order_by("lower__position", "lower_id", "id")
    )


def around(item: Item, *, person: Person, kinds_below: Collection[str] = (), can_connect: bool = False) -> Around:
    """Return what is linked to an item. One query.

    `kinds_below` narrows the children (no kinds: all of them). `can_connect`: whether the asker may end its links up.
    """
    links = list(_links(item, kinds_below))
    children = [link for link in links if link.is_primary and link.upper_id == item.pk]
    shown = [link for link in children if may_show(link.lower, person=person, beside=item)]
    return Around(
        also=tuple(
            _neighbour(link, item=item, person=person, can_connect=can_connect)
            for link in sorted(links, key=lambda link: link.pk)
            if not link.is_primary
        )[:MOST_ALSO],
        below=tuple(_child(link) for link in shown[:MOST_BELOW]),
        has_more_below=len(children) > MOST_BELOW,
        hidden_below=len(children) - len(shown),
    )


def _child(link: Link) -> Child:
    lower = link.lower
    return Child(
        item=lower,
        url=item_address(kind=lower.kind, item_id=lower.pk),
        figure=figure_of(lower),
        is_unaffirmed=link.is_unaffirmed,
    )


def _neighbour(link: Link, *, item: Item, person: Person, can_connect: bool) -> Neighbour:
    is_up = link.lower_id == item.pk
    other = link.upper if is_up else link.lower
    is_shown = may_show(other, person=person, beside=item)
    return Neighbour(
        link_id=link.pk,
        way=str((_UPWARDS if is_up else _DOWNWARDS)[link.kind]),
        reference=other.reference if is_shown else "",
        title=other.title if is_shown else _("something restricted"),
        url=item_address(kind=other.kind, item_id=other.pk) if is_shown else "",
        is_mine_to_end=is_up and can_connect,
        is_unaffirmed=link.is_unaffirmed,
    )
