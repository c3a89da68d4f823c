"""Writing, changing and closing objectives of the three kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from goldenthread.manage.objectives.actions.trail import record
from goldenthread.manage.objectives.models import Objective
from goldenthread.people.models import Person, Post, Unit
from goldenthread.thread import actions as thread
from goldenthread.thread.models import Item, Lens


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveWords:
    """An objective as somebody writes it. It is owned by a post or a unit, or by neither."""

    title: str
    description: str = ""
    lens: Lens = Lens.MANAGE
    owner_post: Post | None = None
    owner_unit: Unit | None = None
    lead: Person | None = None
    reviewer: Person | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    rhythm_days: int | None = None


@transaction.atomic
def write_objective(
    *,
    kind: Objective.Kind,
    words: ObjectiveWords,
    by: Person | None,
    now: datetime,
    serves: Item | None = None,
    subject: Person | None = None,
    is_draft: bool = False,
) -> Objective:
    """Write an objective and hang it from what it serves.

    A development objective is about its `subject`, led by them, and only they and their line manager see it.

    Raises:
        CannotConnect: it cannot serve that.
        ValueError: a development objective without a subject, or another kind with one.
    """
    is_personal = kind == Objective.Kind.DEVELOPMENT
    if is_personal != (subject is not None):
        raise ValueError("A development objective is about somebody; no other kind is.")
    item = thread.create_item(
        new=thread.NewItem(
            kind=Item.Kind.OBJECTIVE,
            title=words.title,
            description=words.description,
            lens=words.lens,
            owner_post=words.owner_post,
            owner_unit=words.owner_unit,
            lead=subject or words.lead,
            subject=subject,
            state=Item.State.DRAFT if is_draft else Item.State.LIVE,
            visibility=Item.Visibility.RESTRICTED if is_personal else Item.Visibility.EVERYONE,
            starts_on=words.starts_on,
            ends_on=words.ends_on,
            rhythm_days=words.rhythm_days,
        ),
        by=by,
        now=now,
    )
    objective = Objective.objects.create(item=item, kind=kind, reviewer=words.reviewer)
    if serves is not None:
        thread.connect(lower=item, upper=serves, by=by, now=now)
    return objective


@transaction.atomic
def change_objective(
    *,
    objective: Objective,
    words: ObjectiveWords,
    by: Person | None,
    now: datetime,
    seen_at: datetime,
    is_material: bool = False,
    reason: str = "",
) -> Objective:
    """Change an objective. Its kind stays: another kind is another objective.

    Raises:
        ChangedMeanwhile, ItemIsOver: as for every item.
    """
    values: dict[str, object] = {
        "title": words.title,
        "description": words.description,
        "lens": words.lens,
        "starts_on": words.starts_on,
        "ends_on": words.ends_on,
        "rhythm_days": words.rhythm_days,
    }
    if objective.kind != Objective.Kind.DEVELOPMENT:
        values |= {"owner_post": words.owner_post, "owner_unit": words.owner_unit, "lead": words.lead}
    thread.change_item(
        item=objective.item,
        values=values,
        also={"reviewer": (objective.reviewer, words.reviewer)},
        by=by,
        now=now,
        seen_at=seen_at,
        is_material=is_material and not objective.item.is_draft,
        reason=reason,
    )
    Objective.objects.filter(pk=objective.pk).update(reviewer=words.reviewer)
    return Objective.objects.select_related("item", "reviewer").get(pk=objective.pk)


def change_many(
    *, items: Sequence[Item], values: Mapping[str, object], by: Person, now: datetime, reason: str = ""
) -> int:
    """Change the same fields of several objectives, each in a transaction of its own. Returns how many changed.

    What was closed or changed by somebody else in the meantime is left alone.
    """
    changed = 0
    for item in items:
        try:
            after = thread.change_item(item=item, values=values, by=by, now=now, reason=reason)
        except (thread.ChangedMeanwhile, thread.ItemIsOver):
            continue
        changed += after.changed_at == now
    return changed


@transaction.atomic
def close_objective(
    *, objective: Objective, was_achieved: bool, learned: str, reason: str, by: Person | None, now: datetime
) -> Objective:
    """Close an objective as achieved or missed, with what was learned; what hangs from it is asked to re-affirm.

    Raises:
        ItemIsOver: somebody closed it first.
    """
    item = thread.end_item(item=objective.item, state=Item.State.CLOSED, reason=reason, by=by, now=now)
    Objective.objects.filter(pk=objective.pk).update(was_achieved=was_achieved, learned=learned)
    record(
        "objective.judge",
        item=item,
        by=by,
        now=now,
        changes={"was_achieved": [None, was_achieved], "learned": ["", learned[:200]]},
    )
    return Objective.objects.select_related("item").get(pk=objective.pk)
