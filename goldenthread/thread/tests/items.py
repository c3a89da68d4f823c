"""Items for tests, made the way the product makes them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.test import Client

from goldenthread.lead.direction.models import Goal, Vision
from goldenthread.manage.objectives.models import Objective
from goldenthread.people.models import Person, Post, Unit
from goldenthread.thread import actions
from goldenthread.thread.models import Item, Link

# The day of the cast's stories.
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def make_item(
    title: str,
    *,
    kind: Item.Kind = Item.Kind.OBJECTIVE,
    by: Person | None = None,
    state: Item.State = Item.State.LIVE,
    owner_post: Post | None = None,
    owner_unit: Unit | None = None,
    lead: Person | None = None,
    subject: Person | None = None,
    ends_on: date | None = None,
    description: str = "",
    manager_post: Post | None = None,
    objective_kind: Objective.Kind = Objective.Kind.CHANGE,
) -> Item:
    """Make an item with its room's own row; with a subject it is restricted to them and their line manager."""
    item = actions.create_item(
        new=actions.NewItem(
            kind=kind,
            title=title,
            description=description,
            state=state,
            owner_post=owner_post,
            owner_unit=owner_unit,
            lead=lead,
            subject=subject,
            ends_on=ends_on,
            visibility=Item.Visibility.RESTRICTED if subject else Item.Visibility.EVERYONE,
        ),
        by=by,
        now=NOW,
    )
    if kind == Item.Kind.VISION:
        Vision.objects.create(item=item, statement=title, horizon_year=2032)
    elif kind == Item.Kind.GOAL:
        Goal.objects.create(item=item, manager_post=manager_post)
    elif kind == Item.Kind.OBJECTIVE:
        Objective.objects.create(item=item, kind=Objective.Kind.DEVELOPMENT if subject else objective_kind)
    return item


def hang(lower: Item, upper: Item, *, is_primary: bool = True, kind: Link.Kind = Link.Kind.SERVES) -> Link:
    """Let the lower item serve the upper one."""
    return actions.connect(lower=lower, upper=upper, by=None, now=NOW, is_primary=is_primary, kind=kind)


def fresh(item: Item) -> Item:
    """Return the item as it now stands in the database."""
    return Item.objects.select_related("owner_post", "owner_unit", "lead", "subject").get(pk=item.pk)


def signed_in(person: Person) -> Client:
    """Return a browser in which this person has signed in."""
    client = Client()
    assert person.account is not None
    client.force_login(person.account)
    return client
