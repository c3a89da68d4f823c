"""What cannot stand: lines that go round in a circle, trees too deep, links that make no sense."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from goldenthread.exchange.circles import circles, depths
from goldenthread.exchange.queries.shapes import FETCHED, shape_of
from goldenthread.exchange.reckoning import Entry
from goldenthread.exchange.tables import ITEM_TABLES, Table, table
from goldenthread.people.actions.units import DEEPEST_LEVEL
from goldenthread.thread.may_serve import MAY_SERVE
from goldenthread.thread.models import Item, Link

Stop = Callable[..., None]
Entries = Mapping[str, Sequence[Entry]]

LINES: Mapping[str, tuple[str, str]] = {
    "units": ("parent", "Each of these units would be part of the other."),
    "posts": ("reports_to", "Followed upwards, this line comes back to itself."),
    "people": ("merged_into", "Each of these records would be merged into the other."),
    "visions": ("supersedes", "Each of these visions would follow the other."),
}


def stop_circles(entries: Entries, stop: Stop) -> None:
    """Stop rows that would close a circle of units, posts, merged people or visions, and units that are too deep."""
    for name, (column, reason) in LINES.items():
        setting = [entry for entry in entries.get(name, ()) if sets(entry, column)]
        if not setting:
            continue
        parents = _lines_after(table(name), column, entries[name])
        for circle in circles({place: () if above is None else (above,) for place, above in parents.items()}):
            in_circle = [entry for entry in setting if entry.number in circle]
            stop(in_circle, "circle", column=column, reason=reason, cure="Correct where one of them hangs.")
        if name == "units":
            _stop_deep_units(entries[name], stop)


def sets(entry: Entry, column: str) -> bool:
    """Tell whether a record gives this column a new value that is not empty."""
    if entry.is_stopped or entry.same_as is not None or entry.values.get(column) is None:
        return False
    return entry.is_new or column in entry.changed


def _lines_after(of: Table, column: str, entries: Sequence[Entry]) -> dict[int, int | None]:
    """Return who would hang from whom, in the whole table."""
    shape = shape_of(of)
    parents: dict[int, int | None] = dict(
        shape.all.values_list("pk", shape.lookup(of.by_name[column])).iterator(chunk_size=FETCHED)
    )
    for entry in entries:
        if not entry.is_stopped and entry.same_as is None and column in entry.values:
            above = entry.values[column]
            parents[entry.number] = above if isinstance(above, int) else None
    return parents


def _stop_deep_units(entries: Sequence[Entry], stop: Stop) -> None:
    parents = _lines_after(table("units"), "parent", entries)
    deep = depths({place: above for place, above in parents.items() if above is None or above in parents})
    too_deep = [
        entry
        for entry in entries
        if not entry.is_stopped and entry.same_as is None and deep.get(entry.number, 0) >= DEEPEST_LEVEL
    ]
    reason = f"It stands more than {DEEPEST_LEVEL} levels deep."
    stop(too_deep, "too_deep", column="parent", reason=reason, cure="Leave out levels between.")


def stop_links(entries: Entries, stop: Stop) -> None:
    """Stop links between kinds of items that cannot serve each other, and links that would close a circle."""
    live = [entry for entry in entries.get("links", ()) if _is_live(entry)]
    setting = [entry for entry in live if entry.is_new or entry.changed]
    if not setting:
        return
    kinds = _kinds(setting, entries)
    for entry in setting:
        lower, upper = (kinds.get(_number(entry.final[end])) for end in ("lower", "upper"))
        if lower is not None and upper is not None and upper not in MAY_SERVE[lower]:
            stop(
                [entry],
                "cannot_serve",
                column="upper",
                reason=f"A {lower} cannot serve a {upper}.",
                cure="Name something that it can serve, or choose another kind of link.",
            )
    for circle in circles(_serving(entries["links"], live)):
        stop(
            [entry for entry in setting if {entry.final["lower"], entry.final["upper"]} <= circle],
            "circle",
            column="upper",
            reason="Followed upwards, this link comes back to where it starts.",
            cure="Correct or retire one of the links in the circle.",
        )


def _serving(entries: Sequence[Entry], live: Sequence[Entry]) -> dict[int, set[int]]:
    """Return what each item would serve, in the files and in the database."""
    edges: dict[int, set[int]] = defaultdict(set)
    in_files = {entry.number for entry in entries if not entry.is_stopped}
    serving = Link.objects.filter(kind="serves").exclude(state="retired")
    for number, lower_id, upper_id in serving.values_list("pk", "lower", "upper").iterator(chunk_size=FETCHED):
        if number not in in_files:
            edges[lower_id].add(upper_id)
    for entry in live:
        if not entry.is_stopped:
            edges[_number(entry.final["lower"])].add(_number(entry.final["upper"]))
    return edges


def _is_live(entry: Entry) -> bool:
    if entry.is_stopped or entry.same_as is not None:
        return False
    final = entry.final
    return final.get("kind") == "serves" and final.get("state") != "retired"


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value


def _kinds(links: Sequence[Entry], entries: Entries) -> dict[int, str]:
    """Return the kind of each item at either end."""
    kinds = {entry.number: each.item_kind for each in ITEM_TABLES for entry in entries.get(each.name, ())}
    ends = {_number(entry.final[end]) for entry in links for end in ("lower", "upper")}
    unknown = sorted(number for number in ends if number not in kinds)
    for start in range(0, len(unknown), 500):
        kinds.update(Item.objects.filter(pk__in=unknown[start : start + 500]).values_list("pk", "kind"))
    return kinds
