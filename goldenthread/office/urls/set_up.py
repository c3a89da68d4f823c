"""Pages of the first set-up. They are gone once it is done."""

from __future__ import annotations

from django.urls import path

from goldenthread.office.views import set_up

app_name = "set_up"
urlpatterns = [
    path("", set_up.needed, name="needed"),
    path("<str:secret>/", set_up.begin, name="begin"),
    path("<str:secret>/administrator/", set_up.administrator, name="administrator"),
    path("<str:secret>/start/", set_up.start, name="start"),
]
