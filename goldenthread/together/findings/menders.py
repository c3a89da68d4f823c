"""Who can mend each break: the owner of the lower end, then the line above."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from goldenthread.manage.plans.models import Task
from goldenthread.thread.models import Item
from goldenthread.together.findings.purpose import Structure
from goldenthread.together.findings.rules import Found


@dataclass(frozen=True, slots=True)
class Mender:
    """A post, and who holds it (None: nobody is named in it or anywhere above)."""

    post: int | None
    person: int | None


def _answering(post: int | None, known: Structure) -> Mender:
    """Return the post itself if somebody is named in it, else the next named one above."""
    seen: set[int] = set()
    first = post
    while post is not None and post not in seen:
        if post in known.named:
            return Mender(post=post, person=known.named[post])
        seen.add(post)
        fact = known.posts.get(post)
        post = fact.above if fact is not None else None
    return Mender(post=first, person=None)


def _of_items(items: Collection[int], known: Structure) -> dict[int, Mender]:
    rows = Item.objects.filter(pk__in=items) if len(items) <= 500 else Item.objects.all()
    wanted = set(items)
    found: dict[int, Mender] = {}
    facts: Iterable[tuple[int, int | None, int | None, int | None]] = rows.order_by().values_list(
        "pk", "owner_post_id", "owner_unit__head_post_id", "lead_id"
    )
    for pk, post, head, lead in facts:
        if pk not in wanted:
            continue
        mender = _answering(post if post is not None else head, known)
        if mender.person is None and lead is not None:
            mender = Mender(post=known.main_post.get(lead), person=lead)
        found[pk] = mender
    return found


def _of_tasks(tasks: Collection[int], known: Structure) -> dict[int, Mender]:
    found: dict[int, Mender] = {}
    ids = sorted(tasks)
    for start in range(0, len(ids), 500):
        rows = Task.objects.filter(pk__in=ids[start : start + 500])
        facts: Iterable[tuple[int, int | None, int | None, int | None]] = rows.values_list(
            "pk", "person_id", "post_id", "asked_by_id"
        )
        for pk, person, post, asked_by in facts:
            somebody = person if person is not None else asked_by
            if somebody is not None:
                found[pk] = Mender(post=known.main_post.get(somebody), person=somebody)
            else:
                found[pk] = _answering(post, known)
    return found


def menders(found: Collection[Found], *, known: Structure) -> dict[str, Mender]:
    """Return who can mend each break, by its key. At most one query, and one a 500 tasks.

    A post without purpose is mended by whoever answers for the post above it; a unit without one, or a vision that is
    missing, by whoever answers for the post that the finding names.
    """
    of_items = _of_items({one.item for one in found if one.item is not None}, known)
    of_tasks = _of_tasks({one.task for one in found if one.task is not None}, known)
    nobody = Mender(post=None, person=None)
    result: dict[str, Mender] = {}
    for one in found:
        if one.item is not None:
            result[one.key] = of_items.get(one.item, nobody)
        elif one.task is not None:
            result[one.key] = of_tasks.get(one.task, nobody)
        elif one.post is not None:
            result[one.key] = _answering(known.posts[one.post].above or one.post, known)
        elif one.answers is not None:
            result[one.key] = _answering(one.answers, known)
    return result
