"""Building the search again from the records themselves, while people go on working."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext as _

from goldenthread.exchange.actions.following import FINDABLE, index
from goldenthread.exchange.queries.reckon import Progress, Silent
from goldenthread.search.models import Entry

CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many records were looked at, and how many entries were taken out whose record is gone."""

    records: int
    removed: int


def rebuild_search(*, progress: Progress | None = None) -> Rebuilt:
    """Take out what is gone and put in every record as it stands, a few thousand at a time. Harmless to repeat."""
    progress = progress or Silent()
    models = {label: apps.get_model(label) for label in FINDABLE}
    total = sum(model._default_manager.count() for model in models.values())
    records = removed = 0
    for label, model in models.items():
        there = model._default_manager.values("pk")
        removed += Entry.objects.filter(kind=FINDABLE[label]).exclude(number__in=there).delete()[0]
        for numbers in _in_chunks(model):
            index(label, numbers)
            records += len(numbers)
            progress.step(min(records, total), total, _("Putting words into the search"))
    return Rebuilt(records, removed)


def _in_chunks(model: type[Model]) -> Iterator[list[int]]:
    last = 0
    while numbers := list(
        model._default_manager.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]
    ):
        yield numbers
        last = numbers[-1]
