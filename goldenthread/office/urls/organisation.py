"""Pages of the organisation's settings."""

from __future__ import annotations

from django.urls import path

from goldenthread.office.views import erasure, settings

app_name = "organisation"
urlpatterns = [
    path("", settings.settings, name="settings"),
    path("name/", settings.name, name="name"),
    path("mark/", settings.mark_file, name="mark"),
    path("mark/change/", settings.mark, name="mark_change"),
    path("mark/remove/", settings.mark_remove, name="mark_remove"),
    path("working-time/", settings.working_time, name="working_time"),
    path("year/", settings.year, name="year"),
    path("words/", settings.words, name="words"),
    path("retention/", settings.retention, name="retention"),
    path("erasure/", erasure.erasure, name="erasure"),
    path("erasure/<int:person_id>/", erasure.erase, name="erase"),
]
