"""Somebody's work: their tasks by week, what they asked others for, the plans and objectives they lead or own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from goldenthread.desk.queries.owed import items_answered_for
from goldenthread.desk.thread_map import News
from goldenthread.desk.week import Span, by_span
from goldenthread.manage.plans.models import Task
from goldenthread.manage.plans.queries import my_open_tasks, tasks_asked_for_by
from goldenthread.people.queries import Standing
from goldenthread.thread.addresses import item_address
from goldenthread.thread.models import Item, ItemFigure
from goldenthread.thread.queries import figure_of, silent_days

TASKS_AT_MOST = 200
ITEMS_AT_MOST = 60


@dataclass(frozen=True, slots=True)
class MyItem:
    """A plan or objective that somebody leads or owns."""

    item: Item
    figure: ItemFigure | None
    news: News
    url: str


@dataclass(frozen=True, slots=True)
class MyWork:
    """Everything of the page; `has_more` says that there are more open tasks than shown."""

    spans: dict[Span, list[Task]]
    has_more: bool
    asked: list[Task]
    plans: list[MyItem]
    objectives: list[MyItem]

    @property
    def total(self) -> int:
        return sum(len(rows) for rows in self.spans.values())


def my_work(standing: Standing, *, today: date, now: datetime) -> MyWork:
    """Return somebody's work. Three queries, and one for people who hold posts unless it was asked before."""
    tasks = list(my_open_tasks(standing).order_by(F("due_on").asc(nulls_last=True), "pk")[: TASKS_AT_MOST + 1])
    items = (
        items_answered_for(standing)
        .filter(kind__in=[Item.Kind.PLAN, Item.Kind.OBJECTIVE])
        .select_related("figure", "objective")
        .order_by(F("ends_on").asc(nulls_last=True), "pk")[:ITEMS_AT_MOST]
    )
    mine = [
        MyItem(item, figure_of(item), _news(item, now=now), item_address(kind=item.kind, item_id=item.pk))
        for item in items
    ]
    return MyWork(
        spans=by_span(tasks[:TASKS_AT_MOST], today=today),
        has_more=len(tasks) > TASKS_AT_MOST,
        asked=list(tasks_asked_for_by(standing).order_by(F("due_on").asc(nulls_last=True), "pk")[:TASKS_AT_MOST]),
        plans=[each for each in mine if each.item.kind == Item.Kind.PLAN],
        objectives=[each for each in mine if each.item.kind == Item.Kind.OBJECTIVE],
    )


def _news(item: Item, *, now: datetime) -> News:
    silent = silent_days(item, now=now)
    return News(item.said) if silent is None else News("no_news", silent)
