"""Who may see a task, and what the asker is to it. The list and the gate are made of the same conditions."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from goldenthread.access.policy import Action, Relation, is_allowed
from goldenthread.manage.plans.models import Task
from goldenthread.people import hierarchy
from goldenthread.people.models import Post
from goldenthread.people.queries import Standing, holders_on, reporting_to
from goldenthread.thread.models import Item


def _ways(standing: Standing) -> dict[Relation, list[Q]]:
    """Return, for each relation somebody can have to a task, the conditions on tasks any of which makes it so.

    Each can be looked for by an index of its own. A plan's member leads or owns the item that the task serves, or has
    open work in the same plan. At most one query.
    """
    if not standing.is_here:
        return {}
    person = standing.person
    mine_open = Q(person=person, is_open=True) | Q(post__in=standing.post_ids, is_open=True)
    leads_or_owns = Q(lead=person)
    found = {
        Relation.ASSIGNEE: [Q(person=person), Q(post__in=standing.post_ids)],
        Relation.AUTHOR: [Q(asked_by=person)],
    }
    if standing.post_ids:
        answered = standing.answered_posts
        leads_or_owns |= Q(owner_post__in=answered) | Q(owner_unit__in=standing.answered_units)
        held = holders_on(standing.on).select_related(None).exclude(person=person)
        holds_below = held.filter(hierarchy.StandsBelow(F("post_id"), standing.post_ids), person=OuterRef("person"))
        found[Relation.LINE_MANAGER] = [
            Q(post__in=Post.objects.filter(reports_to__in=answered).values("pk")),
            Q(person__in=reporting_to(standing)),
        ]
        found[Relation.MANAGER_ABOVE] = [
            Q(hierarchy.StandsBelow(F("post_id"), standing.post_ids)),
            Q(Exists(holds_below)),
        ]
    my_plans = Task.objects.filter(mine_open, serves__kind=Item.Kind.PLAN).values("serves")
    found[Relation.PLAN_MEMBER] = [
        Q(serves__in=Item.objects.filter(leads_or_owns).values("pk")),
        Q(serves__in=my_plans),
    ]
    return found


def _any_of(ways: Iterable[Q]) -> Q:
    return reduce(or_, ways, Q())


def tasks_allowing(action: Action, *, standing: Standing) -> QuerySet[Task]:
    """Return the tasks to which the table lets somebody do this: unordered, to be narrowed further. One query."""
    ways = [way for relation, some in _ways(standing).items() if is_allowed(action, {relation}) for way in some]
    return Task.objects.filter(_any_of(ways)) if ways else Task.objects.none()


def tasks_visible_to(standing: Standing) -> QuerySet[Task]:
    """Return the tasks somebody may see: their assignees, the line above, who asked, and the members of the plan."""
    return tasks_allowing(Action.TASK_VIEW, standing=standing)


# Somebody with more posts than this below sees more open tasks than anybody would name one by one.
MANY_POSTS = 150


def open_tasks_visible_to(standing: Standing, *, most: int) -> list[int] | None:
    """Return the numbers of the open tasks somebody may see, or nothing if they may be more than `most`. Three queries.

    Each way to see a task is followed by its own index, and the line downwards: the conditions of `tasks_visible_to`
    would be asked of every task there is.
    """
    if standing.post_ids and hierarchy.has_more_below(standing.post_ids, than=MANY_POSTS):
        return None
    ways = {relation: ways for relation, ways in _ways(standing).items() if is_allowed(Action.TASK_VIEW, {relation})}
    if Relation.MANAGER_ABOVE in ways:
        below = RawSQL(*hierarchy.below_sql(standing.post_ids))
        held = holders_on(standing.on).filter(post__in=below).exclude(person=standing.person)
        ways[Relation.MANAGER_ABOVE] = [Q(post__in=below), Q(person__in=held.values("person_id"))]
    parts = [
        Task.objects.filter(way, is_open=True).order_by().values_list("pk", flat=True)
        for several in ways.values()
        for way in several
    ]
    if not parts:
        return []
    # One task may be told in several ways, hence the margin.
    told = list(parts[0].union(*parts[1:], all=True)[: 3 * most + 1])
    numbers = sorted(set(told))
    return numbers if len(told) <= 3 * most and len(numbers) <= most else None


def load_task(task_id: int, *, standing: Standing) -> tuple[Task, frozenset[Relation]]:
    """Return a task with its people and item, and what the asker is to it. Two queries.

    Raises:
        Task.DoesNotExist: there is no such task.
    """
    ways = {relation: _any_of(ways) for relation, ways in _ways(standing).items()}
    holds = {f"is_{relation}": ExpressionWrapper(condition, BooleanField()) for relation, condition in ways.items()}
    task = (
        Task.objects.select_related("serves__objective", "serves__subject", "person", "post__unit", "asked_by")
        .annotate(**holds)
        .get(pk=task_id)
    )
    return task, frozenset({*standing.own_relations, *(way for way in ways if getattr(task, f"is_{way}"))})


def relations_to_task(standing: Standing, task: Task) -> frozenset[Relation]:
    """Return what the asker is to a task. As many queries as `load_task`."""
    return load_task(task.pk, standing=standing)[1]
