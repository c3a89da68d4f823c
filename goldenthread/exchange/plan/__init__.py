"""Plans in spreadsheets: priorities, actions and sub-actions become goals, objectives and tasks. Pure."""

from goldenthread.exchange.plan.cells import Known
from goldenthread.exchange.plan.fields import PLAN_FIELDS
from goldenthread.exchange.plan.mapping import BadMapping, Part, PlanMapping, mapping_from_columns, read_mapping
from goldenthread.exchange.plan.parse import PLAN, parse_plan

__all__ = [
    "PLAN",
    "PLAN_FIELDS",
    "BadMapping",
    "Known",
    "Part",
    "PlanMapping",
    "mapping_from_columns",
    "parse_plan",
    "read_mapping",
]
