"""Pages of this room, grouped by path."""

from __future__ import annotations

from django.urls import path

from goldenthread.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.imports, name="imports"),
    path("new/<slug:kind>/", views.import_new, name="import_new"),
    path("<int:pk>/", views.import_page, name="import"),
    path("<int:pk>/columns/", views.import_columns, name="import_columns"),
    path("<int:pk>/reading/<slug:role>/", views.import_reading, name="import_reading"),
    path("<int:pk>/progress/", views.import_progress, name="import_progress"),
    path("<int:pk>/rows.csv", views.import_rows, name="import_rows"),
    path("<int:pk>/check/", views.import_check, name="import_check"),
    path("<int:pk>/cures/", views.import_cures, name="import_cures"),
    path("<int:pk>/run/", views.import_run, name="import_run"),
    path("<int:pk>/stop/", views.import_stop, name="import_stop"),
    path("<int:pk>/discard/", views.import_discard, name="import_discard"),
    path("<int:pk>/undo/", views.import_undo, name="import_undo"),
    path("export/", views.export, name="export"),
    path("export/start/", views.export_start, name="export_start"),
    path("export/progress/", views.export_progress, name="export_progress"),
    path("export/stop/", views.export_stop, name="export_stop"),
    path("export/file/", views.export_file, name="export_file"),
]
