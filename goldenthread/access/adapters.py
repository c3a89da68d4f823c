"""How allauth behaves here: nobody signs up by themselves; single sign-on finds an invited account by its address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.shortcuts import render

from goldenthread.access.models import Account

if TYPE_CHECKING:
    from allauth.account.models import EmailAddress
    from allauth.socialaccount.models import SocialLogin
    from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by invitation only."""
        return False


def is_verified(address: EmailAddress) -> bool:
    """Tell whether the provider vouches for an address. Some send the words "true" and "false"."""
    return str(address.verified).lower() == "true"


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Join a first single sign-on to the invited account with the same verified address, or refuse it plainly.

        An account that somebody signs on to already is not joined to a second identity: addresses are given anew when
        people leave. Somebody who is signed in joins their own account on the page of connected accounts.
        """
        if sociallogin.is_existing or sociallogin.state.get("process") == "connect":
            return
        verified = {address.email.lower() for address in sociallogin.email_addresses if is_verified(address)}
        account = Account.objects.filter(email__in=verified, is_active=True).first()
        if account is None or SocialAccount.objects.filter(user=account).exists():
            raise ImmediateHttpResponse(render(request, "socialaccount/not_invited.html", status=403))
        sociallogin.connect(request, account)
