"""What would move if two records were made one, and which were."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from goldenthread.people import references
from goldenthread.people.models import Person, PersonMerge

# What people call the places that point at a person. A place without words of its own is told by its model's.
PLACES = {
    "people.assignment.person": _("times in a post"),
    "people.appointment.person": _("appointments"),
    "people.appointment.made_by": _("appointments made for others"),
    "thread.item.lead": _("things they lead"),
    "thread.item.subject": _("development objectives about them"),
    "thread.item.author": _("things they wrote"),
    "thread.checkin.by": _("check-ins"),
    "thread.comment.by": _("comments"),
    "thread.watch.person": _("things they watch"),
    "thread.link.made_by": _("links they made"),
    "thread.link.affirmed_by": _("links they affirmed"),
    "thread.itemversion.by": _("versions they wrote"),
    "thread.personsight.person": _("line of sight, worked out again"),
    "plans.task.person": _("tasks"),
    "plans.task.asked_by": _("tasks they asked for"),
    "notices.notice.person": _("notices"),
    "objectives.objective.reviewer": _("objectives they review"),
    "findings.finding.mender": _("findings for them to mend"),
    "findings.finding.decided_by": _("findings they decided"),
}


@dataclass(frozen=True, slots=True)
class Moving:
    """How many rows of one place would move."""

    place: str
    rows: int


def would_move(merged: Person) -> list[Moving]:
    """Return what points at a record, place by place, empty ones left out. A query a place that can point at people."""
    found = []
    for reference in references.references():
        rows = reference.model._default_manager.filter(**{reference.field: merged.pk}).count()
        if rows:
            found.append(Moving(place=str(PLACES.get(reference.key, reference.name)), rows=rows))
    return found


def merges() -> list[PersonMerge]:
    """Return the last 200 merges, newest first. One query."""
    return list(PersonMerge.objects.select_related("kept", "merged", "merged_by").order_by("-merged_at", "-pk")[:200])
