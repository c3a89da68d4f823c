"""What has changed, for whoever works something out from it. The lowest room that says so keeps the table."""

from __future__ import annotations

from django.db import models


class Touched(models.Model):
    """Something on or beside the thread has changed, and what is worked out from it is due again.

    Actions of this room and of those above append; `together` takes the rows, works out line of sight and findings
    again, and deletes the rows it took (never "all up to number n": on PostgreSQL a lower number may be committed
    later).
    """

    class Kind(models.TextChoices):
        ITEM = "item"
        TASK = "task"
        POST = "post"
        UNIT = "unit"
        PERSON = "person"
        EVERYTHING = "everything"

    kind = models.CharField(max_length=12, choices=Kind)
    number = models.BigIntegerField(default=0)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
