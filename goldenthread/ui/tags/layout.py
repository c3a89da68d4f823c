"""Page head, section, facts, tabs, breadcrumbs, disclosure, note, empty state."""

from collections.abc import Iterable

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from goldenthread.ui.formats import ABSENT
from goldenthread.ui.shell import NavLink
from goldenthread.ui.tabs import Tab
from goldenthread.ui.tags.library import draw, register, trimmed


@register.simple_block_tag
def page_head(
    content: str, *, title: str, standfirst: str = "", actions: str = "", tight: bool = False, level: int = 1
) -> SafeString:
    """Draw the head of a page. The content is the line of marks above the title; `actions` are its buttons."""
    return draw(
        "page_head",
        {
            "content": trimmed(content),
            "title": title,
            "standfirst": standfirst,
            "actions": actions,
            "tight": tight,
            "level": level,
        },
    )


@register.simple_block_tag
def section(
    content: str,
    *,
    heading: str,
    id: str,
    count: int | str = "",
    note: str = "",
    action_label: str = "",
    action_url: str = "",
    actions: str = "",
    level: int = 2,
) -> SafeString:
    """Draw an ink line, a heading, perhaps a count, a note, one link (or `actions`, drawn before), and the content."""
    return draw(
        "section",
        {
            "content": content,
            "heading": heading,
            "id": id,
            "count": count,
            "note": note,
            "action_label": action_label,
            "action_url": action_url,
            "actions": actions,
            "level": level,
        },
    )


@register.simple_block_tag
def facts(content: str, *, small: bool = False) -> SafeString:
    """Frame a row of facts; each is a `fact`."""
    return draw("facts", {"content": content, "small": small})


@register.simple_block_tag
def fact(content: str, *, label: str, note: str = "") -> SafeString:
    """Draw one fact: its label, the content, perhaps a line below. Nothing inside is drawn as a dash."""
    return draw("fact", {"content": trimmed(content) or ABSENT, "label": label, "note": note})


@register.simple_tag
def tabs(*, links: Iterable[Tab], label: str) -> SafeString:
    """Draw links to the parts of one thing. `label` says of what, for those who hear the page."""
    return draw("tabs", {"links": links, "label": label})


@register.simple_tag
def breadcrumbs(*, links: Iterable[NavLink]) -> SafeString:
    """Draw where this page stands in its room; the last link is this page when it is current."""
    return draw("breadcrumbs", {"links": links})


@register.simple_block_tag
def disclosure(content: str, *, summary: str, count: int | str = "", is_open: bool = False, id: str = "") -> SafeString:
    """Draw more of the same, on request."""
    return draw("disclosure", {"content": content, "summary": summary, "count": count, "is_open": is_open, "id": id})


@register.simple_block_tag
def note(content: str, *, heading: str = "", concern: bool = False, level: int = 3) -> SafeString:
    """Draw an aside in the margin."""
    return draw("note", {"content": content, "heading": heading, "concern": concern, "level": level})


@register.simple_tag
def empty_state(
    *, heading: str, why: str, action_label: str = "", action_url: str = "", more: str = "", level: int = 3
) -> SafeString:
    """Draw what belongs here, why it matters, the first action. `more` is HTML drawn before, such as a button."""
    return draw(
        "empty_state",
        {
            "heading": heading,
            "why": why,
            "action_label": action_label,
            "action_url": action_url,
            "more": conditional_escape(more),
            "level": level,
        },
    )


@register.simple_tag
def skeleton(*, rows: int = 1, label: str = "") -> SafeString:
    """Draw the shape of what is coming."""
    return draw("skeleton", {"rows": range(rows), "label": label})
