"""The thread map: the vision, its goals, the open branch, and the asker's own line of sight."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.urls import reverse
from django.utils import timezone

from goldenthread.access.policy import Action, is_allowed
from goldenthread.desk.queries.branch import SAID, below_of, is_mine, news_on, page, primary_up
from goldenthread.desk.thread_map import Below, GoalCard, Line, Load, chosen_line, hours_of, in_rows, lines_of, tree_of
from goldenthread.desk.wires import COLUMNS, Wires, to_branch, wires
from goldenthread.manage.objectives.models import Duty
from goldenthread.manage.plans.models import Task
from goldenthread.people.models import Assignment
from goldenthread.people.queries import Standing
from goldenthread.thread.addresses import item_address
from goldenthread.thread.models import Item, Link
from goldenthread.thread.queries import figure_of
from goldenthread.thread.spine import chains_up
from goldenthread.ui.addresses import address

LINES_OFFERED = 6
_SAID_AT_THE_TOP = (
    "version",
    "figure__as_of",
    "vision__statement",
    "vision__adopted_on",
    "owner_post__title",
    "goal__manager_post__title",
)


@dataclass(frozen=True, slots=True)
class MapVision:
    """The vision at the top of the map."""

    item_id: int
    title: str
    statement: str
    version: int
    adopted_on: date | None
    by: str
    by_post: str
    people: int | None
    minutes: int | None

    @property
    def hours(self) -> int | None:
        return hours_of(self.minutes)


@dataclass(frozen=True, slots=True)
class GoalRow:
    """Goals side by side, the lines to them, and the branch below the one that is open."""

    cards: list[GoalCard]
    wires: Wires
    open_card: GoalCard | None
    to_branch: str
    branch: Below | None

    @property
    def has_path(self) -> bool:
        return any(card.is_path for card in self.cards)


@dataclass(frozen=True, slots=True)
class ThreadMap:
    """The whole page as values. `lines` are the person's lines of sight; `line` is the one drawn in gold."""

    vision: MapVision | None
    rows: list[GoalRow]
    line: Line | None
    lines: list[Line]
    names: Mapping[int, tuple[str, str]]
    broken_at: int | None
    as_of: date | None

    @property
    def cards(self) -> list[GoalCard]:
        return [card for row in self.rows for card in row.cards]

    @property
    def line_choices(self) -> list[tuple[int, str, str, bool]]:
        """Each line as its lower end, reference, title, and whether it is the one drawn; at most LINES_OFFERED."""
        return [(line.bottom, *self.names[line.bottom], line is self.line) for line in self.lines[:LINES_OFFERED]]

    @property
    def delivered(self) -> int:
        return sum(not card.is_idle and card.minutes is not None for card in self.cards)

    @property
    def idle(self) -> list[GoalCard]:
        return [card for card in self.cards if card.is_idle]


@dataclass(frozen=True, slots=True)
class MapAsked:
    """What the address asks for. `goal_id` 0: none open; None: the one on the person's line."""

    goal_id: int | None = None
    open_ids: frozenset[int] = frozenset()
    more_ids: frozenset[int] = frozenset()
    line_id: int | None = None


def thread_map(standing: Standing, *, asked: MapAsked, reader: Standing, now: datetime) -> ThreadMap:
    """Return the map as seen from one person's place (`standing`) by a reader. Four queries."""
    loads = _own_loads(standing)
    chains = chains_up([load.item_id for load in loads])
    vision, goals = _top(today=timezone.localdate(now))
    shown = {
        bottom: [step.item_id for step in chain]
        for bottom, chain in chains.items()
        if all(step.visibility == Item.Visibility.EVERYONE or step.subject_id == reader.person.pk for step in chain)
    }
    lines = lines_of(loads, chains=shown, vision_id=vision.pk if vision else None)
    line = chosen_line(lines, wanted=asked.line_id)
    path = frozenset(line.item_ids) if line else frozenset()
    open_goal = asked.goal_id
    if open_goal is None:
        open_goal = next((goal.pk for goal in goals if goal.pk in path), None)
    bottom = line.bottom if line else None
    cards = _cards(goals, path=path, open_goal=open_goal, bottom=bottom, reader=reader, now=now)
    open_ids = {*asked.open_ids, *(path if open_goal in path else ()), *([open_goal] if open_goal else ())}
    below = below_of(open_ids, reader=reader, now=now, path=path, bottom=bottom, more_ids=asked.more_ids)
    as_of = next((goal.figure.as_of for goal in goals if hasattr(goal, "figure")), None)
    return ThreadMap(
        vision=_map_vision(vision) if vision else None,
        rows=_goal_rows(cards, below=below),
        line=line,
        lines=[each for each in lines if each.reaches],
        names={step.item_id: (step.reference, step.title) for chain in chains.values() for step in chain},
        broken_at=next((each.item_ids[-1] for each in lines if not each.reaches), None),
        as_of=as_of,
    )


def _own_loads(standing: Standing) -> list[Load]:
    """Return what somebody's open tasks serve, what their posts carry and what they lead. One query."""
    if not standing.is_here:
        return []
    mine = Q(person=standing.person, is_open=True) | Q(post__in=standing.post_ids, is_open=True)
    tasks = (
        Task.objects.filter(mine, serves__isnull=False)
        .order_by()
        .values_list("serves")
        .annotate(n=Count("pk"), minutes=Sum("remaining_minutes"))
    )
    none = Value(0, output_field=IntegerField())
    duties = (
        Duty.objects.filter(post__in=standing.post_ids, objective__item__state=Item.State.LIVE)
        .order_by()
        .annotate(n=none, minutes=none)
        .values_list("objective", "n", "minutes")
    )
    led = (
        Item.objects.filter(lead=standing.person, state=Item.State.LIVE)
        .order_by()
        .annotate(n=none, minutes=none)
        .values_list("pk", "n", "minutes")
    )
    found: dict[int, Load] = {}
    for item_id, count, minutes in tasks.union(duties, led, all=True):
        before = found.get(item_id, Load(item_id, 0, 0))
        found[item_id] = Load(item_id, before.tasks + count, before.minutes + (minutes or 0))
    return list(found.values())


def _held(*, today: date) -> QuerySet[Assignment]:
    return (
        Assignment.objects.filter(starts_on__lte=today)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .order_by("-is_main", "starts_on", "id")
    )


def _top(*, today: date) -> tuple[Item | None, list[Item]]:
    """Return the live vision and the live goals that serve it, or all goals while there is no vision. One query."""
    held = _held(today=today)
    items = list(
        Item.objects.filter(
            kind__in=[Item.Kind.VISION, Item.Kind.GOAL],
            state=Item.State.LIVE,
            visibility=Item.Visibility.EVERYONE,
        )
        .annotate(
            up=primary_up(),
            upper=F("up__upper"),
            link_state=F("up__state"),
            open_children=Subquery(
                Link.objects.filter(
                    upper=OuterRef("pk"),
                    is_primary=True,
                    lower__state=Item.State.LIVE,
                    lower__visibility=Item.Visibility.EVERYONE,
                )
                .exclude(state=Link.State.RETIRED)
                .order_by()
                .values("upper")
                .annotate(n=Count("pk"))
                .values("n")
            ),
            lead_post=Subquery(held.filter(person=OuterRef("lead")).values("post__title")[:1]),
            manager=Subquery(held.filter(post=OuterRef("goal__manager_post")).values("person__name")[:1]),
            manager_id=Subquery(held.filter(post=OuterRef("goal__manager_post")).values("person")[:1]),
        )
        .select_related("vision", "goal__manager_post", "lead", "figure", "owner_post")
        .only(*(name for name in SAID if name != "objective__kind"), *_SAID_AT_THE_TOP)
        .order_by("position", "id")
    )
    vision = next((item for item in items if item.kind == Item.Kind.VISION), None)
    upper_id = vision.pk if vision else None
    return vision, [item for item in items if item.kind == Item.Kind.GOAL and vars(item)["upper"] == upper_id]


def _map_vision(item: Item) -> MapVision:
    figure = figure_of(item)
    return MapVision(
        item_id=item.pk,
        title=item.title,
        statement=item.vision.statement,
        version=item.version,
        adopted_on=item.vision.adopted_on,
        by=item.lead.name if item.lead else "",
        by_post=vars(item)["lead_post"] or "",
        people=figure.people if figure else None,
        minutes=figure.minutes if figure else None,
    )


def _cards(
    goals: list[Item],
    *,
    path: Collection[int],
    open_goal: int | None,
    bottom: int | None,
    reader: Standing,
    now: datetime,
) -> list[GoalCard]:
    longest = max((figure.minutes for goal in goals if (figure := figure_of(goal))), default=0)
    runs_it = is_allowed(Action.GOAL_WRITE, reader.own_relations) or bool(reader.headed_paths)
    cards = []
    for place, goal in enumerate(goals):
        figure, facts = figure_of(goal), vars(goal)
        post = goal.goal.manager_post
        cards.append(
            GoalCard(
                item_id=goal.pk,
                reference=goal.reference,
                title=goal.title,
                url=item_address(kind=goal.kind, item_id=goal.pk),
                leader=goal.lead.name if goal.lead else "",
                leader_post=facts["lead_post"] or (goal.owner_post.title if goal.owner_post else ""),
                leader_url=address("people:person", goal.lead_id) if goal.lead_id else "",
                manager=facts["manager"] or "",
                manager_post=post.title if post else "",
                manager_url=reverse("people:person", args=[facts["manager_id"]]) if facts["manager_id"] else "",
                people=figure.people if figure else None,
                minutes=figure.minutes if figure else None,
                children=facts["open_children"] or 0,
                width=round(200 * figure.minutes / longest, 1) if figure and longest else 0.0,
                link_state=facts["link_state"] or "",
                news=news_on(goal, now=now),
                column=place % COLUMNS,
                is_path=goal.pk in path,
                is_open=goal.pk == open_goal,
                is_here=goal.pk == bottom,
                can_mend=runs_it or is_mine(goal, reader),
                add_url=page("objectives:objective_new", goal.pk),
            )
        )
    return cards


def _goal_rows(cards: list[GoalCard], *, below: Mapping[int, Below]) -> list[GoalRow]:
    found = []
    for row in in_rows(cards, columns=COLUMNS):
        open_card = next((card for card in row if card.is_open), None)
        own = next((card.column for card in row if card.is_path), None)
        found.append(
            GoalRow(
                cards=row,
                wires=wires([card.wire for card in row], own=own),
                open_card=open_card,
                to_branch=to_branch(open_card.column) if open_card else "",
                branch=tree_of(below, top=open_card.item_id) if open_card else None,
            )
        )
    return found
