"""`{% load ui %}`: every component. Each family has a module in `goldenthread.ui.tags`."""

from goldenthread.ui.tags import (
    charts,
    controls,
    feedback,
    filters,
    forms,
    layout,
    lists,
    marks,
    page,
    people,
    thread,
)
from goldenthread.ui.tags.library import register

__all__ = [
    "charts",
    "controls",
    "feedback",
    "filters",
    "forms",
    "layout",
    "lists",
    "marks",
    "page",
    "people",
    "register",
    "thread",
]
