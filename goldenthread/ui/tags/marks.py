"""Icon, lens, status, tag, fate, reference. Built here, not in templates: lists draw hundreds."""

from functools import cache
from xml.etree import ElementTree

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenthread.ui import assets
from goldenthread.ui.tags.library import attributes, one_of, register
from goldenthread.ui.tags.page import asset_url
from goldenthread.ui.words import FATES, KINDS, LENSES, STATUSES, mark_of

GLYPHS = frozenset({"var-common", "var-up", "var-down", "var-few", "as-below", "as-through", "as-above"})
SIZES = frozenset({"", "l"})
TONES = frozenset({"", "improve", "concern"})


@register.simple_tag
def icon(*, name: str, label: str = "", size: str = "") -> SafeString:
    """Draw one icon of the sprite. Beside a word it needs no label; alone it does."""
    return _silent_icon(name, size) if not label else _icon(name, size, attributes(role="img", aria_label=label))


@cache
def _silent_icon(name: str, size: str) -> SafeString:
    return _icon(name, size, attributes(aria_hidden="true"))


def _icon(name: str, size: str, spoken: SafeString) -> SafeString:
    one_of(name, assets.icon_names(), "icon")
    modifier = f" icon--{one_of(size, SIZES, 'size of icon')}" if size else ""
    return format_html('<svg class="icon{}"{}><use href="{}#{}"/></svg>', modifier, spoken, asset_url("sprite"), name)


@register.simple_tag
def glyph(*, name: str, words: str, tone: str = "") -> SafeString:
    """Draw a wide mark of variation or assurance with its words."""
    one_of(name, GLYPHS, "glyph")
    modifier = f" vmark--{one_of(tone, TONES, 'tone')}" if tone else ""
    return format_html(
        '<span class="vmark{}"><svg class="glyph" aria-hidden="true"><use href="{}#{}"/></svg>{}</span>',
        modifier,
        asset_url("sprite"),
        name,
        words,
    )


@register.simple_tag
def lens(*, value: str, words: str = "") -> SafeString:
    """Draw lead, manage or shared: glyph, word and hue."""
    mark = mark_of(LENSES, value, "lens")
    return format_html(
        '<span class="lens lens--{}">{}{}</span>', mark.modifier, icon(name=mark.icon), words or mark.words
    )


@register.simple_tag
def status(*, state: str, days: int | None = None, words: str = "", by: str = "") -> SafeString:
    """Draw a state: icon and words. `days` belongs to no_news; `words` say it more exactly; `by` says who noticed."""
    mark = mark_of(STATUSES, state, "state")
    said = words or str(mark.words)
    if days is not None and not words:
        if state != "no_news":
            raise ValueError("Only no_news counts days.")
        said = ngettext("No news for %(days)s day", "No news for %(days)s days", days) % {"days": days}
    noticed = format_html(' <span class="status__by">{}</span>', by) if by else ""
    return format_html(
        '<span class="status status--{}">{}{}{}</span>', mark.modifier, icon(name=mark.icon), said, noticed
    )


@register.simple_tag
def tag(*, kind: str = "", words: str = "", icon_name: str = "", boxed: bool = False) -> SafeString:
    """Draw what kind of thing this is; or free words, perhaps boxed, perhaps with an icon."""
    mark = mark_of(KINDS, kind, "kind") if kind else None
    if not mark and not words:
        raise ValueError("A tag needs a kind or words.")
    drawn = icon_name or (mark.icon if mark else "")
    return format_html(
        '<span class="tag{}">{}{}</span>',
        " tag--box" if boxed else "",
        icon(name=drawn) if drawn else "",
        words or (mark.words if mark else ""),
    )


@register.simple_tag
def fate(*, value: str, words: str = "") -> SafeString:
    """Draw what an import will do with a row: new, changed, same, stopped, skipped."""
    mark = mark_of(FATES, value, "fate")
    return format_html(
        '<span class="fate fate--{}">{}{}</span>', mark.modifier, icon(name=mark.icon), words or mark.words
    )


@register.simple_tag
def ref(*, text: str) -> SafeString:
    """Draw a reference such as OBJ-142."""
    return format_html('<span class="ref">{}</span>', text)


@register.simple_tag
def here(*, words: str = "") -> SafeString:
    """Draw the mark of where the reader stands on the thread."""
    return format_html('<span class="here here--mark">{}</span>', words or _("You are here"))


@register.simple_tag
def qr_code(*, svg: str, label: str) -> SafeString:
    """Redraw in the page the square code that allauth makes; our policy refuses its data address."""
    whole = ElementTree.fromstring(svg)
    path = whole.find("{http://www.w3.org/2000/svg}path")
    if path is None:
        raise ValueError("The square code holds no path.")
    return format_html(
        '<svg class="qr" viewBox="{}" role="img" aria-label="{}"><path d="{}"/></svg>',
        whole.attrib["viewBox"],
        label,
        path.attrib["d"],
    )
