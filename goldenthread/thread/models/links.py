"""How one item hangs from another."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from goldenthread.people.models import Person
from goldenthread.thread.models.items import Item


class Link(models.Model):
    """From a lower item to an upper one, citing the version of the upper item it was affirmed against.

    Only one primary link leads up from an item; roll-up and line of sight follow it.
    """

    class Kind(models.TextChoices):
        SERVES = "serves", _("serves")
        MEASURES = "measures", _("measures")
        MITIGATES = "mitigates", _("lessens")
        GOVERNS = "governs", _("governs")
        EVIDENCES = "evidences", _("shows")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        AFFIRMED = "affirmed", _("affirmed")
        NEEDS_REAFFIRM = "needs_reaffirm", _("to be re-affirmed")
        RETIRED = "retired", _("retired")

    lower = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="links_up")
    upper = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="links_down")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.SERVES)
    is_primary = models.BooleanField(default=False)
    state = models.CharField(max_length=16, choices=State, default=State.AFFIRMED)
    upper_version = models.PositiveIntegerField(default=1)
    reason = models.TextField(blank=True)
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    affirmed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    affirmed_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["lower"],
                name="link_one_primary_up",
                condition=models.Q(is_primary=True) & ~models.Q(state="retired"),
            ),
            models.UniqueConstraint(
                fields=["lower", "upper", "kind"],
                name="link_once",
                condition=~models.Q(state="retired"),
            ),
            models.CheckConstraint(condition=~models.Q(lower=models.F("upper")), name="link_not_to_itself"),
            models.CheckConstraint(
                condition=models.Q(is_primary=False) | models.Q(kind="serves"), name="link_primary_serves"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["upper", "state"], name="link_upper_state"),
            models.Index(
                fields=["state", "asked_at"],
                name="link_to_reaffirm",
                condition=models.Q(state="needs_reaffirm"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lower_id} {self.kind} {self.upper_id}"

    @property
    def is_unaffirmed(self) -> bool:
        return self.state == self.State.NEEDS_REAFFIRM


class SpineLock(models.Model):
    """One row, number 1. Whoever changes the shape of the thread updates it first, so that two people who link at once
    cannot close a circle between them, on either database."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    turns = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="spine_lock_only_one")]

    def __str__(self) -> str:
        return f"{self.turns}"
