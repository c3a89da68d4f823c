"""The list of objectives: narrowed, sorted, as rows and as lines of a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Lower
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.manage.objectives.models import Objective
from goldenthread.people.models import Person, Unit
from goldenthread.people.queries import Standing
from goldenthread.people.queries.finding import holds_words
from goldenthread.thread import queries as thread
from goldenthread.thread.models import Item, ItemFigure, Lens
from goldenthread.ui import formats

MOST_IN_A_FILE = 20_000
KINDS = Objective.Kind

# How the list may be sorted: a name in the address, its words, and the columns. Each order ends in the number.
SORTS: dict[str, tuple[Promise, str | Combinable]] = {
    "reference": (gettext_lazy("Reference"), "pk"),
    "title": (gettext_lazy("Objective"), Lower("title")),
    "until": (gettext_lazy("Until"), F("ends_on").asc(nulls_last=True)),
    "said": (gettext_lazy("Said"), F("said_at").asc(nulls_first=True)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveSearch:
    """What is asked of the list. Empty fields narrow nothing; `state` empty means live ones."""

    words: str = ""
    kind: str = ""
    state: str = ""
    lens: str = ""
    said: str = ""
    unit: Unit | None = None
    lead: Person | None = None
    sort: str = "reference"
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class ObjectiveListRow:
    item: Item
    objective: Objective
    state: thread.StateShown
    figure: ItemFigure | None
    owner_words: str


def narrowed(search: ObjectiveSearch, *, standing: Standing) -> QuerySet[Item]:
    """Return the objectives that somebody may see and asked for, in the order they asked for."""
    found = thread.items_visible_to(standing).filter(kind=Item.Kind.OBJECTIVE, objective__isnull=False)
    if search.state != "all":
        found = found.filter(state=search.state or Item.State.LIVE)
    if search.words:
        found = found.filter(holds_words(search.words, "title", "reference", "description"))
    if search.kind:
        found = found.filter(objective__kind=search.kind)
    if search.lens:
        found = found.filter(lens=search.lens)
    if search.said:
        found = found.filter(said="" if search.said == "nothing" else search.said)
    if search.unit is not None:
        path = search.unit.path
        found = found.filter(Q(owner_unit__path__startswith=path) | Q(owner_post__unit__path__startswith=path))
    if search.lead is not None:
        found = found.filter(lead=search.lead)
    order = SORTS.get(search.sort, SORTS["reference"])[1]
    ordered = found.order_by(order, "pk")
    return ordered.reverse() if search.is_descending else ordered


def list_rows(item_ids: Sequence[int], *, now: datetime) -> list[ObjectiveListRow]:
    """Return objectives as the list shows them, in the given order. One query.

    The numbers come from `narrowed`: sorting numbers alone is several times faster than sorting whole rows.
    """
    found = Item.objects.select_related("objective", "owner_post", "owner_unit", "lead", "figure").in_bulk(item_ids)
    return [
        ObjectiveListRow(
            item=item,
            objective=item.objective,
            state=thread.state_of(item, now=now),
            figure=thread.figure_of(item),
            owner_words=_owner_words(item),
        )
        for item in (found[number] for number in item_ids if number in found)
    ]


def _owner_words(item: Item) -> str:
    if item.owner_post is not None:
        return item.owner_post.title
    return item.owner_unit.name if item.owner_unit is not None else ""


def csv_heads() -> list[str]:
    """Return the heads of the file."""
    return [
        _("Reference"),
        _("Objective"),
        _("Kind"),
        _("Lens"),
        _("State"),
        _("Owned by"),
        _("Led by"),
        _("First day"),
        _("Last day"),
        _("Said"),
        _("Said on"),
        _("Confidence"),
    ]


def csv_rows(items: QuerySet[Item]) -> Iterator[list[object]]:
    """Yield the lines of the file, heads first: what the list shows, no further than MOST_IN_A_FILE."""
    yield list(csv_heads())
    rows = items.select_related("objective", "owner_post", "owner_unit", "lead")
    for item in rows[:MOST_IN_A_FILE].iterator(chunk_size=1000):
        yield [
            item.reference,
            item.title,
            str(KINDS(item.objective.kind).label),
            str(Lens(item.lens).label),
            str(Item.State(item.state).label),
            _owner_words(item),
            item.lead.name if item.lead else "",
            item.starts_on.isoformat() if item.starts_on else "",
            item.ends_on.isoformat() if item.ends_on else "",
            str(Item.Said(item.said).label) if item.said else "",
            formats.day(item.said_at) if item.said_at else "",
            item.confidence,
        ]
