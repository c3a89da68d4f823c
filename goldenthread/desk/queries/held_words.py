"""Friendlier words for the tables that hold something about a person. A table without them is shown all the same."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# A table's label: its heading, and why it is held.
WORDS: dict[str, tuple[Promise, Promise]] = {
    "people.person": (_("Who you are"), _("So that others find you and your work reaches you.")),
    "access.account": (_("How you sign in"), _("So that only you are you.")),
    "people.assignment": (
        _("Posts you hold and held"),
        _("Duties and rights come from posts, and stay with them when people move."),
    ),
    "people.appointment": (_("Appointments"), _("Rights that do not come from a post.")),
    "people.personmerge": (
        _("Records joined with yours"),
        _("So that a mistaken joining can be taken apart."),
    ),
    "plans.task": (_("Tasks"), _("Yours, and those you asked others for.")),
    "thread.item": (
        _("Vision, goals, objectives and plans"),
        _("Those you lead or wrote, and development objectives about you."),
    ),
    "thread.itemversion": (_("Wordings you changed"), _("The history of what was said.")),
    "thread.link": (
        _("Links you made or affirmed"),
        _("Who said that one thing serves another."),
    ),
    "thread.checkin": (_("Your check-ins"), _("What you said of where things stand.")),
    "thread.comment": (_("Your comments"), _("What you wrote beside items.")),
    "thread.watch": (_("What you watch"), _("So that you are told of changes.")),
    "thread.personsight": (
        _("Your line of sight"),
        _("How many of your planned hours reach the vision. You and the line above you can see it."),
    ),
    "notices.notice": (_("Notices to you"), _("What you were told.")),
    "findings.finding": (_("Findings you can mend"), _("Breaks of the thread near your work.")),
    "objectives.objective": (_("Objectives you review"), _("You were named as their reviewer.")),
    "account.emailaddress": (_("Addresses you sign in with"), _("So that only you are you.")),
    "mfa.authenticator": (
        _("Second steps of signing in"),
        _("Their secrets are shown to nobody."),
    ),
    "usersessions.usersession": (
        _("Where you are signed in"),
        _("So that you can see and end each of them."),
    ),
    "search.entry": (_("How you are found"), _("The words by which the search finds you.")),
    "audit.entry": (
        _("The trail"),
        _("What you did, and what was done to your record. Kept for as long as the organisation says."),
    ),
}
