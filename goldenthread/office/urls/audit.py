"""Pages of the audit trail."""

from __future__ import annotations

from django.urls import path

from goldenthread.office.views import trail

app_name = "audit"
urlpatterns = [
    path("", trail.trail, name="trail"),
    path("export/", trail.trail_export, name="export"),
]
