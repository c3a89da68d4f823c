"""Reads of the structure: who holds what, who stands above whom, and what the asker is to them."""

from goldenthread.people.queries.finding import found_by, suggestions, written
from goldenthread.people.queries.listing import (
    holders_by_post,
    people_matching,
    people_visible_to,
    posts_matching,
    posts_visible_to,
    units_visible_to,
)
from goldenthread.people.queries.standing import (
    Standing,
    held_on,
    holders_on,
    line_manager_of,
    line_relations,
    main_post_of,
    relations_to_person,
    relations_to_post,
    relations_to_unit,
    reporting_to,
    reports_of,
    standing_of,
)

__all__ = [
    "Standing",
    "found_by",
    "held_on",
    "holders_by_post",
    "holders_on",
    "line_manager_of",
    "line_relations",
    "main_post_of",
    "people_matching",
    "people_visible_to",
    "posts_matching",
    "posts_visible_to",
    "relations_to_person",
    "relations_to_post",
    "relations_to_unit",
    "reporting_to",
    "reports_of",
    "standing_of",
    "suggestions",
    "units_visible_to",
    "written",
]
