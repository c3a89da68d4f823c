"""Making two records of one person one, and taking them apart again exactly as they were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from goldenthread.people import references
from goldenthread.people.actions.holding import settle_posts
from goldenthread.people.actions.trail import index_person, record, take_turn, touch
from goldenthread.people.models import Assignment, Person, PersonMerge
from goldenthread.people.refusals import CannotMerge, ChangedMeanwhile

# What the kept record lacks is taken from the other one.
FILLED = ("known_as", "email", "joined_on", "account_id")


@dataclass(slots=True)
class _Moved:
    """What a merge did, in plain JSON values, as `PersonMerge.moved` keeps it."""

    rows: dict[str, list[int]]
    set_aside: list[str]
    left: dict[str, list[int]]
    demoted: list[int]
    filled: dict[str, object]

    def plain(self) -> dict[str, object]:
        return {
            "rows": self.rows,
            "set_aside": self.set_aside,
            "left": self.left,
            "demoted": self.demoted,
            "filled": self.filled,
        }


@transaction.atomic
def merge_people(*, kept: Person, merged: Person, reason: str, by: Person | None, now: datetime) -> PersonMerge:
    """Let everything that points at one record point at the other, which from then on stands for both.

    A row that cannot stand twice (both records hold the same post from the same day) is set aside, whole. What the kept
    record lacks (short name, address, first day, account) it takes over.

    Raises:
        CannotMerge: with itself, with a merged record, or a serving person into one who has left.
        ChangedMeanwhile: somebody merged it first.
    """
    take_turn()
    if kept.pk == merged.pk:
        raise CannotMerge(_("Choose two different records."), field="other")
    keeper, other = (Person.objects.get(pk=person.pk) for person in (kept, merged))
    if keeper.merged_into_id is not None:
        raise CannotMerge(_("The record to keep was itself merged into another one. Keep that one."), field="other")
    if keeper.left_on is not None and other.left_on is None:
        raise CannotMerge(
            _("%(kept)s has left and %(merged)s has not. Keep the record of the person who works here.")
            % {"kept": keeper.number, "merged": other.number},
            field="other",
        )
    if not Person.objects.filter(pk=other.pk, merged_into__isnull=True).update(merged_into=keeper):
        raise ChangedMeanwhile(_("This record has already been merged."))
    moved = _Moved(rows={}, set_aside=[], left={}, demoted=_demote(keeper, other), filled={})
    for reference in references.references():
        _move(reference, moved=moved, kept_id=keeper.pk, merged_id=other.pk)
    moved.filled = _fill(keeper, other)
    merge = PersonMerge.objects.create(
        kept=keeper, merged=other, moved=moved.plain(), reason=reason, merged_at=now, merged_by=by
    )
    _tell(merge, action="person.merge", by=by, now=now, reason=reason)
    return merge


def _demote(keeper: Person, other: Person) -> list[int]:
    """One main post goes on, the kept record's; return the numbers of the others."""
    mains = Assignment.objects.filter(is_main=True, ends_on__isnull=True)
    if not mains.filter(person=keeper).exists():
        return []
    demoted = list(mains.filter(person=other).values_list("pk", flat=True))
    Assignment.objects.filter(pk__in=demoted).update(is_main=False)
    return demoted


def _move(reference: references.Reference, *, moved: _Moved, kept_id: int, merged_id: int) -> None:
    numbers = reference.numbers_of(merged_id)
    if not numbers:
        return
    if not reference.is_alone:
        reference.point(numbers, at=kept_id)
        moved.rows[reference.key] = numbers
        return
    for row in reference.model._default_manager.filter(pk__in=numbers).order_by("pk"):
        try:
            with transaction.atomic():
                if reference.field == getattr(reference.model._meta.pk, "name", ""):
                    raise IntegrityError
                reference.point([row.pk], at=kept_id)
        except IntegrityError:
            _set_aside(reference, row, moved=moved)
        else:
            moved.rows.setdefault(reference.key, []).append(row.pk)


def _set_aside(reference: references.Reference, row: models.Model, *, moved: _Moved) -> None:
    """Take out a row that the kept record has already; leave it where it is when others point at it."""
    if references.is_pointed_at(reference.model):
        moved.left.setdefault(reference.key, []).append(row.pk)
        return
    moved.set_aside.append(references.frozen(row))
    row.delete()


def _fill(keeper: Person, other: Person) -> dict[str, object]:
    """Let the kept record take over what it lacks; return the fields and what the other one had."""
    filled = {name: getattr(other, name) for name in FILLED if not getattr(keeper, name) and getattr(other, name)}
    if "account_id" in filled:
        Person.objects.filter(pk=other.pk).update(account=None)
    Person.objects.filter(pk=keeper.pk).update(**filled)
    return {name: value if isinstance(value, str | int) else str(value) for name, value in filled.items()}


@transaction.atomic
def unmerge_people(*, merge: PersonMerge, reason: str, by: Person | None, now: datetime) -> PersonMerge:
    """Take two records apart, once: each row that was moved goes back, unless it was handed to somebody else since.

    Raises:
        CannotMerge: the kept record was merged into a third one meanwhile, or the address is taken.
        ChangedMeanwhile: they were taken apart already.
    """
    take_turn()
    found = PersonMerge.objects.select_related("kept", "merged").get(pk=merge.pk)
    if found.kept.merged_into_id is not None:
        raise CannotMerge(
            _("%(kept)s was merged into another record since. Take that apart first.") % {"kept": found.kept.number}
        )
    if not PersonMerge.objects.filter(pk=found.pk, undone_at__isnull=True).update(undone_at=now):
        raise ChangedMeanwhile(_("These two records have already been taken apart."))
    _give_back(found)
    taken = Person.objects.alias(address=Lower("email")).filter(
        address=found.merged.email.lower(), merged_into__isnull=True
    )
    if found.merged.email and taken.exists():
        raise CannotMerge(
            _("Somebody else has the address %(email)s by now. Change that first.") % {"email": found.merged.email}
        )
    Person.objects.filter(pk=found.merged_id).update(merged_into=None)
    _tell(found, action="person.unmerge", by=by, now=now, reason=reason)
    return PersonMerge.objects.select_related("kept", "merged").get(pk=found.pk)


def _give_back(merge: PersonMerge) -> None:
    moved = merge.moved
    for reference in references.references():
        numbers = list(moved["rows"].get(reference.key, []))
        still = set(reference.numbers_of(merge.kept_id)) if numbers else set()
        reference.point([number for number in numbers if number in still], at=merge.merged_id)
    Assignment.objects.filter(pk__in=moved["demoted"], person=merge.merged_id).update(is_main=True)
    for text in moved["set_aside"]:
        references.put_back(text)
    for name, value in moved["filled"].items():
        taken_back = Person.objects.filter(pk=merge.kept_id, **{name: value}).update(
            **{name: None if name in {"account_id", "joined_on"} else ""}
        )
        if taken_back and name == "account_id":
            Person.objects.filter(pk=merge.merged_id).update(account_id=value)


def _tell(merge: PersonMerge, *, action: str, by: Person | None, now: datetime, reason: str) -> None:
    """Write it into the trail of both, mend the search, and settle the posts they hold."""
    kept, other = (Person.objects.get(pk=pk) for pk in (merge.kept_id, merge.merged_id))
    names = {"records": [f"{other.number} {other.name}", f"{kept.number} {kept.name}"]}
    for person in (kept, other):
        record(action=action, of=person, by=by, now=now, changes=names, reason=reason)
        index_person(person)
    posts = set(Assignment.objects.filter(person__in=[kept, other]).values_list("post_id", flat=True))
    settle_posts(posts, on=timezone.localdate(now))
    touch(people=[kept.pk, other.pk], posts=posts, now=now)
