"""Anything the thread can run through."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from goldenthread.people.models import Person, Post, Unit


class Lens(models.TextChoices):
    LEAD = "lead", _("Lead")
    MANAGE = "manage", _("Manage")
    SHARED = "shared", _("Shared")


class Item(models.Model):
    """What a vision, value, goal, objective and plan have in common.

    Owner is a post or a unit, so that the duty stays when somebody moves; lead is a person. `version` rises only on a
    material change. `said` is what its owner last said of it, at `said_at`; silence beyond `rhythm_days` is noticed by
    the system. `subject` is the person that a restricted item is about.
    """

    class Kind(models.TextChoices):
        VISION = "vision", _("vision")
        VALUE = "value", _("value")
        GOAL = "goal", _("goal")
        OBJECTIVE = "objective", _("objective")
        PLAN = "plan", _("plan")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        LIVE = "live", _("live")
        CLOSED = "closed", _("closed")
        RETIRED = "retired", _("retired")
        SUPERSEDED = "superseded", _("superseded")

    class Said(models.TextChoices):
        NOTHING = "", _("nothing said yet")
        ON_TRACK = "on_track", _("on track")
        AT_RISK = "at_risk", _("at risk")
        OFF_TRACK = "off_track", _("off track")

    class Visibility(models.TextChoices):
        EVERYONE = "everyone", _("everyone here")
        RESTRICTED = "restricted", _("the person, their line manager and their coach")

    kind = models.CharField(max_length=12, choices=Kind)
    reference = models.CharField(max_length=32)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    lens = models.CharField(max_length=8, choices=Lens, default=Lens.MANAGE)
    owner_post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="owned_items")
    owner_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="owned_items")
    lead = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="led_items")
    subject = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="items_about")
    author = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.LIVE)
    visibility = models.CharField(max_length=12, choices=Visibility, default=Visibility.EVERYONE)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    said = models.CharField(max_length=12, choices=Said, default=Said.NOTHING, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    rhythm_days = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reference"], name="item_reference_once"),
            models.CheckConstraint(
                condition=models.Q(owner_post__isnull=True) | models.Q(owner_unit__isnull=True),
                name="item_one_owner",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="item_dates_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(visibility="everyone") | models.Q(subject__isnull=False),
                name="item_restricted_has_subject",
            ),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="item_version_from_one"),
            models.CheckConstraint(
                condition=models.Q(confidence__isnull=True) | models.Q(confidence__lte=10),
                name="item_confidence_to_ten",
            ),
            models.UniqueConstraint(
                fields=["kind"],
                name="item_one_live_vision",
                condition=models.Q(kind="vision", state="live"),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "state", "id"], name="item_kind_state"),
            models.Index(Lower("title"), name="item_title_lower"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def trail_label(self) -> str:
        """What the trail calls it, where others may read it: a restricted item goes by its reference alone."""
        return self.reference if self.is_restricted else str(self)

    @property
    def is_live(self) -> bool:
        return self.state == self.State.LIVE

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_over(self) -> bool:
        return self.state in {self.State.CLOSED, self.State.RETIRED, self.State.SUPERSEDED}

    @property
    def is_restricted(self) -> bool:
        return self.visibility == self.Visibility.RESTRICTED


class ItemVersion(models.Model):
    """The words of an item as they stood at one version, and why they changed."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    words = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "version"], name="item_version_once")]

    def __str__(self) -> str:
        return f"{self.item_id} version {self.version}"


class ReferenceCounter(models.Model):
    """The last number given to each kind of reference (`OBJ`, `PLAN`, ...)."""

    prefix = models.CharField(max_length=12, primary_key=True)
    last = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.prefix}-{self.last}"
