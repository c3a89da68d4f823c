"""The first two steps of every view about one objective."""

from __future__ import annotations

from django.http import Http404

from goldenthread.access import gate
from goldenthread.access.policy import Action, Relation
from goldenthread.people.requests import PersonRequest
from goldenthread.thread import queries as thread
from goldenthread.thread.models import Item


def objective_for(request: PersonRequest, item_id: int) -> tuple[Item, frozenset[Relation]]:
    """Return an objective's item with its own row, and what the asker is to it; the caller gates.

    Raises:
        Http404: there is no such objective.
    """
    found = thread.whole_items().select_related(
        "owner_post",
        "owner_unit",
        "lead",
        "subject",
        "author",
        "figure",
        "goal",
        "objective__reviewer",
    )
    item = found.filter(pk=item_id, kind=Item.Kind.OBJECTIVE, objective__isnull=False).first()
    if item is None:
        raise Http404
    return item, thread.relations_to_item(request.standing, item)


def require_edit(item: Item, relations: frozenset[Relation]) -> None:
    """Let whoever may change this objective pass; what is closed is changed by nobody.

    Raises:
        Http404, PermissionDenied: as the gate says.
    """
    gate.require(thread.edit_action(item), relations, view=thread.view_action(item))


def reading_action(item: Item) -> Action:
    """Return the action that recording a reading needs: checking in on what is measured."""
    return Action.ITEM_EDIT_RESTRICTED if item.is_restricted else Action.ITEM_CHECK_IN
