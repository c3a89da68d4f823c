"""`{% load plans %}`: days near today, written short."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.translation import pgettext

from goldenthread.ui import formats
from goldenthread.ui.words import month_short

register = template.Library()


@register.filter
def short_day(value: date | None, today: date) -> str:
    """26 Nov; with the year when it is not today's."""
    if value is None:
        return formats.ABSENT
    if value.year != today.year:
        return formats.day(value)
    return pgettext("day month", "%(day)s %(month)s") % {"day": value.day, "month": month_short(value.month)}
