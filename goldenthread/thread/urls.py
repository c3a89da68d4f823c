"""Pages of this room, grouped by path."""

from __future__ import annotations

from django.urls import path

from goldenthread.thread import views

app_name = "thread"
urlpatterns = [
    path("<int:item_id>/", views.item, name="item"),
]
