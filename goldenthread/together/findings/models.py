"""Where the thread is broken, frayed or over-stretched (T3), as last found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from goldenthread.manage.plans.models import Task
from goldenthread.people.models import Person, Post, Unit
from goldenthread.thread.models import Item


class Finding(models.Model):
    """One break at one place. `key` names rule and place, so that finding it again is the same finding.

    It is about an item, a task, a post, a unit or a link's lower item; about none of them when the vision is missing.
    The mender is a post (so that it stays when people move) or, where there is none, nobody.
    """

    class Kind(models.TextChoices):
        BROKEN = "broken", _("Broken")
        FRAYED = "frayed", _("Frayed")
        OVERSTRETCHED = "overstretched", _("Over-stretched")

    class Severity(models.IntegerChoices):
        SERIOUS = 1, _("Serious")
        MODERATE = 2, _("Moderate")
        MINOR = 3, _("Minor")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted with a reason")
        SNOOZED = "snoozed", _("put off")
        MENDED = "mended", _("mended")

    code = models.CharField(max_length=8)
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=16, choices=Kind)
    severity = models.PositiveSmallIntegerField(choices=Severity)
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.CASCADE, related_name="findings")
    upper = models.ForeignKey(Item, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    task = models.ForeignKey(Task, null=True, blank=True, on_delete=models.CASCADE, related_name="findings")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.CASCADE, related_name="findings")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="findings")
    facts = models.JSONField(default=dict, blank=True)
    people = models.PositiveIntegerField(default=0)
    minutes = models.PositiveBigIntegerField(default=0)
    mender = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="findings_to_mend"
    )
    mender_post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.SET_NULL, related_name="findings_to_mend"
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    mended_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    again_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key"], name="finding_once"),
            models.CheckConstraint(
                condition=~models.Q(state="accepted") | (~models.Q(reason="") & models.Q(again_on__isnull=False)),
                name="finding_accepted_has_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="snoozed") | models.Q(again_on__isnull=False),
                name="finding_snoozed_has_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="mended") | models.Q(mended_at__isnull=False),
                name="finding_mended_has_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "severity", "-people", "id"], name="finding_list"),
            models.Index(fields=["mender", "state"], name="finding_mender"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.key}"
