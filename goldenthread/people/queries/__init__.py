"""Reads of the structure: who holds what, who stands above whom, and what the asker is to them."""

from goldenthread.people.queries.standing import (
    Standing,
    holders_on,
    line_manager_of,
    main_post_of,
    relations_to_person,
    relations_to_post,
    relations_to_unit,
    reports_of,
    standing_of,
)

__all__ = [
    "Standing",
    "holders_on",
    "line_manager_of",
    "main_post_of",
    "relations_to_person",
    "relations_to_post",
    "relations_to_unit",
    "reports_of",
    "standing_of",
]
