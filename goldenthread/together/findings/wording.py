"""What each kind of break is called, why it matters, and the one step that mends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenthread.people.models import Post, Unit
from goldenthread.thread.addresses import item_address
from goldenthread.thread.models import Item
from goldenthread.together.findings.models import Finding
from goldenthread.ui.formats import day, hours, number

# Full-time equivalents: from so many on, nobody wants to read tenths.
ROUNDED_FROM = 10


@dataclass(frozen=True, slots=True)
class Said:
    """A finding in words. `step` and `step_url` are the one thing that mends it."""

    title: str
    why: str
    step: str
    step_url: str
    url: str


def _quoted(title: str) -> str:
    return f"“{title}”"


def _hours_of(finding: Finding) -> str:
    if not finding.minutes:
        return ""
    return " " + _("%(hours)s are planned for it in the next four weeks.") % {"hours": hours(finding.minutes)}


def _item(finding: Finding) -> Item:
    if finding.item is None:
        raise ValueError(f"finding {finding.pk} is not about an item")
    return finding.item


def _page(item: Item) -> str:
    return item_address(kind=item.kind, item_id=item.pk)


def _b1(finding: Finding) -> Said:
    item = _item(finding)
    return Said(
        title=_("%(goal)s has no objective") % {"goal": _quoted(item.title)},
        why=_("Part of the vision that nobody has been given time to carry out."),
        step=_("Add objective"),
        step_url=f"{reverse('objectives:objective_new')}?serves={item.pk}",
        url=_page(item),
    )


def _b2(finding: Finding) -> Said:
    item = _item(finding)
    no_lead = bool(finding.facts.get("no_lead"))
    vacant = finding.facts.get("vacant_post")
    post = item.owner_post or (item.owner_unit.head_post if item.owner_unit else None)
    if no_lead and vacant:
        why = _("Nobody leads it, and the post that owns it is vacant.")
    elif no_lead:
        why = _("Nobody is named as leading it, so nobody will notice when it stalls.")
    else:
        why = _("The post that owns it is vacant, so nobody answers for it.")
    if vacant and post is not None and post.vacant_since:
        why += " " + _("Vacant since %(day)s.") % {"day": day(post.vacant_since)}
    return Said(
        title=_("%(objective)s has nobody to lead it") % {"objective": _quoted(item.title)}
        if no_lead
        else _("%(objective)s is owned by a vacant post") % {"objective": _quoted(item.title)},
        why=why,
        step=_("Name a lead") if no_lead else _("Name a stand-in"),
        step_url=reverse("objectives:objective_edit", args=[item.pk]),
        url=_page(item),
    )


def _b3(finding: Finding) -> Said:
    item = _item(finding)
    is_standing = finding.facts.get("objective_kind") == "standing"
    return Said(
        title=_("%(objective)s is judged by nothing") % {"objective": _quoted(item.title)},
        why=_("A standing objective without a measure cannot be seen to hold or to slip.")
        if is_standing
        else _("A change without a key result cannot be seen to have happened."),
        step=_("Add a measure") if is_standing else _("Add a key result"),
        step_url=reverse("objectives:key_result_new", args=[item.pk]),
        url=_page(item),
    )


def _b4(finding: Finding) -> Said:
    item = _item(finding)
    return Said(
        title=_("%(objective)s has no plan") % {"objective": _quoted(item.title)},
        why=_("Nobody has said what will be done for it: no plan, no task, nothing below."),
        step=_("Add plan"),
        step_url=f"{reverse('plans:plan_new')}?serves={item.pk}",
        url=_page(item),
    )


def _b5(finding: Finding) -> Said:
    if finding.task is not None:
        task = finding.task
        return Said(
            title=_("%(task)s serves nothing") % {"task": _quoted(task.title)},
            why=_("Nobody can say why it matters. Connect it, or drop it.") + _hours_of(finding),
            step=_("Connect this task"),
            step_url=reverse("plans:task_connect", args=[task.pk]),
            url=reverse("plans:task", args=[task.pk]),
        )
    if finding.item is None:
        return _no_vision(finding)
    item = finding.item
    steps = {
        Item.Kind.OBJECTIVE: _("Connect this objective"),
        Item.Kind.PLAN: _("Connect this plan"),
        Item.Kind.GOAL: _("Connect it to the vision"),
    }
    is_goal = item.kind == Item.Kind.GOAL
    return Said(
        title=(_("%(item)s serves no vision") if is_goal else _("%(item)s hangs from nothing"))
        % {"item": _quoted(item.title)},
        why=(
            _("There is a vision, and nobody can follow this goal up to it.")
            if is_goal
            else _("There is no way from it up to the vision.")
        )
        + _hours_of(finding),
        step=steps.get(Item.Kind(item.kind), _("Connect this")),
        step_url=reverse("thread:connect", args=[item.pk]),
        url=_page(item),
    )


def _no_vision(finding: Finding) -> Said:
    goals = int(str(finding.facts.get("goals", 0)))
    return Said(
        title=ngettext(
            "There is no vision yet: %(n)s goal hangs from nothing",
            "There is no vision yet: %(n)s goals hang from nothing",
            goals,
        )
        % {"n": number(goals)}
        if goals
        else _("There is no vision yet"),
        why=_("Nobody can follow their work up to what it is all for. Write a vision, or publish the draft."),
        step=_("Write the vision"),
        step_url=reverse("direction:vision_new"),
        url=reverse("direction:direction"),
    )


def _b6(finding: Finding) -> Said:
    if finding.unit is not None:
        return _unit_without_purpose(finding, finding.unit)
    post = finding.post
    if post is None:
        raise ValueError(f"finding {finding.pk} is not about a post or a unit")
    is_unnamed = post.filling == Post.Filling.UNNAMED
    return Said(
        title=_("%(post)s, %(reference)s, has no objective and no standing duty")
        % {"post": post.title, "reference": post.reference},
        why=_("%(fte)s full-time equivalents are paid for it, and nothing says what for.")
        % {"fte": f"{post.fte.normalize():f}"}
        if is_unnamed
        else _("Somebody holds this post, and nothing says what it is there to achieve or keep up."),
        step=_("Give it an objective"),
        step_url=f"{reverse('objectives:objective_new')}?kind=standing&post={post.pk}",
        url=reverse("people:post", args=[post.pk]),
    )


def _unit_without_purpose(finding: Finding, unit: Unit) -> Said:
    posts = int(str(finding.facts.get("posts", 0)))
    words = {"n": number(posts), "unit": unit.name}
    if finding.facts.get("below"):
        title = ngettext(
            "The only filled post in %(unit)s and the units below it carries no objective and no standing duty",
            "None of the %(n)s filled posts in %(unit)s and the units below it carries an objective or a standing duty",
            posts,
        )
    else:
        title = ngettext(
            "The only filled post in %(unit)s carries no objective and no standing duty",
            "None of the %(n)s filled posts in %(unit)s carries an objective or a standing duty",
            posts,
        )
    unnamed = finding.facts.get("unnamed_fte")
    return Said(
        title=title % words,
        why=_("%(fte)s full-time equivalents are paid for posts nobody is named in, and nothing says what for.")
        % {"fte": number(Decimal(str(unnamed)), places=0 if Decimal(str(unnamed)) >= ROUNDED_FROM else None)}
        if unnamed
        else _("Nothing says what anybody there is to achieve or keep up."),
        step=_("Give it a standing objective"),
        step_url=f"{reverse('objectives:objective_new')}?kind=standing&unit={unit.pk}",
        url=reverse("people:unit", args=[unit.pk]),
    )


def _b7(finding: Finding) -> Said:
    item = _item(finding)
    upper = finding.upper
    link = finding.facts.get("link")
    return Said(
        title=_("%(item)s may no longer serve what it did") % {"item": _quoted(item.title)},
        why=_("%(upper)s has been reworded or replaced since, and nobody has said whether this still serves it.")
        % {"upper": _quoted(upper.title) if upper else _("What it served")},
        step=_("Re-affirm the link"),
        step_url=reverse("thread:affirm", args=[link]),
        url=_page(item),
    )


_EDIT = {
    Item.Kind.OBJECTIVE: "objectives:objective_edit",
    Item.Kind.PLAN: "plans:plan_edit",
    Item.Kind.GOAL: "direction:goal_edit",
}


def _b8(finding: Finding) -> Said:
    item, upper = _item(finding), finding.upper
    words = {"item": _quoted(item.title), "upper": upper.reference if upper else ""}
    if finding.facts.get("outlives"):
        words |= {"mine": _day_words(item.ends_on), "theirs": _day_words(upper.ends_on if upper else None)}
        title = _("%(item)s ends after what it serves") % words
        why = _("It ends on %(mine)s, and %(upper)s on %(theirs)s.") % words
    else:
        words |= {"mine": _day_words(item.starts_on), "theirs": _day_words(upper.starts_on if upper else None)}
        title = _("%(item)s begins before what it serves") % words
        why = _("It begins on %(mine)s, and %(upper)s on %(theirs)s.") % words
    edit = _EDIT.get(Item.Kind(item.kind))
    return Said(
        title=title,
        why=why,
        step=_("Change the dates"),
        step_url=reverse(edit, args=[item.pk]) if edit else _page(item),
        url=_page(item),
    )


def _day_words(value: date | None) -> str:
    return day(value) if value else _("no day")


def _b9(finding: Finding) -> Said:
    item = _item(finding)
    open_items = int(str(finding.facts.get("open_items", 0)))
    open_tasks = int(str(finding.facts.get("open_tasks", 0)))
    parts = []
    if open_items:
        parts.append(ngettext("%(n)s live item", "%(n)s live items", open_items) % {"n": open_items})
    if open_tasks:
        parts.append(ngettext("%(n)s open task", "%(n)s open tasks", open_tasks) % {"n": open_tasks})
    return Said(
        title=_("%(item)s is closed, and work still hangs from it") % {"item": _quoted(item.title)},
        why=_("Still there: %(what)s. Move it, close it too, or re-open this.") % {"what": _(" and ").join(parts)},
        step=_("See what hangs from it"),
        step_url=_page(item),
        url=_page(item),
    )


def _b10(finding: Finding) -> Said:
    item = _item(finding)
    since = date.fromisoformat(str(finding.facts["since"]))
    return Said(
        title=_("No news of %(item)s") % {"item": _quoted(item.title)},
        why=_("Last heard of on %(day)s; it promised news every %(days)s days.")
        % {"day": day(since), "days": finding.facts.get("rhythm_days")},
        step=_("Check in"),
        step_url=reverse("thread:check_in", args=[item.pk]),
        url=_page(item),
    )


_WORDS = {
    "B1": _b1,
    "B2": _b2,
    "B3": _b3,
    "B4": _b4,
    "B5": _b5,
    "B6": _b6,
    "B7": _b7,
    "B8": _b8,
    "B9": _b9,
    "B10": _b10,
}


def say(finding: Finding) -> Said:
    """Return a finding in words. Its item, upper, task, post and owners must have been read with it."""
    return _WORDS[finding.code](finding)


def count_words(finding: Finding) -> str:
    """Return what the figure beside a finding counts."""
    if finding.code == "B1":
        return _("people given time")
    if finding.unit_id is not None:
        return ngettext("person named there", "people named there", finding.people)
    return ngettext("person below", "people below", finding.people)
