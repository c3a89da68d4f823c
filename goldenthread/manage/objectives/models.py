"""Objectives of three kinds, the key results and measures they are judged by, and the posts that carry them (M3)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from goldenthread.people.models import Person, Post
from goldenthread.thread.models import Item


class Objective(models.Model):
    """What a unit or post is to achieve or keep up.

    *Standing* has no end and is judged by measures, *change* is dated and judged by key results, *development* is a
    person's growth: its item's subject is that person.
    """

    class Kind(models.TextChoices):
        STANDING = "standing", _("standing")
        CHANGE = "change", _("change")
        DEVELOPMENT = "development", _("development")

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.CASCADE, related_name="objective")
    kind = models.CharField(max_length=12, choices=Kind)
    reviewer = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="reviewed_objectives"
    )
    learned = models.TextField(blank=True)
    was_achieved = models.BooleanField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "item"], name="objective_kind")]

    def __str__(self) -> str:
        return f"{self.kind} objective {self.item_id}"

    @property
    def is_standing(self) -> bool:
        return self.kind == self.Kind.STANDING


class KeyResult(models.Model):
    """What an objective is judged by: a result to reach, or a measure to keep.

    `direction` says which way is better; a band is kept between `band_low` and `target`. Falling targets, overshoot,
    negative and decimal values are ordinary.
    """

    class Kind(models.TextChoices):
        RESULT = "result", _("key result")
        MEASURE = "measure", _("measure")

    class Direction(models.TextChoices):
        UP = "up", _("higher is better")
        DOWN = "down", _("lower is better")
        BAND = "band", _("keep within a band")

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="key_results")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.RESULT)
    title = models.CharField(max_length=300)
    unit_of_measure = models.CharField(max_length=60, blank=True)
    direction = models.CharField(max_length=4, choices=Direction, default=Direction.UP)
    baseline = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    band_low = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    target = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["objective", "title"], name="key_result_once"),
            models.CheckConstraint(
                condition=~models.Q(direction="band")
                | models.Q(band_low__isnull=False, target__isnull=False, band_low__lt=models.F("target")),
                name="key_result_band_has_both",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Reading(models.Model):
    """The value of a key result on a day."""

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="readings")
    on = models.DateField()
    value = models.DecimalField(max_digits=18, decimal_places=4)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["key_result", "on"], name="reading_once_a_day")]

    def __str__(self) -> str:
        return f"{self.value} on {self.on}"


class Duty(models.Model):
    """A post carries a standing objective; `weight` splits the post's standing time between its duties."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="duties")
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="duties")
    weight = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "objective"], name="duty_once"),
            models.CheckConstraint(condition=models.Q(weight__gte=1, weight__lte=1000), name="duty_weight"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} carries {self.objective_id}"


class PlanningYear(models.Model):
    """A year of planning, open until it is closed and its live work is carried over, closed or dropped."""

    label = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["label"], name="planning_year_label_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="planning_year_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.label
