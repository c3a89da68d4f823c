"""A random, small, untidy organisation in the database, for comparing a fast answer with a slow and simple one."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from goldenthread.lead.direction.models import Goal, Vision
from goldenthread.manage.objectives.models import Duty, KeyResult, Objective
from goldenthread.manage.plans.models import Plan, Task
from goldenthread.people.models import Assignment, Person, Post, Unit
from goldenthread.thread.models import Item, Link

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


class RandomOrganisation:
    """Makes one organisation from a seed, and then changes to it, at random."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.posts: list[Post] = []
        self.people: list[Person] = []
        self.items: list[Item] = []
        self.units: list[Unit] = []

    def _maybe(self, share: float) -> bool:
        return self.chance.random() < share

    def _day(self, spread: int = 200) -> date:
        return TODAY + timedelta(days=self.chance.randint(-spread, spread))

    def make(self) -> None:
        for n in range(self.chance.randint(3, 7)):
            parent = self.chance.choice([None, *self.units, *self.units]) if self.units else None
            unit = Unit.objects.create(code=f"U{n}", name=f"Unit {n}", parent=parent)
            unit.path = f"{parent.path if parent else ''}{unit.pk}."
            unit.save(update_fields=["path"])
            self.units.append(unit)
        for n in range(self.chance.randint(4, 10)):
            self._make_post(n)
        for unit in self.units:
            unit.head_post = self.chance.choice([None, *self.posts])
            unit.save(update_fields=["head_post"])
        self._make_item(Item.Kind.VISION, state=self.chance.choice(["live", "live", "superseded"]))
        for _n in range(self.chance.randint(6, 25)):
            self._make_item(
                self.chance.choice([Item.Kind.GOAL, Item.Kind.OBJECTIVE, Item.Kind.OBJECTIVE, Item.Kind.PLAN])
            )
        for _n in range(self.chance.randint(3, 25)):
            self._make_task()
        for _n in range(self.chance.randint(0, 8)):
            self._make_duty()

    def _make_post(self, n: int) -> None:
        post = Post.objects.create(
            reference=f"P{n}",
            title=f"Post {n}",
            unit=self.chance.choice(self.units),
            reports_to=self.chance.choice([None, *self.posts]) if self.posts else None,
            filling=self.chance.choice(["named", "named", "unnamed", "vacant"]),
            abolished_on=TODAY if self._maybe(0.1) else None,
            standing_share=self.chance.choice(["0", "0.5", "0.8"]),
        )
        self.posts.append(post)
        if post.filling == "named":
            for _n in range(self.chance.choice([1, 1, 2])):
                person = Person.objects.create(number=f"{len(self.people)}", name=f"Person {len(self.people)}")
                self.people.append(person)
                Assignment.objects.create(person=person, post=post, starts_on=date(2025, 1, 1))

    def _make_item(self, kind: Item.Kind, state: str = "") -> None:
        owner = self.chance.choice(["post", "unit", "nobody"])
        starts_on = self._day() if self._maybe(0.5) else None
        ends_on = self._day() if self._maybe(0.5) else None
        if starts_on and ends_on and ends_on < starts_on:
            starts_on, ends_on = ends_on, starts_on
        item = Item.objects.create(
            kind=kind,
            reference=f"{kind[:3].upper()}-{len(self.items)}",
            title=f"{kind} {len(self.items)}",
            owner_post=self.chance.choice(self.posts) if owner == "post" else None,
            owner_unit=self.chance.choice(self.units) if owner == "unit" else None,
            lead=self.chance.choice([None, *self.people]),
            state=state or self.chance.choice(["live"] * 6 + ["draft", "closed", "retired", "superseded"]),
            starts_on=starts_on,
            ends_on=ends_on,
            version=self.chance.choice([1, 1, 1, 2, 3]),
            rhythm_days=self.chance.choice([None, 7, 28]),
            said_at=NOW - timedelta(days=self.chance.randint(0, 60)) if self._maybe(0.6) else None,
            created_at=NOW - timedelta(days=self.chance.randint(0, 90)),
            changed_at=NOW,
        )
        self._make_kind(item)
        self._make_links(item)
        self.items.append(item)

    def _make_kind(self, item: Item) -> None:
        if item.kind == Item.Kind.VISION:
            Vision.objects.create(item=item, statement="We will.", horizon_year=2032)
        elif item.kind == Item.Kind.GOAL:
            Goal.objects.create(item=item)
        elif item.kind == Item.Kind.PLAN:
            Plan.objects.create(item=item)
        else:
            objective = Objective.objects.create(
                item=item, kind=self.chance.choice(["standing", "change", "change", "development"])
            )
            if self._maybe(0.5):
                KeyResult.objects.create(objective=objective, title="A result", target=1)

    def _make_links(self, item: Item) -> None:
        uppers = self.chance.sample(self.items, min(len(self.items), self.chance.randint(0, 2)))
        for place, upper in enumerate(uppers):
            kind = "serves" if place == 0 or self._maybe(0.6) else "measures"
            Link.objects.create(
                lower=item,
                upper=upper,
                kind=kind,
                is_primary=place == 0 and self._maybe(0.9) and kind == "serves",
                state=self.chance.choice(["affirmed"] * 4 + ["needs_reaffirm", "proposed", "retired"]),
                upper_version=self.chance.randint(1, upper.version),
                made_at=NOW,
            )

    def _make_task(self) -> Task:
        who = self.chance.choice(["person", "post", "nobody"])
        state = self.chance.choice(["open", "open", "doing", "done", "dropped"])
        return Task.objects.create(
            title="A task",
            serves=self.chance.choice([None, *self.items]),
            person=self.chance.choice(self.people) if who == "person" and self.people else None,
            post=self.chance.choice(self.posts) if who == "post" else None,
            state=state,
            done_on=TODAY if state == "done" else None,
            due_on=self.chance.choice([None, self._day(60)]),
            remaining_minutes=self.chance.randint(0, 3000),
            created_at=NOW,
        )

    def _make_duty(self) -> None:
        standing = [item for item in self.items if item.kind == "objective"]
        if standing:
            Duty.objects.get_or_create(
                post=self.chance.choice(self.posts),
                objective_id=self.chance.choice(standing).pk,
                defaults={"weight": self.chance.randint(1, 5)},
            )
