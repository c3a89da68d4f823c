"""Units, role profiles and posts."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    COLLEAGUE = "colleague", _("colleague")
    JUNIOR_MANAGER = "junior_manager", _("junior manager")
    MIDDLE_MANAGER = "middle_manager", _("middle manager")
    SENIOR_LEADER = "senior_leader", _("senior leader")


class Unit(models.Model):
    """A part of the organisation. Units make a tree.

    `path` is the chain of unit numbers from the top, each followed by a full stop ("3.17.41."), kept by the actions
    that make and move units: everything below a unit is one range of paths.
    """

    code = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=400, blank=True, db_index=True)
    head_post = models.ForeignKey("Post", null=True, blank=True, on_delete=models.SET_NULL, related_name="heads")
    purpose = models.TextField(blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], name="unit_code_once"),
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="unit_not_its_own_parent"),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True)
                | models.Q(opened_on__isnull=True)
                | models.Q(closed_on__gte=models.F("opened_on")),
                name="unit_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None


class RoleProfile(models.Model):
    """What a kind of post is there to do, and how much leading and managing it asks for.

    The three shares are fractions of the role in [0, 1] and add up to 1, or are all empty.
    """

    code = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    level = models.CharField(max_length=16, choices=Level, default=Level.COLLEAGUE)
    purpose = models.TextField(blank=True)
    accountabilities = models.TextField(blank=True)
    lead_share = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    manage_share = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    shared_share = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], name="role_profile_code_once"),
            models.CheckConstraint(
                condition=models.Q(lead_share__isnull=True, manage_share__isnull=True, shared_share__isnull=True)
                | models.Q(
                    lead_share__gte=0,
                    manage_share__gte=0,
                    shared_share__gte=0,
                    lead_share__isnull=False,
                    manage_share__isnull=False,
                    shared_share__isnull=False,  # comparing nothing with something is not false to a database
                    shared_share=Decimal(1) - models.F("lead_share") - models.F("manage_share"),
                ),
                name="role_profile_shares_add_up",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Post(models.Model):
    """A place in the structure that somebody can hold. Duties stay with it when people move.

    `filling` says how it is filled when nobody is named: a published structure names few people, so *unnamed* counts
    as filled full-time equivalents and not as people. Holders themselves are `Assignment` rows. A post may stand for
    many like posts: `fte` is then their sum and `is_group` is set. `standing_share` is the fraction [0, 1] of a
    holder's time that is kept for the standing objectives the post carries.
    """

    class Filling(models.TextChoices):
        NAMED = "named", _("filled")
        UNNAMED = "unnamed", _("filled, nobody named")
        VACANT = "vacant", _("vacant")

    reference = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    grade = models.CharField(max_length=100, blank=True)
    level = models.CharField(max_length=16, choices=Level, default=Level.COLLEAGUE)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    reports_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reports")
    role_profile = models.ForeignKey(RoleProfile, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")
    fte = models.DecimalField(max_digits=9, decimal_places=3, default=Decimal(1))
    is_group = models.BooleanField(default=False)
    filling = models.CharField(max_length=8, choices=Filling, default=Filling.VACANT)
    vacant_since = models.DateField(null=True, blank=True)
    standing_share = models.DecimalField(max_digits=4, decimal_places=3, default=Decimal(0))
    purpose = models.TextField(blank=True)
    profession = models.CharField(max_length=200, blank=True)
    notes = models.TextField(blank=True)
    pay_floor = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    pay_ceiling = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    abolished_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reference"], name="post_reference_once"),
            models.CheckConstraint(
                condition=models.Q(reports_to__isnull=True) | ~models.Q(reports_to=models.F("id")),
                name="post_not_under_itself",
            ),
            models.CheckConstraint(condition=models.Q(fte__gte=0), name="post_fte_not_negative"),
            models.CheckConstraint(
                condition=models.Q(standing_share__gte=0, standing_share__lte=1), name="post_standing_share"
            ),
            models.CheckConstraint(
                condition=models.Q(abolished_on__isnull=True)
                | models.Q(opened_on__isnull=True)
                | models.Q(abolished_on__gte=models.F("opened_on")),
                name="post_dates_in_order",
            ),
        ]
        indexes: ClassVar = [
            models.Index(Lower("title"), name="post_title_lower"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_abolished(self) -> bool:
        return self.abolished_on is not None

    @property
    def is_vacant(self) -> bool:
        return self.filling == self.Filling.VACANT
