"""The audit trail in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.audit.models import Entry

SOURCES: Mapping[str, object] = {
    "page": gettext_lazy("a page"),
    "command": gettext_lazy("the command line"),
    "job": gettext_lazy("a job"),
    "import": gettext_lazy("an import"),
    "setup": gettext_lazy("the set-up"),
}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Change:
    """One field, before and after, as text."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """One entry, ready to be shown."""

    entry: Entry
    what: str
    changes: tuple[Change, ...]
    source: str


def _text(value: object) -> str:
    return "–" if value in (None, "") else str(value)


def changes_of(entry: Entry) -> tuple[Change, ...]:
    """Return the fields an entry says were changed; what is not a pair of before and after is shown as it is."""
    found: list[Change] = []
    for field, pair in entry.changes.items():
        if isinstance(pair, list) and len(pair) == 2:
            found.append(Change(field.replace("_", " "), _text(pair[0]), _text(pair[1])))
        else:
            found.append(Change(field.replace("_", " "), "", _text(pair)))
    return tuple(found)


def row_of(entry: Entry) -> Row:
    """Return an entry in words: "goal.create" reads "goal: create"."""
    room, _dot, verb = entry.action.partition(".")
    what = f"{room.replace('_', ' ')}: {verb.replace('_', ' ')}" if verb else room
    return Row(entry=entry, what=what, changes=changes_of(entry), source=str(SOURCES.get(entry.source, entry.source)))


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def export_rows(entries: Iterable[Entry]) -> Iterator[list[str]]:
    """Yield the rows of a spreadsheet: a heading, then one an entry. No cell is taken for a formula."""
    yield [_("When"), _("Who"), _("What was done"), _("To what"), _("Label"), _("Changes"), _("Reason"), _("From")]
    for entry in entries:
        changes = "; ".join(f"{one.field}: {one.before} → {one.after}" for one in changes_of(entry))
        yield [
            timezone.localtime(entry.at).isoformat(timespec="seconds"),
            _cell(entry.person_name),
            entry.action,
            f"{entry.subject_kind} {entry.subject_number or ''}".strip(),
            _cell(entry.subject_label),
            _cell(changes),
            _cell(entry.reason),
            entry.source,
        ]
