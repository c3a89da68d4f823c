"""Buttons and links. Words are verb and object: Publish vision."""

from collections.abc import Mapping

from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from goldenthread.ui.tags.library import attributes, draw, one_of, register
from goldenthread.ui.tags.marks import icon as draw_icon

VARIANTS = frozenset({"primary", "second", "quiet", "danger", "plain"})
TYPES = frozenset({"submit", "button", "reset"})


def _classes(variant: str, *, small: bool, push: bool) -> str:
    one_of(variant, VARIANTS, "variant of button")
    kept = ["btn", "" if variant == "plain" else f"btn--{variant}", "btn--s" if small else "", "push" if push else ""]
    return " ".join(name for name in kept if name)


def _inside(label: str, icon: str, subject: str) -> SafeString:
    unseen = format_html('<span class="vh">: {}</span>', subject) if subject else ""
    return format_html("{}{}{}", draw_icon(name=icon) if icon else "", label, unseen)


@register.simple_tag
def button(
    *,
    label: str,
    variant: str = "second",
    small: bool = False,
    type: str = "submit",
    name: str = "",
    value: str = "",
    icon: str = "",
    subject: str = "",
    disabled: bool = False,
    busy: bool = False,
    push: bool = False,
    form: str = "",
    formaction: str = "",
    formnovalidate: bool = False,
    dialog: str = "",
    closes_dialog: bool = False,
    hx_get: str = "",
    hx_post: str = "",
    hx_target: str = "",
    hx_swap: str = "",
) -> SafeString:
    """Draw a button. `subject` is read aloud after the label, so that equal buttons differ; `dialog` opens that id."""
    given = attributes(
        class_=_classes(variant, small=small, push=push),
        type="button" if dialog or closes_dialog else one_of(type, TYPES, "type of button"),
        name=name,
        value=value,
        disabled=disabled,
        aria_busy="true" if busy else "",
        form=form,
        formaction=formaction,
        formnovalidate=formnovalidate,
        data_dialog=dialog,
        data_dialog_close=closes_dialog,
        hx_get=hx_get,
        hx_post=hx_post,
        hx_target=hx_target,
        hx_swap=hx_swap,
    )
    return format_html("<button{}>{}</button>", given, _inside(label, icon, subject))


@register.simple_tag
def link_button(
    *,
    label: str,
    url: str,
    variant: str = "second",
    small: bool = False,
    icon: str = "",
    subject: str = "",
    push: bool = False,
    dialog: str = "",
    download: bool = False,
    hx_get: str = "",
    hx_target: str = "",
    hx_swap: str = "",
) -> SafeString:
    """Draw a link that looks like a button. With `dialog` the script opens that id instead of following the link."""
    given = attributes(
        class_=_classes(variant, small=small, push=push),
        href=url,
        data_dialog=dialog,
        download=download,
        hx_get=hx_get,
        hx_target=hx_target,
        hx_swap=hx_swap,
    )
    return format_html("<a{}>{}</a>", given, _inside(label, icon, subject))


@register.simple_tag(takes_context=True)
def post_button(
    context: Context,
    *,
    url: str,
    label: str,
    variant: str = "second",
    small: bool = False,
    icon: str = "",
    subject: str = "",
    name: str = "",
    value: str = "",
    push: bool = False,
    hx_target: str = "",
    hx_swap: str = "",
) -> SafeString:
    """Draw a form of one button that posts to `url`; with `hx_target` the script posts it and swaps that part."""
    pressed = button(label=label, variant=variant, small=small, icon=icon, subject=subject, name=name, value=value)
    values: Mapping[str, object] = {
        "url": url,
        "button": pressed,
        "csrf_token": context.get("csrf_token", ""),
        "push": push,
        "hx_target": hx_target,
        "hx_swap": hx_swap,
    }
    return draw("post_button", values)


@register.simple_tag
def more_link(*, label: str, url: str, back: bool = False) -> SafeString:
    """Draw a small link that leads on: All findings, with an arrow."""
    arrow = draw_icon(name="left" if back else "right")
    inside = format_html("{}{}", arrow, label) if back else format_html("{}{}", label, arrow)
    return format_html('<a class="morelink" href="{}">{}</a>', url, inside)
