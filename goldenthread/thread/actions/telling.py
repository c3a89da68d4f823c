"""Who is told of what happens to an item: watchers, and owners who are asked to re-affirm."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from goldenthread.access.policy import is_allowed
from goldenthread.notices import actions as notices
from goldenthread.notices.models import Notice
from goldenthread.people.models import Person
from goldenthread.people.queries import holders_on, standing_of
from goldenthread.thread import queries
from goldenthread.thread.models import Item, Link


def who_may_see(item: Item, people: Iterable[Person], *, now: datetime) -> list[Person]:
    """Return those of the people who work here and may see the item.

    No query for what everyone may see; a few queries a person for the rest.
    """
    on = timezone.localdate(now)
    here = [person for person in people if not person.is_merged and (person.left_on is None or on <= person.left_on)]
    if not item.is_restricted and not item.is_draft:
        return here
    view = queries.view_action(item)
    return [person for person in here if is_allowed(view, queries.relations_to_item(standing_of(person, on=on), item))]


def tell_watchers(
    *,
    item: Item,
    words: str,
    key: str,
    by: Person | None,
    now: datetime,
    fragment: str = "",
    told: Collection[int] = (),
) -> None:
    """Tell everybody who watches an item, except who did it and who has been told already."""
    watchers = Person.objects.filter(watches__item=item).exclude(pk__in=told)
    if by is not None:
        watchers = watchers.exclude(pk=by.pk)
    notices.notify_all(
        person_ids=[person.pk for person in who_may_see(item, watchers, now=now)],
        kind=Notice.Kind.WATCH,
        words=words,
        url=reverse("thread:item", args=[item.pk]) + fragment,
        key=key,
        now=now,
    )


def ask_owners(*, link_ids: Collection[int], because: str, by: Person | None, now: datetime) -> None:
    """Tell whoever leads or owns the lower end of each link that their word is wanted.

    The lead, else the holders of the owning post; where it is vacant the request waits in the list of what is owed.
    """
    links = Link.objects.filter(pk__in=link_ids).select_related("lower", "lower__owner_unit", "upper")
    by_post: dict[int, list[Link]] = defaultdict(list)
    asked: list[tuple[int, Link]] = []
    for link in links:
        post_id = queries.owner_post_id(link.lower)
        if link.lower.lead_id is not None:
            asked.append((link.lower.lead_id, link))
        elif post_id is not None:
            by_post[post_id].append(link)
    held = holders_on(timezone.localdate(now)).filter(post_id__in=by_post)
    for post_id, person_id in held.values_list("post_id", "person_id"):
        asked += [(person_id, link) for link in by_post[post_id]]
    meant = {person_id for person_id, _link in asked} - ({by.pk} if by else set())
    here = set(
        Person.objects.filter(pk__in=meant)
        .filter(Q(left_on__isnull=True) | Q(left_on__gte=timezone.localdate(now)))
        .values_list("pk", flat=True)
    )
    requests = [_request(person_id, link, because=because, now=now) for person_id, link in asked if person_id in here]
    notices.tell(tellings=requests, now=now)


def _request(person_id: int, link: Link, *, because: str, now: datetime) -> notices.Telling:
    words = _("%(because)s. Does %(lower)s still serve %(upper)s?") % {
        "because": because,
        "lower": link.lower.reference,
        "upper": link.upper.reference,
    }
    return notices.Telling(
        person_id=person_id,
        kind=Notice.Kind.REAFFIRM,
        words=words,
        url=reverse("thread:affirm", args=[link.pk]),
        key=f"reaffirm:{link.pk}:{now:%Y%m%d%H%M%S%f}",
    )
