"""One person's own tasks."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from goldenthread.manage.plans.models import Task
from goldenthread.people.queries import Standing
from goldenthread.thread.models import Link

DAY_LOOKS_AHEAD = timedelta(days=7)
DAY_AT_MOST = 200


def my_open_tasks(standing: Standing) -> QuerySet[Task]:
    """Return the open tasks of a person and of the posts they hold, with item and people. Unordered."""
    mine = Q(person=standing.person, is_open=True) | Q(post__in=standing.post_ids, is_open=True)
    return Task.objects.filter(mine).select_related("serves__objective", "post", "asked_by")


def my_day_tasks(standing: Standing, *, day: date) -> list[Task]:
    """Return what a person could do on a day, at most `DAY_AT_MOST`: one query, soonest due first.

    Each has `upper_description`, the description of what the item it serves hangs from, and `upper_upper_description`,
    of what that hangs from.

    What is meant for that day or was meant for an earlier one, what is due within a week of it, and what has no date.
    """
    of_the_day = (
        Q(planned_on__lte=day)
        | Q(planned_on__isnull=True, due_on__lte=day + DAY_LOOKS_AHEAD)
        | Q(planned_on__isnull=True, due_on__isnull=True)
        | Q(due_on__lte=day)
    )
    hangs = Link.objects.filter(is_primary=True).exclude(state=Link.State.RETIRED)
    above = hangs.filter(lower=OuterRef("serves"))
    above_it = hangs.filter(lower=OuterRef(OuterRef("serves"))).values("upper")[:1]
    further = hangs.filter(lower=Subquery(above_it))
    tasks = (
        my_open_tasks(standing)
        .filter(of_the_day)
        .exclude(starts_on__gt=day, planned_on__isnull=True)
        .annotate(
            upper_description=Subquery(above.values("upper__description")[:1]),
            upper_upper_description=Subquery(further.values("upper__description")[:1]),
        )
    )
    return list(tasks.order_by(F("due_on").asc(nulls_last=True), "id")[:DAY_AT_MOST])


def tasks_asked_for_by(standing: Standing) -> QuerySet[Task]:
    """Return the open tasks that somebody asked others for, with item and people. Unordered."""
    return (
        Task.objects.filter(asked_by=standing.person, is_open=True)
        .exclude(person=standing.person)
        .exclude(post__in=standing.post_ids)
        .select_related("serves__objective", "person", "post")
    )
