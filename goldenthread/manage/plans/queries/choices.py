"""Finding the person, post or item that somebody means by what they type, and what to suggest while they type."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from goldenthread.manage.objectives.models import Duty
from goldenthread.manage.plans.models import Task
from goldenthread.people.models import Person, Post
from goldenthread.people.queries import Standing
from goldenthread.people.queries.finding import found_by, suggestions, written
from goldenthread.thread.models import Item
from goldenthread.thread.queries import items_visible_to

SUGGESTED = 8
LIKELY = 5
SHORTEST = 2  # letters before anything is suggested


@dataclass(frozen=True, slots=True)
class Choice:
    """A suggestion: `value` is what the field then holds and is understood again; `note` tells like ones apart."""

    value: str
    note: str


class NotFound(Exception):
    """Nothing is meant by the words, or more than one thing; the message says which."""


def name_of_item(item: Item) -> str:
    """Return an item as a field holds it: reference, title."""
    return f"{item.reference} {item.title}"


def suggested_assignees(words: str, *, on: date) -> list[Choice]:
    """Return people and posts that hold the words in name, number, title, unit or reference. Two queries."""
    if len(words.strip()) < SHORTEST:
        return []
    people = suggestions("person", words, on=on)[:SUGGESTED]
    posts = suggestions("post", words, on=on)[:SUGGESTED]
    return [
        *(Choice(written(person), "") for person in people),
        *(Choice(written(post), post.unit.name) for post in posts if isinstance(post, Post)),
    ]


def find_assignee(text: str, *, on: date) -> Person | Post:
    """Return the person or post that is meant by a name, a code, or both as they were offered. People come first.

    Raises:
        NotFound: nobody, or several.
    """
    found = [*found_by("person", text, on=on), *found_by("post", text, on=on)]
    exact = [one for one in found if written(one) == text.strip()]
    people = [one for one in found if isinstance(one, Person)]
    for fitting in (exact, people, found):
        if len(fitting) == 1 and isinstance(fitting[0], Person | Post):
            return fitting[0]
        if fitting:
            some = "; ".join(written(one) for one in fitting[:SUGGESTED])
            raise NotFound(_("More than one fits. Choose one of: %(some)s") % {"some": some})
    raise NotFound(_("Nobody here is called “%(text)s”. Type a name, a staff number or a post.") % {"text": text})


def suggested_items(words: str, *, standing: Standing, kinds: tuple[str, ...]) -> list[Choice]:
    """Return live items of these kinds whose reference begins with the words or whose title holds them."""
    text = words.strip()
    if len(text) < SHORTEST:
        return []
    items = items_visible_to(standing).filter(
        Q(reference__istartswith=text) | Q(title__icontains=text), kind__in=kinds, state=Item.State.LIVE
    )
    return [
        Choice(name_of_item(item), str(Item.Kind(item.kind).label))
        for item in items.order_by("title", "id")[:SUGGESTED]
    ]


def find_item(text: str, *, standing: Standing, kinds: tuple[str, ...]) -> Item:
    """Return the item that is meant by its reference, its whole title, or a suggestion as it was offered.

    Raises:
        NotFound: none that the asker may see, or several.
    """
    text = text.strip()
    seen = items_visible_to(standing).filter(kind__in=kinds).select_related("subject")
    # A reference may hold spaces ("Goal 2"), so every beginning of the words is tried, longest first.
    words = text.split()
    beginnings = [" ".join(words[:count]) for count in range(min(len(words), 4), 0, -1)]
    by_reference = {item.reference.lower(): item for item in seen.filter(reference__in=_spellings(beginnings))}
    for beginning in beginnings:
        if beginning.lower() in by_reference:
            return by_reference[beginning.lower()]
    titled = list(seen.filter(title__iexact=text).order_by("id")[:2])
    if len(titled) == 1:
        return titled[0]
    if titled:
        raise NotFound(_("More than one thing is called “%(text)s”. Type its reference.") % {"text": text})
    raise NotFound(_("Nothing you can see has that reference or title. Type a reference such as OBJ-12."))


def _spellings(beginnings: list[str]) -> list[str]:
    return [spelling for text in beginnings for spelling in dict.fromkeys([text, text.upper(), text.capitalize()])]


def serveable_items(standing: Standing) -> QuerySet[Item]:
    """Return the live items that a task may serve and the asker may see. Unordered."""
    return items_visible_to(standing).filter(
        kind__in=[Item.Kind.PLAN, Item.Kind.OBJECTIVE, Item.Kind.GOAL, Item.Kind.VALUE], state=Item.State.LIVE
    )


def likely_items(task: Task, *, standing: Standing) -> list[Item]:
    """Return up to LIKELY items that a task may well serve.

    What its assignee's other open tasks serve, commonest first, then the standing objectives of the post. Three queries
    beside what `serveable_items` needs.
    """
    others = Task.objects.filter(is_open=True, serves__isnull=False)
    others = others.filter(person=task.person_id) if task.person_id else others.filter(post=task.post_id)
    if not task.person_id and not task.post_id:
        return []
    counted = others.order_by().values("serves").annotate(n=Count("pk")).order_by("-n", "serves")
    wanted: list[int] = [row["serves"] for row in counted[: LIKELY + 1]]
    posts = [task.post_id] if task.post_id else list(standing.post_ids) if task.person_id == standing.person.pk else []
    wanted += Duty.objects.filter(post__in=posts).order_by("-weight", "pk").values_list("objective", flat=True)[:LIKELY]
    found = {item.pk: item for item in serveable_items(standing).filter(pk__in=wanted)}
    ordered = [found[number] for number in dict.fromkeys(wanted) if number in found and number != task.serves_id]
    return ordered[:LIKELY]
