"""Pages of this room, grouped by path."""

from __future__ import annotations

from django.urls import path

from goldenthread.together.findings import views

app_name = "findings"
urlpatterns = [
    path("", views.findings, name="findings"),
    path("export/", views.findings_export, name="export"),
    path("here/<int:item_id>/", views.findings_here, name="here"),
    path("look-again/", views.findings_scan, name="scan"),
    path("<int:finding_id>/", views.finding, name="finding"),
    path("<int:finding_id>/accept/", views.finding_accept, name="accept"),
    path("<int:finding_id>/put-off/", views.finding_snooze, name="snooze"),
    path("<int:finding_id>/bring-back/", views.finding_reopen, name="reopen"),
    path("<int:finding_id>/remind/", views.finding_remind, name="remind"),
]
