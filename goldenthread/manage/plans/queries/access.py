"""Who may see a task, and what the asker is to it. The list and the gate are made of the same conditions."""

from __future__ import annotations

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.db.models.expressions import RawSQL

from goldenthread.access.policy import Action, Relation, is_allowed
from goldenthread.manage.plans.models import Task
from goldenthread.people import hierarchy
from goldenthread.people.models import Post, Unit
from goldenthread.people.queries import Standing, holders_on
from goldenthread.thread.models import Item


def conditions(standing: Standing) -> dict[Relation, Q]:
    """Return, for each relation somebody can have to a task, the condition on tasks. At most one query.

    A plan's member leads or owns the item that the task serves, or has open work in the same plan.
    """
    if not standing.is_here:
        return {}
    person = standing.person
    mine = Q(person=person) | Q(post__in=standing.post_ids)
    mine_open = Q(person=person, is_open=True) | Q(post__in=standing.post_ids, is_open=True)
    leads_or_owns = Q(lead=person)
    found = {Relation.ASSIGNEE: mine, Relation.AUTHOR: Q(asked_by=person)}
    if standing.post_ids:
        answered = standing.answered_posts
        # Units by number: an OR that reaches over a join would be looked for item by item.
        units = Unit.objects.filter(head_post__in=answered)
        leads_or_owns |= Q(owner_post__in=answered) | Q(owner_unit__in=units.values("pk"))
        held = holders_on(standing.on).select_related(None)
        below = RawSQL(*hierarchy.below_sql(standing.post_ids))
        reports = held.filter(post__reports_to__in=answered, post__filling=Post.Filling.NAMED)
        found[Relation.LINE_MANAGER] = Q(post__reports_to__in=answered) | Q(
            person__in=reports.exclude(person=person).values("person_id")
        )
        found[Relation.MANAGER_ABOVE] = Q(post__in=below) | Q(
            person__in=held.filter(post__in=below).exclude(person=person).values("person_id")
        )
    my_plans = Task.objects.filter(mine_open, serves__kind=Item.Kind.PLAN).values("serves")
    found[Relation.PLAN_MEMBER] = Q(serves__in=Item.objects.filter(leads_or_owns).values("pk")) | Q(serves__in=my_plans)
    return found


def tasks_allowing(action: Action, *, standing: Standing) -> QuerySet[Task]:
    """Return the tasks to which the table lets somebody do this: unordered, to be narrowed further. As `conditions`."""
    open_ways = [condition for relation, condition in conditions(standing).items() if is_allowed(action, {relation})]
    if not open_ways:
        return Task.objects.none()
    seen = Q()
    for condition in open_ways:
        seen |= condition
    return Task.objects.filter(seen)


def tasks_visible_to(standing: Standing) -> QuerySet[Task]:
    """Return the tasks somebody may see: their assignees, the line above, who asked, and the members of the plan."""
    return tasks_allowing(Action.TASK_VIEW, standing=standing)


def load_task(task_id: int, *, standing: Standing) -> tuple[Task, frozenset[Relation]]:
    """Return a task with its people and item, and what the asker is to it. Two queries for one's own task, else four.

    Whether the asker stands in the line above is followed upwards from whoever does it: a line is short, and what
    stands below a chief officer is the whole organisation.

    Raises:
        Task.DoesNotExist: there is no such task.
    """
    ways = {way: condition for way, condition in conditions(standing).items() if way not in _LINE}
    holds = {f"is_{relation}": ExpressionWrapper(condition, BooleanField()) for relation, condition in ways.items()}
    task = (
        Task.objects.select_related("serves__objective", "serves__subject", "person", "post__unit", "asked_by")
        .annotate(**holds)
        .get(pk=task_id)
    )
    found = {*standing.own_relations, *(way for way in ways if getattr(task, f"is_{way}"))}
    if Relation.ASSIGNEE not in found:
        found |= _relations_from_the_line(task, standing=standing)
    return task, frozenset(found)


_LINE = frozenset({Relation.LINE_MANAGER, Relation.MANAGER_ABOVE})


def _relations_from_the_line(task: Task, *, standing: Standing) -> set[Relation]:
    """Return whether the asker holds a post above whoever does the task. Two queries, none for people without posts."""
    if not standing.is_here or not standing.post_ids or (task.person_id is None and task.post_id is None):
        return set()
    held = (
        [task.post_id]
        if task.post_id is not None
        else holders_on(standing.on).filter(person=task.person_id or 0).values_list("post_id", flat=True)
    )
    found: set[Relation] = set()
    for line in hierarchy.lines_above(set(held)).values():
        above = [rung for rung in line[1:] if rung.is_named or rung.post_id in standing.post_ids]
        if above and above[0].post_id in standing.post_ids:
            found.add(Relation.LINE_MANAGER)
        if any(rung.post_id in standing.post_ids for rung in above):
            found.add(Relation.MANAGER_ABOVE)
    return found


def relations_to_task(standing: Standing, task: Task) -> frozenset[Relation]:
    """Return what the asker is to a task. As many queries as `load_task`."""
    return load_task(task.pk, standing=standing)[1]
