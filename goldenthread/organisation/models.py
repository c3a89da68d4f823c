"""The one organisation of this installation: its name, words, working time and what it keeps for how long."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """Settings of the organisation; one row, number 1.

    `words` renames the words on screen (a code of `words.WORDS` to {"one": ..., "many": ...}); codes stay.
    `working_days` holds the ISO weekdays that are worked (1 Monday to 7 Sunday); `nations` holds the public-holiday
    calendars (`GB-ENG`, ...). Minutes are of a full-time working week.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    mark = models.FileField(upload_to="organisation/", blank=True)
    words = models.JSONField(default=dict, blank=True)
    working_days = models.JSONField(default=list, blank=True)
    full_time_minutes_a_week = models.PositiveIntegerField(default=2220)
    nations = models.JSONField(default=list, blank=True)
    year_starts_month = models.PositiveSmallIntegerField(default=4)
    keep_audit_years = models.PositiveSmallIntegerField(default=7)
    keep_leavers_years = models.PositiveSmallIntegerField(default=6)
    keep_import_undo_days = models.PositiveSmallIntegerField(default=30)
    is_example = models.BooleanField(default=False)
    set_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="organisation_only_one"),
            models.CheckConstraint(
                condition=models.Q(year_starts_month__gte=1, year_starts_month__lte=12),
                name="organisation_month",
            ),
        ]
        verbose_name = _("organisation")

    def __str__(self) -> str:
        return self.name
