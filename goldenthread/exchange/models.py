"""Imports: what was brought in, each row's fate, and what it takes to undo it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from goldenthread.jobs.models import Job
from goldenthread.people.models import Person


class Import(models.Model):
    """One import from upload to the end: prepared (columns, preview), run, perhaps undone.

    Once it can no longer be undone, its rows and changes are deleted and `counts` holds numbers only; `forgotten_at`
    says when that was done.
    """

    class Kind(models.TextChoices):
        ORGANOGRAM = "organogram", _("published staff structure")
        PLAN = "plan", _("plan with priorities and actions")
        FOLDER = "folder", _("Goldenthread's own files")

    class State(models.TextChoices):
        PREPARED = "prepared", _("prepared")
        RUNNING = "running", _("being brought in")
        DONE = "done", _("brought in")
        STOPPED = "stopped", _("stopped, nothing changed")
        FAILED = "failed", _("failed, nothing changed")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("discarded")

    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.PREPARED)
    as_of = models.DateField(null=True, blank=True)
    settings = models.JSONField(default=dict, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    problem = models.TextField(blank=True)
    asked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undo_until = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} {self.state}"


class ImportFile(models.Model):
    """A file as it was given, with what was found out about it (encoding, delimiter, sheet).

    The file itself is kept only until the import is over: it may hold more about people than was brought in.
    """

    of_import = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="files")
    role = models.CharField(max_length=32)
    name = models.CharField(max_length=255)
    file = models.FileField(upload_to="imports/%Y/%m/", blank=True)
    digest = models.CharField(max_length=64)
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["of_import", "role"], name="import_file_role_once")]

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """The fate of one row of one file, or one thing noticed about it (file, row, column, value, reason, cure).

    `changes` maps a column of a changed row to [before, after], in words. `words` say what a new record is, or what is
    wrong with the row.
    """

    class Fate(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        SAME = "same", _("As it is")
        STOPPED = "stopped", _("Stopped")
        NOTED = "noted", _("Noted")

    of_import = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    file_role = models.CharField(max_length=32)
    row = models.PositiveIntegerField()
    fate = models.CharField(max_length=8, choices=Fate)
    label = models.CharField(max_length=300, blank=True)
    column = models.CharField(max_length=200, blank=True)
    found = models.CharField(max_length=300, blank=True)
    words = models.CharField(max_length=500, blank=True)
    cure = models.CharField(max_length=500, blank=True)
    changes = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["of_import", "fate", "id"], name="import_row_fate"),
        ]

    def __str__(self) -> str:
        return f"{self.file_role} row {self.row}: {self.fate}"


class ImportChange(models.Model):
    """Records of one model written together by an import, in the order of writing: enough to put them back.

    `records` maps the number of a new record to a digest of it as it was written, and the number of a changed one to
    [before, after], each holding the fields that were written.
    """

    of_import = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="changes")
    position = models.PositiveIntegerField()
    model = models.CharField(max_length=64)
    is_new = models.BooleanField()
    records = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["of_import", "position"], name="import_change_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.position}"


class SourceKey(models.Model):
    """Which record of ours a key of somebody else's file means, so that the same file changes nothing the second time.

    `table` is a table of Goldenthread's own files; `number` is the record's primary key.
    """

    source = models.CharField(max_length=64)
    table = models.CharField(max_length=32)
    key = models.CharField(max_length=200)
    number = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "table", "key"], name="source_key_once")]
        indexes: ClassVar = [models.Index(fields=["table", "number"], name="source_key_record")]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"
