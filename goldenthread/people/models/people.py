"""People, and the posts they hold from when to when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from goldenthread.people.models.structure import Post


class Person(models.Model):
    """Somebody who works here. `number` is the organisation's own staff number."""

    number = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    known_as = models.CharField(max_length=100, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="person"
    )
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number"], name="person_number_once"),
            models.UniqueConstraint(
                Lower("email"),
                name="person_email_once",
                condition=~models.Q(email="") & models.Q(merged_into__isnull=True),
            ),
            models.CheckConstraint(condition=~models.Q(number=""), name="person_has_number"),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="person_not_merged_into_self",
            ),
            models.CheckConstraint(
                condition=models.Q(left_on__isnull=True)
                | models.Q(joined_on__isnull=True)
                | models.Q(left_on__gte=models.F("joined_on")),
                name="person_dates_in_order",
            ),
        ]
        indexes: ClassVar = [models.Index(Lower("name"), name="person_name_lower")]

    def __str__(self) -> str:
        return self.name

    @property
    def has_left(self) -> bool:
        return self.left_on is not None

    @property
    def is_merged(self) -> bool:
        return self.merged_into_id is not None


class Assignment(models.Model):
    """One person holding one post. Two people on one post is a job share; one person may hold several posts.

    `ends_on` is the last day held; empty while it goes on. `fte` is the share of full time worked in this post.
    """

    class Kind(models.TextChoices):
        SUBSTANTIVE = "substantive", _("substantive")
        ACTING = "acting", _("acting")
        TEMPORARY = "temporary", _("temporary")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="assignments")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="assignments")
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.SUBSTANTIVE)
    is_main = models.BooleanField(default=True)
    fte = models.DecimalField(max_digits=5, decimal_places=3, default=Decimal(1))
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "post", "starts_on"], name="assignment_once"),
            models.UniqueConstraint(
                fields=["person"],
                name="assignment_one_main",
                condition=models.Q(is_main=True, ends_on__isnull=True),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="assignment_dates_in_order",
            ),
            models.CheckConstraint(condition=models.Q(fte__gte=0, fte__lte=2), name="assignment_fte"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["post", "starts_on"], name="assignment_post"),
            models.Index(fields=["person", "starts_on"], name="assignment_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.post_id} from {self.starts_on}"

    def is_held_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class PersonMerge(models.Model):
    """Two records found to be one person, with what moved, so that it can be taken apart again."""

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_kept")
    merged = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_lost")
    moved = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["merged"], name="person_merged_once", condition=models.Q(undone_at__isnull=True)
            ),
            models.CheckConstraint(condition=~models.Q(kept=models.F("merged")), name="person_merge_two_people"),
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} into {self.kept_id}"
