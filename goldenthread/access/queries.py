"""Reads of accounts: the one-time addresses that still open something, and where somebody is signed in."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession

from goldenthread.access.digests import digest_of
from goldenthread.access.models import Account, OneTimeLink


def open_link(*, secret: str, purpose: OneTimeLink.Purpose, now: datetime) -> OneTimeLink | None:
    """Return the link with this secret while it can be used, with its account. One query."""
    found = OneTimeLink.objects.select_related("account__person").filter(digest=digest_of(secret), purpose=purpose)
    link = found.first()
    return link if link is not None and link.is_open(now=now) else None


def sessions_of(account: Account) -> list[UserSession]:
    """Return where an account is signed in, newest first, without sessions that are over."""
    kept: list[UserSession] = UserSession.objects.purge_and_list(account)
    return sorted(kept, key=lambda one: (one.created_at, one.pk), reverse=True)
