"""The thread bar: the way from an item up to the vision, as the asker may see it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from goldenthread.people.queries import Standing
from goldenthread.thread.addresses import item_address
from goldenthread.thread.models import Item
from goldenthread.thread.spine import Step, chain_up
from goldenthread.ui import thread_bar


def current_vision() -> Item | None:
    """Return the one live vision, or None. One query."""
    return Item.objects.filter(kind=Item.Kind.VISION, state=Item.State.LIVE).first()


def hides(step: Step, *, person_id: int, report_ids: Collection[int]) -> bool:
    """Tell whether a step must not be shown to this person: a restricted item about somebody else."""
    if step.visibility == Item.Visibility.RESTRICTED:
        return step.subject_id != person_id and step.subject_id not in report_ids
    return False


def subjects_known_from(item: Item) -> list[int]:
    """Return whose restricted items somebody who may see this item may see as well: they, or whom they manage."""
    return [item.subject_id] if item.is_restricted and item.subject_id is not None else []


def step_kind_label(step: Step) -> str:
    """Return the small line above a step: "Vision", "Goal 2", "OBJ-104, standing"."""
    if step.kind == Item.Kind.VISION:
        return _("Vision")
    if step.kind == Item.Kind.OBJECTIVE and step.objective_kind:
        kinds = {"standing": _("standing"), "change": _("change"), "development": _("development")}
        return _("%(reference)s, %(kind)s") % {
            "reference": step.reference,
            "kind": kinds.get(step.objective_kind, step.objective_kind),
        }
    return step.reference


def bar_of_item(
    item_id: int,
    *,
    standing: Standing,
    report_ids: Collection[int] = (),
    can_connect: bool = False,
    can_affirm: bool = False,
    leaf: thread_bar.Step | None = None,
) -> list[thread_bar.Step]:
    """Return the steps from the vision down to an item (and to `leaf`, a task below it). One query.

    A chain that does not end at a live vision begins with a missing step, with what mends it if the asker may.
    """
    return bar_of_chain(
        chain_up(item_id),
        standing=standing,
        report_ids=report_ids,
        can_connect=can_connect,
        can_affirm=can_affirm,
        leaf=leaf,
    )


def bar_of_chain(
    chain: Sequence[Step],
    *,
    standing: Standing,
    report_ids: Collection[int] = (),
    can_connect: bool = False,
    can_affirm: bool = False,
    leaf: thread_bar.Step | None = None,
) -> list[thread_bar.Step]:
    """Return the steps of a chain that was walked before (itself first). No query."""
    if not chain:
        return [leaf] if leaf else []
    top = chain[-1]
    steps: list[thread_bar.Step] = []
    if not (top.kind == Item.Kind.VISION and top.state == Item.State.LIVE):
        steps.append(_missing(top, can_connect=can_connect and len(chain) == 1))
    for step in reversed(chain):
        link_up = chain[step.height + 1] if step.height + 1 < len(chain) else None
        is_here = step.height == 0 and leaf is None
        if step.height and step.state == Item.State.DRAFT:
            steps.append(
                thread_bar.Step(kind_label=_("Draft"), title=_("Something not published yet"), state="restricted")
            )
            continue
        if hides(step, person_id=standing.person.pk, report_ids=report_ids):
            steps.append(
                thread_bar.Step(kind_label=_("Restricted"), title=_("Something restricted"), state="restricted")
            )
            continue
        steps.append(_step(step, link_up=link_up, is_here=is_here, can_affirm=can_affirm and step.height == 0))
    return [*steps, leaf] if leaf else steps


def _step(step: Step, *, link_up: Step | None, is_here: bool, can_affirm: bool) -> thread_bar.Step:
    unaffirmed = link_up is not None and link_up.is_unaffirmed
    offers = unaffirmed and can_affirm and link_up is not None
    return thread_bar.Step(
        kind_label=step_kind_label(step),
        title=step.title,
        url="" if is_here else item_address(kind=step.kind, item_id=step.item_id),
        state="unaffirmed" if unaffirmed else "here" if is_here else "affirmed",
        is_here=is_here,
        action_label=_("Re-affirm the link") if offers else "",
        action_url=reverse("thread:affirm", args=[link_up.link_id]) if offers and link_up is not None else "",
    )


def _missing(top: Step, *, can_connect: bool) -> thread_bar.Step:
    title = _("Serves nothing yet") if top.kind != Item.Kind.VISION else _("This vision is not the current one")
    return thread_bar.Step(
        kind_label=_("Missing"),
        title=title,
        state="missing",
        action_label=_("Connect this") if can_connect else "",
        action_url=reverse("thread:connect", args=[top.item_id]) if can_connect else "",
    )
