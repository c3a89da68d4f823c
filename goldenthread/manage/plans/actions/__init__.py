"""Writes to plans and tasks: one function for each thing that can happen."""

from goldenthread.manage.plans.actions.parts import add_part, remove_part, tick_part
from goldenthread.manage.plans.actions.plans import NewPlan, change_plan, copy_plan, create_plan
from goldenthread.manage.plans.actions.tasks import (
    CannotServe,
    NewTask,
    TaskChangedMeanwhile,
    TaskIsOpen,
    TaskIsOver,
    assign_task,
    change_row,
    change_task,
    connect_task,
    create_task,
    drop_task,
    finish_task,
    plan_task,
    start_task,
    undo_task,
)

__all__ = [
    "CannotServe",
    "NewPlan",
    "NewTask",
    "TaskChangedMeanwhile",
    "TaskIsOpen",
    "TaskIsOver",
    "add_part",
    "assign_task",
    "change_plan",
    "change_row",
    "change_task",
    "connect_task",
    "copy_plan",
    "create_plan",
    "create_task",
    "drop_task",
    "finish_task",
    "plan_task",
    "remove_part",
    "start_task",
    "tick_part",
    "undo_task",
]
