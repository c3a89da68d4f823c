"""What every action of this room does besides its own rows: the trail, the search, what is due again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import models
from django.db.models import F

from goldenthread.audit import actions as audit
from goldenthread.people.models import Person, Post, RoleProfile, StructureLock, Touched, Unit
from goldenthread.search import actions as search


def take_turn() -> None:
    """Queue behind whoever else is changing the shape of the structure, until this transaction ends."""
    if not StructureLock.objects.filter(pk=1).update(turns=F("turns") + 1):
        StructureLock.objects.get_or_create(pk=1)
        StructureLock.objects.filter(pk=1).update(turns=F("turns") + 1)


def touch(
    *,
    now: datetime,
    posts: Collection[int | None] = (),
    units: Collection[int | None] = (),
    people: Collection[int | None] = (),
) -> None:
    """Say that what is worked out from these posts, units and people is due again. Empty numbers are left out."""
    kinds = ((Touched.Kind.POST, posts), (Touched.Kind.UNIT, units), (Touched.Kind.PERSON, people))
    Touched.objects.bulk_create(
        Touched(kind=kind, number=number, at=now)
        for kind, numbers in kinds
        for number in sorted({number for number in numbers if number})
    )


def plain(value: object) -> object:
    """Return a value as the trail keeps it: JSON's own kinds, days as ISO text, records by their name."""
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)


def differences(record: models.Model, values: Mapping[str, object]) -> dict[str, object]:
    """Return those of the values that differ from what the record holds."""
    return {name: value for name, value in values.items() if getattr(record, name) != value}


def told(record: models.Model, changed: Mapping[str, object]) -> dict[str, list[object]]:
    """Return what changes as the trail tells it: the field to [before, after]."""
    return {name: [plain(getattr(record, name)), plain(value)] for name, value in changed.items()}


def record(
    *,
    action: str,
    of: Unit | Post | Person | RoleProfile,
    by: Person | None,
    now: datetime,
    changes: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    """Append to the trail of one unit, post, person or role profile."""
    kinds = {Unit: "unit", Post: "post", Person: "person", RoleProfile: "role_profile"}
    audit.record(
        action=action,
        subject_kind=kinds[type(of)],
        subject_number=of.pk,
        subject_label=str(of),
        by=by,
        now=now,
        changes=changes,
        reason=reason,
    )


def index_unit(unit: Unit) -> None:
    """Put a unit's words where the search finds them."""
    search.put(kind="unit", number=unit.pk, reference=unit.code, words=f"{unit.name}\n{unit.purpose}")


def index_post(post: Post) -> None:
    """Put a post's words where the search finds them."""
    words = f"{post.title}\n{post.unit.name}\n{post.profession}"
    search.put(kind="post", number=post.pk, reference=post.reference, words=words)


def index_person(person: Person) -> None:
    """Put a person's words where the search finds them; a merged record is found by its successor only."""
    if person.merged_into_id is not None:
        search.remove(kind="person", number=person.pk)
        return
    words = f"{person.name}\n{person.known_as}\n{person.email}"
    search.put(kind="person", number=person.pk, reference=person.number, words=words)
