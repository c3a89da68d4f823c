"""Who may see an item, and what the asker is to it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from goldenthread.access.policy import Action, Relation
from goldenthread.people import hierarchy
from goldenthread.people.models import Person, Post
from goldenthread.people.queries import Standing, holders_on, reporting_to, reports_of
from goldenthread.thread.models import Item


def items_visible_to(standing: Standing) -> QuerySet[Item]:
    """Return the items somebody may see: unordered, to be narrowed further.

    Published items, everyone here; a draft, its author, owner, lead and (of a goal) the manager it is paired with; a
    restricted item, the person it is about and their line manager. One query to prepare for people who hold
    posts; the result is one query.
    """
    if not standing.is_here:
        return Item.objects.none()
    person = standing.person
    open_to_all = Q(visibility=Item.Visibility.EVERYONE)
    written_by_me = Q(author=person) | Q(lead=person)
    about_me = Q(subject=person)
    if standing.post_ids:
        answered = standing.answered_posts
        written_by_me |= Q(owner_post__in=answered) | Q(owner_unit__in=standing.answered_units)
        paired = Item.objects.filter(goal__manager_post__in=standing.post_ids)
        written_by_me |= Q(pk__in=paired.values("pk"))
        about_me |= Q(subject__in=reporting_to(standing))
    drafts = Q(state=Item.State.DRAFT)
    return Item.objects.filter(
        (open_to_all & ~drafts) | (open_to_all & drafts & written_by_me) | (~open_to_all & about_me)
    )


def open_items(standing: Standing) -> QuerySet[Item]:
    """Return what is published for everyone here: the part of `items_visible_to` that asks nothing of the structure."""
    if not standing.is_here:
        return Item.objects.none()
    return Item.objects.filter(visibility=Item.Visibility.EVERYONE).exclude(state=Item.State.DRAFT)


def owner_post_id(item: Item) -> int | None:
    """Return the number of the post that owns an item, itself or as head of the owning unit."""
    if item.owner_post_id is not None:
        return item.owner_post_id
    if item.owner_unit_id is not None and item.owner_unit is not None:
        return item.owner_unit.head_post_id
    return None


def _manager_post_id(item: Item) -> int | None:
    """The post that delivers a goal. The goal's own row is in a higher room, so it is known here by name only."""
    goal = getattr(item, "goal", None)
    return None if goal is None else goal.manager_post_id


def relations_to_item(standing: Standing, item: Item) -> frozenset[Relation]:
    """Return what the asker is to an item. At most three queries: for its owner, and for the person it is about."""
    found = set(standing.own_relations)
    if not found:
        return frozenset()
    person = standing.person
    if item.lead_id == person.pk:
        found.add(Relation.LEAD)
    if item.author_id == person.pk and item.is_draft:
        found.add(Relation.AUTHOR)
    if item.kind == Item.Kind.GOAL and _manager_post_id(item) in standing.post_ids:
        found.add(Relation.PAIRED_MANAGER)
    post_id = owner_post_id(item)
    if post_id is not None and standing.post_ids:
        found |= _owner_relations(standing, post_id)
    if item.owner_unit_id is not None and item.owner_unit is not None and standing.heads(item.owner_unit.path):
        found.add(Relation.UNIT_LEADER)
    if item.subject_id == person.pk:
        found.add(Relation.SELF)
    elif item.subject_id is not None and item.subject_id in reports_of(standing):
        found.add(Relation.LINE_MANAGER)
    return frozenset(found)


def _owner_relations(standing: Standing, post_id: int) -> set[Relation]:
    line = hierarchy.line_above(post_id)
    if not line:
        return set()
    answering = next((rung for rung in line if rung.is_named), None)
    mine = [rung for rung in line if rung.post_id in standing.post_ids]
    found: set[Relation] = set()
    if line[0].post_id in standing.post_ids or (answering and answering.post_id in standing.post_ids):
        found.add(Relation.OWNER)
    if any(answering is not None and rung.height > answering.height for rung in mine):
        found.add(Relation.OWNER_ABOVE)
    return found


def view_action(item: Item) -> Action:
    """Return the action that showing this item needs."""
    if item.is_restricted:
        return Action.ITEM_VIEW_RESTRICTED
    if item.is_draft:
        return Action.ITEM_VIEW_DRAFT
    return Action.ITEM_VIEW


def edit_action(item: Item) -> Action:
    """Return the action that changing this item needs."""
    return Action.ITEM_EDIT_RESTRICTED if item.is_restricted else Action.ITEM_EDIT


def owners_of(item: Item, *, standing: Standing) -> list[Person]:
    """Return the people who own an item on the standing's day: who holds the owning post, or the next named one above.

    Two queries.
    """
    post_id = owner_post_id(item)
    if post_id is None:
        return []
    named = next((rung for rung in hierarchy.line_above(post_id) if rung.is_named), None)
    if named is None:
        return []
    holders = holders_on(standing.on).filter(post_id=named.post_id, post__filling=Post.Filling.NAMED)
    return [held.person for held in holders.order_by("starts_on", "id")]
