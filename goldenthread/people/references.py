"""Every place in the product that points at a person, found from the models themselves, so that rooms made later count.

Written for merging two records of one person and for taking them apart again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core import serializers
from django.db import models

from goldenthread.people.models import Person, PersonMerge

# How two records became one is not moved from one to the other.
LEFT_ALONE = frozenset({(Person, "merged_into"), (PersonMerge, "kept"), (PersonMerge, "merged")})


@dataclass(frozen=True, slots=True)
class Reference:
    """A field of a model that points at a person. `is_alone` where one person may stand in one row only."""

    model: type[models.Model]
    field: str
    is_alone: bool

    @property
    def key(self) -> str:
        return f"{self.model._meta.label_lower}.{self.field}"

    @property
    def name(self) -> str:
        """The model's own words for many of it."""
        return str(self.model._meta.verbose_name_plural)

    def numbers_of(self, person_id: int) -> list[int]:
        """Return the numbers of the rows that point at this person, in order. One query."""
        rows = self.model._default_manager.filter(**{self.field: person_id})
        return list(rows.order_by("pk").values_list("pk", flat=True))

    def point(self, numbers: list[int], *, at: int) -> None:
        """Let these rows point at this person. One query a thousand rows."""
        for start in range(0, len(numbers), 1000):
            self.model._default_manager.filter(pk__in=numbers[start : start + 1000]).update(**{self.field: at})


def references() -> Iterator[Reference]:
    """Yield every reference to a person, by model and field, in a steady order."""
    found = []
    for relation in Person._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        model, name = relation.related_model, relation.field.name
        if (model, name) not in LEFT_ALONE:
            found.append(Reference(model=model, field=name, is_alone=_is_alone(model, relation)))
    yield from sorted(found, key=lambda one: one.key)


def _is_alone(model: type[models.Model], relation: models.ManyToOneRel) -> bool:
    """Tell whether rows of one person can stand in the way of rows of another: the field is part of a key."""
    name = relation.field.name
    if relation.field.unique:
        return True
    return any(
        isinstance(constraint, models.UniqueConstraint) and name in constraint.fields
        for constraint in model._meta.constraints
    )


def is_pointed_at(model: type[models.Model]) -> bool:
    """Tell whether rows of other models point at rows of this one."""
    fields = model._meta.get_fields(include_hidden=True)
    return any(isinstance(relation, models.ForeignObjectRel) for relation in fields)


def frozen(row: models.Model) -> str:
    """Return a row as text, whole, so that it can be put back."""
    return str(serializers.serialize("json", [row]))


def put_back(text: str) -> None:
    """Write a row that was frozen."""
    for one in serializers.deserialize("json", text):
        one.save()
