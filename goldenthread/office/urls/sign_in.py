"""What we do differently from allauth under sign-in/: included before its own addresses.

Addresses are given by administrators, so the pages on which people would add some themselves are closed.
"""

from __future__ import annotations

from django.urls import path

from goldenthread.office.views import set_up

urlpatterns = [
    path("login/", set_up.sign_in, name="account_login"),
    path("email/", set_up.closed),
    path("confirm-email/", set_up.closed),
    path("confirm-email/<str:key>/", set_up.closed),
    path("login/code/confirm/", set_up.closed),
    path("3rdparty/signup/", set_up.closed),
    path("social/signup/", set_up.closed),
]
