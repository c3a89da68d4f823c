"""Vision, values and goals (L1, L4, L7), each one-to-one with its item on the thread."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from goldenthread.people.models import Level, Post
from goldenthread.thread.models import Item


class Vision(models.Model):
    """Where the organisation is going. Its item's title is the short name ("Vision 2032"); `statement` is the words."""

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.CASCADE, related_name="vision")
    statement = models.TextField()
    story = models.TextField(blank=True)
    horizon_year = models.PositiveSmallIntegerField()
    adopted_on = models.DateField(null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(horizon_year__gte=1900, horizon_year__lte=2200), name="vision_horizon_year"
            ),
        ]

    def __str__(self) -> str:
        return self.statement


class Value(models.Model):
    """What the organisation holds to. The item's title is its name; `meaning` says it in a sentence."""

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.CASCADE, related_name="value")
    meaning = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"value {self.item_id}"


class Behaviour(models.Model):
    """What living a value looks like, or does not, at a level of post (empty: at every level)."""

    class Kind(models.TextChoices):
        SEEN = "seen", _("what we see")
        NOT_SEEN = "not_seen", _("what we don't see")

    value = models.ForeignKey(Value, on_delete=models.CASCADE, related_name="behaviours")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.SEEN)
    level = models.CharField(max_length=16, choices=Level, blank=True)
    words = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["value", "kind", "level", "words"], name="behaviour_once"),
        ]

    def __str__(self) -> str:
        return self.words


class Goal(models.Model):
    """A long-term goal, owned by a leader's post (the item's owner), paired with the manager's post that delivers."""

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.CASCADE, related_name="goal")
    how_we_will_know = models.TextField(blank=True)
    theme = models.CharField(max_length=100, blank=True)
    manager_post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="managed_goals"
    )

    def __str__(self) -> str:
        return f"goal {self.item_id}"
