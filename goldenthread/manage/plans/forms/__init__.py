"""Input of this room: strings turned into values."""

from goldenthread.manage.plans.forms.plans import BULK, BulkForm, ChangePlanForm, CopyForm, NewPlanForm, RowForm
from goldenthread.manage.plans.forms.tasks import (
    AssignForm,
    ConnectForm,
    DropForm,
    NewTaskForm,
    PartForm,
    PlanDayForm,
    TaskForm,
)

__all__ = [
    "BULK",
    "AssignForm",
    "BulkForm",
    "ChangePlanForm",
    "ConnectForm",
    "CopyForm",
    "DropForm",
    "NewPlanForm",
    "NewTaskForm",
    "PartForm",
    "PlanDayForm",
    "RowForm",
    "TaskForm",
]
