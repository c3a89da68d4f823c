"""Longer lists of what was said, and who may be mentioned."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from goldenthread.access.policy import Relation
from goldenthread.people.models import Person
from goldenthread.people.queries import Standing, holders_on
from goldenthread.thread.models import CheckIn, Comment, Item
from goldenthread.thread.queries.access import relations_to_item

MOST_NAMES = 8


def check_ins_of(item: Item) -> QuerySet[CheckIn]:
    """Return the check-ins of an item, newest first."""
    return CheckIn.objects.filter(item=item).select_related("by").order_by("-at", "-id")


def relations_to_comment(standing: Standing, comment: Comment) -> frozenset[Relation]:
    """Return what the asker is to a comment: what they are to its item, and whether they wrote it."""
    relations = relations_to_item(standing, comment.item) - {Relation.AUTHOR}
    return relations | {Relation.AUTHOR} if comment.by_id == standing.person.pk and relations else relations


def people_named(text: str, *, standing: Standing) -> list[tuple[Person, str]]:
    """Return people who work here and whose name, or a later part of it, begins with the text; with their post.

    Two queries. Without text: nobody.
    """
    wanted = " ".join(text.split())
    if not wanted:
        return []
    here = Person.objects.filter(merged_into__isnull=True).filter(Q(left_on__isnull=True) | Q(left_on__gte=standing.on))
    named = here.filter(Q(name__istartswith=wanted) | Q(name__icontains=f" {wanted}"))
    people = list(named.order_by("name", "id")[:MOST_NAMES])
    held = holders_on(standing.on).filter(person__in=people).order_by("is_main", "-id")
    posts = {assignment.person_id: assignment.post.title for assignment in held}
    return [(person, posts.get(person.pk, "")) for person in people]
