"""Undoing an import as a whole: everything it wrote is put back, or, if somebody has built on it, nothing is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenthread.audit import actions as audit
from goldenthread.exchange.actions.following import FINDABLE, index, mend_paths, touch_all
from goldenthread.exchange.actions.log import BATCH, digests, plain
from goldenthread.exchange.actions.writing import Changes, attname, park, update
from goldenthread.exchange.models import Import, ImportChange
from goldenthread.exchange.queries.reckon.uniques import RULES
from goldenthread.exchange.queries.shapes import shape_of
from goldenthread.exchange.tables import table
from goldenthread.organisation import queries as organisation
from goldenthread.people.actions.trail import take_turn as take_turn_in_structure
from goldenthread.people.models import Person
from goldenthread.search import actions as search
from goldenthread.thread.actions import take_turn as take_turn_in_thread
from goldenthread.thread.models import Item

# What the product itself works out from records, and what goes with them without loss.
GOES_ALONG = frozenset(
    {
        "notices.Notice",
        "thread.ItemFigure",
        "thread.PersonSight",
        "thread.Watch",
    }
)
# Of these, only the ones that somebody decided on count as built on a record; the others are found again.
ONLY: Mapping[str, Mapping[str, object]] = {"findings.Finding": {"state__in": ("accepted", "snoozed")}}
NAMED = 20


class CannotUndo(Exception):
    """The import cannot be undone; `changed` names what somebody has changed or built since, the first twenty."""

    def __init__(self, words: str, *, changed: tuple[str, ...] = ()) -> None:
        super().__init__(words)
        self.changed = changed


@transaction.atomic
def undo_import(
    *, of_import: Import, by: Person | None, now: datetime, finish: Callable[[], None] | None = None
) -> None:
    """Put back everything that an import wrote: what it changed as it was, what it made gone.

    `finish` is called last, inside the transaction that writes.

    Raises:
        CannotUndo: it is not done, the time for it is over, or somebody has changed a record since or built on one.
    """
    take_turn_in_structure()
    take_turn_in_thread()
    open_ones = Import.objects.filter(pk=of_import.pk, state=Import.State.DONE, undo_until__gte=now)
    if not open_ones.update(state=Import.State.UNDONE, undone_at=now):
        raise CannotUndo(_why_not(of_import, now))
    changes = ImportChange.objects.filter(of_import=of_import)
    made = _made(of_import)
    refuse_what_was_changed(of_import, made)
    numbers: dict[str, list[int]] = defaultdict(list)
    _make_room(of_import, made)
    for batch in changes.order_by("-position").iterator(chunk_size=50):
        model = apps.get_model(batch.model)
        numbers[batch.model].extend(map(int, batch.records))
        if not batch.is_new:
            update(model, _back(model, batch.records))
    refuse_what_was_built_on(made)
    for label in _last_first(made):
        _delete(apps.get_model(label), made[label])
    if "people.Unit" in numbers:
        mend_paths()
    for label, touched in numbers.items():
        index(label, sorted(set(touched) - set(made.get(label, ()))))
    touch_all(numbers, count=sum(map(len, numbers.values())), now=now)
    changes.delete()
    audit.record(
        action="import.undo",
        subject_kind="import",
        subject_number=of_import.pk,
        subject_label=str(Import.Kind(of_import.kind).label),
        by=by,
        now=now,
        changes={label: [len(touched), 0] for label, touched in numbers.items()},
    )
    transaction.on_commit(organisation.forget)
    if finish is not None:
        finish()


def _why_not(of_import: Import, now: datetime) -> str:
    fresh = Import.objects.get(pk=of_import.pk)
    if fresh.state == Import.State.UNDONE:
        return _("This import has already been undone.")
    if fresh.state != Import.State.DONE:
        return _("This import was not brought in, so there is nothing to undo.")
    if fresh.undo_until is None:
        return _("This import changed nothing, so there is nothing to undo.")
    return _("The time in which this import could be undone is over.")


def _made(of_import: Import) -> dict[str, list[int]]:
    """Return the numbers of the records that the import made, by model."""
    made: dict[str, list[int]] = defaultdict(list)
    for batch in ImportChange.objects.filter(of_import=of_import, is_new=True).order_by("position").iterator(50):
        made[batch.model].extend(map(int, batch.records))
    return made


def refuse_what_was_changed(of_import: Import, made: Mapping[str, list[int]]) -> None:
    """Look at every record that was written.

    Raises:
        CannotUndo: one is no longer as the import left it.
    """
    found: list[str] = []
    for batch in ImportChange.objects.filter(of_import=of_import).order_by("position").iterator(chunk_size=50):
        model = apps.get_model(batch.model)
        changed = _changed_new(model, batch.records) if batch.is_new else _changed_old(model, batch.records)
        found.extend(_name(model, number) for number in changed)
        if len(found) >= NAMED:
            break
    if found:
        raise CannotUndo(
            ngettext(
                "Somebody has changed a record since, so the import can no longer be undone as a whole.",
                "Somebody has changed records since, so the import can no longer be undone as a whole.",
                len(found),
            ),
            changed=tuple(found[:NAMED]),
        )


def _changed_new(model: type[Model], records: Mapping[str, str]) -> Iterator[int]:
    now = dict(digests(model, [int(number) for number in records]))
    for number, digest in records.items():
        if now.get(int(number)) != digest:
            yield int(number)


def _changed_old(model: type[Model], records: Mapping[str, list[Mapping[str, object]]]) -> Iterator[int]:
    names = sorted({name for _before, after in records.values() for name in after})
    rows = model._default_manager.filter(pk__in=[int(number) for number in records]).values("pk", *names)
    now = {row["pk"]: row for row in rows}
    for number, (_before, after) in records.items():
        row = now.get(int(number))
        if row is None or any(plain(row[name]) != value for name, value in after.items()):
            yield int(number)


def _make_room(of_import: Import, made: Mapping[str, list[int]]) -> None:
    """Let records not count that would stand in the way of what may stand only once, until all are as they were."""
    for name, rules in RULES.items():
        of = table(name)
        for rule in rules:
            column = of.by_name[next(iter(rule.parked or rule.columns))]
            label = Item._meta.label if column.is_of_item else shape_of(of).model._meta.label
            numbers = list(made.get(label if not of.item_kind else of.model, ()))
            for batch in ImportChange.objects.filter(of_import=of_import, model=label, is_new=False):
                numbers += [int(number) for number, (_old, new) in batch.records.items() if attname(column) in new]
            park(of, rule, numbers)


def _name(model: type[Model], number: int) -> str:
    row = model._default_manager.filter(pk=number).first()
    kind = str(model._meta.verbose_name)
    return (
        f"{kind}: {row}"
        if row is not None
        else _("%(kind)s %(number)s, which is gone") % {"kind": kind, "number": number}
    )


def _back(model: type[Model], records: Mapping[str, list[Mapping[str, object]]]) -> Changes:
    """Return the changes that put records back as they were."""

    def values(side: Mapping[str, object]) -> dict[str, object]:
        fields = {field.attname: field for field in model._meta.concrete_fields}
        return {name: fields[name].to_python(value) for name, value in side.items()}

    return {int(number): (values(after), values(before)) for number, (before, after) in records.items()}


def refuse_what_was_built_on(made: Mapping[str, list[int]]) -> None:
    """Look for records that others have hung on those that would go.

    Raises:
        CannotUndo: there are some.
    """
    found: list[str] = []
    for label, numbers in made.items():
        for relation in apps.get_model(label)._meta.related_objects:
            other = relation.related_model
            if other._meta.label in GOES_ALONG or other._meta.app_label == "exchange":
                continue
            own = set(made.get(other._meta.label, ()))
            for start in range(0, len(numbers), BATCH):
                hanging = other._default_manager.filter(
                    **{f"{relation.field.name}__in": numbers[start : start + BATCH]}, **ONLY.get(other._meta.label, {})
                ).values_list("pk", flat=True)
                found.extend(_name(other, number) for number in hanging if number not in own)
            if len(found) >= NAMED:
                break
    if found:
        raise CannotUndo(
            _("Something has been built on what the import made, so it can no longer be undone as a whole."),
            changed=tuple(dict.fromkeys(found))[:NAMED],
        )


def _last_first(made: Mapping[str, list[int]]) -> list[str]:
    return list(reversed(list(made)))


def _delete(model: type[Model], numbers: list[int]) -> None:
    kind = FINDABLE.get(model._meta.label)
    # Records of one table that protect one another are let go of first.
    own = [field for field in model._meta.concrete_fields if field.related_model is model and field.null]
    for start in range(0, len(numbers), BATCH if own else len(numbers) or 1):
        for field in own:
            model._default_manager.filter(pk__in=numbers[start : start + BATCH]).update(**{field.attname: None})
    for start in range(0, len(numbers), BATCH):
        chunk = numbers[start : start + BATCH]
        if kind:
            search.remove_many(kind=kind, numbers=chunk)
        model._default_manager.filter(pk__in=chunk).delete()
