"""What each kind of item may hang from by a link that serves. Pure.

Source: the architecture's spine. A vision hangs from nothing; a plan under a plan is a part of it.
"""

from __future__ import annotations

from collections.abc import Mapping

MAY_SERVE: Mapping[str, frozenset[str]] = {
    "vision": frozenset(),
    "value": frozenset({"vision"}),
    "goal": frozenset({"vision", "goal"}),
    "objective": frozenset({"vision", "goal", "value", "objective"}),
    "plan": frozenset({"goal", "value", "objective", "plan"}),
}
