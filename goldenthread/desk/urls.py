"""Pages of this room, grouped by path."""

from __future__ import annotations

from django.urls import path

from goldenthread.desk.views import held, help, search, thread, today, work

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
    path("search/", search.search, name="search"),
    path("search/quick/", search.search_quick, name="search_quick"),
    path("thread/", thread.thread, name="thread"),
    path("thread/from/", thread.thread_from, name="thread_from"),
    path("thread/<int:item_id>/branch/", thread.thread_branch, name="thread_branch"),
    path("thread/<int:item_id>/more/", thread.thread_more, name="thread_more"),
    path("held/", held.held, name="held"),
    path("held/download/", held.held_download, name="held_download"),
    path("help/", help.help_page, name="help"),
    path("accessibility/", help.accessibility, name="accessibility"),
    path("work/", work.work, name="work"),
    path("work/<int:task_id>/done/", work.work_done, name="work_done"),
    path("today/<int:task_id>/done/", today.today_done, name="today_done"),
    path("today/<int:task_id>/undo/", today.today_undo, name="today_undo"),
]
