"""Input of this room: strings turned into values."""

from goldenthread.manage.plans.forms.tasks import (
    AssignForm,
    ConnectForm,
    DropForm,
    NewTaskForm,
    PartForm,
    PlanDayForm,
    TaskForm,
)

__all__ = ["AssignForm", "ConnectForm", "DropForm", "NewTaskForm", "PartForm", "PlanDayForm", "TaskForm"]
