"""Plans and their tasks (M1, M4). A plan is an item; a task is a leaf, of which there are millions."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from goldenthread.people.models import Person, Post
from goldenthread.thread.models import Item, Lens


class Plan(models.Model):
    """How an objective is to be reached: dated, led, with tasks. What it serves is its item's primary link."""

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.CASCADE, related_name="plan")
    purpose = models.TextField(blank=True)
    budget = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(budget__isnull=True) | models.Q(budget__gte=0), name="plan_budget_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.item_id}"


class Task(models.Model):
    """A piece of work for a person or post.

    `serves` is the item it serves: its plan's item when it is part of a plan, any other item otherwise, empty when it
    hangs from nothing. Its number (T-1204) is its primary key. Effort is in minutes; `remaining_minutes` is what is
    still to do. `planned_on` and `planned_from` are the day and time somebody means to do it.
    """

    class State(models.TextChoices):
        OPEN = "open", _("to do")
        DOING = "doing", _("under way")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    class Priority(models.IntegerChoices):
        HIGH = 1, _("high")
        ORDINARY = 2, _("ordinary")
        LOW = 3, _("low")

    title = models.CharField(max_length=300)
    notes = models.TextField(blank=True)
    serves = models.ForeignKey(
        Item, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks", db_index=False
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks", db_index=False
    )
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks", db_index=False
    )
    asked_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    lens = models.CharField(max_length=8, choices=Lens, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.ORDINARY)
    effort_minutes = models.PositiveIntegerField(default=0)
    remaining_minutes = models.PositiveIntegerField(default=0)
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    planned_on = models.DateField(null=True, blank=True)
    planned_from = models.TimeField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    # Written by the database. SQLite uses a partial index only when the query repeats its condition to the letter:
    # filter on this, never on the states (`state IN (?, ?)` has bound values), and repeat it in each branch of an OR.
    is_open = models.GeneratedField(
        expression=models.Case(
            models.When(state__in=["open", "doing"], then=models.Value(True)),  # noqa: FBT003 (Django's own signature)
            default=models.Value(False),  # noqa: FBT003 (as above)
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) | models.Q(post__isnull=True), name="task_one_assignee"
            ),
            models.CheckConstraint(
                condition=(models.Q(state="done") & models.Q(done_on__isnull=False))
                | (~models.Q(state="done") & models.Q(done_on__isnull=True)),
                name="task_done_has_day",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(due_on__gte=models.F("starts_on")),
                name="task_dates_in_order",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["person", "due_on"],
                name="task_open_of_person",
                condition=models.Q(is_open=True),
            ),
            models.Index(
                fields=["post", "due_on"],
                name="task_open_of_post",
                condition=models.Q(is_open=True, post__isnull=False),
            ),
            models.Index(
                fields=["asked_by", "due_on"],
                name="task_open_asked_by",
                condition=models.Q(is_open=True, asked_by__isnull=False),
            ),
            # The closed ones, asked for only where everything about somebody is. With an index of all tasks of a person
            # SQLite would leave those above alone, though people have far more closed tasks than open ones.
            models.Index(fields=["person"], name="task_closed_of_person", condition=models.Q(is_open=False)),
            models.Index(
                fields=["asked_by"],
                name="task_closed_asked_by",
                condition=models.Q(is_open=False, asked_by__isnull=False),
            ),
            models.Index(fields=["serves", "state"], name="task_serves"),
            models.Index(
                fields=["id"],
                name="task_serves_nothing",
                condition=models.Q(is_open=True, serves__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        return f"T-{self.pk}"

    @property
    def is_doing(self) -> bool:
        return self.state == self.State.DOING

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def is_urgent(self) -> bool:
        return self.priority == self.Priority.HIGH

    def is_late(self, *, today: date) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < today


class TaskPart(models.Model):
    """One line of a task's checklist."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="parts")
    words = models.CharField(max_length=300)
    is_done = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.words


class TaskDates(models.Model):
    """Dates as the source wrote them when they are words or months rather than days ("Started", "Nov 2012", "TBC")."""

    task = models.OneToOneField(Task, primary_key=True, on_delete=models.CASCADE, related_name="dates")
    start_words = models.CharField(max_length=60, blank=True)
    due_words = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"{self.start_words} to {self.due_words}"
