"""Reads of objectives: what they are judged by, who carries them, lists, and years."""

from goldenthread.manage.objectives.queries.judged import (
    CarriedBy,
    Judged,
    KeyResultRow,
    ReadingRow,
    duties_of,
    judged_by,
    row_of,
)
from goldenthread.manage.objectives.queries.listing import (
    KINDS,
    SORTS,
    ObjectiveSearch,
    csv_rows,
    list_rows,
    narrowed,
)
from goldenthread.manage.objectives.queries.people import development_subjects, suggested_owner
from goldenthread.manage.objectives.queries.years import (
    YearItem,
    items_to_settle,
    relations_to_years,
    rolled_over,
    settle_count,
    year_items,
    years,
)

__all__ = [
    "KINDS",
    "SORTS",
    "CarriedBy",
    "Judged",
    "KeyResultRow",
    "ObjectiveSearch",
    "ReadingRow",
    "YearItem",
    "csv_rows",
    "development_subjects",
    "duties_of",
    "items_to_settle",
    "judged_by",
    "list_rows",
    "narrowed",
    "relations_to_years",
    "rolled_over",
    "row_of",
    "settle_count",
    "suggested_owner",
    "year_items",
    "years",
]
