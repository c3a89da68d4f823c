"""Pages of this room, grouped by path."""

from __future__ import annotations

from django.urls import path

from goldenthread.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="notices"),
    path("read/", views.notices_read, name="notices_read"),
    path("<int:notice_id>/", views.notice_open, name="notice_open"),
]
