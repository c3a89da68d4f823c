"""The audit trail in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.template.defaultfilters import capfirst
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.audit.models import Entry
from goldenthread.organisation.queries import organisation
from goldenthread.organisation.words import WORDS, word
from goldenthread.people.spreadsheet import csv_lines
from goldenthread.ui.formats import day, day_time

SOURCES: Mapping[str, object] = {
    "page": gettext_lazy("a page"),
    "command": gettext_lazy("the command line"),
    "job": gettext_lazy("a job"),
    "import": gettext_lazy("an import"),
    "setup": gettext_lazy("the set-up"),
}
# What entries are about, as `subject_kind` has it. What the organisation may rename goes by its own word.
SUBJECTS: Mapping[str, object] = {
    "person": gettext_lazy("person"),
    "unit": gettext_lazy("unit"),
    "post": gettext_lazy("post"),
    "role_profile": gettext_lazy("role profile"),
    "item": gettext_lazy("vision, value, goal, objective or plan"),
    "task": gettext_lazy("task"),
    "finding": gettext_lazy("finding"),
    "import": gettext_lazy("import"),
    "planning_year": gettext_lazy("planning year"),
    "organisation": gettext_lazy("organisation"),
    "account": gettext_lazy("account"),
}
NOUNS: Mapping[str, object] = {
    **SUBJECTS,
    "appointment": gettext_lazy("appointment"),
    "audit": gettext_lazy("audit trail"),
    "behaviour": gettext_lazy("behaviour"),
    "comment": gettext_lazy("comment"),
    "export": gettext_lazy("export"),
    "item": gettext_lazy("item"),
    "key_result": gettext_lazy("key result"),
    "link": gettext_lazy("link"),
    "year": gettext_lazy("planning year"),
}
# What was done, as the part of `action` after the full stop has it, to be read after the noun.
VERBS: Mapping[str, object] = {
    "abolish": gettext_lazy("abolished"),
    "accept": gettext_lazy("accepted"),
    "accepted": gettext_lazy("accepted with a reason"),
    "add": gettext_lazy("added"),
    "address": gettext_lazy("given another address"),
    "adopt": gettext_lazy("adopted"),
    "affirm": gettext_lazy("affirmed"),
    "assign": gettext_lazy("assigned"),
    "assignment": gettext_lazy("given a post, or its time changed"),
    "change": gettext_lazy("changed"),
    "check_in": gettext_lazy("checked in"),
    "close": gettext_lazy("closed"),
    "closed": gettext_lazy("closed"),
    "connect": gettext_lazy("connected"),
    "create": gettext_lazy("made"),
    "discard": gettext_lazy("discarded"),
    "done": gettext_lazy("done"),
    "drop": gettext_lazy("dropped"),
    "duty": gettext_lazy("given to a post, or taken from it"),
    "edit": gettext_lazy("changed"),
    "end": gettext_lazy("ended"),
    "erase": gettext_lazy("erased"),
    "export": gettext_lazy("taken away"),
    "hand_over": gettext_lazy("work handed over"),
    "head": gettext_lazy("given another head"),
    "invite": gettext_lazy("invited"),
    "leave": gettext_lazy("leaving recorded"),
    "link": gettext_lazy("linked to a person"),
    "make": gettext_lazy("made"),
    "merge": gettext_lazy("merged with another record"),
    "move": gettext_lazy("moved"),
    "new_link": gettext_lazy("given a new way in"),
    "part_add": gettext_lazy("given a further step"),
    "part_remove": gettext_lazy("step removed"),
    "part_tick": gettext_lazy("step ticked"),
    "part_untick": gettext_lazy("step opened again"),
    "plan": gettext_lazy("planned for a day"),
    "publish": gettext_lazy("published"),
    "remove": gettext_lazy("removed"),
    "reopen": gettext_lazy("opened again"),
    "retire": gettext_lazy("retired"),
    "retired": gettext_lazy("retired"),
    "return": gettext_lazy("return recorded"),
    "reword": gettext_lazy("reworded"),
    "roll_over": gettext_lazy("rolled over"),
    "run": gettext_lazy("run"),
    "second_step": gettext_lazy("second step removed"),
    "set_up": gettext_lazy("set up"),
    "sign_out": gettext_lazy("signed out"),
    "snoozed": gettext_lazy("put off"),
    "start": gettext_lazy("started"),
    "superseded": gettext_lazy("superseded"),
    "undo": gettext_lazy("undone"),
    "unlink": gettext_lazy("taken from its person"),
    "unmerge": gettext_lazy("taken apart again"),
}
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}\S*")
REFERENCE = re.compile(r"[A-Z]+-\d+\b")
CODE = re.compile(r"[a-z]+(?:_[a-z]+)+")
ABSENT = "–"


@dataclass(frozen=True, slots=True)
class Change:
    """One field, before and after, as text."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """One entry, ready to be shown. `about` says what kind of thing it is about, `label` which.

    Where the words are withheld, `withheld` says so in the place of `changes` and `reason`.
    """

    entry: Entry
    what: str
    about: str
    label: str
    changes: tuple[Change, ...]
    reason: str
    withheld: str
    source: str


def _moment(text: str) -> str:
    try:
        if ISO_DAY.fullmatch(text):
            return day(date.fromisoformat(text))
        return day_time(datetime.fromisoformat(text))
    except ValueError:
        return text


def value_text(value: object) -> str:
    """Return a value of the trail as people read it: days as 24 Nov 2026, codes without underscores."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in (None, "", [], {}):
        return ABSENT
    if isinstance(value, list):
        return ", ".join(value_text(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{name.replace('_', ' ')}: {value_text(one)}" for name, one in value.items())
    text = str(value)
    if ISO_DAY.fullmatch(text) or ISO_MOMENT.fullmatch(text):
        return _moment(text)
    return text.replace("_", " ") if CODE.fullmatch(text) else text


def changes_of(entry: Entry) -> tuple[Change, ...]:
    """Return the fields an entry says were changed; what is not a pair of before and after is shown as it is."""
    found: list[Change] = []
    for field, pair in entry.changes.items():
        before, after = pair if isinstance(pair, list) and len(pair) == 2 else (None, pair)
        found.append(Change(field.replace("_", " "), value_text(before), value_text(after)))
    return tuple(found)


def noun(code: str) -> str:
    """Return what a code of the trail means, in the organisation's own word where it has one."""
    if code in WORDS:
        return word(code, renamed=organisation().words)
    return str(NOUNS.get(code, code.replace("_", " ")))


def what_of(action: str) -> str:
    """Return an action in words: `goal.reword` reads "Goal reworded"."""
    first, _dot, verb = action.partition(".")
    done = str(VERBS.get(verb, verb.replace("_", " ")))
    return str(capfirst(_("%(noun)s %(done)s") % {"noun": noun(first), "done": done} if verb else noun(first)))


def row_of(entry: Entry) -> Row:
    """Return an entry in words."""
    is_withheld = entry.is_withheld
    return Row(
        entry=entry,
        what=what_of(entry.action),
        about=str(capfirst(noun(entry.subject_kind))),
        label=_reference_in(entry.subject_label) if is_withheld else entry.subject_label,
        changes=() if is_withheld else changes_of(entry),
        reason="" if is_withheld else entry.reason,
        withheld=_("withheld: about somebody’s own development") if is_withheld else "",
        source=str(SOURCES.get(entry.source, entry.source)),
    )


def _reference_in(label: str) -> str:
    """Return the reference that a label begins with, without the words behind it."""
    found = REFERENCE.match(label)
    return found.group() if found else ""


def subject_options() -> list[tuple[str, str]]:
    """Return what entries can be about, for a filter."""
    return [(code, str(capfirst(noun(code) if code in WORDS else str(label)))) for code, label in SUBJECTS.items()]


def export_lines(entries: Iterable[Entry], *, most: int) -> Iterator[str]:
    """Yield the lines of a CSV file: a heading, then one line an entry, at most so many; a last one says if more exist.

    No cell is taken for a formula.
    """
    heads = (_("When"), _("Who"), _("What was done"), _("About"), _("Label"), _("Changes"), _("Reason"), _("From"))
    yield from csv_lines(heads, _cells(entries, most=most))


def _cells(entries: Iterable[Entry], *, most: int) -> Iterator[tuple[object, ...]]:
    for count, entry in enumerate(entries):
        if count == most:
            yield (_("There are more. Narrow the days to take the rest away."),)
            return
        row = row_of(entry)
        yield (
            timezone.localtime(entry.at).isoformat(timespec="seconds"),
            entry.person_name,
            entry.action,
            f"{entry.subject_kind} {entry.subject_number or ''}".strip(),
            row.label,
            row.withheld or "; ".join(f"{one.field}: {one.before} → {one.after}" for one in row.changes),
            row.reason,
            entry.source,
        )
