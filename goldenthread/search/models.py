"""One index of words for people, posts, units, items and tasks. Rooms above put entries in; `desk` asks.

The index proper (FTS5 on SQLite, GIN on PostgreSQL) is kept by the database itself: migrations 0002 and 0003.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from goldenthread.search.folding import fold

if TYPE_CHECKING:
    _Text = models.TextField[str, str]
else:
    _Text = models.TextField


class FoldedField(_Text):
    """The entry's words as they are indexed, worked out on every write, one by one or in bulk."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: FBT001  # Django's own signature
        assert isinstance(model_instance, Entry)
        folded = fold(kind=model_instance.kind, reference=model_instance.reference, words=model_instance.words)
        setattr(model_instance, self.attname, folded)
        return folded


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
    folded = FoldedField(editable=False, default="")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "number"], name="search_entry_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
