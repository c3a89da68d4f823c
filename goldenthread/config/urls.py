"""Where each room's pages hang."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("sign-in/", include("allauth.urls")),
    path("access/", include("goldenthread.access.urls")),
    path("ui/", include("goldenthread.ui.urls")),
    path("audit/", include("goldenthread.office.urls.audit")),
    path("jobs/", include("goldenthread.office.urls.jobs")),
    path("organisation/", include("goldenthread.organisation.urls")),
    path("people/", include("goldenthread.people.urls")),
    path("notices/", include("goldenthread.notices.urls")),
    path("items/", include("goldenthread.thread.urls")),
    path("direction/", include("goldenthread.lead.direction.urls")),
    path("objectives/", include("goldenthread.manage.objectives.urls")),
    path("plans/", include("goldenthread.manage.plans.urls")),
    path("findings/", include("goldenthread.together.findings.urls")),
    path("import/", include("goldenthread.exchange.urls")),
    path("", include("goldenthread.desk.urls")),
]
