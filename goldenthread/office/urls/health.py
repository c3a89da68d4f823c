"""Where load balancers and watchdogs ask."""

from __future__ import annotations

from django.urls import path

from goldenthread.office.views import health

urlpatterns = [path("", health.health, name="health")]
