"""Erasing the personal data of those who have left, and what of the trail is past its time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from goldenthread.access.models import Account
from goldenthread.audit import actions as audit
from goldenthread.manage.objectives.models import KeyResult, Objective, Reading
from goldenthread.notices.models import Notice
from goldenthread.office.erasing import DELETED
from goldenthread.office.refusals import NotErasable
from goldenthread.people import references
from goldenthread.people.models import Person, PersonMerge
from goldenthread.search import actions as search
from goldenthread.thread.models import CheckIn, Comment, CommentFile, Item, ItemVersion

SHORTEST_NAME = 4  # characters; a shorter name would be found inside other words


@transaction.atomic
def erase_person(*, person: Person, reason: str, by: Person | None, now: datetime, today: date) -> None:
    """Erase somebody who has left: name, number, addresses, account, and their name wherever the product wrote it.

    What stays, and what it then shows, is listed in `erasing`. It cannot be taken back.

    Raises:
        NotErasable: they work here, the record was merged into another one, or it is erased already.
    """
    found = Person.objects.select_related("account").get(pk=person.pk)
    if found.merged_into_id is not None:
        raise NotErasable(_("This record was merged into another one. Erase that one."))
    if found.left_on is None or found.left_on >= today:
        raise NotErasable(_("Only who has left is erased. Record their leaving first."))
    if not Person.objects.filter(pk=found.pk, erased_at__isnull=True).update(erased_at=now):
        raise NotErasable(_("This record is erased already."))
    records = [found, *Person.objects.select_related("account").filter(merged_into=found)]
    numbers = [one.pk for one in records]
    called = _("Former colleague")
    names = _names_of(records, called=called)
    accounts = [one.account for one in records if one.account is not None]
    items = _blank_items_about(numbers)
    _delete_their_own(numbers)
    _scrub_words(names)
    with audit.permitted("erasure"):
        audit.forget_person(
            numbers=numbers,
            subjects=[("person", numbers), ("account", [one.pk for one in accounts]), ("item", items)],
            names=names,
            called=called,
        )
    _blank_records(records, called=called, now=now)
    Account.objects.filter(pk__in=[one.pk for one in accounts]).delete()
    audit.record(
        action="person.erase",
        subject_kind="person",
        subject_number=found.pk,
        subject_label=called,
        by=by,
        now=now,
        reason=reason,
    )


def _names_of(records: Sequence[Person], *, called: str) -> dict[str, str]:
    """Return the words that name these records and nobody else, with what stands there instead."""
    names: dict[str, str] = {}
    for one in records:
        for address in {one.email, one.account.email if one.account else ""} - {""}:
            names[address] = called
        others = Person.objects.filter(name=one.name).exclude(pk__in=[record.pk for record in records])
        if len(one.name) >= SHORTEST_NAME and not others.exists():
            names[one.name] = called
    return names


def _blank_records(records: Sequence[Person], *, called: str, now: datetime) -> None:
    for one in records:
        Person.objects.filter(pk=one.pk).update(
            name=called, known_as="", number=f"erased-{one.pk}", email="", joined_on=None, account=None, erased_at=now
        )
        search.remove(kind="person", number=one.pk)
    PersonMerge.objects.filter(kept__in=records).update(moved={}, reason="")


def _delete_their_own(numbers: Sequence[int]) -> None:
    for reference in references.references():
        if reference.key in DELETED:
            reference.model._default_manager.filter(**{f"{reference.field}__in": numbers}).delete()


def _blank_items_about(numbers: Sequence[int]) -> list[int]:
    """Blank the restricted items about them, and all that was written there. Returns the items' numbers."""
    blank = _("Erased")
    items = list(
        Item.objects.filter(subject__in=numbers, visibility=Item.Visibility.RESTRICTED).values_list("pk", flat=True)
    )
    Item.objects.filter(pk__in=items).update(title=blank, description="", ended_reason="")
    ItemVersion.objects.filter(item__in=items).update(title=blank, words="", reason="")
    CheckIn.objects.filter(item__in=items).update(words="", help_wanted="")
    files = list(CommentFile.objects.filter(comment__item__in=items).values_list("file", flat=True))
    CommentFile.objects.filter(comment__item__in=items).delete()
    for name in files:
        transaction.on_commit(partial(default_storage.delete, name))
    Comment.objects.filter(item__in=items).update(words="")
    Objective.objects.filter(item__in=items).update(learned="")
    Reading.objects.filter(key_result__objective__in=items).update(note="")
    for number in KeyResult.objects.filter(objective__in=items).values_list("pk", flat=True):
        KeyResult.objects.filter(pk=number).update(title=f"{blank} {number}")
    search.remove_many(kind="item", numbers=items)
    return items


def _scrub_words(names: dict[str, str]) -> None:
    """Replace their names where others mentioned them, and in what others were told."""
    for name, instead in names.items():
        for comment in Comment.objects.filter(words__contains=name):
            Comment.objects.filter(pk=comment.pk).update(words=comment.words.replace(name, instead))
        for notice in Notice.objects.filter(words__contains=name):
            Notice.objects.filter(pk=notice.pk).update(words=notice.words.replace(name, instead)[:300])
