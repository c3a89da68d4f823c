"""The first set-up: an organisation and its first administrator, in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from goldenthread.access import actions as access
from goldenthread.access.models import Account, OneTimeLink
from goldenthread.audit import actions as audit
from goldenthread.office.actions.trail import record
from goldenthread.office.refusals import AccountInUse
from goldenthread.organisation import queries as organisation_queries
from goldenthread.organisation.models import Organisation
from goldenthread.people import actions as people
from goldenthread.people.models import Appointment, Person, Unit

FIRST_NUMBER = "A-1"
TOP_CODE = "TOP"


@dataclass(frozen=True, slots=True)
class FirstAdministrator:
    """Who sets the installation up; `password` is already hashed."""

    name: str
    email: str
    number: str
    password: str


@transaction.atomic
def set_up(
    *,
    link: OneTimeLink,
    organisation: Mapping[str, object],
    administrator: FirstAdministrator,
    with_top_unit: bool,
    now: datetime,
) -> Account:
    """Write the organisation, its first administrator and, if asked, its topmost unit; the address is used up.

    Somebody with this e-mail address or staff number who is known already becomes that administrator.

    Raises:
        LinkIsSpent: somebody else was faster, or the address is too old (`access.actions`).
        AccountInUse: somebody else signs in with the address.
        StructureRefusal: the staff number belongs to somebody else (`people.refusals`).
    """
    access.use_link(link, now=now)
    with audit.acting_from("setup"):
        about, _made = Organisation.objects.update_or_create(pk=1, defaults={**organisation, "set_up_at": now})
        account = _account(administrator)
        person = _person(administrator, account, now=now)
        today = timezone.localdate(now)
        if not Appointment.objects.filter(
            person=person, role=Appointment.Role.ADMINISTRATOR, ends_on__isnull=True
        ).exists():
            people.appoint(
                person=person,
                role=Appointment.Role.ADMINISTRATOR,
                starts_on=today,
                reason=_("First set-up"),
                by=person,
                now=now,
            )
        record(action="account.set_up", of=account, by=person, now=now)
        audit.record(
            action="organisation.set_up",
            subject_kind="organisation",
            subject_number=about.pk,
            subject_label=about.name,
            by=person,
            now=now,
        )
        if with_top_unit and not Unit.objects.exists():
            people.create_unit(code=TOP_CODE, name=about.name, parent=None, by=person, now=now)
    transaction.on_commit(organisation_queries.forget)
    return account


def _account(administrator: FirstAdministrator) -> Account:
    try:
        account = access.open_account(email=administrator.email)
    except access.AddressTaken as exc:
        raise AccountInUse(str(exc), field="email") from exc
    Account.objects.filter(pk=account.pk).update(password=administrator.password)
    return Account.objects.get(pk=account.pk)


def _person(administrator: FirstAdministrator, account: Account, *, now: datetime) -> Person:
    known = Person.objects.filter(email__iexact=administrator.email, merged_into__isnull=True, account__isnull=True)
    person = known.first() or people.create_person(
        number=administrator.number or FIRST_NUMBER,
        name=administrator.name,
        email=administrator.email,
        by=None,
        now=now,
    )
    Person.objects.filter(pk=person.pk).update(account=account)
    return Person.objects.get(pk=person.pk)
