"""Accounts beside the people they belong to: who can sign in, who was invited, who has none."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import F, Model, OrderBy, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, NullIf

from goldenthread.access.models import Account, OneTimeLink
from goldenthread.audit.models import Entry
from goldenthread.audit.queries import history_of
from goldenthread.people.models import Person
from goldenthread.people.queries import Standing, people_visible_to
from goldenthread.people.queries.finding import holds_words

STATES = ("all", "without", "invited", "open", "closed", "nobody")
SORTS = ("name", "email", "last_in")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSearch:
    """How the list is narrowed and sorted. Codes that mean nothing narrow nothing.

    `state`: all, without (an account), invited (has not signed in yet), open, closed, nobody (accounts of no person).
    `sort`: name, email, last_in; with a hyphen before it, from the end.
    """

    words: str = ""
    state: str = "all"
    sort: str = "name"

    @property
    def is_of_nobody(self) -> bool:
        return self.state == "nobody"


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A person with their account, a person without, or an account of nobody.

    `state` is without, invited, open or closed; `is_link_open` tells of an invitation that can still be used.
    """

    person: Person | None
    account: Account | None
    state: str
    is_link_open: bool
    has_second_step: bool

    @property
    def name(self) -> str:
        return self.person.name if self.person else (self.account.email if self.account else "")

    @property
    def can_be_invited(self) -> bool:
        return self.person is not None and bool(self.person.email) and self.state in {"without", "invited"}


def _state_of(account: Account | None) -> str:
    if account is None:
        return "without"
    if not account.is_active:
        return "closed"
    return "open" if account.last_login else "invited"


def _ordered(field: str, sort: str) -> list[OrderBy | Lower | str]:
    keys: dict[str, F | Lower] = {"email": Lower("address"), "last_in": F("last_in")}
    key = keys.get(sort.removeprefix("-"), Lower(field))
    first = key.desc(nulls_last=True) if sort.startswith("-") else key.asc(nulls_last=True)
    return [first, Lower(field), "pk"]


def _people(standing: Standing, search: AccountSearch) -> QuerySet[Person]:
    here = Q(left_on__isnull=True) | Q(left_on__gte=standing.on)
    found = people_visible_to(standing).filter(here | Q(account__isnull=False)).select_related("account")
    conditions = {
        "without": Q(account__isnull=True),
        "invited": Q(account__is_active=True, account__last_login__isnull=True),
        "open": Q(account__is_active=True, account__last_login__isnull=False),
        "closed": Q(account__is_active=False),
    }
    if search.state in conditions:
        found = found.filter(conditions[search.state])
    if search.words.strip():
        found = found.filter(holds_words(search.words, "name", "known_as", "number", "email", "account__email"))
    found = found.annotate(
        address=Coalesce(NullIf("account__email", Value("")), "email"), last_in=F("account__last_login")
    )
    return found.order_by(*_ordered("name", search.sort))


def _of_nobody(standing: Standing, search: AccountSearch) -> QuerySet[Account]:
    found = Account.objects.filter(person__isnull=True) if standing.is_here else Account.objects.none()
    if search.words.strip():
        found = found.filter(holds_words(search.words, "email"))
    found = found.annotate(address=F("email"), last_in=F("last_login"))
    return found.order_by(*_ordered("email", search.sort))


def accounts_matching(standing: Standing, search: AccountSearch) -> QuerySet[Person] | QuerySet[Account]:
    """Return people with their accounts, or accounts of nobody, as a search asks, in its order.

    For whom this list is, the view's gate says (ACCOUNTS_MANAGE).
    """
    return _of_nobody(standing, search) if search.is_of_nobody else _people(standing, search)


def _pairs(found: Iterable[Model]) -> list[tuple[Person | None, Account | None]]:
    pairs: list[tuple[Person | None, Account | None]] = []
    for one in found:
        if isinstance(one, Person):
            pairs.append((one, one.account))
        elif isinstance(one, Account):
            pairs.append((None, one))
    return pairs


def account_rows(found: Iterable[Model], *, now: datetime) -> list[AccountRow]:
    """Return rows for these people or accounts, in their order. Two queries."""
    pairs = _pairs(found)
    numbers = [account.pk for _person, account in pairs if account is not None]
    links = set(
        OneTimeLink.objects.filter(account__in=numbers, used_at__isnull=True, expires_at__gt=now).values_list(
            "account_id", flat=True
        )
    )
    steps = set(
        Authenticator.objects.filter(user__in=numbers, type=Authenticator.Type.TOTP).values_list("user_id", flat=True)
    )
    return [
        AccountRow(
            person=person,
            account=account,
            state=_state_of(account),
            is_link_open=account is not None and account.pk in links,
            has_second_step=account is not None and account.pk in steps,
        )
        for person, account in pairs
    ]


def account_of(account_id: int, *, now: datetime) -> AccountRow | None:
    """Return one account as a row of the list, or None. Three queries."""
    account = Account.objects.filter(pk=account_id).first()
    if account is None:
        return None
    person = Person.objects.filter(account=account).select_related("account").first()
    return account_rows([person] if person else [account], now=now)[0]


def people_to_invite(standing: Standing, *, numbers: Collection[int]) -> list[Person]:
    """Return the people with these numbers, by name, with their accounts. One query."""
    chosen = people_visible_to(standing).filter(pk__in=numbers).select_related("account")
    return list(chosen.order_by(Lower("name"), "pk"))


def history_of_account(account: Account) -> QuerySet[Entry]:
    """Return what was done to an account, newest first. One query."""
    return history_of(subject_kind="account", subject_number=account.pk)
