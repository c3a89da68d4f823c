"""Telling people that they were given work: one notice for all that one person gives at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenthread.manage.plans.models import Task
from goldenthread.notices import actions as notices
from goldenthread.notices.models import Notice
from goldenthread.people.models import Person
from goldenthread.people.queries import holders_on


def tell_given(*, tasks: Sequence[Task], by: Person | None, now: datetime) -> None:
    """Tell whoever has these tasks now, except who gave them. What a post has is told to those who hold it.

    The words name the task alone, never what it serves: not everybody may see that.
    """
    notices.tell(
        tellings=[
            _telling(person_id, given, by=by, now=now) for person_id, given in _takers(tasks, by=by, now=now).items()
        ],
        now=now,
    )


def _takers(tasks: Sequence[Task], *, by: Person | None, now: datetime) -> dict[int, list[Task]]:
    """Return, for each person who is to be told, the tasks that came to them."""
    on = timezone.localdate(now)
    posts = {task.post_id for task in tasks if task.post_id is not None}
    held: dict[int, set[int]] = defaultdict(set)
    if posts:
        for post_id, person_id in holders_on(on).filter(post__in=posts).values_list("post_id", "person_id"):
            held[post_id].add(person_id)
    found: dict[int, list[Task]] = defaultdict(list)
    for task in tasks:
        takers = {task.person_id} if task.person_id is not None else held.get(task.post_id or 0, set())
        for person_id in takers - {by.pk if by else None}:
            found[person_id].append(task)
    here = Person.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=on), pk__in=found)
    return {person_id: found[person_id] for person_id in here.values_list("pk", flat=True)} if found else {}


def _telling(person_id: int, given: Sequence[Task], *, by: Person | None, now: datetime) -> notices.Telling:
    return notices.Telling(
        person_id=person_id,
        kind=Notice.Kind.TASK,
        words=_words(given, by=by),
        url=reverse("plans:task", args=[given[0].pk]) if len(given) == 1 else reverse("desk:work"),
        key=f"given:{given[0].pk}:{len(given)}:{now:%Y%m%d%H%M%S%f}",
    )


def _words(given: Sequence[Task], *, by: Person | None) -> str:
    if len(given) > 1:
        count = {"count": len(given), "person": by.name if by else ""}
        if by is None:
            return ngettext("You were given %(count)s task", "You were given %(count)s tasks", len(given)) % count
        return ngettext("%(person)s gave you %(count)s task", "%(person)s gave you %(count)s tasks", len(given)) % count
    (task,) = given
    named = {"task": f"{task.reference} {task.title}", "person": by.name if by else ""}
    return _("%(person)s gave you %(task)s") % named if by else _("You were given %(task)s") % named
