"""The one tag library that every family registers with, and what they share."""

from collections.abc import Mapping

from django import template
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


def draw(name: str, values: Mapping[str, object]) -> SafeString:
    """Return the component template `ui/components/<name>.html` filled with these values and nothing else."""
    return render_to_string(f"ui/components/{name}.html", dict(values))


def attributes(**given: str | bool | None) -> SafeString:
    """Return HTML attributes, escaped, with a leading space; empty, false and absent ones are left out.

    Underscores become hyphens (`aria_label`); one at the end is dropped (`class_`).
    """
    kept = {
        name.rstrip("_").replace("_", "-"): value for name, value in given.items() if value not in ("", None, False)
    }
    return flatatt(kept)


def one_of(value: str, allowed: frozenset[str], what: str) -> str:
    """Return the value if it is allowed.

    Raises:
        ValueError: it is not; the message names what is.
    """
    if value not in allowed:
        raise ValueError(f"{value!r} is no {what}; choose one of {', '.join(sorted(allowed))}.")
    return value


def trimmed(content: str) -> SafeString:
    """Return what a block rendered (escaped by then) without the white space around it."""
    return SafeString(content.strip())
