"""Reads of findings: who may see one, what the asker is to it, and the list as it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page as DjangoPage
from django.core.paginator import Paginator
from django.db.models import Case, Count, Exists, F, IntegerField, Min, OuterRef, Q, QuerySet, Value, When, Window

from goldenthread.access.policy import Relation
from goldenthread.manage.plans.queries import relations_to_task, tasks_visible_to
from goldenthread.people.queries import Standing, relations_to_post, relations_to_unit
from goldenthread.thread.models import Item
from goldenthread.thread.queries import items_visible_to, relations_to_item
from goldenthread.together.findings.models import Finding


def findings_visible_to(standing: Standing) -> QuerySet[Finding]:
    """Return the findings about what somebody may see. Unordered; up to four queries to prepare."""
    if not standing.is_here:
        return Finding.objects.none()
    open_to_all = Q(item__visibility=Item.Visibility.EVERYONE, item__state__in=_SEEN_BY_ALL)
    seen_item = Exists(items_visible_to(standing).filter(pk=OuterRef("item")))
    # Asked of one task at a time, by its key: there are millions of tasks, and findings about few of them.
    seen_task = Exists(tasks_visible_to(standing).filter(pk=OuterRef("task")))
    return Finding.objects.filter(Q(item__isnull=True) | open_to_all | seen_item, Q(task__isnull=True) | seen_task)


_SEEN_BY_ALL = [Item.State.LIVE, Item.State.CLOSED, Item.State.RETIRED, Item.State.SUPERSEDED]


def relations_to_finding(standing: Standing, finding: Finding) -> frozenset[Relation]:
    """Return what the asker is to what the finding is about."""
    found = set(standing.own_relations)
    if not found:
        return frozenset()
    if finding.item is not None:
        found |= relations_to_item(standing, finding.item)
    if finding.task is not None:
        found |= relations_to_task(standing, finding.task)
    if finding.post is not None:
        found |= relations_to_post(standing, finding.post)
    if finding.unit is not None:
        found |= relations_to_unit(standing, finding.unit)
    is_of_structure = finding.item is None and finding.task is None and finding.post is None
    if is_of_structure and finding.mender_post is not None:
        found |= relations_to_post(standing, finding.mender_post)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the list is asked for; empty: everything."""

    state: str = Finding.State.OPEN
    kind: str = ""
    severity: str = ""
    code: str = ""
    unit_path: str = ""
    words: str = ""
    group: str = "mender"
    mine_only: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but a state is asked for."""
        return bool(self.kind or self.severity or self.code or self.unit_path or self.words or self.mine_only)


def narrowed(findings: QuerySet[Finding], wanted: Wanted, *, standing: Standing) -> QuerySet[Finding]:
    """Return the findings that are asked for. Unordered."""
    found = findings.filter(state=wanted.state)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.severity == "weighty":
        found = found.filter(severity__lte=Finding.Severity.MODERATE)
    elif wanted.severity:
        found = found.filter(severity=int(wanted.severity))
    if wanted.code:
        found = found.filter(code=wanted.code)
    if wanted.unit_path:
        found = found.filter(
            Q(mender_post__unit__path__startswith=wanted.unit_path) | Q(unit__path__startswith=wanted.unit_path)
        )
    if wanted.mine_only:
        found = found.filter(mender=standing.person)
    if wanted.words:
        found = found.filter(
            Q(item__title__icontains=wanted.words)
            | Q(item__reference__iexact=wanted.words)
            | Q(task__title__icontains=wanted.words)
            | Q(post__title__icontains=wanted.words)
            | Q(unit__name__icontains=wanted.words)
            | Q(unit__code__iexact=wanted.words)
        )
    return found


_WITH_WORDS = (
    "item__owner_post",
    "item__owner_unit__head_post",
    "item__subject",
    "upper",
    "task__post",
    "post__unit",
    "unit",
    "mender",
    "mender_post__unit",
    "decided_by",
)


def with_words(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Return findings with all that saying them in words needs. One query."""
    return findings.select_related(*_WITH_WORDS)


# Findings: up to so many, menders are compared by the worst they have. It costs a millisecond for each thousand.
MOST_WEIGHED = 2_000


def in_order(findings: QuerySet[Finding], *, group: str, standing: Standing, weighs: bool = False) -> QuerySet[Finding]:
    """Return findings in the order shown. One query.

    By mender: mine first, then by name (`weighs`: those who have something graver to mend before others); by kind:
    broken, over-stretched, frayed; within a group the worst first.
    """
    worst = (F("severity").asc(), F("people").desc(), F("minutes").desc(), F("pk").asc())
    if group == "kind":
        kinds = [Finding.Kind.BROKEN, Finding.Kind.OVERSTRETCHED, Finding.Kind.FRAYED]
        place = Case(
            *(When(kind=kind, then=Value(n)) for n, kind in enumerate(kinds)),
            default=Value(9),
            output_field=IntegerField(),
        )
        return findings.order_by(place, *worst)
    if group == "mender":
        mine = Case(When(mender=standing.person, then=Value(0)), default=Value(1), output_field=IntegerField())
        gravest = Window(Min("severity"), partition_by=[F("mender_id"), F("mender_post_id")]) if weighs else Value(0)
        return findings.annotate(gravest=gravest).order_by(
            mine,
            "gravest",
            F("mender__name").asc(nulls_last=True),
            "mender_id",
            F("mender_post_id").asc(nulls_last=True),
            *worst,
        )
    return findings.order_by(*worst)


class Page(Paginator):  # type: ignore[type-arg]  # Django's paginator is generic for type checkers only
    """Pages of findings whose number is known already, each read in two steps: the keys in order, then those rows.

    Ordering thousands of rows with everything their words need would read all of it for ten of them.
    """

    def __init__(self, findings: QuerySet[Finding], size: int, *, count: int | None) -> None:
        super().__init__(findings.values_list("pk", flat=True), size)
        if count is not None:
            self.__dict__["count"] = count

    def rows(self, number: str | None) -> tuple[DjangoPage[int], list[Finding]]:
        """Return a page and its findings, in order. Two queries, and one to count when the number is not known."""
        page = self.get_page(number)
        keys = list(page.object_list)
        found = with_words(Finding.objects.filter(pk__in=keys)).in_bulk() if keys else {}
        return page, [found[key] for key in keys if key in found]


@dataclass(frozen=True, slots=True)
class Totals:
    open: int
    serious: int
    mine: int
    accepted: int
    snoozed: int
    mended: int

    def of_state(self, state: str) -> int:
        """Return how many are in a state."""
        return int(getattr(self, state))


def totals(findings: QuerySet[Finding], *, standing: Standing) -> Totals:
    """Return how many there are of each. One query."""
    is_open = Q(state=Finding.State.OPEN)
    counts = findings.aggregate(
        open=Count("pk", filter=is_open),
        serious=Count("pk", filter=is_open & Q(severity=Finding.Severity.SERIOUS)),
        mine=Count("pk", filter=is_open & Q(mender=standing.person)),
        accepted=Count("pk", filter=Q(state=Finding.State.ACCEPTED)),
        snoozed=Count("pk", filter=Q(state=Finding.State.SNOOZED)),
        mended=Count("pk", filter=Q(state=Finding.State.MENDED)),
    )
    return Totals(**counts)


def findings_here(item_id: int, *, standing: Standing, most: int = 6) -> list[Finding]:
    """Return the open findings about one item, worst first. One query beside those of `findings_visible_to`."""
    found = findings_visible_to(standing).filter(item=item_id, state=Finding.State.OPEN)
    return list(with_words(in_order(found, group="", standing=standing))[:most])
