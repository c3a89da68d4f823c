"""The page of a unit: who is in it, what they have planned, what it owns, where its thread is broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from goldenthread.desk.structure.hours import GoalWords, planned_work
from goldenthread.desk.structure.load import (
    DAYS_IN_WEEK,
    WEEKS_OF_GOALS,
    minutes_by_goal,
    most_minutes,
    over,
    shared_out,
    shortened_weeks,
    week_minutes,
    week_shares,
    week_starts,
    weeks_of,
)
from goldenthread.desk.structure.queries.items import ItemRow, items_held
from goldenthread.organisation.calendars import is_worked
from goldenthread.organisation.queries import organisation
from goldenthread.people.models import Unit
from goldenthread.people.queries import Standing
from goldenthread.people.queries.cards import Card, Holder, cards
from goldenthread.people.queries.units import Strength, strengths_of
from goldenthread.thread.models import Item
from goldenthread.together.findings.models import Finding
from goldenthread.together.findings.wording import Said, say
from goldenthread.ui.charts.load import Week
from goldenthread.ui.formats import number

WORKING_DAYS = (1, 2, 3, 4, 5)  # Monday to Friday, where the organisation has not said
MOST_CARDS = 120
MOST_FINDINGS = 10
SHOWN_FINDINGS = 3


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """One person's coming weeks; `over_minutes` above what they can give, the last such week being `over_weeks` on."""

    weeks: tuple[Week, ...]
    week_minutes: int
    over_minutes: int
    over_weeks: int
    until: date | None

    @property
    def is_over(self) -> bool:
        return self.over_minutes > 0

    @property
    def label(self) -> str:
        """The strip in words, for those who hear the page."""
        planned = ", ".join(number(round(week.planned_minutes / 60)) for week in self.weeks)
        given = number(round(self.week_minutes / 60))
        return _("Hours planned week by week: %(planned)s; %(given)s can be given") % {
            "planned": planned,
            "given": given,
        }

    @property
    def has_nothing(self) -> bool:
        return not any(week.planned_minutes for week in self.weeks)


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the list of people: a holder of a post, or the post itself where nobody is named."""

    card: Card
    holder: Holder | None
    load: PersonLoad | None = None


@dataclass(frozen=True, slots=True)
class GoalHours:
    """Minutes of the next four weeks under a goal; `goal` is None for what serves no goal."""

    goal: GoalWords | None
    minutes: int


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """What the people of a unit have planned: one strip each on one scale, and where the hours go."""

    weeks: list[date]
    most_minutes: int
    goals: list[GoalHours]
    planned_minutes: int
    available_minutes: int
    people_over: int

    @property
    def minutes_without_goal(self) -> int:
        return sum(row.minutes for row in self.goals if row.goal is None)

    @property
    def minutes_with_goal(self) -> int:
        return self.planned_minutes - self.minutes_without_goal


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in words; `can_mend` when the asker is who can, else `mender` names them."""

    finding: Finding
    said: Said
    can_mend: bool
    mender: str

    @property
    def is_serious(self) -> bool:
        return self.finding.severity == Finding.Severity.SERIOUS


@dataclass(frozen=True, slots=True)
class People:
    """Who stands in a unit itself: places in order, people counted once, vacancies, unnamed full-time equivalents."""

    places: list[Place]
    named: int
    vacant: int
    unnamed_fte: Decimal
    posts: int
    has_more: bool
    manages: Holder | None
    manages_post: str
    leads: Holder | None
    leads_post: str


def people_of_unit(unit: Unit, *, on: date) -> People:
    """Return who is in a unit itself, not in the units below. One query."""
    head = unit.head_post
    above = head.reports_to if head else None
    around = [post.pk for post in (head, above) if post is not None]
    found = cards(Q(unit=unit, abolished_on__isnull=True) | Q(pk__in=around), on=on, most=MOST_CARDS + 1)
    by_post = {card.post.pk: card for card in found}
    inside = [card for card in found if card.post.unit_id == unit.pk and not card.post.is_abolished]
    inside.sort(key=lambda card: card.post.pk != unit.head_post_id)  # the head first, the others as they were
    head_card = by_post.get(head.pk) if head else None
    above_card = by_post.get(above.pk) if above else None
    places: list[Place] = []
    for card in inside:
        places += [Place(card, holder) for holder in card.holders]
        if not card.holders or card.unnamed_fte:
            places.append(Place(card, None))
    return People(
        places=places,
        named=len({place.holder.person_id for place in places if place.holder}),
        vacant=sum(card.post.is_vacant for card in inside),
        unnamed_fte=sum((card.unnamed_fte for card in inside), Decimal(0)),
        posts=len(inside),
        has_more=sum(max(len(card.holders), 1) for card in found) > MOST_CARDS,
        manages=head_card.holders[0] if head_card and head_card.holders else None,
        manages_post=head.title if head else "",
        leads=above_card.holders[0] if above_card and above_card.holders else None,
        leads_post=above.title if above else "",
    )


def with_load(people: People, *, on: date) -> tuple[list[Place], UnitLoad]:
    """Return the places with their coming weeks, and what the unit has planned. One query."""
    about = organisation()
    full_time = about.full_time_minutes_a_week
    holders = {place.holder.person_id: place.holder for place in people.places if place.holder}
    posts: dict[int, list[int]] = {}
    for place in people.places:
        if place.holder:
            posts.setdefault(place.card.post.pk, []).append(place.holder.person_id)
    work, goals = planned_work(people=sorted(holders), posts=sorted(posts), day=on, full_time_minutes=full_time)
    starts = week_starts(on)
    shares = _shares(starts, working_days=about.working_days or WORKING_DAYS, nations=about.nations)
    shared = shared_out(shortened_weeks(work, shares), posts)
    loads = {
        number: _load(weeks_of(number, shared, available_minutes=given, shares=shares), given, starts)
        for number, holder in holders.items()
        for given in [week_minutes(full_time_minutes=full_time, fte=holder.whole_fte)]
    }
    by_goal = minutes_by_goal(shared)
    total = sum(by_goal.values())
    shown = sorted(by_goal.items(), key=lambda pair: (pair[0] == 0, -pair[1], pair[0]))
    places = [
        Place(place.card, place.holder, loads[place.holder.person_id]) if place.holder else place
        for place in people.places
    ]
    return places, UnitLoad(
        weeks=starts,
        most_minutes=most_minutes([load.weeks for load in loads.values()]),
        goals=[GoalHours(goals.get(goal), minutes) for goal, minutes in shown],
        planned_minutes=total,
        available_minutes=sum(
            week.available_minutes for load in loads.values() for week in load.weeks[:WEEKS_OF_GOALS]
        ),
        people_over=sum(load.is_over for load in loads.values()),
    )


def _shares(starts: Sequence[date], *, working_days: Sequence[int], nations: Sequence[str]) -> tuple[float, ...]:
    """Return how much of each week is worked here, public holidays left out."""
    days = [start + timedelta(days=n) for start in starts for n in range(DAYS_IN_WEEK)]
    worked = {day for day in days if is_worked(day, working_days=working_days, nations=nations)}
    return week_shares(starts, worked=worked, days_a_week=len(working_days))


def _load(weeks: tuple[Week, ...], given: int, starts: Sequence[date]) -> PersonLoad:
    minutes, last = over(weeks)
    until = starts[last - 1] + timedelta(days=DAYS_IN_WEEK - 1) if last else None
    return PersonLoad(weeks=weeks, week_minutes=given, over_minutes=minutes, over_weeks=last, until=until)


def findings_of(
    *, posts: Sequence[int], unit: Unit, above: Sequence[Unit], standing: Standing
) -> tuple[list[FindingRow], str]:
    """Return the worst open findings about what these posts and this unit hold, and how many there are in words.

    Only those about posts, units and items that anybody here may see; also one about a unit above that covers this one.
    One query.
    """
    about = Finding.objects.order_by().values("pk")
    owned = Item.objects.filter(owner_unit=unit).values("pk")
    covering = Q(unit__in=[one.pk for one in above], facts__below=True)
    here = about.filter(mender_post__in=posts).union(
        about.filter(post__in=posts), about.filter(item__in=owned), about.filter(Q(unit=unit) | covering)
    )
    seen_by_all = Q(item__visibility=Item.Visibility.EVERYONE) & ~Q(item__state=Item.State.DRAFT)
    found = (
        Finding.objects.filter(
            Q(item__isnull=True) | seen_by_all, pk__in=here, state=Finding.State.OPEN, task__isnull=True
        )
        .select_related("item__owner_post", "item__owner_unit__head_post", "upper", "post__unit", "unit", "mender")
        .order_by("severity", "-people", "pk")
    )
    rows = list(found[: MOST_FINDINGS + 1])
    count = f"{MOST_FINDINGS}+" if len(rows) > MOST_FINDINGS else str(len(rows))
    return [_finding(finding, standing=standing) for finding in rows[:SHOWN_FINDINGS]], count


def _finding(finding: Finding, *, standing: Standing) -> FindingRow:
    is_mine = finding.mender_id == standing.person.pk or finding.mender_post_id in standing.post_ids
    return FindingRow(finding, say(finding), can_mend=is_mine, mender=finding.mender.name if finding.mender else "")


def items_of_unit(*, posts: Sequence[int], unit: Unit, now: datetime) -> tuple[list[ItemRow], bool]:
    """Return the live items that a unit and its posts own or carry, and whether there are more. One query."""
    return items_held(now=now, posts=posts, unit=unit.pk)


def strengths(units: Sequence[Unit], *, on: date) -> dict[int, Strength]:
    """Return how many people, posts and vacancies each unit has, sub-units included. One query, none for no units."""
    return strengths_of(units, on=on) if units else {}
