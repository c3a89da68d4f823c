"""What people say of an item: check-ins, comments, files, and who watches it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.people.models import Person
from goldenthread.thread.models.items import Item


class CheckIn(models.Model):
    """Where an item stands, in its owner's words, and what help they ask for."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="check_ins")
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="check_ins")
    at = models.DateTimeField()
    said = models.CharField(max_length=12, choices=Item.Said, blank=True)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)
    help_wanted = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(confidence__isnull=True) | models.Q(confidence__lte=10),
                name="check_in_confidence_to_ten",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["item", "-at"], name="check_in_latest")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.said} {self.at:%Y-%m-%d}"


class Comment(models.Model):
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="comments")
    at = models.DateTimeField()
    words = models.TextField()
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["item", "id"], name="comment_of_item")]

    def __str__(self) -> str:
        return f"{self.item_id} comment {self.pk}"


class CommentFile(models.Model):
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(upload_to="comments/%Y/%m/")
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.name


class Watch(models.Model):
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="watches")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="watches")
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "person"], name="watch_once")]

    def __str__(self) -> str:
        return f"{self.person_id} watches {self.item_id}"
