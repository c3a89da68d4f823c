"""Where a person stands in the organisation, and what that makes them to a person, post or unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from goldenthread.access.policy import Relation
from goldenthread.people import hierarchy
from goldenthread.people.models import Appointment, Assignment, Person, Post, Unit


@dataclass(frozen=True, slots=True)
class Standing:
    """A person and what they hold on one day.

    Every question of access starts from it: it is worked out once a request, and handed on as an argument.
    `headed_paths` are the paths of the units whose head post they hold; `roles` their dated appointments.
    """

    person: Person
    on: date
    post_ids: frozenset[int]
    headed_paths: tuple[str, ...]
    roles: frozenset[str]
    _kept: dict[str, frozenset[int]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def answered_posts(self) -> frozenset[int]:
        """The posts they answer for: those they hold, and those below in which nobody is named, down to the next named.

        One query the first time it is asked for, none after: a standing lasts as long as its request.
        """
        return self._answered("posts")

    @property
    def answered_units(self) -> frozenset[int]:
        """The units whose head post is among the posts they answer for. No query beside that of `answered_posts`."""
        return self._answered("units")

    def _answered(self, what: str) -> frozenset[int]:
        if what not in self._kept:
            self._kept["posts"], self._kept["units"] = hierarchy.answered_for(self.post_ids)
        return self._kept[what]

    @property
    def is_here(self) -> bool:
        """Whether the person works here on that day (has not left, is not merged into another record)."""
        return self.person.merged_into_id is None and (self.person.left_on is None or self.on <= self.person.left_on)

    def heads(self, unit_path: str) -> bool:
        """Whether they hold the head post of the unit with this path or of a unit above it."""
        return any(unit_path.startswith(path) for path in self.headed_paths)

    @property
    def own_relations(self) -> frozenset[Relation]:
        """What they are whatever the thing is: a colleague, and their appointments."""
        if not self.is_here:
            return frozenset()
        return frozenset({Relation.COLLEAGUE, *(Relation(role) for role in self.roles)})


def held_on(day: date) -> Q:
    """Return the condition that an assignment or appointment holds on a day."""
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def standing_of(person: Person, *, on: date) -> Standing:
    """Return where somebody stands on a day. One query (a union of three)."""
    held = Assignment.objects.filter(held_on(on), person=person)
    as_text = CharField(max_length=400)
    rows = (
        held.annotate(what=Value("post"), fact=Cast("post_id", as_text))
        .values_list("what", "fact")
        .union(
            Unit.objects.filter(head_post__in=held.values("post_id"))
            .annotate(what=Value("unit"), fact=Cast("path", as_text))
            .values_list("what", "fact"),
            Appointment.objects.filter(held_on(on), person=person)
            .annotate(what=Value("role"), fact=Cast("role", as_text))
            .values_list("what", "fact"),
            all=True,
        )
    )
    facts: dict[str, list[str]] = {"post": [], "unit": [], "role": []}
    for what, fact in rows:
        facts[what].append(fact)
    return Standing(
        person=person,
        on=on,
        post_ids=frozenset(int(fact) for fact in facts["post"]),
        headed_paths=tuple(sorted(path for path in facts["unit"] if path)),
        roles=frozenset(facts["role"]),
    )


def holders_on(day: date) -> QuerySet[Assignment]:
    """Return the assignments held on a day, with person and post. Unordered."""
    return Assignment.objects.filter(held_on(day)).select_related("person", "post")


def main_post_of(person: Person, *, on: date) -> Post | None:
    """Return the post somebody mainly holds on a day, or None. One query."""
    held = (
        Assignment.objects.filter(held_on(on), person=person)
        .select_related("post__unit")
        .order_by(F("is_main").desc(), "starts_on", "id")
        .first()
    )
    return held.post if held else None


def line_relations(standing: Standing, lines: Iterable[Sequence[hierarchy.Rung]]) -> frozenset[Relation]:
    """Return what the asker is to the holders of the lowest posts of these lines (line manager, above). No query."""
    found: set[Relation] = set()
    if not standing.post_ids or not standing.is_here:
        return frozenset()
    for line in lines:
        above = [rung for rung in line[1:] if rung.is_named]
        if above and above[0].post_id in standing.post_ids:
            found.add(Relation.LINE_MANAGER)
        if any(rung.post_id in standing.post_ids for rung in above[1:]):
            found.add(Relation.MANAGER_ABOVE)
    return frozenset(found)


def _relations_to_holders(standing: Standing, post_ids: set[int]) -> frozenset[Relation]:
    """Return what the asker is to whoever holds these posts. One query, none when the asker holds nothing."""
    if not standing.post_ids:
        return frozenset()
    return line_relations(standing, hierarchy.lines_above(post_ids).values())


def relations_to_person(
    standing: Standing, person: Person, *, lines: Iterable[Sequence[hierarchy.Rung]] | None = None
) -> frozenset[Relation]:
    """Return what the asker is to a person. At most two queries; none when the lines above their posts are at hand."""
    found = set(standing.own_relations)
    if not found:
        return frozenset()
    if standing.person.pk == person.pk:
        found.add(Relation.SELF)
    if lines is not None:
        found |= line_relations(standing, lines)
    elif standing.post_ids:
        held = set(Assignment.objects.filter(held_on(standing.on), person=person).values_list("post_id", flat=True))
        found |= _relations_to_holders(standing, held)
    return frozenset(found)


def relations_to_post(
    standing: Standing, post: Post, *, line: Sequence[hierarchy.Rung] | None = None
) -> frozenset[Relation]:
    """Return what the asker is to a post: holder (owner), line manager, manager above, unit leader.

    One query; none when the line above it is at hand.
    """
    found = set(standing.own_relations)
    if not found:
        return frozenset()
    if post.pk in standing.post_ids:
        found.add(Relation.OWNER)
    if standing.heads(post.unit.path):
        found.add(Relation.UNIT_LEADER)
    above = _relations_to_holders(standing, {post.pk}) if line is None else line_relations(standing, [line])
    return frozenset(found | above)


def relations_to_unit(standing: Standing, unit: Unit) -> frozenset[Relation]:
    """Return what the asker is to a unit. No query."""
    found = set(standing.own_relations)
    if found and unit.path and standing.heads(unit.path):
        found.add(Relation.UNIT_LEADER)
    return frozenset(found)


def reporting_to(standing: Standing) -> QuerySet[Assignment, int]:
    """Return the numbers of the people whose line manager the asker is, for an `__in`. One query to prepare.

    Posts directly below, and below vacant or unnamed ones in between, as in `relations_to_person`.
    """
    if not standing.post_ids or not standing.is_here:
        return Assignment.objects.none().values_list("person_id", flat=True)
    return (
        Assignment.objects.filter(
            held_on(standing.on),
            post__reports_to__in=standing.answered_posts,
            post__filling=Post.Filling.NAMED,
        )
        .exclude(person=standing.person)
        .values_list("person_id", flat=True)
    )


def reports_of(standing: Standing) -> frozenset[int]:
    """Return the numbers of the people whose line manager the asker is. Two queries."""
    return frozenset(reporting_to(standing))


def line_manager_of(person: Person, *, on: date) -> Person | None:
    """Return the holder of the next named post above somebody's main post, or None at the top. Three queries."""
    post = main_post_of(person, on=on)
    if post is None:
        return None
    named = next((rung for rung in hierarchy.line_above(post.pk)[1:] if rung.is_named), None)
    if named is None:
        return None
    held = holders_on(on).filter(post_id=named.post_id).order_by("starts_on", "id").first()
    return held.person if held else None
