"""Pages of this room, grouped by path."""

from __future__ import annotations

from django.urls import path

from goldenthread.manage.objectives.views import key_results, listing, objectives, years

app_name = "objectives"
urlpatterns = [
    path("", listing.objectives, name="objectives"),
    path("list.csv", listing.objectives_export, name="objectives_export"),
    path("at-once/", listing.objectives_bulk, name="objectives_bulk"),
    path("new/", objectives.objective_new, name="objective_new"),
    path("<int:item_id>/", objectives.objective, name="objective"),
    path("<int:item_id>/edit/", objectives.objective_edit, name="objective_edit"),
    path("<int:item_id>/close/", objectives.objective_close, name="objective_close"),
    path("<int:item_id>/key-results/new/", key_results.key_result_new, name="key_result_new"),
    path("<int:item_id>/duties/", key_results.duties, name="duties"),
    path("duties/<int:duty_id>/remove/", key_results.duty_remove, name="duty_remove"),
    path("key-results/<int:key_result_id>/", key_results.key_result, name="key_result"),
    path("key-results/<int:key_result_id>/edit/", key_results.key_result_edit, name="key_result_edit"),
    path("key-results/<int:key_result_id>/remove/", key_results.key_result_remove, name="key_result_remove"),
    path("readings/<int:reading_id>/remove/", key_results.reading_remove, name="reading_remove"),
    path("years/", years.years, name="years"),
    path("years/<int:year_id>/", years.year, name="year"),
    path("years/<int:year_id>/close/", years.year_close, name="year_close"),
    path("years/<int:year_id>/reopen/", years.year_reopen, name="year_reopen"),
    path("years/<int:year_id>/undo/<int:entry_id>/", years.year_undo, name="year_undo"),
]
