"""What hangs from nothing, as last found."""

from __future__ import annotations

from goldenthread.people.queries import Standing
from goldenthread.thread.models import Item
from goldenthread.together.findings.models import Finding

SHOWN = 5


def hanging_from_nothing(reader: Standing) -> tuple[list[Finding], bool]:
    """Return up to SHOWN live items that serve nothing, most people first, and whether there are more. One query."""
    found = (
        Finding.objects.filter(code="B5", state=Finding.State.OPEN, item__state=Item.State.LIVE)
        .filter(item__visibility=Item.Visibility.EVERYONE)
        .select_related("item__objective", "item__figure")
        .order_by("severity", "-people", "id")
    )
    rows = list(found[: SHOWN + 1]) if reader.is_here else []
    return rows[:SHOWN], len(rows) > SHOWN
