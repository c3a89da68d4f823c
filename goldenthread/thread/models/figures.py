"""Figures worked out from the whole thread and kept, because working them out on a page would be too slow."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.people.models import Person
from goldenthread.thread.models.items import Item


class ItemFigure(models.Model):
    """What stands below an item along primary links, the item itself included.

    `people` are counted once each; minutes are planned in the 28 days from `as_of`; `unnamed_fte` are full-time
    equivalents of posts in which nobody is named. Written by the room that computes line of sight, read by everyone.
    """

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.CASCADE, related_name="figure")
    people = models.PositiveIntegerField(default=0)
    minutes = models.PositiveBigIntegerField(default=0)
    unnamed_fte = models.DecimalField(max_digits=12, decimal_places=3, default=0)
    open_tasks = models.PositiveIntegerField(default=0)
    done_tasks = models.PositiveIntegerField(default=0)
    late_tasks = models.PositiveIntegerField(default=0)
    children = models.PositiveIntegerField(default=0)
    depth = models.PositiveSmallIntegerField(default=0)
    reaches_vision = models.BooleanField(default=False)
    as_of = models.DateField()

    def __str__(self) -> str:
        return f"{self.item_id}: {self.people} people"


class PersonSight(models.Model):
    """One person's line of sight: minutes planned in the 28 days from `as_of`, and how many reach the vision."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="sight")
    planned_minutes = models.PositiveIntegerField(default=0)
    reaching_minutes = models.PositiveIntegerField(default=0)
    unaffirmed_minutes = models.PositiveIntegerField(default=0)
    as_of = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(reaching_minutes__lte=models.F("planned_minutes"))
                & models.Q(unaffirmed_minutes__lte=models.F("reaching_minutes")),
                name="sight_parts_of_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.reaching_minutes} of {self.planned_minutes}"
