"""Pages of accounts."""

from __future__ import annotations

from django.urls import path

from goldenthread.office.views import account_changes, accounts, invitations

app_name = "access"
urlpatterns = [
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/list.csv", accounts.accounts_export, name="accounts_export"),
    path("accounts/invite/", invitations.invite, name="invite"),
    path("accounts/<int:account_id>/", accounts.account, name="account"),
    path("accounts/<int:account_id>/link/", account_changes.account_link, name="account_link"),
    path("accounts/<int:account_id>/unlink/", account_changes.account_unlink, name="account_unlink"),
    path("accounts/<int:account_id>/close/", account_changes.account_close, name="account_close"),
    path("accounts/<int:account_id>/reopen/", account_changes.account_reopen, name="account_reopen"),
    path("accounts/<int:account_id>/address/", account_changes.account_address, name="account_address"),
    path("accounts/<int:account_id>/second-step/", account_changes.account_second_step, name="account_second_step"),
    path("accounts/<int:account_id>/sign-out/", account_changes.account_sign_out, name="account_sign_out"),
    path("accounts/<int:account_id>/new-link/", invitations.account_new_link, name="account_new_link"),
    path("invitation/<str:secret>/", invitations.invitation, name="invitation"),
]
