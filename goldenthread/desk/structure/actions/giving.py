"""Giving things to somebody else: tasks, what is led, what is owned, duties, and goals paired with a post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenthread.audit import actions as audit
from goldenthread.desk.structure.queries.holdings import Holdings
from goldenthread.lead.direction.actions import pair_goal
from goldenthread.manage.objectives.models import Duty
from goldenthread.manage.plans.actions import CannotServe, TaskChangedMeanwhile, TaskIsOver, assign_task
from goldenthread.notices import actions as notices
from goldenthread.notices.models import Notice
from goldenthread.people.models import Assignment, Person, Post
from goldenthread.people.queries import held_on, main_post_of
from goldenthread.thread.actions import ChangedMeanwhile, ItemIsOver, change_item, touch
from goldenthread.thread.models import Touched


class CannotHandOver(Exception):
    """Something chosen cannot go to whom it was meant for; the message says what and why. Nothing was handed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Who takes it: a person, or a post and whoever holds it. Exactly one of them is chosen.

    What only a person can lead goes to the post's one holder; what only a post can own goes to the person's main post.
    """

    person: Person | None
    post: Post | None
    holders: tuple[Person, ...]
    main_post: Post | None

    def __str__(self) -> str:
        return self.person.name if self.person is not None else str(self.post)

    @property
    def people(self) -> tuple[Person, ...]:
        """Who is to know of it."""
        return (self.person,) if self.person is not None else self.holders

    def leader(self) -> Person:
        """Return who leads what is handed over.

        Raises:
            CannotHandOver: nobody, or more than one person, holds the post.
        """
        if self.person is not None:
            return self.person
        if len(self.holders) == 1:
            return self.holders[0]
        raise CannotHandOver(
            _("Only a person can lead something, and %(post)s is held by %(count)s people. Name the person.")
            % {"post": self.post, "count": len(self.holders)}
        )

    def owner(self) -> Post:
        """Return which post owns what is handed over.

        Raises:
            CannotHandOver: the person holds no post.
        """
        post = self.post or self.main_post
        if post is None:
            raise CannotHandOver(
                _("Only a post can own something or carry a duty, and %(person)s holds none. Name the post.")
                % {"person": self.person}
            )
        return post


def receiver_of(*, person: Person | None, post: Post | None, on: date) -> Receiver:
    """Return who takes it, with what may be needed of them. Up to two queries.

    Raises:
        CannotHandOver: both are named, or neither.
    """
    if (person is None) == (post is None):
        raise CannotHandOver(_("Name either a person or a post to take it."))
    held = Assignment.objects.filter(held_on(on), post=post).select_related("person") if post is not None else []
    return Receiver(
        person=person,
        post=post,
        holders=tuple(one.person for one in held),
        main_post=main_post_of(person, on=on) if person is not None else None,
    )


def give(*, chosen: Holdings, to: Receiver, reason: str, by: Person | None, now: datetime) -> None:
    """Give all of this to somebody else. Nobody is told of it here; the caller owns the transaction.

    Raises:
        CannotHandOver: the receiver cannot take one of them, or somebody changed one meanwhile.
    """
    try:
        for task in chosen.tasks:
            assign_task(task=task, person=to.person, post=to.post, by=by, now=now, is_told=False)
        for item in chosen.led:
            change_item(item=item, values={"lead": to.leader()}, reason=reason, by=by, now=now)
        for item in chosen.owned:
            item.refresh_from_db()
            change_item(item=item, values={"owner_post": to.owner(), "owner_unit": None}, reason=reason, by=by, now=now)
        for goal in chosen.paired:
            goal.item.refresh_from_db()
            pair_goal(goal=goal, manager_post=to.owner(), reason=reason, by=by, now=now)
    except (CannotServe, TaskIsOver, TaskChangedMeanwhile, ChangedMeanwhile, ItemIsOver) as refusal:
        raise CannotHandOver(str(refusal)) from refusal
    for duty in chosen.duties:
        _move_duty(duty, to=to.owner(), reason=reason, by=by, now=now)
    touch(Touched.Kind.PERSON, [person.pk for person in to.people], now=now)


def _move_duty(duty: Duty, *, to: Post, reason: str, by: Person | None, now: datetime) -> None:
    """Let another post carry a standing objective; one that carries it already goes on as it is."""
    if duty.post_id == to.pk:
        return
    if Duty.objects.filter(post=to, objective=duty.objective_id).exists():
        Duty.objects.filter(pk=duty.pk).delete()
    else:
        Duty.objects.filter(pk=duty.pk).update(post=to)
    item = duty.objective.item
    audit.record(
        action="objective.duty",
        subject_kind="item",
        subject_number=item.pk,
        subject_label=item.trail_label,
        by=by,
        now=now,
        changes={"carried_by": [duty.post.title, to.title]},
        reason=reason,
    )
    touch(Touched.Kind.POST, [duty.post_id, to.pk], now=now)
    touch(Touched.Kind.ITEM, [item.pk], now=now)


def tell_receivers(*, chosen: Holdings, to: Receiver, left_by: str, key: str, by: Person | None, now: datetime) -> None:
    """Tell those who take it, once for all of it; whoever hands it to themselves knows."""
    words = ngettext(
        "%(count)s thing was handed to you from %(left_by)s.",
        "%(count)s things were handed to you from %(left_by)s.",
        chosen.count,
    ) % {"count": chosen.count, "left_by": left_by}
    notices.tell(
        tellings=[
            notices.Telling(
                person_id=person.pk,
                kind=Notice.Kind.HANDOVER,
                words=words,
                url=reverse("people:person", args=[person.pk]),
                key=f"{key}-{now.isoformat()}",
            )
            for person in to.people
            if by is None or person.pk != by.pk
        ],
        now=now,
    )
