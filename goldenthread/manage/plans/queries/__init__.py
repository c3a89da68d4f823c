"""Reads of plans and tasks: who may see a task, a person's own work, what hangs from an item."""

from goldenthread.manage.plans.queries.access import (
    load_task,
    open_tasks_visible_to,
    relations_to_task,
    tasks_allowing,
    tasks_visible_to,
)
from goldenthread.manage.plans.queries.choices import serveable_items
from goldenthread.manage.plans.queries.mine import my_day_tasks, my_open_tasks, tasks_asked_for_by

__all__ = [
    "load_task",
    "my_day_tasks",
    "my_open_tasks",
    "open_tasks_visible_to",
    "relations_to_task",
    "serveable_items",
    "tasks_allowing",
    "tasks_asked_for_by",
    "tasks_visible_to",
]
