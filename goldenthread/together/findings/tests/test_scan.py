"""The scan, and the scan around a change, against a slow second reading of the table of findings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from goldenthread.lead.direction.models import Goal
from goldenthread.manage.objectives.models import Duty, KeyResult
from goldenthread.manage.plans.models import Task
from goldenthread.people.actions import move_unit, set_head
from goldenthread.people.models import Assignment, Person, Post, Unit
from goldenthread.thread.models import Item, Link, Touched
from goldenthread.together.findings import actions, rules
from goldenthread.together.findings.models import Finding
from tests.random_organisation import NOW, TODAY, RandomOrganisation

pytestmark = pytest.mark.django_db

Place = tuple[str, str, int | None]


def live_links() -> list[Link]:
    return [link for link in Link.objects.select_related("lower", "upper") if link.state != "retired"]


def main_upper(item: Item) -> Item | None:
    return next((link.upper for link in live_links() if link.lower == item and link.is_primary), None)


def naive_of_objective(item: Item) -> set[Place]:
    found: set[Place] = set()
    kind = item.objective.kind
    post = item.owner_post or (item.owner_unit.head_post if item.owner_unit else None)
    if item.lead is None or (post and (post.filling == "vacant" or post.abolished_on)):
        found.add(("B2", f"item {item.pk}", None))
    measured = [link for link in live_links() if link.upper == item and link.kind == "measures"]
    if kind != "development" and not KeyResult.objects.filter(objective=item.pk).exists() and not measured:
        found.add(("B3", f"item {item.pk}", None))
    if kind == "change":
        serving = [link.lower for link in live_links() if link.upper == item and link.kind == "serves"]
        carried = [one for one in serving if one.state == "live" and one.kind in ("plan", "objective")]
        if not carried and not Task.objects.filter(serves=item).exists():
            found.add(("B4", f"item {item.pk}", None))
    return found


def naive_of_goal(item: Item) -> set[Place]:
    below = [link.lower for link in live_links() if link.upper == item and link.kind == "serves"]
    is_served = any(one.state == "live" and one.kind in ("goal", "objective") for one in below)
    return {("B1", f"item {item.pk}", None)} if Goal.objects.filter(item=item).exists() and not is_served else set()


def naive_of_live(item: Item, *, has_vision: bool) -> set[Place]:
    found = naive_of_goal(item)
    if item.kind == "objective":
        found |= naive_of_objective(item)
    upper = main_upper(item)
    if upper is None and (item.kind in ("plan", "objective") or (item.kind == "goal" and has_vision)):
        found.add(("B5", f"item {item.pk}", None))
    for link in live_links():
        if link.lower == item and (link.upper.state == "superseded" or link.upper_version < link.upper.version):
            found.add(("B7", f"item {item.pk}", link.upper.pk))
    if upper is not None and upper.state == "live":
        late = item.ends_on and upper.ends_on and item.ends_on > upper.ends_on
        early = item.starts_on and upper.starts_on and item.starts_on < upper.starts_on
        if late or early:
            found.add(("B8", f"item {item.pk}", None))
    if item.kind in ("goal", "objective", "plan") and item.rhythm_days:
        due = timezone.localdate(item.said_at or item.created_at) + timedelta(days=item.rhythm_days)
        if due < TODAY:
            found.add(("B10", f"item {item.pk}", None))
    return found


def naive(*, today: date = TODAY) -> set[Place]:
    """Read the table of findings off the database, one object at a time."""
    assert today == TODAY
    found: set[Place] = set()
    has_vision = Item.objects.filter(kind="vision", state="live").exists()
    for item in Item.objects.select_related("owner_post", "owner_unit__head_post", "lead", "objective"):
        if item.state == "live":
            found |= naive_of_live(item, has_vision=has_vision)
        if item.state in ("closed", "retired"):
            hanging = [link for link in live_links() if link.upper == item and link.is_primary]
            live_below = any(link.lower.state == "live" for link in hanging)
            if live_below or Task.objects.filter(serves=item, state__in=["open", "doing"]).exists():
                found.add(("B9", f"item {item.pk}", None))
    for task in Task.objects.filter(serves=None):
        if task.state in ("open", "doing"):
            found.add(("B5", f"task {task.pk}", None))
    for unit in Unit.objects.all():
        found |= naive_of_unit(unit)
    work = Item.objects.filter(state="live", kind__in=["goal", "objective", "plan"])
    if not has_vision and work.exists():
        found.add(("B5", "no vision", None))
    return found


def has_something(post: Post) -> bool:
    if post.owned_items.filter(state="live").exists() or post.duties.filter(objective__item__state="live").exists():
        return True
    return any(unit.owned_items.filter(state="live").exists() for unit in post.heads.all())


def is_alive(unit: Unit) -> bool:
    """Whether it owns something live, or one of its posts has a purpose; whatever is below."""
    posts = unit.posts.filter(abolished_on=None)
    return unit.owned_items.filter(state="live").exists() or any(has_something(post) for post in posts)


def all_inside(unit: Unit) -> list[Unit]:
    return [unit, *(inner for child in unit.children.all() for inner in all_inside(child))]


def filled_posts(units: list[Unit]) -> list[Post]:
    return [post for unit in units for post in unit.posts.filter(abolished_on=None).exclude(filling="vacant")]


def told_of(unit: Unit) -> list[Post]:
    """The filled posts that one sentence about this unit is about; none when it says nothing of this unit."""
    if is_alive(unit):
        return []
    lies_idle = not any(is_alive(one) for one in all_inside(unit))
    if unit.parent is not None and not any(is_alive(one) for one in all_inside(unit.parent)):
        return []
    return filled_posts(all_inside(unit) if lies_idle else [unit])


def naive_of_unit(unit: Unit) -> set[Place]:
    if is_alive(unit):
        return {("B6", f"post {post.pk}", None) for post in filled_posts([unit]) if not has_something(post)}
    return {("B6", f"unit {unit.pk}", None)} if told_of(unit) else set()


def kept() -> set[Place]:
    places: set[Place] = set()
    for finding in Finding.objects.exclude(state=Finding.State.MENDED):
        numbers = {
            "item": finding.item_id,
            "task": finding.task_id,
            "post": finding.post_id,
            "unit": finding.unit_id,
        }
        where = next((f"{kind} {number}" for kind, number in numbers.items() if number is not None), "no vision")
        places.add((finding.code, where, finding.upper_id if finding.code == "B7" else None))
    return places


@pytest.mark.parametrize("seed", range(8))
def test_a_full_scan_finds_what_the_slow_reading_finds(seed: int) -> None:
    RandomOrganisation(seed).make()

    actions.scan(now=NOW, today=TODAY)

    assert kept() == naive()
    for finding in Finding.objects.filter(unit__isnull=False):
        posts = told_of(Unit.objects.get(findings=finding))
        people = {one.person_id for post in posts for one in post.assignments.all()}
        assert (finding.facts["posts"], finding.people) == (len(posts), len(people))


def change(organisation: RandomOrganisation) -> None:
    """Change one thing behind the actions' back, and say what was touched, as the actions do."""
    chance = organisation.chance
    item = chance.choice(list(Item.objects.all()))
    what = chance.randrange(9)
    if what == 0:
        item.state = chance.choice(["live", "closed", "retired"]) if item.kind != "vision" else item.state
        item.lead = chance.choice([None, *organisation.people])
        item.rhythm_days = chance.choice([None, 7])
        item.save(update_fields=["state", "lead", "rhythm_days"])
        Touched.objects.create(kind=Touched.Kind.ITEM, number=item.pk, at=NOW)
    elif what == 1 and Link.objects.exists():
        link = chance.choice(list(Link.objects.all()))
        Link.objects.filter(pk=link.pk).update(state="retired")
        Touched.objects.create(kind=Touched.Kind.ITEM, number=link.lower_id, at=NOW)
        Touched.objects.create(kind=Touched.Kind.ITEM, number=link.upper_id, at=NOW)
    elif what == 2:
        post = chance.choice(organisation.posts)
        Post.objects.filter(pk=post.pk).update(filling=chance.choice(["named", "vacant", "unnamed"]))
        Touched.objects.create(kind=Touched.Kind.POST, number=post.pk, at=NOW)
    elif what == 3 and Task.objects.exists():
        task = chance.choice(list(Task.objects.all()))
        before = task.serves_id
        Task.objects.filter(pk=task.pk).update(serves=chance.choice([None, item]), state="open", done_on=None)
        Touched.objects.create(kind=Touched.Kind.TASK, number=task.pk, at=NOW)
        if before:
            Touched.objects.create(kind=Touched.Kind.ITEM, number=before, at=NOW)
    elif what == 4:
        post = chance.choice(organisation.posts)
        Post.objects.filter(pk=post.pk).update(unit=chance.choice(organisation.units))
        Touched.objects.create(kind=Touched.Kind.POST, number=post.pk, at=NOW)
    elif what == 5:
        change_unit(organisation)
    elif what == 6 and Duty.objects.exists():
        duty = chance.choice(list(Duty.objects.all()))
        duty.delete()
        Touched.objects.create(kind=Touched.Kind.POST, number=duty.post_id, at=NOW)
    elif what == 7:
        owner = chance.choice([*organisation.posts, *organisation.units, None])
        item.owner_post = owner if isinstance(owner, Post) else None
        item.owner_unit = owner if isinstance(owner, Unit) else None
        item.save(update_fields=["owner_post", "owner_unit"])
        Touched.objects.create(kind=Touched.Kind.ITEM, number=item.pk, at=NOW)
    else:
        KeyResult.objects.filter(objective=item.pk).delete()
        Touched.objects.create(kind=Touched.Kind.ITEM, number=item.pk, at=NOW)


def change_unit(organisation: RandomOrganisation) -> None:
    """Move a unit, or give it another head, as the actions do."""
    unit = Unit.objects.get(pk=organisation.chance.choice(organisation.units).pk)
    others = [one for one in Unit.objects.all() if one not in all_inside(unit)]
    if organisation.chance.random() < 0.6:
        move_unit(unit=unit, parent=organisation.chance.choice([None, *others]), reason="", by=None, now=NOW)
    else:
        live = Post.objects.filter(abolished_on=None)
        set_head(unit=unit, post=organisation.chance.choice([None, *live]), by=None, now=NOW)


@pytest.mark.parametrize("seed", range(100, 112))
def test_looking_again_around_changes_finds_what_looking_at_everything_finds(seed: int) -> None:
    organisation = RandomOrganisation(seed)
    organisation.make()
    actions.scan(now=NOW, today=TODAY)

    for _n in range(8):
        change(organisation)
        actions.catch_up(now=NOW, today=TODAY)
        assert kept() == naive()

    assert not Touched.objects.exists()
    around = told()
    actions.scan(now=NOW, today=TODAY)
    assert around == told()


def told() -> list[tuple[object, ...]]:
    """What is kept of the structure as a whole, with how bad it is and who can mend it."""
    values = ("key", "state", "severity", "people", "facts", "mender", "mender_post")
    return list(Finding.objects.filter(item=None, task=None).order_by("key").values_list(*values))


def test_between_them_the_random_organisations_show_every_kind_of_break() -> None:
    shown: set[str] = set()
    for seed in range(200, 206):
        RandomOrganisation(seed).make()
        shown |= {code for code, _where, _upper in naive()}
        for model in (Finding, Task, Link, Item, Unit):
            if model is Unit:
                Unit.objects.update(head_post=None)
                Assignment.objects.all().delete()
                Post.objects.update(reports_to=None)
                Post.objects.all().delete()
                Unit.objects.update(parent=None)
            model.objects.all().delete()
        Person.objects.all().delete()

    assert shown == set(rules.KINDS)


def test_a_second_scan_changes_nothing() -> None:
    RandomOrganisation(7).make()
    actions.scan(now=NOW, today=TODAY)

    again = actions.scan(now=NOW + timedelta(days=1), today=TODAY)

    assert (again.new, again.changed, again.mended) == (0, 0, 0)
    assert again.found == Finding.objects.count()
