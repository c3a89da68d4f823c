"""How allauth behaves here: nobody signs up by themselves; single sign-on finds an invited account by its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from goldenthread.access.models import Account

if TYPE_CHECKING:
    from allauth.account.models import EmailAddress
    from allauth.socialaccount.models import SocialLogin
    from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Our words instead of allauth's, the organisation's name in its e-mails, and no signing up."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("The e-mail address or the password is not right. Look at both, and try again."),
        "enter_current_password": _("Type the password you have now."),
        "incorrect_code": _("This code is not right. Codes change every half minute: type the newest one."),
        "incorrect_password": _("This is not your password."),
        "invalid_or_expired_key": _("This link no longer works. Ask for another."),
        "invalid_password_reset": _("This link no longer works. Ask for another."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again or choose a new password."),
        "unknown_email": _("Nobody signs in with this e-mail address."),
        "rate_limited": _("That was too quick. Wait a few minutes, then try again."),
    }

    def format_email_subject(self, subject: str) -> str:
        """Leave the subject as our template says it."""
        return subject

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by invitation only."""
        return False


def is_verified(address: EmailAddress) -> bool:
    """Tell whether the provider vouches for an address. Some send the words "true" and "false"."""
    return str(address.verified).lower() == "true"


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Our words for the second step of signing in."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Codes change every half minute: type the newest one."),
    }


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Single sign-on for the invited, in our words."""

    error_messages: ClassVar = {
        **DefaultSocialAccountAdapter.error_messages,
        "invalid_token": _("The provider’s answer could not be read. Try once more."),
        "no_password": _("Set a password first: without it you could no longer sign in."),
        "no_verified_email": _("Set a password first: without it you could no longer sign in."),
        "disconnect_last": _("Set a password first: without it you could no longer sign in."),
        "connected_other": _("This account is connected to somebody else here."),
    }

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
