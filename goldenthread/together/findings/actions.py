"""Finding breaks (all of them, or around a change), and what people decide about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from goldenthread.audit import actions as audit
from goldenthread.notices.actions import notify
from goldenthread.notices.models import Notice
from goldenthread.people.models import Person
from goldenthread.thread.models import Item, Link, Touched
from goldenthread.together.findings import menders, rules
from goldenthread.together.findings.models import Finding
from goldenthread.together.findings.purpose import Structure, bare_posts, with_purpose
from goldenthread.together.findings.snapshot import Focus, snapshot, structure
from goldenthread.together.findings.wording import say
from goldenthread.together.sight.actions import refresh_around
from goldenthread.together.sight.queries import people_around

LONGEST_DAYS = 366
_COMPARED = ("kind", "severity", "item_id", "upper_id", "task_id", "post_id", "unit_id", "people", "minutes", "facts")
_BATCH = 1_000


class FindingAlreadyMended(Exception):
    """The break is gone, so there is nothing to decide about it."""


class NeedsAReason(Exception):
    """Accepting without a reason, or until a day that is past or too far away."""


@dataclass(frozen=True, slots=True)
class ScanResult:
    """How many breaks there are at the places looked at, and what changed."""

    found: int
    new: int
    changed: int
    mended: int
    left_large: bool = False


def scan(*, now: datetime, today: date) -> ScanResult:
    """Look at everything, and bring what is kept up to date, in one transaction."""
    known = structure(today=today)
    found = rules.find(snapshot(today=today, known=known))
    with transaction.atomic():
        return _bring_up_to_date(found, known=known, places=Finding.objects.all(), now=now, today=today)


def rescan(*, focus: Focus, now: datetime, today: date) -> ScanResult:
    """Look again at some places only, and bring what is kept about them up to date, in one transaction.

    Who has a purpose is judged on the whole structure: one objective for one post decides how a whole unit is told, and
    what has changed does not name the unit that a post left. So posts also count among the places when what is kept of
    them is no longer so.
    """
    known = structure(today=today)
    kept = Finding.objects.filter(code="B6", post__isnull=False).exclude(state=Finding.State.MENDED)
    bare = {post.id for post in bare_posts(known, with_purpose(known))}
    focus = replace(focus, posts=focus.posts | bare.symmetric_difference(kept.values_list("post_id", flat=True)))
    if focus.size > MOST_PLACES:
        return scan(now=now, today=today)
    found = rules.find(snapshot(today=today, focus=focus, known=known))
    places = Finding.objects.filter(
        Q(item__in=focus.items)
        | Q(post__in=focus.posts)
        | Q(task__in=focus.tasks)
        | Q(unit__isnull=False)
        | Q(key=rules.NO_VISION)
    )
    with transaction.atomic():
        return _bring_up_to_date(found, known=known, places=places, now=now, today=today)


def _values(one: rules.Found, mender: menders.Mender) -> dict[str, object]:
    return {
        "kind": one.kind,
        "severity": int(one.severity),
        "item_id": one.item,
        "upper_id": one.upper,
        "task_id": one.task,
        "post_id": one.post,
        "unit_id": one.unit,
        "people": one.people,
        "minutes": one.minutes,
        "facts": dict(one.facts),
        "mender_id": mender.person,
        "mender_post_id": mender.post,
    }


def _bring_up_to_date(
    found: Collection[rules.Found], *, known: Structure, places: QuerySet[Finding], now: datetime, today: date
) -> ScanResult:
    kept = {finding.key: finding for finding in places.order_by()}
    who = menders.menders(found, known=known)
    nobody = menders.Mender(post=None, person=None)
    new: list[Finding] = []
    changed: list[Finding] = []
    seen: set[str] = set()
    for one in found:
        seen.add(one.key)
        values = _values(one, who.get(one.key, nobody))
        finding = kept.get(one.key)
        if finding is None:
            new.append(Finding(code=one.code, key=one.key, first_seen_at=now, last_seen_at=now, **values))
        elif _update(finding, values, now=now, today=today):
            changed.append(finding)
    mended = [finding.pk for key, finding in kept.items() if key not in seen and finding.state != Finding.State.MENDED]
    Finding.objects.bulk_create(new, batch_size=_BATCH)
    Finding.objects.bulk_update(
        changed,
        [*values_written(), "state", "first_seen_at", "last_seen_at", "mended_at", "again_on"],
        batch_size=_BATCH,
    )
    for start in range(0, len(mended), _BATCH):
        Finding.objects.filter(pk__in=mended[start : start + _BATCH]).update(
            state=Finding.State.MENDED, mended_at=now, last_seen_at=now
        )
    return ScanResult(found=len(found), new=len(new), changed=len(changed), mended=len(mended))


def values_written() -> list[str]:
    """Return the fields a scan writes, by their model names."""
    return [*(name.removesuffix("_id") for name in _COMPARED), "mender", "mender_post"]


def _update(finding: Finding, values: dict[str, object], *, now: datetime, today: date) -> bool:
    """Set what is found now; return whether anything differs from what is kept."""
    differs = False
    for name, value in values.items():
        if getattr(finding, name) != value:
            setattr(finding, name, value)
            differs = True
    if finding.state == Finding.State.MENDED:
        finding.state, finding.mended_at, finding.first_seen_at = Finding.State.OPEN, None, now
        finding.again_on = None
        differs = True
    elif finding.again_on is not None and finding.again_on <= today:
        finding.state, finding.again_on = Finding.State.OPEN, None
        differs = True
    if differs:
        finding.last_seen_at = now
    return differs


def focus_of(touched: Iterable[Touched]) -> Focus | None:
    """Return the places that a set of changes asks to look at again; None: everything.

    Beside each touched item stand what serves it and what it serves, and the posts that own or carry them. Beside a
    vision also stand the goals that serve nothing: whether that is a break depends on there being a vision. What was
    touched of units needs no place: they are always looked at.
    """
    items: set[int] = set()
    posts: set[int] = set()
    tasks: set[int] = set()
    people: set[int] = set()
    kinds = {Touched.Kind.ITEM: items, Touched.Kind.POST: posts, Touched.Kind.TASK: tasks, Touched.Kind.PERSON: people}
    for row in touched:
        if row.kind == Touched.Kind.EVERYTHING:
            return None
        if row.kind in kinds:
            kinds[Touched.Kind(row.kind)].add(row.number)
    if people:
        items |= set(Item.objects.filter(lead__in=people).values_list("pk", flat=True))
        posts |= set(Person.objects.filter(pk__in=people).values_list("assignments__post", flat=True)) - {None}
    if tasks:
        items |= set(Item.objects.filter(tasks__in=tasks).values_list("pk", flat=True))
    if posts:
        items |= set(
            Item.objects.filter(Q(owner_post__in=posts) | Q(owner_unit__head_post__in=posts)).values_list(
                "pk", flat=True
            )
        )
    if items and Item.objects.filter(pk__in=items, kind=Item.Kind.VISION).exists():
        connected = Link.objects.filter(lower=OuterRef("pk"), is_primary=True).exclude(state=Link.State.RETIRED)
        items |= set(Item.objects.filter(~Exists(connected), kind=Item.Kind.GOAL).values_list("pk", flat=True))
    if items:
        beside = Link.objects.filter(Q(lower__in=items) | Q(upper__in=items)).values_list("lower_id", "upper_id")
        owners: Iterable[tuple[int | None, ...]] = Item.objects.filter(pk__in=items).values_list(
            "owner_post_id", "owner_unit__head_post_id", "objective__duties__post_id"
        )
        posts |= {post for row in owners for post in row if post is not None}
        items |= {item for row in beside for item in row}
    return Focus(items=frozenset(items), posts=frozenset(posts), tasks=frozenset(tasks))


# More places than this at once are quicker looked at together.
MOST_PLACES = 5_000
# People whose line of sight is worked out at once after a change; more are left to the full refresh.
MOST_PEOPLE = 500
# Changes come in bursts: the full refresh that a large one asks for waits this long, so that one serves them all.
LARGE_WAITS = timedelta(minutes=2)


def _sight_around(touched: Collection[Touched], *, today: date) -> bool:
    """Work out line of sight again around these changes. Returns whether something large was left to a full refresh."""
    items = {row.number for row in touched if row.kind == Touched.Kind.ITEM}
    tasks = {row.number for row in touched if row.kind == Touched.Kind.TASK}
    people = {row.number for row in touched if row.kind == Touched.Kind.PERSON}
    items |= set(Item.objects.filter(tasks__in=tasks).values_list("pk", flat=True)) if tasks else set()
    people |= people_around(items=items, tasks=tasks, most=MOST_PEOPLE + 1)
    left_people = len(people) > MOST_PEOPLE
    left_items = refresh_around(items=items, people=sorted(people)[:MOST_PEOPLE], today=today)
    return left_people or left_items


def catch_up(*, now: datetime, today: date, most: int = 2_000) -> ScanResult | None:
    """Take the changes that wait (at most `most`), look again around them, and forget them. None: nothing waits.

    The rows taken are deleted in the same transaction, so a worker that dies on the way leaves them waiting.
    """
    with transaction.atomic():
        waiting = Touched.objects.select_for_update(skip_locked=True)
        touched = list(waiting.order_by("pk")[:most])
        if not touched:
            return None
        left_large = _sight_around(touched, today=today)
        focus = focus_of(touched)
        if focus is None or focus.size > MOST_PLACES:
            result = scan(now=now, today=today)
        else:
            result = rescan(focus=focus, now=now, today=today)
        Touched.objects.filter(pk__in=[row.pk for row in touched]).delete()
        return replace(result, left_large=left_large or focus is None)


def _check_day(again_on: date, *, today: date) -> None:
    if again_on <= today:
        raise NeedsAReason(_("Choose a day after today."))
    if again_on > today + timedelta(days=LONGEST_DAYS):
        raise NeedsAReason(_("Choose a day within a year, so that somebody looks again."))


def _decide(
    *, finding: Finding, state: Finding.State, reason: str, again_on: date | None, by: Person, now: datetime
) -> Finding:
    changed = (
        Finding.objects.filter(pk=finding.pk)
        .exclude(state=Finding.State.MENDED)
        .update(state=state, reason=reason, again_on=again_on, decided_by=by, decided_at=now)
    )
    if not changed:
        raise FindingAlreadyMended(_("This has been mended in the meantime."))
    audit.record(
        action=f"finding.{state}",
        subject_kind="finding",
        subject_number=finding.pk,
        subject_label=finding.key,
        by=by,
        now=now,
        changes={"state": [finding.state, str(state)]},
        reason=reason,
    )
    return Finding.objects.get(pk=finding.pk)


@transaction.atomic
def accept_finding(*, finding: Finding, reason: str, again_on: date, by: Person, now: datetime, today: date) -> Finding:
    """Accept a break with a reason, shown with a name, until a day within a year.

    Raises:
        NeedsAReason: no reason, or the day is past or too far away.
        FindingAlreadyMended: it is gone.
    """
    if len(reason.strip()) < 10:
        raise NeedsAReason(_("Say in a sentence why it is right to leave this as it is."))
    _check_day(again_on, today=today)
    return _decide(
        finding=finding,
        state=Finding.State.ACCEPTED,
        reason=reason.strip(),
        again_on=again_on,
        by=by,
        now=now,
    )


@transaction.atomic
def snooze_finding(*, finding: Finding, again_on: date, by: Person, now: datetime, today: date) -> Finding:
    """Put a break off until a day within a year.

    Raises:
        NeedsAReason: the day is past or too far away.
        FindingAlreadyMended: it is gone.
    """
    _check_day(again_on, today=today)
    return _decide(finding=finding, state=Finding.State.SNOOZED, reason="", again_on=again_on, by=by, now=now)


@transaction.atomic
def reopen_finding(*, finding: Finding, by: Person, now: datetime) -> Finding:
    """Bring an accepted or put-off break back to the list.

    Raises:
        FindingAlreadyMended: it is gone.
    """
    return _decide(finding=finding, state=Finding.State.OPEN, reason="", again_on=None, by=by, now=now)


def remind_mender(*, finding: Finding, by: Person, now: datetime, today: date) -> bool:
    """Tell whoever can mend a break about it, at most once a day. Returns whether there is anybody to tell."""
    if finding.mender is None:
        return False
    notify(
        person=finding.mender,
        kind=Notice.Kind.REMINDER,
        words=_("%(name)s reminds you: %(what)s") % {"name": by.name, "what": say(finding).title},
        url=reverse("findings:finding", args=[finding.pk]),
        key=f"finding:{finding.pk}:{today.isoformat()}",
        now=now,
    )
    return True
