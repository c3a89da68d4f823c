"""Everything that is held about one person, found by asking every table that points at a person or an account.

A table made tomorrow is here tomorrow: nothing is listed by hand except friendlier words for tables that are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Count, Q, QuerySet, Window
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenthread.access.models import Account
from goldenthread.audit.models import Entry
from goldenthread.desk.queries.held_words import WORDS
from goldenthread.manage.plans.models import Task
from goldenthread.people.models import Person
from goldenthread.search.models import Entry as Findable
from goldenthread.ui import formats

SHOWN = 20
# What proves who somebody is: held, and shown to nobody, not even to them.
SECRETS = frozenset({"password", "digest", "data", "session_key", "token", "token_secret", "key", "secret"})
LONGEST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its fields in words, and as plain values for the download."""

    shown: list[tuple[str, str]]
    roles: list[str]


@dataclass(frozen=True, slots=True)
class Group:
    """The records of one table that are about somebody; at most SHOWN of them."""

    code: str
    heading: str
    why: str
    rows: list[Row]
    count: int

    @property
    def has_more(self) -> bool:
        """Whether only the download has all of them."""
        return self.count > len(self.rows)

    @property
    def count_words(self) -> str:
        """How many there are, in words."""
        return ngettext("%(count)s record", "%(count)s records", self.count) % {"count": formats.number(self.count)}


def tables() -> dict[type[models.Model], list[str]]:
    """Return every table with a field that points at a person or an account, and the names of those fields."""
    found: dict[type[models.Model], list[str]] = {}
    for model in apps.get_models(include_auto_created=True):
        names = [
            field.name
            for field in model._meta.concrete_fields
            if field.is_relation and field.related_model in (Person, Account)
        ]
        if names and not model._meta.proxy:
            found[model] = names
    return found


def _queries(person: Person) -> Iterator[tuple[type[models.Model], list[str], QuerySet[Any]]]:
    """Yield each table, the fields that point at the person, and the rows that do."""
    account_id = person.account_id
    yield Person, [], Person.objects.filter(pk=person.pk)
    if account_id is not None:
        yield Account, [], Account.objects.filter(pk=account_id)
    for model, names in tables().items():
        wanted = {
            name: person.pk if model._meta.get_field(name).related_model is Person else account_id for name in names
        }
        about = _pointing(model, {name: number for name, number in wanted.items() if number is not None})
        if about is not None:
            rows = model._default_manager.filter(pk__in=about).select_related(*_joined(model)).order_by("-pk")
            yield model, names, rows.exclude(pk=person.pk) if model is Person else rows
    trail = Q(person_number=person.pk) | Q(subject_kind="person", subject_number=person.pk)
    yield Entry, [], Entry.objects.filter(trail).order_by("-pk")
    yield Findable, [], Findable.objects.filter(kind=Findable.Kind.PERSON, number=person.pk)


def _pointing(model: type[models.Model], wanted: Mapping[str, int]) -> QuerySet[Any, Any] | None:
    """Return the numbers of the rows in which any of these fields has its value: one search of one index each, joined.

    An OR, or newest first, would have the database walk a table of millions row by row.
    """
    rows = model._default_manager.order_by().values("pk")
    halves = [rows.filter(is_open=True), rows.filter(is_open=False)] if model is Task else [rows]
    parts = [half.filter(**{name: number}) for name, number in wanted.items() for half in halves]
    return parts[0].union(*parts[1:]) if parts else None


def _joined(model: type[models.Model]) -> list[str]:
    """Return the relations whose words are shown beside a record, fetched with it."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model not in (Person, Account, None)
    ]


def _label(model: type[models.Model]) -> str:
    return model._meta.label_lower


def counted(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Let each row say how many there are in all, however many of them are fetched."""
    told: QuerySet[Any] = rows.annotate(found_in_all=Window(Count("pk")))
    return told


def held_about(person: Person) -> list[Group]:
    """Return everything held about a person, by table, at most SHOWN records each. A query a table."""
    found = []
    for model, names, rows in _queries(person):
        some = list(counted(rows)[:SHOWN])
        if not some:
            continue
        label = _label(model)
        heading, why = WORDS.get(label, (capfirst(model._meta.verbose_name_plural), ""))
        found.append(
            Group(
                code=label.replace(".", "-"),
                heading=str(heading),
                why=str(why),
                rows=[_row(each, names, person) for each in some],
                count=some[0].found_in_all,
            )
        )
    return found


def _row(record: models.Model, names: list[str], person: Person) -> Row:
    mine = {person.pk, person.account_id}
    roles = [
        str(record._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a concrete field has a name
        for name in names
        if getattr(record, f"{name}_id") in mine
    ]
    shown = [
        (capfirst(str(field.verbose_name)), words)
        for field in record._meta.concrete_fields
        if field.name not in SECRETS and field.name not in names and not field.primary_key
        if (words := _in_words(_display(record, field)))
    ]
    return Row(shown=shown, roles=list(dict.fromkeys(roles)))


def _display(record: models.Model, field: models.Field[Any, Any]) -> object:
    """Return a field as people read it: the words of a choice, the record a relation points at."""
    choice = getattr(record, f"get_{field.name}_display", None)
    if field.choices and callable(choice):
        return choice()
    return getattr(record, field.name)


def _in_words(value: object) -> str:
    if value is None or value == "" or value == {} or value == []:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else ""
    if isinstance(value, datetime):
        return formats.day_time(value)
    if isinstance(value, date):
        return formats.day(value)
    text = str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def plain(value: object) -> object:
    """Return a value as the download keeps it: JSON's own kinds, dates as ISO text, everything else as text."""
    if value is None or isinstance(value, str | bool | int | float | dict | list):
        return value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return str(value)


def whole_tables(person: Person) -> Iterator[tuple[str, list[str], list[list[object]]]]:
    """Yield every table with all records about a person: label, names of columns, rows. Secrets are left out."""
    for model, _names, rows in _queries(person):
        fields = [field for field in model._meta.concrete_fields if field.name not in SECRETS]
        values = [
            [plain(getattr(record, field.attname)) for field in fields] for record in rows.iterator(chunk_size=1000)
        ]
        if values:
            yield _label(model), [field.attname for field in fields], values
