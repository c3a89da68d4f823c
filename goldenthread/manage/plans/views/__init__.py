"""Pages of plans and tasks."""

from goldenthread.manage.plans.views.choices import suggest_assignees, suggest_items
from goldenthread.manage.plans.views.doing import (
    task_done,
    task_drop,
    task_part,
    task_part_add,
    task_plan,
    task_start,
    task_undo,
)
from goldenthread.manage.plans.views.tasks import task, task_assign, task_change, task_connect, task_new

__all__ = [
    "suggest_assignees",
    "suggest_items",
    "task",
    "task_assign",
    "task_change",
    "task_connect",
    "task_done",
    "task_drop",
    "task_new",
    "task_part",
    "task_part_add",
    "task_plan",
    "task_start",
    "task_undo",
]
