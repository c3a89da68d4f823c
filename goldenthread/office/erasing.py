"""What becomes of each thing that points at somebody who is erased: the list for a data protection officer. Pure.

The record of the person stays, without name, number or address, because the organisation's own record stands on it.
A test fails when a room adds a reference to a person that is not listed here.
"""

from __future__ import annotations

# Theirs alone, of no use to anybody else: deleted.
DELETED = {
    "notices.notice.person": "what they were told",
    "thread.watch.person": "what they followed",
    "thread.personsight.person": "their hours and line of sight",
}
# The organisation's record: stays, and shows somebody without a name.
STAYS = {
    "exchange.import.asked_by": "who brought a file in",
    "findings.finding.decided_by": "who accepted a finding",
    "findings.finding.mender": "who could mend a finding",
    "objectives.objective.reviewer": "who reviewed an objective",
    "objectives.planningyear.closed_by": "who closed a year",
    "people.appointment.made_by": "who appointed somebody",
    "people.appointment.person": "who administered, audited or led development, from when to when",
    "people.assignment.person": "who held a post, from when to when",
    "people.personmerge.merged_by": "who merged two records",
    "plans.task.asked_by": "who asked for a task",
    "plans.task.person": "whose task it was",
    "thread.checkin.by": "who said how an item stood",
    "thread.comment.by": "who commented",
    "thread.item.author": "who wrote an item",
    "thread.item.lead": "who led it",
    "thread.itemversion.by": "who reworded it",
    "thread.link.affirmed_by": "who affirmed a link",
    "thread.link.made_by": "who made it",
}
# Stays, but its words are about them: the words are blanked.
BLANKED = {
    "thread.item.subject": "development objectives about them, with all that was said there",
}
