"""The address of each kind of item's own page. The pages are in higher rooms, so they are known here by name only."""

from __future__ import annotations

from goldenthread.ui.addresses import address

_PAGES = {
    "vision": "direction:vision",
    "value": "direction:value",
    "goal": "direction:goal",
    "objective": "objectives:objective",
    "plan": "plans:plan",
}


def item_address(*, kind: str, item_id: int) -> str:
    """Return the address of an item's page.

    Raises:
        KeyError: no such kind.
    """
    return address(_PAGES[kind], item_id)
