"""What stands around every page: the organisation, where to go, what is owed, who is signed in.

Worked out when a template first asks for it, so that fragments and files cost nothing.
"""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from goldenthread.desk import queries
from goldenthread.organisation.queries import organisation
from goldenthread.people.models import Appointment, Person
from goldenthread.people.queries import Standing, standing_of
from goldenthread.ui.formats import initials
from goldenthread.ui.shell import NavLink, Shell

ADMINISTRATOR, AUDITOR = Appointment.Role.ADMINISTRATOR, Appointment.Role.AUDITOR


def shell(request: HttpRequest) -> dict[str, object]:
    """Context processor: `shell`, false for signed-out pages and accounts without a person."""
    return {"shell": SimpleLazyObject(lambda: _build(request))}


def _build(request: HttpRequest) -> Shell | None:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    person: Person | None = getattr(request, "person", None) or queries.person_of_account(user.pk)
    if person is None:
        return None
    now: datetime = getattr(request, "now", None) or timezone.now()
    standing: Standing = getattr(request, "standing", None) or standing_of(person, on=timezone.localdate(now))
    if not standing.is_here:
        return None
    owed: int | None = getattr(request, "owed_count", None)
    if owed is None:
        owed = len(queries.debts_of(standing, now=now))
    about = organisation()
    here = getattr(request, "resolver_match", None)
    running = running_links(standing.roles)
    return Shell(
        organisation_name=about.name or "Goldenthread",
        organisation_short=about.short_name,
        mark_url=address("organisation:mark") if about.mark else "",
        home_url=address("desk:today"),
        nav=nav_links(namespace=here.namespace if here else "", name=here.view_name if here else ""),
        search_url=address("desk:search"),
        person_name=person.known_as or person.name,
        person_initials=initials(person.name),
        person_url=address("people:person", person.pk),
        owed_count=owed,
        owed_url=f"{address('desk:today')}#owed",
        footer=(*found((_("What is held about me"), "desk:held")), *help_links(), *running),
        account_links=own_links(),
        sign_out_url=address("account_logout"),
    )


def address(name: str, *args: object) -> str:
    """Return the address of a page by its name, or nothing when no room has it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def found(*links: tuple[str, str]) -> tuple[NavLink, ...]:
    """Return the links whose page exists, from pairs of label and name."""
    known = ((label, address(name)) for label, name in links)
    return tuple(NavLink(label, url) for label, url in known if url)


def nav_links(*, namespace: str, name: str) -> tuple[NavLink, ...]:
    """Return where to go from anywhere; each room that exists, with its key. The room of the page is current."""
    rooms = (
        (_("Today"), "desk:today", "t", {"desk:today"}),
        (_("Thread"), "desk:thread", "h", {"desk:thread", "thread"}),
        (_("Direction"), "direction:direction", "d", {"direction"}),
        (_("Work"), "desk:work", "w", {"desk:work", "objectives", "plans"}),
        (_("People"), "people:people", "p", {"people"}),
        (_("Findings"), "findings:findings", "f", {"findings"}),
    )
    return tuple(
        NavLink(label, url, key, is_current=bool({namespace, name} & places))
        for label, target, key, places in rooms
        if (url := address(target))
    )


def help_links() -> tuple[NavLink, ...]:
    """Return the links that anybody may need."""
    return found((_("Accessibility"), "desk:accessibility"), (_("Help"), "desk:help"))


def own_links() -> tuple[NavLink, ...]:
    """Return the links of somebody's own account."""
    return found(
        (_("Notices"), "notices:notices"),
        (_("What is held about me"), "desk:held"),
        (_("Change password"), "account_change_password"),
        (_("Sign-in in two steps"), "mfa_index"),
        (_("Where I am signed in"), "usersessions_list"),
    )


def running_links(roles: frozenset[str]) -> tuple[NavLink, ...]:
    """Return the links of those who run the installation or audit it."""
    links: list[tuple[str, str]] = []
    if ADMINISTRATOR in roles:
        links += [
            (_("Settings"), "organisation:settings"),
            (_("Accounts"), "access:accounts"),
            (_("Planning years"), "objectives:years"),
            (_("Import"), "exchange:imports"),
            (_("Export"), "exchange:export"),
            (_("Jobs"), "jobs:jobs"),
        ]
    if AUDITOR in roles:
        links.append((_("Audit trail"), "audit:trail"))
    return found(*links)
