"""`{% word "goal" %}`, `{% words "goal" %}`: the organisation's own word; with `|capfirst` through `as`."""

from __future__ import annotations

from django import template
from django.template.defaultfilters import capfirst

from goldenthread.organisation import queries
from goldenthread.organisation import words as pure

register = template.Library()


@register.simple_tag
def word(code: str, *, cap: bool = False) -> str:
    """Return the organisation's word for one of them."""
    found = pure.word(code, renamed=queries.organisation().words)
    return capfirst(found) if cap else found


@register.simple_tag
def words(code: str, *, cap: bool = False) -> str:
    """Return the organisation's word for many of them."""
    found = pure.word(code, renamed=queries.organisation().words, many=True)
    return capfirst(found) if cap else found
