"""What the product tells one person. Rooms above write notices; each points at a page by its address."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from goldenthread.people.models import Person


class Notice(models.Model):
    """One message to one person; `key` makes asking twice ask once."""

    class Kind(models.TextChoices):
        MENTION = "mention", _("mention")
        WATCH = "watch", _("change to something you watch")
        REAFFIRM = "reaffirm", _("re-affirm")
        HANDOVER = "handover", _("handover")
        REMINDER = "reminder", _("reminder")
        TASK = "task", _("task for you")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=16, choices=Kind)
    words = models.CharField(max_length=300)
    url = models.CharField(max_length=300)
    key = models.CharField(max_length=100)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "key"], name="notice_once")]
        indexes: ClassVar = [
            models.Index(fields=["person", "-id"], name="notice_of_person"),
            models.Index(fields=["person"], name="notice_unread", condition=models.Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.words
