"""Writing an example organisation into an empty installation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.db.models import Min, Q

from goldenthread.access.models import Account
from goldenthread.audit.models import Entry as TrailEntry
from goldenthread.example import loading
from goldenthread.example.book import Book
from goldenthread.example.days import Days
from goldenthread.example.northmoor.cast import BY_KEY
from goldenthread.example.northmoor.decisions import DECISIONS
from goldenthread.example.northmoor.whole import NAME, SHORT_NAME, SIGN_INS, write_northmoor
from goldenthread.example.sized.sizes import Size
from goldenthread.example.sized.whole import NAME as COUNCIL_NAME
from goldenthread.example.sized.whole import SHORT_NAME as COUNCIL_SHORT_NAME
from goldenthread.example.sized.whole import Council, write_council
from goldenthread.lead.direction.models import Behaviour, Goal, Value, Vision
from goldenthread.manage.objectives.models import Duty, KeyResult, Objective, PlanningYear, Reading
from goldenthread.manage.plans.models import Plan, Task, TaskPart
from goldenthread.organisation import queries as organisation_queries
from goldenthread.organisation.models import Organisation
from goldenthread.people.models import Appointment, Assignment, Person, Post, RoleProfile, Unit
from goldenthread.search.folding import fold
from goldenthread.search.models import Entry as SearchEntry
from goldenthread.thread.models import (
    CheckIn,
    Comment,
    Item,
    ItemVersion,
    Link,
    ReferenceCounter,
    SpineLock,
    Touched,
    Watch,
)
from goldenthread.together.findings.models import Finding

# Everyone in the example signs in with the same words: it holds nobody's secrets.
PASS_PHRASE = "safer before the fire"

# In the order they are written; each row refers to rows before it, as far as tables allow.
TABLES: dict[str, type[models.Model]] = {
    "account": Account,
    "role_profile": RoleProfile,
    "unit": Unit,
    "post": Post,
    "person": Person,
    "assignment": Assignment,
    "appointment": Appointment,
    "item": Item,
    "item_version": ItemVersion,
    "vision": Vision,
    "value": Value,
    "behaviour": Behaviour,
    "goal": Goal,
    "objective": Objective,
    "key_result": KeyResult,
    "reading": Reading,
    "duty": Duty,
    "plan": Plan,
    "link": Link,
    "check_in": CheckIn,
    "comment": Comment,
    "watch": Watch,
    "trail": TrailEntry,
    "planning_year": PlanningYear,
    "counter": ReferenceCounter,
    "spine_lock": SpineLock,
    "task": Task,
    "task_part": TaskPart,
    "words": SearchEntry,
}

Progress = Callable[[str, int], None]


class NotEmpty(Exception):
    """There is already an organisation here; an example would mix with it."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """One way into the example: who, as what kind of user, by which address and pass phrase."""

    name: str
    user: str
    email: str
    pass_phrase: str = PASS_PHRASE


def sign_ins() -> list[SignIn]:
    """Return one sign-in for each kind of user of Northmoor."""
    emails = dict(Person.objects.values_list("number", "email"))
    return [SignIn(BY_KEY[key].name, user, emails[str(BY_KEY[key].number)]) for key, user in SIGN_INS]


def make_northmoor(*, today: date, now: datetime, progress: Progress | None = None) -> None:
    """Write the Northmoor Fire and Rescue Service as it stands today, in one transaction.

    Raises:
        NotEmpty: the installation holds people or an organisation already.
    """
    refuse_unless_empty()
    book = write_northmoor(today)
    _add_accounts(book, can_sign_in={str(BY_KEY[key].number) for key, _user in SIGN_INS}, now=now)
    with transaction.atomic():
        _write_book(book, progress=progress)
        _settle(name=NAME, short_name=SHORT_NAME, now=now)
    loading.analyse()


def make_council(*, size: Size, today: date, now: datetime, progress: Progress | None = None) -> list[SignIn]:
    """Write an organisation of a given size, for measuring, in one transaction. Call it outside any other.

    Raises:
        NotEmpty: the installation holds people or an organisation already.
    """
    refuse_unless_empty()
    council = write_council(size, today)
    people = {user: council.book.get("person", number) for user, number in council.sign_ins.items()}
    _add_accounts(council.book, can_sign_in={str(person["number"]) for person in people.values()}, now=now)
    with loading.for_much(), transaction.atomic(), ExitStack() as stack:
        for model in (Reading, Task, SearchEntry):
            stack.enter_context(loading.without_indexes(model))
        _write_book(council.book, progress=progress)
        loading.write(SearchEntry, _words_of_tasks(council), progress=partial(_tell, progress, "words"))
        loading.move_sequences([SearchEntry])
        _settle(name=COUNCIL_NAME, short_name=COUNCIL_SHORT_NAME, now=now)
    loading.analyse()
    return [SignIn(str(person["name"]), user, str(person["email"])) for user, person in people.items()]


def settle_findings(*, today: date, now: datetime) -> None:
    """Date Northmoor's findings by what caused each, and decide a few, as if it had been looked at every night.

    Call it once the findings of the example have been found.
    """
    began = Goal.objects.aggregate(at=Min("item__created_at"))["at"].date()
    findings = list(Finding.objects.select_related("item__owner_post", "item__owner_unit__head_post", "upper", "task"))
    asked = dict(Link.objects.filter(is_primary=True, asked_at__isnull=False).values_list("lower_id", "asked_at"))
    for finding in findings:
        asked_at = asked.get(finding.item_id) if finding.code == "B7" and finding.item_id else None
        caused = asked_at.date() if asked_at else _caused_on(finding)
        found = min(max(caused or began, began), today)
        finding.first_seen_at = min(datetime.combine(found, time(6), tzinfo=UTC), now)
    Finding.objects.bulk_update(findings, ["first_seen_at"], batch_size=500)
    days = Days(today)
    for decision in DECISIONS:
        Finding.objects.filter(code=decision.code, state=Finding.State.OPEN).filter(
            Q(item__reference=decision.about) | Q(post__title=decision.about)
        ).update(
            state=decision.state,
            reason=decision.reason,
            again_on=days.day(decision.again_on),
            decided_at=days.moment(decision.decided_at),
            decided_by=Person.objects.get(number=str(BY_KEY[decision.who].number)),
        )


def _caused_on(finding: Finding) -> date | None:
    """Return the day on which a finding came about, as far as what it is about tells."""
    item = finding.item
    if finding.code == "B10":
        return date.fromisoformat(finding.facts["since"]) + timedelta(days=finding.facts["rhythm_days"] + 1)
    if finding.code == "B9" and item is not None and item.ended_at is not None:
        return item.ended_at.date()
    if finding.code == "B2" and item is not None:
        post = item.owner_post or (item.owner_unit.head_post if item.owner_unit else None)
        if post is not None and post.vacant_since:
            return max(post.vacant_since, item.created_at.date())
    if finding.code == "B7" and finding.upper is not None:
        return finding.upper.changed_at.date()
    if finding.task is not None:
        return finding.task.created_at.date()
    return item.created_at.date() if item is not None else None


def refuse_unless_empty() -> None:
    """Raises:
    NotEmpty: the installation holds people, items or an organisation already.
    """
    if Person.objects.exists() or Item.objects.exists() or Organisation.objects.exists():
        raise NotEmpty("There is already an organisation in this installation, so no example was added.")


def _add_accounts(book: Book, *, can_sign_in: set[str], now: datetime) -> None:
    """Give everyone who works here an account; only those with these staff numbers can sign in with the pass phrase."""
    usable = make_password(PASS_PHRASE)
    for person in book.rows["person"]:
        if person.get("left_on") is not None or not person.get("email"):
            continue
        password = usable if person["number"] in can_sign_in else f"!{person['number']}"
        person["account_id"] = book.add("account", email=person["email"], password=password, created_at=now)


def _tell(progress: Progress | None, table: str, written: int) -> None:
    if progress is not None:
        progress(table, written)


def _write_book(book: Book, *, progress: Progress | None) -> None:
    """Write every row of a book, in the order of TABLES, and move the sequences on."""
    streams: dict[str, list[Iterable[tuple[object, ...]]]] = {}
    for name, rows in book.streams:
        streams.setdefault(name, []).append(rows)
    for name, model in TABLES.items():
        tell = partial(_tell, progress, name)
        for stream in streams.get(name, []):
            loading.write(model, stream, progress=tell)
        if name == "words":  # after the tasks, which add their own while they are made
            _fold(book)
        if book.rows.get(name):
            loading.write(model, loading.complete(model, book.rows[name]), progress=tell)
    loading.move_sequences(list(TABLES.values()))


def _fold(book: Book) -> None:
    """Work out what is indexed of each entry of the search, as its model does on a single write."""
    for entry in book.rows["words"]:
        entry["folded"] = fold(kind=str(entry["kind"]), reference=str(entry["reference"]), words=str(entry["words"]))


def _words_of_tasks(council: Council) -> Iterator[tuple[object, ...]]:
    """Yield the search's entries of open tasks. What `fold` makes of a title is worked out once for each title."""
    folded: dict[str, str] = {}
    for row, (number, title) in enumerate(council.open_words(), start=len(council.book.rows["words"]) + 1):
        if title not in folded:
            folded[title] = fold(kind="task", reference="", words=title)
        yield row, "task", number, f"T-{number}", title, f"tt{number} tt t{number} {folded[title]}"


def _settle(*, name: str, short_name: str, now: datetime) -> None:
    """Write the organisation last: an installation without one was not finished."""
    Organisation.objects.create(
        pk=1,
        name=name,
        short_name=short_name,
        working_days=[1, 2, 3, 4, 5],
        nations=["GB-ENG"],
        is_example=True,
        set_up_at=now,
    )
    Touched.objects.create(kind=Touched.Kind.EVERYTHING, number=0, at=now)
    organisation_queries.forget()
