"""The append-only trail of who did what. Actions write it; nothing rewrites it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One thing that happened.

    People and subjects are held by number and by the name they had, not by foreign key: the trail outlives both.
    `changes` maps a field to [before, after]. `is_withheld` is no field: `queries.narrowed` says by it that the words
    are not for whoever asks.
    """

    is_withheld: bool = False

    at = models.DateTimeField()
    person_number = models.BigIntegerField(null=True, blank=True)
    person_name = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=32)
    subject_number = models.BigIntegerField(null=True, blank=True)
    subject_label = models.CharField(max_length=300, blank=True)
    changes = models.JSONField(default=dict, blank=True)
    reason = models.TextField(blank=True)
    source = models.CharField(max_length=16, default="page")
    is_material = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject_number", "-id"], name="audit_subject"),
            models.Index(fields=["person_number", "-id"], name="audit_person"),
            models.Index(fields=["action", "-id"], name="audit_action"),
            models.Index(fields=["at"], name="audit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject_kind} {self.subject_number}"


class Permit(models.Model):
    """While its one row exists, inside the transaction that made it, the database lets entries be changed or deleted.

    Only retention and erasure make one. docs/decisions/0003-history-is-the-trail.md.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    why = models.CharField(_("why"), max_length=200)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="audit_one_permit")]

    def __str__(self) -> str:
        return self.why
