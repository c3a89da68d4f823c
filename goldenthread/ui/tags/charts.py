"""Charts: drawn on the server from the pure modules in `goldenthread.ui.charts`."""

from collections.abc import Sequence
from datetime import date

from django.utils.safestring import SafeString

from goldenthread.ui.charts.key_result import KeyResultChart
from goldenthread.ui.charts.load import Week, draw_load
from goldenthread.ui.charts.series import Level, Point, draw_series
from goldenthread.ui.charts.spark import draw_spark
from goldenthread.ui.tags.library import draw, register
from goldenthread.ui.words import month_short


def _month(day: date) -> str:
    return month_short(day.month)


@register.simple_tag
def key_result_chart(*, chart: KeyResultChart, label: str) -> SafeString:
    """Draw the small picture of a key result; `label` says in words what it shows."""
    values = {"chart": chart, "label": label, "from_words": _month(chart.start), "to_words": _month(chart.end)}
    return draw("key_result_chart", values)


@register.simple_tag
def series_chart(
    *, points: Sequence[Point], label: str, levels: Sequence[Level] = (), from_zero: bool = False
) -> SafeString:
    """Draw a series for wide pages and for phones. The sentence above and the figures behind are the page's."""
    drawings = [draw_series(points, levels=levels, is_phone=phone, from_zero=from_zero) for phone in (False, True)]
    return draw("series_chart", {"drawings": drawings, "label": label})


@register.simple_tag
def sparkline(*, values: Sequence[float | None], label: str = "") -> SafeString:
    """Draw a line beside a name; the figure itself stands in words. Without label it is not read aloud."""
    return draw("sparkline", {"spark": draw_spark(values), "label": label})


@register.simple_tag
def share_bar(*, part: float, whole: float, label: str = "", tone: str = "") -> SafeString:
    """Draw part of a whole as a bar; the figures stand beside it. Without label it is not read aloud."""
    share = min(max(part / whole, 0.0), 1.0) if whole > 0 else 0.0
    return draw("share_bar", {"percent": round(share * 100, 2), "label": label, "tone": tone})


@register.simple_tag
def load_strip(*, weeks: Sequence[Week], most_minutes: int, label: str) -> SafeString:
    """Draw one person's weeks; `most_minutes` is the same for every strip on the page."""
    return draw("load_strip", {"weeks": draw_load(weeks, most_minutes=most_minutes), "label": label})


@register.simple_tag
def load_axis(*, names: Sequence[str]) -> SafeString:
    """Draw the names of the weeks above the strips."""
    width = 100 / max(len(names), 1)
    drawn = [(round((index + 0.5) * width, 3), name, bool(index % 2)) for index, name in enumerate(names)]
    return draw("load_axis", {"names": drawn})
