"""A database with a record of every model, every field set, and texts that have broken many a file."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models

from goldenthread.exchange.models import SourceKey
from goldenthread.lead.direction.models import Behaviour, Goal, Value, Vision
from goldenthread.manage.objectives.models import Duty, KeyResult, Objective, PlanningYear, Reading
from goldenthread.manage.plans.models import Plan, Task, TaskDates, TaskPart
from goldenthread.organisation.models import Organisation
from goldenthread.people.models import Appointment, Assignment, Person, Post, RoleProfile, Unit
from goldenthread.thread.models import CheckIn, Comment, Item, ItemVersion, Link, Watch
from goldenthread.together.findings.models import Finding

NOW = datetime(2026, 11, 24, 9, 30, 15, 123456, tzinfo=UTC)
TODAY = date(2026, 11, 24)

NASTY = (
    "=1+1",
    "+44 1632 960000",
    "-5",
    "@SUM(A1:A9)",
    "\tTab first",
    "\rReturn first",
    "\nLine first",
    "'=quoted already",
    "''@twice",
    "'plain apostrophe",
    "\uff1dfull width",
    "two\nlines",
    "two\r\nlines",
    "one\rreturn",
    'she said "no"',
    '"',
    "a,b;c\td",
    " leading and trailing ",
    "<script>alert('x')</script>",
    "{{ 7 * 7 }}",
    "\ufeffbyte order mark",
    "\u2028line separator",
    "a|b\\c|",
    "Zoë Ångström",
    "Иван Петров",
    "Γεώργιος",
    "محمد علي",
    "יוסף",
    "王小明",
    "山田 太郎",
    "김철수",
    "नरेंद्र",
    "ஆறுமுகம்",
    "ᏣᎳᎩ",
    "e\u0301 combining",
    "\u202eright to left\u202c",
    "👩🏽‍🚒 fire",
    "NULL",
    "0012",
    "1e5",
    "yes",
)

M = TypeVar("M", bound=models.Model)


class Filler:
    """Makes records with every field set, taking the next nasty text for each text."""

    def __init__(self) -> None:
        self._texts: Iterator[str] = itertools.cycle(NASTY)
        self._count = itertools.count(1)

    def make(self, model: type[M], **given: Any) -> M:
        values = {
            field.attname: self.value(field)
            for field in model._meta.concrete_fields
            if not field.primary_key and not field.generated and field.name not in given and field.attname not in given
        }
        values = {name: value for name, value in values.items() if value is not None}
        return model._default_manager.create(**values, **given)

    def text(self, longest: int | None, *, is_unique: bool) -> str:
        words = next(self._texts)
        if is_unique:
            words += str(next(self._count))
        return words[: longest or None]

    def value(self, field: models.Field[Any, Any]) -> object:
        if field.is_relation or isinstance(field, models.FileField):
            return None
        if field.choices:
            return [code for code, _label in field.choices if code != ""][-1]
        if isinstance(field, models.EmailField):
            return f"person{next(self._count)}@example.org"
        if isinstance(field, models.CharField | models.TextField):
            is_key = field.name in {"code", "reference", "number", "label"}
            return self.text(field.max_length, is_unique=is_key)
        return self.number(field)

    def number(self, field: models.Field[Any, Any]) -> object:
        step = next(self._count)
        kinds: list[tuple[type[models.Field[Any, Any]], object]] = [
            (models.BooleanField, True),
            (models.DateTimeField, NOW + timedelta(microseconds=step * 7919)),
            (models.DateField, TODAY + timedelta(days=step)),
            (models.TimeField, time(9, step % 60, 30, 5000)),
            (models.DecimalField, Decimal("0.125") if field.name != "budget" else Decimal("1234567.10")),
            (models.JSONField, {}),
            (models.IntegerField, step % 9 + 1),
        ]
        return next(value for kind, value in kinds if isinstance(field, kind))


def _ends_after(start: date, days: int = 30) -> date:
    return start + timedelta(days=days)


def fill_database() -> None:
    """Make at least one record of every model that goes out, with every field set."""
    fill = Filler()
    _organisation(fill)
    posts, people = _structure(fill)
    items = _direction(fill, posts, people)
    items += _work(fill, posts, people, items)
    _talk(fill, people, items)


def _organisation(fill: Filler) -> None:
    fill.make(
        Organisation,
        id=1,
        words={"goal": {"one": "aim", "many": "aims"}, "unit": {"one": "=команда", "many": "команды"}},
        working_days=[1, 2, 3, 4, 6],
        nations=["GB-ENG", "GB-SCT"],
        keep_audit_years=8,
    )


def _structure(fill: Filler) -> tuple[list[Post], list[Person]]:
    profile = fill.make(
        RoleProfile, lead_share=Decimal("0.125"), manage_share=Decimal("0.5"), shared_share=Decimal("0.375")
    )
    top = fill.make(Unit, opened_on=date(1948, 4, 1), closed_on=None)
    top.path = f"{top.pk}."
    top.save()
    below = fill.make(Unit, parent=top, opened_on=date(1948, 4, 1), closed_on=date(2030, 1, 1))
    below.path = f"{top.path}{below.pk}."
    below.save()
    opened = {"opened_on": date(2001, 1, 1), "abolished_on": date(2031, 1, 1)}
    chief = fill.make(Post, unit=top, role_profile=profile, filling="named", vacant_since=None, **opened)
    officer = fill.make(Post, unit=below, reports_to=chief, role_profile=profile, filling="named", **opened)
    fill.make(Post, unit=below, reports_to=officer, role_profile=profile, filling="vacant", **opened)
    Unit.objects.update(head_post=chief)
    dates = {"joined_on": date(2010, 1, 1), "left_on": date(2040, 1, 1)}
    kept = fill.make(Person, **dates)
    merged = fill.make(Person, merged_into=kept, email=kept.email, **dates)
    others = [fill.make(Person, **dates) for _nasty in NASTY]
    fill.make(Assignment, person=kept, post=chief, starts_on=date(2020, 1, 1), ends_on=date(2030, 1, 1))
    fill.make(Assignment, person=kept, post=officer, starts_on=date(2021, 1, 1), ends_on=None, is_main=True)
    fill.make(
        Assignment, person=merged, post=chief, starts_on=date(2019, 1, 1), ends_on=date(2019, 12, 31), is_main=False
    )
    for _twice in range(2):
        fill.make(Appointment, person=kept, made_by=merged, role="auditor", starts_on=TODAY, ends_on=_ends_after(TODAY))
    fill.make(PlanningYear, starts_on=date(2026, 4, 1), ends_on=date(2027, 3, 31), closed_by=kept)
    return [chief, officer], [kept, merged, *others]


def _item(fill: Filler, kind: str, posts: list[Post], people: list[Person], **given: Any) -> Item:
    values: dict[str, Any] = {
        "owner_post": posts[0],
        "lead": people[0],
        "subject": people[1],
        "author": people[2],
        "starts_on": TODAY,
        "ends_on": _ends_after(TODAY),
        "kind": kind,
        "confidence": 7,
    }
    return fill.make(Item, **{**values, **given})


def _direction(fill: Filler, posts: list[Post], people: list[Person]) -> list[Item]:
    old = fill.make(
        Vision, item=_item(fill, "vision", posts, people, state="superseded"), horizon_year=2020, supersedes=None
    )
    new = fill.make(Vision, item=_item(fill, "vision", posts, people, state="live"), horizon_year=2032, supersedes=old)
    value = fill.make(Value, item=_item(fill, "value", posts, people, owner_post=None, owner_unit=posts[0].unit))
    for kind, level in (("seen", ""), ("not_seen", "senior_leader")):
        fill.make(Behaviour, value=value, kind=kind, level=level)
    goal = fill.make(Goal, item=_item(fill, "goal", posts, people), manager_post=posts[1])
    return [old.item, new.item, value.item, goal.item]


def _work(fill: Filler, posts: list[Post], people: list[Person], items: list[Item]) -> list[Item]:
    objectives = [
        fill.make(
            Objective,
            item=_item(fill, "objective", posts, people),
            kind=kind,
            reviewer=people[1],
            was_achieved=achieved,
        )
        for kind, achieved in (("standing", True), ("change", False), ("development", None))
    ]
    for objective in objectives:
        result = fill.make(
            KeyResult, objective=objective, direction="band", band_low=Decimal("-3.5"), target=Decimal("9999.0001")
        )
        fill.make(Reading, key_result=result, value=Decimal("-0.0001"))
        fill.make(Reading, key_result=result)
    fill.make(Duty, post=posts[0], objective=objectives[0])
    plan = fill.make(Plan, item=_item(fill, "plan", posts, people))
    task = fill.make(
        Task,
        pk=1204,
        serves=plan.item,
        person=people[0],
        asked_by=people[1],
        state="done",
        starts_on=TODAY,
        due_on=_ends_after(TODAY),
    )
    other = fill.make(Task, pk=7, post=posts[0], state="open", done_on=None, starts_on=None, due_on=TODAY)
    Task.objects.filter(pk=other.pk).update(done_on=None)
    for position in (1, 1, 2):
        fill.make(TaskPart, task=task, position=position)
    for place, code in (
        ({"item": items[3], "upper": items[1]}, "B7"),
        ({"task": task}, "B5"),
        ({"post": posts[1]}, "B6"),
        ({"unit": posts[1].unit}, "B6"),
    ):
        key = ":".join([code, next(iter(place)), *(str(record.pk) for record in place.values())])
        fill.make(Finding, code=code, key=key, state="accepted", decided_by=people[0], **place)
    fill.make(Finding, code="B5", key="B5:vision", state="accepted", decided_by=people[0])
    fill.make(Finding, code="B1", key=f"B1:item:{items[3].pk}", item=items[3], state="open")
    fill.make(TaskDates, task=task)
    fill.make(TaskDates, task=other)
    for number, key in ((task.pk, "1739"), (other.pk, "=1740")):
        fill.make(SourceKey, source="plan", table="tasks", key=key, number=number)
    fill.make(SourceKey, table="goals", number=items[3].pk)
    fill.make(SourceKey, table="posts", number=posts[1].pk)
    return [*(objective.item for objective in objectives), plan.item]


def _talk(fill: Filler, people: list[Person], items: list[Item]) -> None:
    _old, vision, _value, goal, standing, change, _development, plan = items
    by = {"made_by": people[0], "affirmed_by": people[1]}
    fill.make(Link, lower=goal, upper=vision, kind="serves", is_primary=True, state="needs_reaffirm", **by)
    fill.make(Link, lower=change, upper=goal, kind="serves", is_primary=True, state="affirmed", **by)
    fill.make(Link, lower=standing, upper=goal, kind="serves", is_primary=False, state="proposed", **by)
    for _twice in range(2):
        fill.make(Link, lower=plan, upper=change, kind="serves", is_primary=True, state="retired", made_at=NOW, **by)
    fill.make(Link, lower=plan, upper=change, kind="evidences", is_primary=False, state="affirmed", **by)
    for item in items:
        for version in (1, 2):
            fill.make(ItemVersion, item=item, version=version, by=people[0])
    for model in (CheckIn, Comment):
        fill.make(model, item=goal, by=people[0], **({"confidence": 3} if model is CheckIn else {}))
        for _twice in range(2):
            fill.make(model, item=goal, by=people[1], at=NOW, **({"confidence": 9} if model is CheckIn else {}))
    fill.make(Watch, item=goal, person=people[0])
