"""People: avatar, person with a note, the pair who lead and manage."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from goldenthread.ui import formats
from goldenthread.ui.tags.library import attributes, draw, one_of, register

AVATAR_SIZES = frozenset({"", "s"})


@register.simple_tag
def avatar(*, name: str = "", size: str = "", vacant: bool = False, url: str = "", label: str = "") -> SafeString:
    """Draw initials, or a dashed ring for a vacant post. The name stands beside it, unless it is a labelled link."""
    letters = formats.ABSENT if vacant else formats.initials(name)
    classes = "avatar"
    if one_of(size, AVATAR_SIZES, "size of avatar"):
        classes += f" avatar--{size}"
    if vacant:
        classes += " avatar--vacant"
    if url:
        return format_html("<a{}>{}</a>", attributes(class_=classes, href=url, aria_label=label or name), letters)
    return format_html("<span{}>{}</span>", attributes(class_=classes, aria_hidden="true"), letters)


@register.simple_tag
def who(
    *, name: str, url: str = "", note: str = "", size: str = "", vacant: bool = False, title_link: bool = True
) -> SafeString:
    """Draw a person, or a vacant post by its name: avatar, name, perhaps a link, perhaps a line below."""
    words = (
        format_html("<a{}>{}</a>", attributes(class_="titlelink" if title_link else "", href=url), name)
        if url
        else name
    )
    below = format_html("<small>{}</small>", note) if note else ""
    return format_html(
        '<span class="who">{}<span class="who__text">{}{}</span></span>',
        avatar(name=name, size=size, vacant=vacant),
        words,
        below,
    )


@register.simple_tag
def pair(
    *,
    leader: str = "",
    leader_note: str = "",
    leader_url: str = "",
    manager: str = "",
    manager_note: str = "",
    manager_url: str = "",
    vacant_words: str = "",
) -> SafeString:
    """Draw who leads and who manages, side by side. An empty name is said to be nobody, in the alarm hue."""
    sides = (
        {"lens": "lead", "words": _("Leads"), "name": leader, "note": leader_note, "url": leader_url},
        {"lens": "manage", "words": _("Manages"), "name": manager, "note": manager_note, "url": manager_url},
    )
    return draw("pair", {"sides": sides, "vacant_words": vacant_words or _("Nobody yet")})
