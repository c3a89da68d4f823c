"""Where each room's pages hang."""

from __future__ import annotations

from django.urls import include, path

from goldenthread.desk.structure import urls as structure
from goldenthread.people import urls as people

# The pages of one unit, post and person show what higher rooms hold, so `desk` has them; their addresses are of People.
PEOPLE = ([*people.urlpatterns, *structure.urlpatterns], people.app_name)

urlpatterns = [
    path("health/", include("goldenthread.office.urls.health")),
    path("set-up/", include("goldenthread.office.urls.set_up")),
    path("sign-in/", include("goldenthread.office.urls.sign_in")),
    path("sign-in/", include("allauth.urls")),
    path("access/", include("goldenthread.office.urls.access")),
    path("ui/", include("goldenthread.ui.urls")),
    path("audit/", include("goldenthread.office.urls.audit")),
    path("jobs/", include("goldenthread.office.urls.jobs")),
    path("organisation/", include("goldenthread.office.urls.organisation")),
    path("people/", include(PEOPLE)),
    path("notices/", include("goldenthread.notices.urls")),
    path("items/", include("goldenthread.thread.urls")),
    path("direction/", include("goldenthread.lead.direction.urls")),
    path("objectives/", include("goldenthread.manage.objectives.urls")),
    path("plans/", include("goldenthread.manage.plans.urls")),
    path("findings/", include("goldenthread.together.findings.urls")),
    path("import/", include("goldenthread.exchange.urls")),
    path("", include("goldenthread.desk.urls")),
]
