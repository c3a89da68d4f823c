"""One cast for every test: who they are, what they hold, and who stands above whom.

Chief Carys ── heads the Service, senior leader
  └─ Mona ──── heads Prevention, middle manager
       └─ Alice ── owns things in Prevention
       └─ Bob ──── a colleague beside Alice
  └─ Otto ──── heads Response, another branch
Ada administers · Dev leads development · Audrey audits · none of the three holds a post
Charlie is outside: an account, no person · Lena has left
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from goldenthread.access.models import Account
from goldenthread.organisation import queries as organisation_queries
from goldenthread.organisation.models import Organisation
from goldenthread.people.models import Appointment, Assignment, Level, Person, Post, Unit
from goldenthread.people.queries import Standing, standing_of

TODAY = date(2026, 11, 24)
PASSWORD = "a long pass phrase for tests"


@dataclass(frozen=True, slots=True)
class Cast:
    carys: Person
    mona: Person
    alice: Person
    bob: Person
    otto: Person
    ada: Person
    dev: Person
    audrey: Person
    lena: Person
    charlie: Account
    service: Unit
    prevention: Unit
    response: Unit
    chief: Post
    head_of_prevention: Post
    prevention_officer: Post
    second_officer: Post
    head_of_response: Post
    vacant_post: Post

    def people(self) -> dict[str, Person]:
        """Return everyone who works here, by name."""
        return {name: getattr(self, name) for name in ("carys", "mona", "alice", "bob", "otto", "ada", "dev", "audrey")}

    def standing(self, name: str) -> Standing:
        return standing_of(getattr(self, name), on=TODAY)


def _unit(code: str, name: str, parent: Unit | None) -> Unit:
    unit = Unit.objects.create(code=code, name=name, parent=parent)
    unit.path = f"{parent.path if parent else ''}{unit.pk}."
    unit.save(update_fields=["path"])
    return unit


def _person(number: str, name: str) -> Person:
    email = f"{name.split()[0].lower()}@northmoor.example"
    account = Account.objects.create_user(email)
    return Person.objects.create(number=number, name=name, email=email, account=account, joined_on=date(2020, 4, 1))


def _post(reference: str, title: str, unit: Unit, above: Post | None, level: Level, holder: Person | None) -> Post:
    post = Post.objects.create(
        reference=reference,
        title=title,
        unit=unit,
        reports_to=above,
        level=level,
        filling=Post.Filling.NAMED if holder else Post.Filling.VACANT,
        opened_on=date(2020, 4, 1),
    )
    if holder:
        Assignment.objects.create(person=holder, post=post, starts_on=date(2020, 4, 1))
    return post


def make_cast() -> Cast:
    """Write the cast to the database. Nobody has a usable password: tests sign in with `client.force_login`."""
    Organisation.objects.update_or_create(
        pk=1, defaults={"name": "Northmoor Fire and Rescue Service", "short_name": "Northmoor"}
    )
    organisation_queries.forget()
    service = _unit("NFRS", "Northmoor", None)
    prevention = _unit("PREV", "Prevention", service)
    response = _unit("RESP", "Response", service)
    carys, mona, alice, bob, otto, ada, dev, audrey, lena = (
        _person(f"{number}", name)
        for number, name in enumerate(
            (
                "Carys Chief",
                "Mona Manager",
                "Alice Owner",
                "Bob Colleague",
                "Otto Other",
                "Ada Administrator",
                "Dev Developer",
                "Audrey Auditor",
                "Lena Left",
            ),
            start=40001,
        )
    )
    chief = _post("P-1", "Chief Officer", service, None, Level.SENIOR_LEADER, carys)
    head_of_prevention = _post("P-2", "Head of Prevention", prevention, chief, Level.MIDDLE_MANAGER, mona)
    prevention_officer = _post("P-3", "Prevention Officer", prevention, head_of_prevention, Level.COLLEAGUE, alice)
    second_officer = _post("P-4", "Prevention Officer", prevention, head_of_prevention, Level.COLLEAGUE, bob)
    head_of_response = _post("P-5", "Head of Response", response, chief, Level.MIDDLE_MANAGER, otto)
    vacant_post = _post("P-6", "Referral Officer", prevention, head_of_prevention, Level.COLLEAGUE, None)
    for unit, head in ((service, chief), (prevention, head_of_prevention), (response, head_of_response)):
        unit.head_post = head
        unit.save(update_fields=["head_post"])
    for person, role in (
        (ada, Appointment.Role.ADMINISTRATOR),
        (dev, Appointment.Role.DEVELOPMENT_LEAD),
        (audrey, Appointment.Role.AUDITOR),
    ):
        Appointment.objects.create(person=person, role=role, starts_on=date(2020, 4, 1))
    lena.left_on = date(2026, 6, 30)
    lena.save(update_fields=["left_on"])
    charlie = Account.objects.create_user("charlie@elsewhere.example")
    return Cast(
        carys=carys,
        mona=mona,
        alice=alice,
        bob=bob,
        otto=otto,
        ada=ada,
        dev=dev,
        audrey=audrey,
        lena=lena,
        charlie=charlie,
        service=service,
        prevention=prevention,
        response=response,
        chief=chief,
        head_of_prevention=head_of_prevention,
        prevention_officer=prevention_officer,
        second_officer=second_officer,
        head_of_response=head_of_response,
        vacant_post=vacant_post,
    )


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, in this test's database."""
    return make_cast()


@pytest.fixture
def set_up(db: None) -> Cast:
    """An installation that somebody administers, so that signing in is what strangers are asked for."""
    return make_cast()
