"""Reads of the organisation's settings, kept for a few seconds in each process because every page needs them."""

from __future__ import annotations

import threading
import time

from goldenthread.organisation.models import Organisation

_KEEP_SECONDS = 5.0
_kept: dict[str, tuple[float, Organisation]] = {}
_lock = threading.Lock()


def organisation() -> Organisation:
    """Return the organisation (not set up: an unsaved one with an empty name). At most one query in five seconds."""
    with _lock:
        kept = _kept.get("it")
        if kept and time.monotonic() - kept[0] < _KEEP_SECONDS:
            return kept[1]
    found = Organisation.objects.filter(pk=1).first() or Organisation(name="")
    with _lock:
        _kept["it"] = (time.monotonic(), found)
    return found


def forget() -> None:
    """Drop what this process keeps, after a change."""
    with _lock:
        _kept.clear()
