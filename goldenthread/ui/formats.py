"""Numbers, days and hours as the pages write them. No clock; every moment is passed in."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from goldenthread.ui.words import month_short

MINUTES_IN_HOUR = 60
ABSENT = "–"  # what stands for a value that is not there


def day(value: date | datetime) -> str:
    """Return a day as 24 Nov 2026; a moment is told in the current time zone."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return pgettext("day month year", "%(day)s %(month)s %(year)s") % {
        "day": value.day,
        "month": month_short(value.month),
        "year": value.year,
    }


def day_time(value: datetime) -> str:
    """Return a moment as 24 Nov 2026, 16:20, in the current time zone if it is aware."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return pgettext("day, time", "%(day)s, %(time)s") % {"day": day(local), "time": local.strftime("%H:%M")}


def hours(minutes: int) -> str:
    """Return whole minutes as 5 h 35 min; 45 as 45 min; 0 as 0 min; less than nothing with a minus sign."""
    sign = "−" if minutes < 0 else ""
    whole, rest = divmod(abs(minutes), MINUTES_IN_HOUR)
    if not whole:
        return _("%(sign)s%(minutes)s min") % {"sign": sign, "minutes": rest}
    if not rest:
        return _("%(sign)s%(hours)s h") % {"sign": sign, "hours": number(whole)}
    return _("%(sign)s%(hours)s h %(minutes)s min") % {"sign": sign, "hours": number(whole), "minutes": rest}


def number(value: float | Decimal, *, places: int | None = None) -> str:
    """Return a number as 12,345 or 11.6, with a true minus sign.

    Without `places`, zeros that say nothing are left out: Decimal("9.500") is 9.5. With it, exactly so many are kept.
    """
    exact = Decimal(str(value))
    if not exact.is_finite():
        raise ValueError(f"{value} is not a number that a page can show.")
    plain = f"{exact:f}" if places is None else f"{exact:.{places}f}"
    if places is None and "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    if plain in {"-0", "-"}:
        plain = "0"
    decimals = len(plain.partition(".")[2])
    return number_format(Decimal(plain), decimal_pos=decimals, force_grouping=True).replace("-", "−")


def initials(name: str) -> str:
    """Return up to two capitals: the first letters of the first and the last word; a dash for no name."""
    words = [word for word in name.split() if word[0].isalpha()]
    if not words:
        return ABSENT
    chosen = words[:1] if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0] for word in chosen).upper()
