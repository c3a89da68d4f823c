"""Who would be asked to re-affirm if an item changed, and what changed above since somebody affirmed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, CharField, Count, F, QuerySet, Value, When
from django.db.models.functions import Coalesce

from goldenthread.thread.models import Item, ItemVersion, Link
from goldenthread.thread.wording import Piece, compare


@dataclass(frozen=True, slots=True)
class AskedUnit:
    """How many items of one unit hang directly below; without a name: of no unit, or not for everyone to see."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a change would ask, by unit, the most first."""

    units: tuple[AskedUnit, ...]

    @property
    def total(self) -> int:
        return sum(unit.count for unit in self.units)


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """The words of an upper item as they were cited and as they stand, word by word; `reasons` since then."""

    cited_version: int
    current_version: int
    title: tuple[Piece, ...]
    words: tuple[Piece, ...]
    reasons: tuple[str, ...]

    @property
    def is_reworded(self) -> bool:
        return any(piece.kind != "same" for piece in (*self.title, *self.words))


def links_to_ask(upper: Item) -> QuerySet[Link]:
    """Return the links directly below whose owners have not been asked yet. Unordered."""
    return Link.objects.filter(
        upper=upper,
        state=Link.State.AFFIRMED,
        kind=Link.Kind.SERVES,
        lower__state__in=[Item.State.DRAFT, Item.State.LIVE],
    )


def whom_it_asks(upper: Item) -> Asked:
    """Return whom a material change, a move or the end of an item would ask, by unit. One query.

    Somebody's own development is counted without its unit, so that nobody can work out whose it is.
    """
    unit = Case(
        When(lower__visibility=Item.Visibility.RESTRICTED, then=Value("")),
        default=Coalesce(F("lower__owner_unit__name"), F("lower__owner_post__unit__name"), Value("")),
        output_field=CharField(),
    )
    rows = links_to_ask(upper).annotate(unit_name=unit).values_list("unit_name").annotate(count=Count("pk"))
    units = [AskedUnit(name, count) for name, count in rows]
    return Asked(tuple(sorted(units, key=lambda asked: (not asked.name, -asked.count, asked.name))))


def what_changed_above(link: Link) -> WhatChanged:
    """Return how the upper item of a link reads now, against the version the link cites. One query."""
    upper = link.upper
    versions = list(ItemVersion.objects.filter(item=upper, version__gte=link.upper_version).order_by("version")[:50])
    cited = versions[0] if versions and versions[0].version == link.upper_version else None
    latest = versions[-1] if versions else None
    now_words = latest.words if latest else upper.description
    return WhatChanged(
        cited_version=link.upper_version,
        current_version=upper.version,
        title=compare(cited.title if cited else upper.title, upper.title),
        words=compare(cited.words if cited else now_words, now_words),
        reasons=tuple(version.reason for version in versions if version.reason and version is not cited),
    )
