"""Pages of long work."""

from __future__ import annotations

from django.urls import path

from goldenthread.office.views import jobs

app_name = "jobs"
urlpatterns = [
    path("", jobs.jobs, name="jobs"),
    path("search/", jobs.rebuild_search, name="rebuild_search"),
    path("<int:job_id>/", jobs.job, name="job"),
    path("<int:job_id>/stop/", jobs.job_stop, name="stop"),
    path("<int:job_id>/try-again/", jobs.job_try_again, name="try_again"),
]
