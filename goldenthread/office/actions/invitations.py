"""Inviting people, telling them, and what happens when they accept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from goldenthread.access import actions as access
from goldenthread.access.models import Account, OneTimeLink
from goldenthread.office.actions.trail import record
from goldenthread.office.refusals import AccountInUse
from goldenthread.organisation.queries import organisation
from goldenthread.people.models import Person


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time secret for somebody, known only now: what is stored is its digest."""

    name: str
    account: Account
    secret: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who was not invited, and why, in words."""

    person: Person
    why: str


@dataclass(frozen=True, slots=True)
class Invited:
    invitations: tuple[Invitation, ...]
    left_out: tuple[LeftOut, ...]


@transaction.atomic
def invite_people(*, people: Sequence[Person], by: Person, now: datetime) -> Invited:
    """Give each of these people an account and a one-time address that opens it; who cannot be invited is left out.

    Somebody who was invited and has not signed in yet gets a new address; the older one ends.
    """
    invitations, left_out = [], []
    fresh = Person.objects.select_related("account").in_bulk([person.pk for person in people])
    for person in (fresh[one.pk] for one in people):
        try:
            account = _account_for(person, now=now)
        except AccountInUse as refusal:
            left_out.append(LeftOut(person, str(refusal)))
            continue
        invitations.append(_renew(account, name=person.name, by=by, now=now, reason=""))
    return Invited(tuple(invitations), tuple(left_out))


def _account_for(person: Person, *, now: datetime) -> Account:
    """Return the account to invite somebody to, made or linked now if they have none.

    Raises:
        AccountInUse: they need no invitation, or cannot have one; the message says why.
    """
    if person.left_on is not None:
        raise AccountInUse(_("Has left, or is about to."))
    if person.account is not None:
        _refuse_account(person.account)
        return person.account
    if not person.email:
        raise AccountInUse(_("No e-mail address is known."))
    known = Account.objects.filter(email=person.email.lower()).first()
    if known is not None and Person.objects.filter(account=known).exists():
        raise AccountInUse(_("Somebody else signs in with %(email)s.") % {"email": person.email})
    account = known or access.open_account(email=person.email)
    _refuse_account(account)
    if not Person.objects.filter(pk=person.pk, account__isnull=True).update(account=account):
        raise AccountInUse(_("Was invited by somebody else just now."))
    return account


def _refuse_account(account: Account) -> None:
    if not account.is_active:
        raise AccountInUse(_("The account is closed. Open it again first."))
    if account.last_login is not None:
        raise AccountInUse(_("Signs in already."))


@transaction.atomic
def renew_link(*, account: Account, name: str, reason: str, by: Person, now: datetime) -> Invitation:
    """Give somebody a one-time address to choose a password anew, for those whom no e-mail reaches.

    Raises:
        AccountInUse: the account is closed.
    """
    if not account.is_active:
        raise AccountInUse(_("The account is closed. Open it again first."))
    return _renew(account, name=name, by=by, now=now, reason=reason)


def _renew(account: Account, *, name: str, by: Person, now: datetime, reason: str) -> Invitation:
    secret = access.make_invitation(account=account, now=now)
    action = "account.invite" if account.last_login is None else "account.new_link"
    record(action=action, of=account, by=by, now=now, changes={"person": [None, name]}, reason=reason)
    return Invitation(name=name, account=account, secret=secret)


def send_invitations(*, invitations: Sequence[Invitation], by: Person, address_of: Callable[[str], str]) -> bool:
    """Tell the invited by e-mail, over one connection. False: the mail server did not take them.

    `address_of` turns a secret into the address to open.
    """
    about = organisation()
    try:
        with get_connection() as connection:
            for one in invitations:
                values = {
                    "name": one.name,
                    "by": by.name,
                    "organisation": about.name,
                    "address": address_of(one.secret),
                    "days": access.INVITATION_LASTS.days,
                }
                subject = _("Your way into %(organisation)s") % {"organisation": about.name or "Goldenthread"}
                body = render_to_string("office/mail/invitation.txt", values)
                EmailMessage(subject, body, to=[one.account.email], connection=connection).send()
    except (SMTPException, OSError):
        return False
    return True


@transaction.atomic
def accept_invitation(*, link: OneTimeLink, password: str, now: datetime) -> Account:
    """Let the invited in with the password they chose.

    Raises:
        LinkIsSpent: the address was used already, or is too old (`access.actions`).
        AccountInUse: the account was closed.
    """
    account = access.choose_password(link=link, password=password, now=now)
    if not account.is_active:
        raise AccountInUse(_("This account is closed. Ask an administrator to open it again."))
    person = Person.objects.filter(account=account).first()
    record(action="account.accept", of=account, by=person, now=now)
    return account
