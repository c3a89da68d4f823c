"""What pages about people need beside the components: parts kept for later, shares, lines, names as typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django import template
from django.db.models import Model
from django.utils.safestring import SafeString

from goldenthread.people.queries import written
from goldenthread.ui.formats import ABSENT, hours, number
from goldenthread.ui.words import month_short

register = template.Library()
HOUR = 60


@register.simple_block_tag
def capture(content: str) -> SafeString:
    """Keep what is inside, drawn and escaped, under a name: `{% capture as marks %}…{% endcapture %}`."""
    return SafeString(content.strip())


@register.filter
def per_cent(share: Decimal) -> str:
    """Write a fraction as a number of hundredths: 0.35 as 35."""
    return number(share * 100)


@register.filter
def text_lines(words: str) -> list[str]:
    """Return the lines of a text that say something."""
    return [line.strip() for line in words.splitlines() if line.strip()]


@register.filter
def as_typed(record: Model) -> str:
    """Write a person, post or unit as it is typed: name and code."""
    return written(record)


@register.filter
def whole_hours(minutes: int) -> str:
    """Write minutes as hours: 23 h; less than one as minutes."""
    return hours(minutes if minutes < HOUR else round(minutes / HOUR) * HOUR)


@register.filter
def day_short(day: date | None) -> str:
    """Write a day without its year: 13 Dec."""
    return f"{day.day} {month_short(day.month)}" if day else ABSENT


@register.filter
def day_names(days: Iterable[date]) -> list[str]:
    """Write days without their years."""
    return [day_short(day) for day in days]


@register.simple_tag
def pick_key(*, kind: str, number: int) -> str:
    """Name one thing of a list that holds several kinds of thing: task-12."""
    return f"{kind}-{number}"
