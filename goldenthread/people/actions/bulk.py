"""Giving, moving and ending posts for many people at once: for all of them, or for none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from goldenthread.people.actions.assignments import assign_person, end_assignment, move_person
from goldenthread.people.models import Assignment, Person, Post
from goldenthread.people.refusals import HoldsNothing


def _held_from(person: Person, day: date) -> list[Assignment]:
    """Return what somebody holds on a day or after, the main post first."""
    running = Assignment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), person=person)
    return list(running.select_related("person", "post").order_by(F("is_main").desc(), "starts_on", "pk"))


@transaction.atomic
def assign_people(
    *, people: Sequence[Person], post: Post, starts_on: date, reason: str, by: Person | None, now: datetime
) -> int:
    """Let each of these people hold a post beside what they hold; it is the main post of who holds none.

    Raises:
        As `assign_person`, for the first who cannot; then nothing has changed for anybody.
    """
    for person in people:
        is_main = not _held_from(person, starts_on)
        assign_person(person=person, post=post, starts_on=starts_on, is_main=is_main, reason=reason, by=by, now=now)
    return len(people)


@transaction.atomic
def move_people(
    *, people: Sequence[Person], post: Post, starts_on: date, reason: str, by: Person | None, now: datetime
) -> int:
    """Let each of these people change from their main post to another one.

    Raises:
        HoldsNothing: one of them holds no post.
        As `move_person`, for the first who cannot; then nothing has changed for anybody.
    """
    for person in people:
        held = _held_from(person, starts_on)
        if not held:
            raise HoldsNothing(
                _("%(person)s holds no post to move from. Assign one instead.") % {"person": person.name}
            )
        move_person(held=held[0], post=post, starts_on=starts_on, reason=reason, by=by, now=now)
    return len(people)


@transaction.atomic
def end_posts_of_people(
    *, people: Sequence[Person], ends_on: date, reason: str, by: Person | None, now: datetime
) -> int:
    """End all that these people hold on one day; return how many times in a post that were.

    Raises:
        HoldsNothing: one of them holds no post.
        As `end_assignment`, for the first that cannot be; then nothing has changed for anybody.
    """
    ended = 0
    for person in people:
        held = [one for one in _held_from(person, ends_on) if one.ends_on is None or one.ends_on > ends_on]
        if not held:
            raise HoldsNothing(_("%(person)s holds no post after that day.") % {"person": person.name})
        for one in held:
            end_assignment(held=one, ends_on=ends_on, reason=reason, by=by, now=now)
            ended += 1
    return ended
