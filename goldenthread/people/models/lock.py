"""The queue of those who change the shape of the structure."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class StructureLock(models.Model):
    """One row, number 1. Whoever moves units or posts, or merges people, updates it first, so that two who move at once
    cannot close a circle between them, on either database."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    turns = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="structure_lock_only_one")]

    def __str__(self) -> str:
        return f"{self.turns}"
