"""Writing, changing and retiring role profiles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from goldenthread.people.actions.trail import differences, record, told, touch
from goldenthread.people.models import Level, Person, Post, RoleProfile
from goldenthread.people.refusals import ChangedMeanwhile, CodeTaken, SharesDoNotAddUp

SHARES = ("lead_share", "manage_share", "shared_share")


def _refuse_taken_code(code: str, *, but: int = 0) -> None:
    if RoleProfile.objects.filter(code=code).exclude(pk=but).exists():
        raise CodeTaken(
            _("Another role profile has the code %(code)s. Choose a different one.") % {"code": code}, field="code"
        )


def _refuse_odd_shares(shares: list[Decimal | None]) -> None:
    given = [share for share in shares if share is not None]
    if not given:
        return
    if len(given) < len(SHARES) or any(share < 0 for share in given) or sum(given) != 1:
        raise SharesDoNotAddUp(
            _("Leading, managing and shared work must add up to 100 %. Leave all three empty if it is not known."),
            field="lead_share",
        )


@transaction.atomic
def create_profile(
    *,
    code: str,
    title: str,
    by: Person | None,
    now: datetime,
    level: Level = Level.COLLEAGUE,
    purpose: str = "",
    accountabilities: str = "",
    lead_share: Decimal | None = None,
    manage_share: Decimal | None = None,
    shared_share: Decimal | None = None,
) -> RoleProfile:
    """Write a role profile. The three shares are fractions in [0, 1].

    Raises:
        CodeTaken: another one has the code.
        SharesDoNotAddUp: the three shares are neither a whole nor all empty.
    """
    _refuse_taken_code(code)
    _refuse_odd_shares([lead_share, manage_share, shared_share])
    profile = RoleProfile.objects.create(
        code=code,
        title=title,
        level=level,
        purpose=purpose,
        accountabilities=accountabilities,
        lead_share=lead_share,
        manage_share=manage_share,
        shared_share=shared_share,
    )
    record(action="role_profile.create", of=profile, by=by, now=now)
    return profile


@transaction.atomic
def change_profile(
    *, profile: RoleProfile, values: Mapping[str, object], by: Person | None, now: datetime, reason: str = ""
) -> RoleProfile:
    """Change the words, the level or the shares of a role profile, for every post that follows it.

    Raises:
        CodeTaken: another one has the code.
        SharesDoNotAddUp: the three shares are neither a whole nor all empty.
    """
    changed = differences(profile, values)
    if not changed:
        return profile
    if "code" in changed:
        _refuse_taken_code(str(changed["code"]), but=profile.pk)
    shares = [changed.get(name, getattr(profile, name)) for name in SHARES]
    _refuse_odd_shares([share if isinstance(share, Decimal) else None for share in shares])
    RoleProfile.objects.filter(pk=profile.pk).update(**changed)
    record(action="role_profile.change", of=profile, by=by, now=now, changes=told(profile, changed), reason=reason)
    touch(posts=list(Post.objects.filter(role_profile=profile).values_list("pk", flat=True)), now=now)
    return RoleProfile.objects.get(pk=profile.pk)


@transaction.atomic
def retire_profile(
    *, profile: RoleProfile, retired_on: date, reason: str, by: Person | None, now: datetime
) -> RoleProfile:
    """Retire a role profile, once: posts that follow it keep it, no other post can take it.

    Raises:
        ChangedMeanwhile: it is retired already.
    """
    if not RoleProfile.objects.filter(pk=profile.pk, retired_on__isnull=True).update(retired_on=retired_on):
        raise ChangedMeanwhile(_("This role profile has already been retired."))
    changes = {"retired_on": [None, retired_on.isoformat()]}
    record(action="role_profile.retire", of=profile, by=by, now=now, changes=changes, reason=reason)
    return RoleProfile.objects.get(pk=profile.pk)


@transaction.atomic
def reopen_profile(*, profile: RoleProfile, by: Person | None, now: datetime) -> RoleProfile:
    """Bring a retired role profile back, once.

    Raises:
        ChangedMeanwhile: it is not retired.
    """
    if not RoleProfile.objects.filter(pk=profile.pk, retired_on__isnull=False).update(retired_on=None):
        raise ChangedMeanwhile(_("This role profile is not retired."))
    before = profile.retired_on.isoformat() if profile.retired_on else None
    record(action="role_profile.reopen", of=profile, by=by, now=now, changes={"retired_on": [before, None]})
    return RoleProfile.objects.get(pk=profile.pk)
