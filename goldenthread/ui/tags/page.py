"""What the base template needs: the addresses of style sheet, scripts and sprite."""

from functools import cache

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from goldenthread.ui import assets
from goldenthread.ui.tags.library import draw, register


@cache
def _path_of(stem: str) -> str:
    asset = assets.ASSETS[stem]()
    return reverse("ui:asset", kwargs={"stem": asset.stem, "digest": asset.digest, "suffix": asset.suffix})


def asset_url(stem: str) -> str:
    """Return the address of style, script, theme or sprite; it changes whenever the content does."""
    return _path_of(stem)


@register.simple_tag
def stylesheet() -> SafeString:
    """Link the one style sheet."""
    return format_html('<link rel="stylesheet" href="{}">', asset_url("style"))


@register.simple_tag
def theme_script() -> SafeString:
    """Load the script that applies the chosen theme before the page is drawn."""
    return format_html('<script src="{}"></script>', asset_url("theme"))


@register.simple_tag
def scripts() -> SafeString:
    """Load the scripts of all components, after the page is read."""
    return format_html('<script src="{}" defer></script>', asset_url("script"))


@register.simple_tag
def sprite_url() -> str:
    """Give the address of the sprite, for drawings that use it directly."""
    return asset_url("sprite")


@register.simple_tag
def favicon_url() -> str:
    """Give the address of the mark beside the title."""
    return asset_url("favicon")


@register.simple_tag
def thread_mark() -> SafeString:
    """Draw the brand: a thread with two stations."""
    return draw("thread_mark", {})
