"""What administrators do to accounts: link, close, open again, sign out, mend."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from goldenthread.access import actions as access
from goldenthread.access.models import Account
from goldenthread.office.actions.trail import record
from goldenthread.office.refusals import AccountInUse, AlreadyLinked, NobodyWouldAdminister, OwnAccount
from goldenthread.people.models import Appointment, Person
from goldenthread.people.queries import held_on


def _person_of(account: Account) -> Person | None:
    return Person.objects.filter(account=account).first()


def refuse_last_administrator(*, account: Account, now: datetime) -> None:
    """Make sure that somebody else who can sign in administers.

    Raises:
        NobodyWouldAdminister: nobody does.
    """
    today = timezone.localdate(now)
    holding = Appointment.objects.filter(
        held_on(today),
        Q(person__left_on__isnull=True) | Q(person__left_on__gte=today),
        role=Appointment.Role.ADMINISTRATOR,
        person__account__is_active=True,
        person__merged_into__isnull=True,
    )
    is_one = holding.filter(person__account=account).exists()
    if is_one and not holding.exclude(person__account=account).exists():
        raise NobodyWouldAdminister(
            _("Nobody else who can sign in administers. Appoint another administrator and invite them first.")
        )


@transaction.atomic
def link_account(*, account: Account, person: Person, reason: str, by: Person, now: datetime) -> None:
    """Say whose account it is. From then on they sign in with it.

    Raises:
        AlreadyLinked: the person has an account, or the account has a person.
    """
    holder = _person_of(account)
    if holder is not None:
        raise AlreadyLinked(_("This account already belongs to %(person)s.") % {"person": holder.name})
    without = Person.objects.filter(pk=person.pk, account__isnull=True, merged_into__isnull=True)
    if not without.update(account=account):
        raise AlreadyLinked(_("%(person)s has an account already.") % {"person": person.name}, field="person")
    record(action="account.link", of=account, by=by, now=now, changes={"person": [None, person.name]}, reason=reason)


@transaction.atomic
def unlink_account(*, account: Account, reason: str, by: Person, now: datetime) -> None:
    """Say that an account is nobody's. Whoever signs in with it then sees nothing.

    Raises:
        OwnAccount: it is the account of whoever asks.
        NobodyWouldAdminister: its person is the last who administers.
        AccountInUse: somebody took it away first.
    """
    if by.account_id == account.pk:
        raise OwnAccount(_("This is your own account. Ask another administrator."))
    refuse_last_administrator(account=account, now=now)
    person = _person_of(account)
    if person is None or not Person.objects.filter(pk=person.pk, account=account).update(account=None):
        raise AccountInUse(_("This account belongs to nobody already."))
    access.end_sessions(account=account)
    record(action="account.unlink", of=account, by=by, now=now, changes={"person": [person.name, None]}, reason=reason)


@transaction.atomic
def close_account(*, account: Account, reason: str, by: Person, now: datetime) -> None:
    """Let nobody sign in with an account from this moment. Nothing else about its person changes.

    Raises:
        OwnAccount: it is the account of whoever asks.
        NobodyWouldAdminister: its person is the last who administers.
        AccountInUse: it was closed already.
    """
    if by.account_id == account.pk:
        raise OwnAccount(_("This is your own account. Ask another administrator to close it."))
    refuse_last_administrator(account=account, now=now)
    try:
        access.close_account(account=account, now=now)
    except access.ChangedMeanwhile as exc:
        raise AccountInUse(str(exc)) from exc
    record(action="account.close", of=account, by=by, now=now, changes={"is_open": [True, False]}, reason=reason)


@transaction.atomic
def reopen_account(*, account: Account, reason: str, by: Person, now: datetime) -> None:
    """Let an account be signed in to again, with the password and second step it had.

    Raises:
        AccountInUse: it was opened already.
    """
    try:
        access.reopen_account(account=account)
    except access.ChangedMeanwhile as exc:
        raise AccountInUse(str(exc)) from exc
    record(action="account.reopen", of=account, by=by, now=now, changes={"is_open": [False, True]}, reason=reason)


@transaction.atomic
def change_address(*, account: Account, email: str, reason: str, by: Person, now: datetime) -> Account:
    """Let an account sign in with another e-mail address.

    Raises:
        AccountInUse: another account has it.
    """
    before = account.email
    try:
        changed = access.change_address(account=account, email=email)
    except access.AddressTaken as exc:
        raise AccountInUse(str(exc), field="email") from exc
    if changed.email != before:
        changes = {"email": [before, changed.email]}
        record(action="account.address", of=changed, by=by, now=now, changes=changes, reason=reason)
    return changed


@transaction.atomic
def remove_second_step(*, account: Account, reason: str, by: Person, now: datetime) -> None:
    """Take the second step of signing in away from somebody who lost the telephone and the recovery codes.

    Raises:
        AccountInUse: there is none.
    """
    if not access.remove_second_step(account=account):
        raise AccountInUse(_("This account has no second step."))
    record(action="account.second_step", of=account, by=by, now=now, changes={"is_on": [True, False]}, reason=reason)


@transaction.atomic
def end_sessions(*, account: Account, by: Person, now: datetime) -> int:
    """Sign an account out everywhere. Returns how many sessions ended."""
    count = access.end_sessions(account=account)
    if count:
        record(action="account.sign_out", of=account, by=by, now=now, changes={"sessions": [count, 0]})
    return count


@transaction.atomic
def end_one_session(*, account: Account, session_id: int, by: Person, now: datetime) -> bool:
    """Sign an account out in one place. False: it had ended already."""
    ended = access.end_sessions(account=account, only=session_id)
    if ended:
        record(action="account.sign_out", of=account, by=by, now=now, changes={"sessions": [1, 0]})
    return bool(ended)
