"""`{{ session.user_agent|browser }}`: Firefox on Windows."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from goldenthread.access.browsers import browser_and_system

register = template.Library()


@register.filter
def browser(user_agent: str) -> str:
    """Return what a browser calls itself in words; what is not known is shown as it came, cut short."""
    name, system = browser_and_system(user_agent)
    if name and system:
        return _("%(browser)s on %(system)s") % {"browser": name, "system": system}
    return name or system or user_agent[:60] or _("Not known")
