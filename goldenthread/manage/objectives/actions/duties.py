"""Which posts carry a standing objective."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goldenthread.manage.objectives.actions.trail import record
from goldenthread.manage.objectives.models import Duty, Objective
from goldenthread.people.models import Person, Post
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Touched


@transaction.atomic
def add_duty(*, objective: Objective, post: Post, weight: int, by: Person | None, now: datetime) -> Duty:
    """Let a post carry a standing objective, or change with what weight it does."""
    duty, is_new = Duty.objects.get_or_create(objective=objective, post=post, defaults={"weight": weight})
    if not is_new and duty.weight != weight:
        Duty.objects.filter(pk=duty.pk).update(weight=weight)
    record(
        "duty.add" if is_new else "duty.change",
        item=objective.item,
        by=by,
        now=now,
        changes={"post": [None, str(post)]} if is_new else {"weight": [duty.weight, weight]},
    )
    thread.touch(Touched.Kind.POST, [post.pk], now=now)
    return duty


@transaction.atomic
def remove_duty(*, duty: Duty, by: Person | None, now: datetime) -> None:
    """Take a standing objective from a post."""
    if Duty.objects.filter(pk=duty.pk).delete()[0]:
        changes = {"post": [str(duty.post), None]}
        record("duty.remove", item=duty.objective.item, by=by, now=now, changes=changes)
        thread.touch(Touched.Kind.POST, [duty.post_id], now=now)
