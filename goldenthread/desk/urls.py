"""Pages of this room, grouped by path."""

from __future__ import annotations

from django.urls import path

from goldenthread.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.today, name="today"),
    path("today/<int:task_id>/done/", views.today_done, name="today_done"),
    path("today/<int:task_id>/undo/", views.today_undo, name="today_undo"),
]
