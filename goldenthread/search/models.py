"""One index of words for people, posts, units, items and tasks. Rooms above put entries in; `desk` asks."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """The words by which one record is found. What the asker may see of it is decided by the room it belongs to."""

    class Kind(models.TextChoices):
        PERSON = "person"
        POST = "post"
        UNIT = "unit"
        ITEM = "item"
        TASK = "task"

    kind = models.CharField(max_length=8, choices=Kind)
    number = models.BigIntegerField()
    reference = models.CharField(max_length=64, blank=True)
    words = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "number"], name="search_entry_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
