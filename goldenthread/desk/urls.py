"""Pages of this room, grouped by path."""

from __future__ import annotations

from django.urls import path

from goldenthread.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.today, name="today"),
    path("search/", views.search, name="search"),
    path("search/quick/", views.search_quick, name="search_quick"),
    path("thread/", views.thread, name="thread"),
    path("thread/from/", views.thread_from, name="thread_from"),
    path("thread/<int:item_id>/branch/", views.thread_branch, name="thread_branch"),
    path("thread/<int:item_id>/more/", views.thread_more, name="thread_more"),
    path("today/<int:task_id>/done/", views.today_done, name="today_done"),
    path("today/<int:task_id>/undo/", views.today_undo, name="today_undo"),
]
