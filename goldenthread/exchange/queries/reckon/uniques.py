"""What may stand only once, across the files and the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F
from django.db.models.functions import Lower

from goldenthread.exchange.queries.shapes import ASKED, shape_of
from goldenthread.exchange.reckoning import Entry
from goldenthread.exchange.records import Scalar
from goldenthread.exchange.tables import Table

Values = Mapping[str, Scalar]
Key = tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Once:
    """These columns together may stand once among the records that `counts` lets count.

    `parked` is what makes a record count no longer: written for a moment when two records change places.
    """

    columns: tuple[str, ...]
    reason: str
    cure: str
    counts: Callable[[Values], bool] = lambda values: True
    parked: Mapping[str, object] | None = None
    is_folded: bool = False

    def key(self, values: Values) -> Key | None:
        if not self.counts(values):
            return None
        parts = tuple(values.get(name) for name in self.columns)
        if self.is_folded:
            parts = tuple(str(part).lower() for part in parts)
        return parts


_LIVE_LINK: Callable[[Values], bool] = lambda values: values.get("state") != "retired"  # noqa: E731 (a table of rules)

RULES: Mapping[str, tuple[Once, ...]] = {
    "people": (
        Once(
            ("email",),
            "Somebody else has this e-mail address.",
            "Correct it, or leave it empty.",
            counts=lambda values: bool(values.get("email")) and values.get("merged_into") is None,
            parked={"email": ""},
            is_folded=True,
        ),
    ),
    "assignments": (
        Once(
            ("person",),
            "This person already has a main post that goes on.",
            "Write no under is_main for one of the two, or the last day under ends_on.",
            counts=lambda values: values.get("is_main") is True and values.get("ends_on") is None,
            parked={"is_main": False},
        ),
        Once(("person", "post", "starts_on"), "This person holds this post from this day already.", "Delete the row."),
    ),
    "appointments": (
        Once(
            ("person", "role"),
            "This appointment goes on already.",
            "Write the last day of one of the two under ends_on.",
            counts=lambda values: values.get("ends_on") is None,
            parked={"ends_on": F("starts_on")},
        ),
    ),
    "visions": (
        Once(
            ("state",),
            "There is another live vision, and there can be only one.",
            "Write superseded as the state of the older one.",
            counts=lambda values: values.get("state") == "live",
            parked={"state": "draft"},
        ),
        Once(
            ("supersedes",),
            "Another vision has taken the place of that one already.",
            "Correct which vision this one follows.",
            counts=lambda values: values.get("supersedes") is not None,
            parked={"supersedes": None},
        ),
    ),
    "links": (
        Once(
            ("lower",),
            "The lower item already has a primary link up, and there can be only one.",
            "Write no under is_primary for one of the two, or retired as its state.",
            counts=lambda values: values.get("is_primary") is True and _LIVE_LINK(values),
            parked={"is_primary": False},
        ),
        Once(
            ("lower", "upper", "kind"),
            "The same link stands already.",
            "Delete the row, or write retired as the state of one of the two.",
            counts=_LIVE_LINK,
            parked={"state": "retired"},
        ),
    ),
}


def stop_clashes(of: Table, entries: Sequence[Entry], stop: Callable[..., None]) -> None:
    """Stop what would stand twice. Of two rows that clash the later one is stopped."""
    for rule in RULES.get(of.name, ()):
        mine = [
            entry
            for entry in entries
            if not entry.is_stopped and entry.same_as is None and (entry.is_new or entry.changed)
        ]
        taken = _taken(of, rule, mine, {entry.number for entry in entries if not entry.is_new and not entry.is_stopped})
        for entry in entries:
            if entry.is_stopped or entry.same_as is not None:
                continue
            key = rule.key(entry.final)
            if key is None:
                continue
            if key in taken and taken[key] != entry.number:
                column = rule.columns[-1] if len(rule.columns) > 1 else rule.columns[0]
                found = entry.record.values.get(column)
                stop(
                    entry,
                    "only_once",
                    column=column,
                    found="" if found is None else str(found),
                    reason=rule.reason,
                    cure=rule.cure,
                )
            else:
                taken[key] = entry.number


def _taken(of: Table, rule: Once, mine: Sequence[Entry], in_files: set[int]) -> dict[Key, int]:
    """Return what is taken by records of the database that no row of the files speaks of."""
    keys = {key for entry in mine if (key := rule.key(entry.final)) is not None}
    wanted = sorted({key[0] for key in keys if not (isinstance(key[0], int) and key[0] < 0)}, key=str)
    shape, column = shape_of(of), of.by_name[rule.columns[0]]
    found = shape.all.alias(folded=Lower(shape.lookup(column))) if rule.is_folded else shape.all
    lookup = "folded" if rule.is_folded else shape.lookup(column)
    taken: dict[Key, int] = {}
    for start in range(0, len(wanted), ASKED):
        chunk = wanted[start : start + ASKED]
        for number, values in shape.rows(found.filter(**{f"{lookup}__in": chunk})):
            key = rule.key(values)
            if key is not None and number not in in_files:
                taken[key] = number
    return taken
