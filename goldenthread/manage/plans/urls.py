"""Pages of this room, grouped by path."""

from __future__ import annotations

from django.urls import path

from goldenthread.manage.plans.views import choices, doing, listing, plans, serving, tasks

app_name = "plans"
urlpatterns = [
    path("", listing.plans, name="plans"),
    path("list.csv", listing.plans_export, name="plans_export"),
    path("new/", plans.plan_new, name="plan_new"),
    path("<int:item_id>/", plans.plan, name="plan"),
    path("<int:item_id>/edit/", plans.plan_edit, name="plan_edit"),
    path("<int:item_id>/copy/", plans.plan_copy, name="plan_copy"),
    path("below/<int:item_id>/", serving.below, name="below"),
    path("serving/<int:item_id>/", serving.tasks, name="tasks"),
    path("serving/<int:item_id>/list.csv", serving.tasks_export, name="tasks_export"),
    path("tasks/at-once/", serving.tasks_bulk, name="tasks_bulk"),
    path("tasks/new/", tasks.task_new, name="task_new"),
    path("tasks/<int:task_id>/", tasks.task, name="task"),
    path("tasks/<int:task_id>/row/", serving.task_row, name="task_row"),
    path("tasks/<int:task_id>/change/", tasks.task_change, name="task_change"),
    path("tasks/<int:task_id>/assign/", tasks.task_assign, name="task_assign"),
    path("tasks/<int:task_id>/connect/", tasks.task_connect, name="task_connect"),
    path("tasks/<int:task_id>/start/", doing.task_start, name="task_start"),
    path("tasks/<int:task_id>/done/", doing.task_done, name="task_done"),
    path("tasks/<int:task_id>/undo/", doing.task_undo, name="task_undo"),
    path("tasks/<int:task_id>/drop/", doing.task_drop, name="task_drop"),
    path("tasks/<int:task_id>/plan/", doing.task_plan, name="task_plan"),
    path("tasks/<int:task_id>/steps/", doing.task_part_add, name="task_part_add"),
    path("tasks/<int:task_id>/steps/<int:part_id>/", doing.task_part, name="task_part"),
    path("suggest/assignees/", choices.suggest_assignees, name="suggest_assignees"),
    path("suggest/items/", choices.suggest_items, name="suggest_items"),
]
