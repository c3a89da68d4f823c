"""What was done to a unit, post, person or role profile, from the trail, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from goldenthread.audit.models import Entry
from goldenthread.people.models import Appointment, Assignment, Level, Person, Post, RoleProfile, Unit
from goldenthread.ui.formats import day

KINDS: dict[type[Unit | Post | Person | RoleProfile], str] = {
    Unit: "unit",
    Post: "post",
    Person: "person",
    RoleProfile: "role_profile",
}

DEEDS = {
    "create": gettext_lazy("Taken in"),
    "change": gettext_lazy("Changed"),
    "move": gettext_lazy("Moved"),
    "close": gettext_lazy("Closed"),
    "reopen": gettext_lazy("Re-opened"),
    "head": gettext_lazy("Given another head"),
    "abolish": gettext_lazy("Abolished"),
    "assign": gettext_lazy("Given a post"),
    "assignment": gettext_lazy("Time in a post changed"),
    "unassign": gettext_lazy("Time in a post ended"),
    "leave": gettext_lazy("Left"),
    "return": gettext_lazy("Came back"),
    "retire": gettext_lazy("Retired"),
    "merge": gettext_lazy("Two records made one"),
    "unmerge": gettext_lazy("Two records taken apart"),
    "make": gettext_lazy("Appointed"),
    "end": gettext_lazy("Appointment ended"),
    "hand_over": gettext_lazy("Work handed over"),
}

FIELDS = {
    "abolished_on": gettext_lazy("Abolished on"),
    "accountabilities": gettext_lazy("Accountable for"),
    "closed_on": gettext_lazy("Closed on"),
    "code": gettext_lazy("Code"),
    "email": gettext_lazy("E-mail address"),
    "ends_on": gettext_lazy("Last day"),
    "filling": gettext_lazy("Filling"),
    "fte": gettext_lazy("Full-time equivalents"),
    "grade": gettext_lazy("Grade"),
    "head_post": gettext_lazy("Head"),
    "holder": gettext_lazy("Held by"),
    "holds": pgettext_lazy("field", "Holds"),
    "is_group": gettext_lazy("Stands for many"),
    "is_main": gettext_lazy("Main post"),
    "joined_on": gettext_lazy("Joined on"),
    "kind": gettext_lazy("Kind"),
    "known_as": gettext_lazy("Known as"),
    "lead_share": gettext_lazy("Leading"),
    "left_on": gettext_lazy("Left on"),
    "level": gettext_lazy("Level"),
    "manage_share": gettext_lazy("Managing"),
    "name": gettext_lazy("Name"),
    "number": gettext_lazy("Staff number"),
    "opened_on": gettext_lazy("Opened on"),
    "parent": gettext_lazy("Part of"),
    "posts": gettext_lazy("Posts held"),
    "purpose": gettext_lazy("Purpose"),
    "records": gettext_lazy("Records"),
    "reference": gettext_lazy("Reference"),
    "reports": gettext_lazy("Posts below report to"),
    "reports_to": gettext_lazy("Reports to"),
    "retired_on": gettext_lazy("Retired on"),
    "role": gettext_lazy("Appointment"),
    "role_profile": gettext_lazy("Role profile"),
    "shared_share": gettext_lazy("Shared"),
    "standing_share": gettext_lazy("Time for standing duties"),
    "starts_on": gettext_lazy("First day"),
    "title": gettext_lazy("Title"),
    "unit": gettext_lazy("Unit"),
    "vacant_since": gettext_lazy("Vacant since"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of the trail in words; `changes` holds (what, before, after)."""

    at: datetime
    by: str
    deed: str
    changes: tuple[tuple[str, str, str], ...]
    reason: str


def history_of(record: Unit | Post | Person | RoleProfile) -> QuerySet[Entry]:
    """Return what the trail tells of one record, newest first."""
    return Entry.objects.filter(subject_kind=KINDS[type(record)], subject_number=record.pk).order_by("-id")


def told(entries: Iterable[Entry]) -> list[Told]:
    """Return entries in words."""
    return [
        Told(
            at=entry.at,
            by=entry.person_name or _("The system"),
            deed=str(DEEDS.get(entry.action.rpartition(".")[2], entry.action)),
            changes=tuple(_changes(entry)),
            reason=entry.reason,
        )
        for entry in entries
    ]


def _changes(entry: Entry) -> Iterable[tuple[str, str, str]]:
    for name, pair in entry.changes.items():
        before, after = pair if isinstance(pair, list) and len(pair) == 2 else (None, pair)
        yield str(FIELDS.get(name, name)), _said(before), _said(after)


def _said(value: object) -> str:
    """Return a value of the trail as it is read: codes by their words, days as days."""
    if value is None or value == "":
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = str(value)
    for choices in (Level, Post.Filling, Assignment.Kind, Appointment.Role):
        if text in choices.values:
            return str(choices(text).label)
    try:
        return day(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text
