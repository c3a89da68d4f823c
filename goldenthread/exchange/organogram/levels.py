"""From a grade to one of four levels. Pure.

Source: the grades of the British Civil Service (Institute for Government, "Grade structures of the civil service": SCS,
Grades 6 and 7, SEO and HEO, EO, AO and AA), the bands of the Ministry of Justice and of the prison service laid beside
them by their pay. What is not in the table is a colleague; a post with others below it is at least a junior manager.
The level is a first guess that the organisation corrects: an import writes it only with a post that is new.
"""

from __future__ import annotations

import re

COLLEAGUE = "colleague"
JUNIOR_MANAGER = "junior_manager"
MIDDLE_MANAGER = "middle_manager"
SENIOR_LEADER = "senior_leader"

# The first pattern found at the start of the grade decides.
LEVELS: tuple[tuple[str, str], ...] = (
    (r"scs|senior civil serv|permanent secretary|director|chief executive|chief officer", SENIOR_LEADER),
    (r"grade [67]\b|g[67]\b|unified grade [67]\b", MIDDLE_MANAGER),
    (r"band a\b|range 1[01]\b|pay band [abcd]\b", MIDDLE_MANAGER),
    (r"senior operational manager|medical officer|senior principal", MIDDLE_MANAGER),
    (r"seo\b|heo\b|hmi\b|senior executive officer|higher executive officer", JUNIOR_MANAGER),
    (r"band b\b|range [89]\b|pay band [56]\b", JUNIOR_MANAGER),
    (r"operational manager|principal officer|custodial manager|senior officer", JUNIOR_MANAGER),
    (r"senior (information officer|librarian|nursing|pharmacist|mto)|sio\b|pso\b|sso\b|spto\b|sro\b", JUNIOR_MANAGER),
)
_COMPILED = tuple((re.compile(pattern), level) for pattern, level in LEVELS)


def level_of(grade: str, *, has_reports: bool = False) -> str:
    """Return the level of a post with this grade."""
    plain = " ".join(grade.casefold().replace("-", " ").split())
    level = next((level for pattern, level in _COMPILED if pattern.match(plain)), COLLEAGUE)
    return JUNIOR_MANAGER if has_reports and level == COLLEAGUE else level
