"""Filters: how pages write days, hours, numbers. An absent value is written as a dash."""

from datetime import date, datetime
from decimal import Decimal

from goldenthread.ui import formats
from goldenthread.ui.formats import ABSENT
from goldenthread.ui.tags.library import register


@register.filter
def day(value: date | datetime | None) -> str:
    """24 Nov 2026."""
    return formats.day(value) if value else ABSENT


@register.filter
def day_time(value: datetime | None) -> str:
    """24 Nov 2026, 16:20."""
    return formats.day_time(value) if value else ABSENT


@register.filter
def hours(value: int | None) -> str:
    """Minutes as 5 h 35 min."""
    return ABSENT if value is None else formats.hours(value)


@register.filter
def number(value: float | Decimal | None, places: int | None = None) -> str:
    """12,345 or 11.6; `number:1` keeps exactly one place."""
    return ABSENT if value is None else formats.number(value, places=places)


@register.filter
def initials(value: str) -> str:
    """TN for Tobias Nwosu."""
    return formats.initials(value)


@register.filter
def unlocalised(value: float) -> str:
    """Write a coordinate of a drawing with a point, whatever the language."""
    return f"{value:g}"
