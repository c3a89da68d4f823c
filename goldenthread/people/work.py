"""What workers do for the structure: each day some people's time in a post begins or ends."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from goldenthread.jobs.handlers import recurring
from goldenthread.people.actions import settle_all_posts


@recurring("people.settle_posts", seconds=600.0)
def settle_posts_of_today(now: datetime) -> None:
    """Make what every post says of its filling true on this day. Where nothing began or ended, nothing is written."""
    settle_all_posts(on=timezone.localdate(now), now=now)
