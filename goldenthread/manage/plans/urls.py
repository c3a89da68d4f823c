"""Pages of this room, grouped by path."""

from __future__ import annotations

from django.urls import path

from goldenthread.manage.plans import views

app_name = "plans"
urlpatterns = [
    path("tasks/new/", views.task_new, name="task_new"),
    path("tasks/<int:task_id>/", views.task, name="task"),
    path("tasks/<int:task_id>/change/", views.task_change, name="task_change"),
    path("tasks/<int:task_id>/assign/", views.task_assign, name="task_assign"),
    path("tasks/<int:task_id>/connect/", views.task_connect, name="task_connect"),
    path("tasks/<int:task_id>/start/", views.task_start, name="task_start"),
    path("tasks/<int:task_id>/done/", views.task_done, name="task_done"),
    path("tasks/<int:task_id>/undo/", views.task_undo, name="task_undo"),
    path("tasks/<int:task_id>/drop/", views.task_drop, name="task_drop"),
    path("tasks/<int:task_id>/plan/", views.task_plan, name="task_plan"),
    path("tasks/<int:task_id>/steps/", views.task_part_add, name="task_part_add"),
    path("tasks/<int:task_id>/steps/<int:part_id>/", views.task_part, name="task_part"),
    path("suggest/assignees/", views.suggest_assignees, name="suggest_assignees"),
    path("suggest/items/", views.suggest_items, name="suggest_items"),
]
