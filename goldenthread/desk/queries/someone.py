"""Whose place somebody may start the map from."""

from __future__ import annotations

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.expressions import RawSQL

from goldenthread.access.policy import Relation
from goldenthread.people import hierarchy
from goldenthread.people.models import Person
from goldenthread.people.queries import Standing, holders_on, reports_of


def person_with_relations(person_id: int, *, standing: Standing) -> tuple[Person, frozenset[Relation]]:
    """Return a person and what the asker is to them. One query; `relations_to_person` would take three.

    Raises:
        Person.DoesNotExist: there is no such person, or they have left.
    """
    here = Person.objects.filter(merged_into__isnull=True).filter(Q(left_on__isnull=True) | Q(left_on__gte=standing.on))
    if standing.post_ids:
        below = holders_on(standing.on).filter(post__in=RawSQL(*hierarchy.below_sql(standing.post_ids)))
        is_below = ExpressionWrapper(Q(pk__in=below.values("person_id")), BooleanField())
    else:
        is_below = ExpressionWrapper(Q(pk__in=[]), BooleanField())
    person = here.annotate(is_below=is_below).get(pk=person_id)
    found = set(standing.own_relations)
    if found and person.pk == standing.person.pk:
        found.add(Relation.SELF)
    elif found and person.is_below:
        found.add(Relation.MANAGER_ABOVE)
    return person, frozenset(found)


def direct_reports(standing: Standing) -> list[Person]:
    """Return the people whose line manager the asker is, by name. Three queries."""
    return list(Person.objects.filter(pk__in=reports_of(standing)).order_by("name", "id"))
