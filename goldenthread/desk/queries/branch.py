"""What stands below items on the map: one query for as many branches as are open."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Case, Count, Exists, F, FilteredRelation, OuterRef, Q, Sum, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber
from django.urls import NoReverseMatch

from goldenthread.desk.thread_map import Below, News, Row
from goldenthread.people.queries import Standing
from goldenthread.thread.addresses import item_address
from goldenthread.thread.models import Item, Link
from goldenthread.thread.queries import figure_of, silent_days
from goldenthread.ui.addresses import address

SHOWN_BELOW = 25
SHOWN_ON_PATH = 5  # beside the next step of somebody's own line, so that the whole of it is seen
SHOWN_ON_REQUEST = 500
# What a row says. The rest of each record is left in the database: a map has many rows.
SAID = (
    "kind",
    "reference",
    "title",
    "state",
    "said",
    "said_at",
    "created_at",
    "rhythm_days",
    "owner_post",
    "objective__kind",
    "lead__name",
    "figure__people",
    "figure__minutes",
    "figure__open_tasks",
    "figure__done_tasks",
)


def primary_up() -> FilteredRelation:
    """Return the one link that an item hangs by, to be joined under a name."""
    return FilteredRelation("links_up", condition=Q(links_up__is_primary=True) & ~Q(links_up__state=Link.State.RETIRED))


def news_on(item: Item, *, now: datetime) -> News:
    """Return what a row says of an item: silence beyond its rhythm before what its owner said."""
    silent = silent_days(item, now=now)
    return News(item.said) if silent is None else News("no_news", silent)


def is_mine(item: Item, reader: Standing) -> bool:
    """Tell whether the reader plainly leads or owns an item, for a mend to be offered; its page decides."""
    return item.lead_id == reader.person.pk or item.owner_post_id in reader.post_ids


def page(name: str, serves: int) -> str:
    """Return the address of the page that adds something below an item, or that item's page while there is none."""
    try:
        return f"{address(name)}?serves={serves}"
    except NoReverseMatch:
        return address("thread:item", serves)


def map_items(reader: Standing) -> Q:
    """Return the condition for items on the map: live, and open to everyone or the reader's own development."""
    return Q(state=Item.State.LIVE) & (Q(visibility=Item.Visibility.EVERYONE) | Q(subject=reader.person))


def below_of(
    upper_ids: Collection[int],
    *,
    reader: Standing,
    now: datetime,
    path: Collection[int] = (),
    bottom: int | None = None,
    more_ids: Collection[int] = (),
    start: int = 0,
) -> dict[int, Below]:
    """Return the items below each of these along primary links. One query.

    Those on the path come first, then those with most minutes. At most SHOWN_BELOW below each, SHOWN_ON_PATH below
    those of the path, SHOWN_ON_REQUEST below those of `more_ids`; `start` leaves out the first ones.
    """
    if not upper_ids:
        return {}
    last = Case(
        When(up__upper__in=list(more_ids), then=Value(start + SHOWN_ON_REQUEST)),
        When(up__upper__in=list(path), then=Value(SHOWN_ON_PATH)),
        default=Value(start + SHOWN_BELOW),
    )
    minutes = Coalesce(F("figure__minutes"), Value(0))
    order = [Case(When(pk__in=list(path), then=Value(0)), default=Value(1)), minutes.desc(), F("pk").asc()]
    group = [F("up__upper")]
    lower = Link.objects.filter(upper=OuterRef("pk"), is_primary=True, lower__state=Item.State.LIVE)
    items = (
        Item.objects.annotate(up=primary_up())
        .filter(map_items(reader), up__upper__in=list(upper_ids))
        .annotate(
            upper=F("up__upper"),
            link_id=F("up__pk"),
            link_state=F("up__state"),
            asked_because=F("up__asked_because"),
            asked_at=F("up__asked_at"),
            has_below=Exists(lower.exclude(state=Link.State.RETIRED)),
            place=Window(RowNumber(), partition_by=group, order_by=order),
            siblings=Window(Count("pk"), partition_by=group),
            sibling_minutes=Window(Sum(minutes), partition_by=group),
        )
        .filter(place__gt=start, place__lte=last)
        .select_related("objective", "lead", "figure")
        .only(*SAID)
        .order_by("place", "pk")
    )
    found = {upper_id: Below(upper_id, [], start=start) for upper_id in upper_ids}
    for item in items:
        facts = vars(item)
        below = found[facts["upper"]]
        below.rows.append(_row(item, reader=reader, now=now, open_ids=upper_ids, path=path, bottom=bottom))
        below.more = max(facts["siblings"] - below.next_start, 0)
        shown = sum(row.minutes or 0 for row in below.rows)
        below.more_minutes = 0 if start else max((facts["sibling_minutes"] or 0) - shown, 0)
    return found


def _row(
    item: Item,
    *,
    reader: Standing,
    now: datetime,
    open_ids: Collection[int],
    path: Collection[int],
    bottom: int | None,
) -> Row:
    figure, facts = figure_of(item), vars(item)
    objective = getattr(item, "objective", None)
    has_below = bool(facts["has_below"])
    is_bare = figure is not None and not has_below and not figure.open_tasks and not figure.done_tasks
    return Row(
        item_id=item.pk,
        kind=item.kind,
        reference=item.reference,
        title=item.title,
        url=item_address(kind=item.kind, item_id=item.pk),
        objective_kind=objective.kind if objective else "",
        lead=item.lead.name if item.lead else "",
        people=figure.people if figure else None,
        minutes=figure.minutes if figure else None,
        news=news_on(item, now=now),
        link_id=facts["link_id"],
        link_state=facts["link_state"] or "",
        asked_because=facts["asked_because"] or "",
        asked_at=facts["asked_at"],
        has_below=has_below,
        can_mend=is_mine(item, reader),
        add_url=page("plans:plan_new", item.pk),
        is_open=item.pk in open_ids,
        is_path=item.pk in path,
        is_bottom=item.pk == bottom,
        lacks="plan" if is_bare and objective is not None and objective.kind == objective.Kind.CHANGE else "",
    )


def row_of(item_id: int, *, reader: Standing, now: datetime) -> Row | None:
    """Return one row of the map with what stands below it, or None for nothing that the reader may see there.

    Two queries.
    """
    found = (
        Item.objects.annotate(up=primary_up())
        .filter(map_items(reader), pk=item_id)
        .annotate(
            link_id=F("up__pk"),
            link_state=F("up__state"),
            asked_because=F("up__asked_because"),
            asked_at=F("up__asked_at"),
            has_below=Value(value=True),
        )
        .select_related("objective", "lead", "figure")
        .only(*SAID)
        .first()
    )
    if found is None:
        return None
    row = _row(found, reader=reader, now=now, open_ids=[item_id], path=(), bottom=None)
    row.below = below_of([item_id], reader=reader, now=now)[item_id]
    return row
