"""Words that many pages share: months, states, kinds, lenses. Each is translated where it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MONTHS: Final = (
    pgettext_lazy("short month", "Jan"),
    pgettext_lazy("short month", "Feb"),
    pgettext_lazy("short month", "Mar"),
    pgettext_lazy("short month", "Apr"),
    pgettext_lazy("short month", "May"),
    pgettext_lazy("short month", "Jun"),
    pgettext_lazy("short month", "Jul"),
    pgettext_lazy("short month", "Aug"),
    pgettext_lazy("short month", "Sep"),
    pgettext_lazy("short month", "Oct"),
    pgettext_lazy("short month", "Nov"),
    pgettext_lazy("short month", "Dec"),
)


def month_short(month: int) -> str:
    """Return the short name of a month, 1 to 12."""
    return str(MONTHS[month - 1])


@dataclass(frozen=True, slots=True)
class Mark:
    """How a code looks: the icon of the sprite, the modifier of its class, its words."""

    icon: str
    modifier: str
    words: Promise | str


LENSES: Final[Mapping[str, Mark]] = {
    "lead": Mark("lead", "lead", pgettext_lazy("lens", "Lead")),
    "manage": Mark("manage", "manage", pgettext_lazy("lens", "Manage")),
    "shared": Mark("shared", "shared", pgettext_lazy("lens", "Shared")),
}

STATUSES: Final[Mapping[str, Mark]] = {
    "on_track": Mark("on-track", "ontrack", _("On track")),
    "at_risk": Mark("at-risk", "risk", _("At risk")),
    "off_track": Mark("off-track", "off", _("Off track")),
    "no_news": Mark("no-news", "quiet", _("No news yet")),
    "done": Mark("done", "done", _("Done")),
    "not_started": Mark("not-started", "notstarted", _("Not started")),
    "in_progress": Mark("standing", "ontrack", _("Under way")),
    "paused": Mark("pause", "quiet", _("Paused")),
    "closed": Mark("closed", "done", _("Closed")),
    "draft": Mark("draft", "quiet", _("Draft")),
    "retired": Mark("closed", "done", _("Retired")),
    "overdue": Mark("warning", "risk", _("Overdue")),
    "needs_reaffirm": Mark("mend", "quiet", _("To be re-affirmed")),
    "proposed": Mark("not-started", "quiet", _("Proposed")),
    "affirmed": Mark("tick", "ontrack", _("Affirmed")),
}

KINDS: Final[Mapping[str, Mark]] = {
    "standing": Mark("standing", "", pgettext_lazy("kind of objective", "Standing")),
    "change": Mark("change", "", pgettext_lazy("kind of objective", "Change")),
    "development": Mark("development", "", pgettext_lazy("kind of objective", "Development")),
    "vision": Mark("vision", "", _("Vision")),
    "goal": Mark("goal", "", _("Goal")),
    "value": Mark("value", "", _("Value")),
    "objective": Mark("objective", "", _("Objective")),
    "plan": Mark("plan", "", _("Plan")),
    "task": Mark("task", "", _("Task")),
    "measure": Mark("measure", "", _("Measure")),
    "policy": Mark("policy", "", _("Policy")),
    "procedure": Mark("procedure", "", _("Procedure")),
    "horizon": Mark("horizon", "", _("Horizon item")),
    "challenge": Mark("challenge", "", _("Challenge")),
    "opportunity": Mark("opportunity", "", _("Opportunity")),
    "idea": Mark("idea", "", _("Idea")),
    "programme": Mark("lesson", "", _("Programme")),
    "unit": Mark("unit", "", _("Unit")),
    "post": Mark("post", "", _("Post")),
    "person": Mark("person", "", _("Person")),
    "report": Mark("report", "", _("Report")),
}

FATES: Final[Mapping[str, Mark]] = {
    "new": Mark("fate-new", "new", pgettext_lazy("fate of a row", "New")),
    "changed": Mark("fate-change", "change", pgettext_lazy("fate of a row", "Changed")),
    "same": Mark("fate-same", "same", pgettext_lazy("fate of a row", "As it is")),
    "stopped": Mark("fate-stop", "stop", pgettext_lazy("fate of a row", "Stopped")),
    "skipped": Mark("fate-skip", "same", pgettext_lazy("fate of a row", "Left out")),
}

FINDING_KINDS: Final[Mapping[str, Promise]] = {
    "broken": pgettext_lazy("kind of finding", "Broken"),
    "frayed": pgettext_lazy("kind of finding", "Frayed"),
    "overstretched": pgettext_lazy("kind of finding", "Over-stretched"),
}

SEVERITIES: Final[Mapping[str, Promise]] = {
    "serious": pgettext_lazy("severity", "Serious"),
    "moderate": pgettext_lazy("severity", "Moderate"),
    "minor": pgettext_lazy("severity", "Minor"),
}


def mark_of(table: Mapping[str, Mark], code: str, what: str) -> Mark:
    """Return how a code looks.

    Raises:
        ValueError: the table has no such code; the message names those it has.
    """
    try:
        return table[code]
    except KeyError:
        raise ValueError(f"{code!r} is no {what}; choose one of {', '.join(sorted(table))}.") from None
