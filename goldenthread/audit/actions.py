"""Writing the trail. Each room's actions call this as their last step, inside their own transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Protocol

from django.db import transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from goldenthread.audit.models import Entry, Permit
from goldenthread.audit.scrubbing import as_stored, blanked, scrubbed

if TYPE_CHECKING:
    from collections.abc import Iterator

BATCH = 500


class Actor(Protocol):
    """Whoever acts: a person, as far as the trail needs one."""

    @property
    def pk(self) -> int: ...

    @property
    def name(self) -> str: ...


_source: ContextVar[str] = ContextVar("audit_source", default="page")


@contextmanager
def acting_from(source: str) -> Iterator[None]:
    """Say where the actions inside come from: `page`, `command`, `job`, `import` or `setup`."""
    token = _source.set(source)
    try:
        yield
    finally:
        _source.reset(token)


def record(
    *,
    action: str,
    subject_kind: str,
    subject_number: int | None,
    subject_label: str,
    by: Actor | None,
    now: datetime,
    changes: Mapping[str, object] | None = None,
    reason: str = "",
    is_material: bool = False,
) -> Entry:
    """Append one entry. `changes` maps a field to [before, after] in plain JSON values."""
    return Entry.objects.create(
        at=now,
        person_number=by.pk if by is not None else None,
        person_name=by.name if by is not None else "",
        action=action,
        subject_kind=subject_kind,
        subject_number=subject_number,
        subject_label=subject_label[:300],
        changes=dict(changes or {}),
        reason=reason,
        source=_source.get(),
        is_material=is_material,
    )


@contextmanager
def permitted(why: str) -> Iterator[None]:
    """Let what is inside change or delete entries, in one transaction. Only retention and erasure have a reason to."""
    with transaction.atomic():
        Permit.objects.create(why=why[:200])
        yield
        Permit.objects.all().delete()


def delete_before(*, moment: datetime) -> int:
    """Delete the entries that are older than a moment. Returns how many."""
    with permitted("retention"):
        count, _kinds = Entry.objects.filter(at__lt=moment).delete()
    return count


def forget_person(
    *,
    numbers: Collection[int],
    subjects: Collection[tuple[str, Collection[int]]],
    names: Mapping[str, str],
    called: str,
) -> int:
    """Take somebody out of the trail: who acted, whose entries they are, and their names in everybody's entries.

    Inside `permitted`. `subjects` are the subjects that are theirs, by kind and numbers: their label becomes `called`
    and what was changed is blanked. `names` maps words that name them alone to what stands there instead. Returns how
    many entries were changed. Reads the whole trail once for the names.
    """
    count = Entry.objects.filter(person_number__in=numbers).update(person_name=called)
    for kind, theirs in subjects:
        count += _rewrite(Entry.objects.filter(subject_kind=kind, subject_number__in=theirs), names={}, called=called)
    if names:
        holds = reduce(or_, (_holds(text) for name in names for text in as_stored(name)))
        everywhere = Entry.objects.annotate(changes_text=Cast("changes", TextField())).filter(holds)
        count += _rewrite(everywhere, names=names, called="")
    return count


def _holds(text: str) -> Q:
    return Q(subject_label__contains=text) | Q(reason__contains=text) | Q(changes_text__contains=text)


def _rewrite(entries: Iterable[Entry], *, names: Mapping[str, str], called: str) -> int:
    """Write entries anew: wholly blanked with `called`, else with the names replaced."""
    changed = []
    for entry in entries:
        if called:
            entry.subject_label = called
            entry.changes = blanked(entry.changes, fields=entry.changes, by=called)
            entry.reason = ""
        else:
            entry.subject_label = str(scrubbed(entry.subject_label, names=names))
            entry.changes = scrubbed(entry.changes, names=names)
            entry.reason = str(scrubbed(entry.reason, names=names))
        changed.append(entry)
    Entry.objects.bulk_update(changed, ["subject_label", "changes", "reason"], batch_size=BATCH)
    return len(changed)
