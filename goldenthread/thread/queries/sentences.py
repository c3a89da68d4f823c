"""The trail of an item in plain sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.thread.models import Item, Lens
from goldenthread.ui import formats

LONGEST_VALUE = 80

FIELDS: dict[str, Promise] = {
    "title": gettext_lazy("title"),
    "description": gettext_lazy("description"),
    "lens": gettext_lazy("lens"),
    "owner_post": gettext_lazy("owning post"),
    "owner_unit": gettext_lazy("owning unit"),
    "lead": gettext_lazy("lead"),
    "starts_on": gettext_lazy("first day"),
    "ends_on": gettext_lazy("last day"),
    "rhythm_days": gettext_lazy("rhythm of check-ins"),
    "position": gettext_lazy("place in the order"),
    "statement": gettext_lazy("statement"),
    "story": gettext_lazy("story"),
    "horizon_year": gettext_lazy("horizon year"),
    "meaning": gettext_lazy("meaning"),
    "how_we_will_know": gettext_lazy("how we will know"),
    "theme": gettext_lazy("theme"),
    "manager_post": gettext_lazy("managing post"),
    "reviewer": gettext_lazy("reviewer"),
    "target": gettext_lazy("target"),
    "baseline": gettext_lazy("starting value"),
    "band_low": gettext_lazy("lower edge of the band"),
    "due_on": gettext_lazy("due day"),
    "direction": gettext_lazy("which way is better"),
    "unit_of_measure": gettext_lazy("unit of measure"),
    "purpose": gettext_lazy("purpose"),
    "budget": gettext_lazy("budget"),
    "weight": gettext_lazy("weight"),
}
# Kept in the trail as numbers, which say nothing to a reader; and texts too long for a line.
_NOT_QUOTED = frozenset(
    {"owner_post", "owner_unit", "lead", "manager_post", "reviewer", "description", "statement", "story", "position"}
)
# The ending of an action, after its full stop, and what it says. %(what)s is what the trail calls the thing.
_DONE: dict[str, Promise] = {
    "create": gettext_lazy("%(who)s wrote it."),
    "publish": gettext_lazy("%(who)s published it."),
    "closed": gettext_lazy("%(who)s closed it."),
    "retired": gettext_lazy("%(who)s retired it."),
    "superseded": gettext_lazy("%(who)s put a new version in its place."),
    "reopen": gettext_lazy("%(who)s opened it again."),
    "link.make": gettext_lazy("%(who)s connected it to %(what)s."),
    "link.end": gettext_lazy("%(who)s took it away from %(what)s."),
    "link.affirm": gettext_lazy("%(who)s affirmed the link to %(what)s."),
    "comment.make": gettext_lazy("%(who)s commented."),
    "comment.edit": gettext_lazy("%(who)s changed a comment."),
    "comment.remove": gettext_lazy("%(who)s removed a comment."),
    "key_result.add": gettext_lazy("%(who)s added “%(what)s”."),
    "key_result.remove": gettext_lazy("%(who)s took “%(what)s” away."),
    "reading.add": gettext_lazy("%(who)s recorded %(what)s."),
    "reading.remove": gettext_lazy("%(who)s took away the reading %(what)s."),
    "duty.add": gettext_lazy("%(who)s gave it to %(what)s."),
    "duty.remove": gettext_lazy("%(who)s took it from %(what)s."),
    "behaviour.add": gettext_lazy("%(who)s added “%(what)s”."),
    "behaviour.remove": gettext_lazy("%(who)s took “%(what)s” away."),
    "carried": gettext_lazy("%(who)s carried it over into another year."),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened: when, in words, why, and whether it was material."""

    at: datetime
    words: str
    reason: str
    is_material: bool


def happening(
    *, at: datetime, who: str, action: str, changes: Mapping[str, object], reason: str, is_material: bool
) -> Happening:
    """Return an entry of the trail as a sentence. An action without words of its own tells which fields changed."""
    name = who or _("The system")
    return Happening(at=at, words=_words(name, action, changes), reason=reason, is_material=is_material)


def _words(who: str, action: str, changes: Mapping[str, object]) -> str:
    if action == "item.check_in":
        said = _pair(changes.get("said"))[1]
        label = str(Item.Said(said).label) if said in Item.Said.values else str(said)
        return _("%(who)s checked in: %(said)s.") % {"who": who, "said": label}
    template = _DONE.get(action) or _DONE.get(action.rpartition(".")[2])
    if template is not None:
        return str(template) % {"who": who, "what": _what(changes)}
    told = [_change(field, value) for field, value in changes.items()]
    if not told:
        return _("%(who)s changed it.") % {"who": who}
    return _("%(who)s changed %(changes)s.") % {"who": who, "changes": _("; ").join(told)}


def _pair(value: object) -> tuple[object, object]:
    return (value[0], value[1]) if isinstance(value, list) and len(value) == 2 else (None, value)


def _what(changes: Mapping[str, object]) -> str:
    for value in changes.values():
        before, after = _pair(value)
        return _shown(after if after is not None else before)
    return _("something")


def _change(field: str, value: object) -> str:
    label = str(FIELDS.get(field, field.replace("_", " ")))
    if field in _NOT_QUOTED:
        return _("the %(field)s") % {"field": label}
    before, after = _pair(value)
    if before in (None, ""):
        return _("the %(field)s to %(after)s") % {"field": label, "after": _quoted(after)}
    return _("the %(field)s from %(before)s to %(after)s") % {
        "field": label,
        "before": _quoted(before),
        "after": _quoted(after),
    }


def _quoted(value: object) -> str:
    """Return a value with marks around it if it is somebody's words."""
    shown = _shown(value)
    if not isinstance(value, str) or not value or value[0].isdigit():
        return shown
    half = LONGEST_VALUE // 2
    return _("“%(words)s”") % {"words": shown} if shown[:half] == value[:half] else shown


def _shown(value: object) -> str:
    if value in (None, ""):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return formats.number(value)
    text = str(value)
    if text in Lens.values:
        return str(Lens(text).label)
    try:
        return formats.day(date.fromisoformat(text)) if len(text) == 10 else _short(text)
    except ValueError:
        return _short(text)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1].rstrip() + "…"
