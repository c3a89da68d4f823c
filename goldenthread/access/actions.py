"""Writes of accounts and of the one-time addresses that open them.

The trail stands in a room above this one, so these write no entry: `office.actions` calls them and does.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from goldenthread.access.digests import digest_of
from goldenthread.access.models import Account, OneTimeLink

SETUP_LASTS = timedelta(days=1)
INVITATION_LASTS = timedelta(days=7)


class AddressTaken(Exception):
    """Another account signs in with this e-mail address."""


class LinkIsSpent(Exception):
    """The one-time address was used already, is too old, or was replaced by a newer one."""


class ChangedMeanwhile(Exception):
    """Somebody closed or re-opened the account first."""


def _make_link(*, purpose: OneTimeLink.Purpose, account: Account | None, now: datetime, lasts: timedelta) -> str:
    """Replace what was not used yet, and return the new secret, which is written nowhere else."""
    OneTimeLink.objects.filter(purpose=purpose, account=account, used_at__isnull=True).delete()
    secret = secrets.token_urlsafe(32)
    OneTimeLink.objects.create(
        purpose=purpose, account=account, digest=digest_of(secret), created_at=now, expires_at=now + lasts
    )
    return secret


@transaction.atomic
def make_setup_link(*, now: datetime) -> str:
    """Return the secret of a new set-up address, good for one day. An older one no longer opens anything."""
    return _make_link(purpose=OneTimeLink.Purpose.SETUP, account=None, now=now, lasts=SETUP_LASTS)


def make_setup_address(*, now: datetime) -> str:
    """Return the path of a new set-up address, for the terminal to print after the site's own address."""
    return reverse("set_up:begin", args=[make_setup_link(now=now)])


@transaction.atomic
def make_invitation(*, account: Account, now: datetime) -> str:
    """Return the secret of a new invitation for an account, good for seven days. An older one ends."""
    return _make_link(purpose=OneTimeLink.Purpose.INVITE, account=account, now=now, lasts=INVITATION_LASTS)


def use_link(link: OneTimeLink, *, now: datetime) -> None:
    """Use a link up. Of two who try at once, one is refused.

    Raises:
        LinkIsSpent: it was used, replaced, or is too old.
    """
    open_still = OneTimeLink.objects.filter(pk=link.pk, used_at__isnull=True, expires_at__gt=now)
    if not open_still.update(used_at=now):
        raise LinkIsSpent(_("This address was used already, or is too old. Ask for a new one."))


@transaction.atomic
def open_account(*, email: str) -> Account:
    """Make an account that nobody can sign in to yet.

    Raises:
        AddressTaken: another account has the address.
    """
    if Account.objects.filter(email=email.strip().lower()).exists():
        raise AddressTaken(_("Another account signs in with %(email)s.") % {"email": email})
    return Account.objects.create_user(email)


@transaction.atomic
def choose_password(*, link: OneTimeLink, password: str, now: datetime) -> Account:
    """Use an invitation up and let its account be opened by this password from now on; older sessions end.

    Raises:
        LinkIsSpent: somebody was faster, or it is too old.
    """
    use_link(link, now=now)
    invited = Account.objects.filter(one_time_links=link)
    invited.update(password=make_password(password))
    account = invited.get()
    end_sessions(account=account)
    return account


@transaction.atomic
def close_account(*, account: Account, now: datetime) -> None:
    """Let nobody sign in to an account from this moment: its sessions and its unused invitations end, too.

    Raises:
        ChangedMeanwhile: it is closed already.
    """
    if not Account.objects.filter(pk=account.pk, is_active=True).update(is_active=False, closed_at=now):
        raise ChangedMeanwhile(_("This account has already been closed."))
    OneTimeLink.objects.filter(account=account, used_at__isnull=True).delete()
    end_sessions(account=account)


def reopen_account(*, account: Account) -> None:
    """Let an account be signed in to again, as before.

    Raises:
        ChangedMeanwhile: it is open already.
    """
    if not Account.objects.filter(pk=account.pk, is_active=False).update(is_active=True, closed_at=None):
        raise ChangedMeanwhile(_("This account has already been opened again."))


@transaction.atomic
def change_address(*, account: Account, email: str) -> Account:
    """Let an account sign in with another e-mail address only; what single sign-on told of older ones is forgotten.

    Raises:
        AddressTaken: another account has it.
    """
    wanted = email.strip().lower()
    if Account.objects.filter(email=wanted).exclude(pk=account.pk).exists():
        raise AddressTaken(_("Another account signs in with %(email)s.") % {"email": wanted})
    Account.objects.filter(pk=account.pk).update(email=wanted)
    EmailAddress.objects.filter(user=account).delete()
    return Account.objects.get(pk=account.pk)


def end_sessions(*, account: Account, only: int | None = None) -> int:
    """Sign an account out everywhere, or where `only` says (the number of one session). Returns how many ended."""
    theirs = UserSession.objects.filter(user=account)
    ending = list(theirs.filter(pk=only) if only is not None else theirs)
    for session in ending:
        session.end()
    return len(ending)


@transaction.atomic
def remove_second_step(*, account: Account) -> bool:
    """Take away the code from an app and the recovery codes, and sign the account out. False: there was none."""
    removed, _kinds = Authenticator.objects.filter(user=account).delete()
    if removed:
        end_sessions(account=account)
    return bool(removed)


def forget_spent_links(*, now: datetime) -> int:
    """Delete one-time links that have opened nothing for a month. Returns how many."""
    count, _kinds = OneTimeLink.objects.filter(expires_at__lt=now - timedelta(days=30)).delete()
    return count
